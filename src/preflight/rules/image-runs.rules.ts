import { at, KubernetesObject, listAt, namespaceOf, podSpecOf, textAt } from '../../inventory/kubernetes-object.rules';
import { BuiltImage, Facts } from '../facts.rules';
import { Found, Rule } from '../rule';

const SECURITY = 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/';

export const imageUser: Rule = {
  id: 'image-user',
  area: 'Infrastructure',
  severity: 'error',
  finds: 'an image of CDK\'s whose user is root or a name, in pods that must not be root',
  why: 'a container that must not run as root starts only when its user is a number other than 0',
  source: SECURITY,
  check: (facts) => builtContainers(facts).flatMap(({ path, object, container, image }) => {
    const pod = podSpecOf(object);
    const setting = (name: string) => at(container, 'securityContext', name) ?? at(pod, 'securityContext', name);
    if (setting('runAsNonRoot') !== true || setting('runAsUser') !== undefined || image.user === undefined || /^[1-9]\d*(:.*)?$/.test(image.user)) return [];
    return [found(path, object, container, `would run as USER ${image.user} of its image`, 'Write a number behind USER in the Dockerfile, or set runAsUser')];
  }),
};

export const imagePlatform: Rule = {
  id: 'image-platform',
  area: 'Infrastructure',
  severity: 'error',
  finds: 'an image of CDK\'s for another architecture than all nodes',
  why: 'an image starts only on nodes of the architecture that it was built for',
  source: 'https://docs.docker.com/build/building/multi-platform/',
  check: (facts) => (facts.architectures === undefined ? [] : builtContainers(facts).flatMap(({ path, object, container, image }) => {
    const architecture = image.platform && PLATFORMS[image.platform];
    if (architecture === undefined || facts.architectures!.includes(architecture) || facts.architectures!.length === 0) return [];
    return [found(path, object, container, `is built for ${image.platform}, and all nodes are ${facts.architectures!.join(', ')}`,
      'Build it for the nodes (platform: Platform.LINUX_ARM64 or LINUX_AMD64), or add nodes of its architecture')];
  })),
};

const PLATFORMS: Readonly<Record<string, string>> = { 'linux/amd64': 'x86_64', 'linux/arm64': 'arm64', 'linux/arm64/v8': 'arm64' };

function builtContainers(facts: Facts) {
  return facts.objects.flatMap(({ path, value: object }) => {
    const pod = podSpecOf(object);
    return [...listAt(pod, 'initContainers'), ...listAt(pod, 'containers')].flatMap((container) => {
      const image: BuiltImage | undefined = facts.images.find(({ tag }) => textAt(container, 'image')?.includes(tag));
      return image ? [{ path, object, container, image }] : [];
    });
  });
}

function found(path: string, object: KubernetesObject, container: unknown, what: string, fix: string): Found {
  return { path, what: `container '${textAt(container, 'name')}' of ${object.kind} '${namespaceOf(object)}/${object.metadata?.name}' ${what}`, fix };
}
