import { at, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { ROOT_IMAGES, RootImage } from '../../reading/root-images.data';
import { Rule } from '../../rule';

/** Official images of Docker Hub and its mirrors, with the tag. */
const HUB = /(?:(?:index\.|registry-1\.)?docker\.io\/|mirror\.gcr\.io\/|public\.ecr\.aws\/docker\/)?(?:library\/)?/;
const OF_NGINX = /public\.ecr\.aws\/nginx\/(?=nginx[:@]|nginx$)/;
const OFFICIAL = new RegExp(String.raw`^(?:${HUB.source}|${OF_NGINX.source})([a-z]+)(?::([\w.-]+))?(?:@.*)?$`);

export const imageNeedsRoot: Rule = {
  id: 'image-needs-root',
  area: 'Security',
  severity: 'error',
  description: 'official image that starts as root, in a container without root or with a read-only file system',
  reason:
    'the image has no user of its own and writes to its file system when it starts: the kubelet refuses it with runAsNonRoot, and with ' +
    'a read-only file system its process exits',
  source: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  readsPods: true,
  check: ({ manifests }) =>
    manifests.workloads.flatMap(({ path, name, podSpec }) =>
      listAt(podSpec, 'containers').flatMap((container) => {
        const image = rootImageOf(stringAt(container, 'image') ?? '');
        const problem = image && problemOf(image, container, podSpec);
        if (problem === undefined) return [];
        const finding = `container '${stringAt(container, 'name')}' of ${name} runs ${stringAt(container, 'image')} ${problem}`;
        return [{ path, finding, remediation: image!.instead }];
      }),
    ),
};

function rootImageOf(image: string): RootImage | undefined {
  const [, name, tag = 'latest'] = OFFICIAL.exec(image) ?? [];
  return ROOT_IMAGES.find((each) => each.name === name && (each.tags?.test(tag) ?? true));
}

function problemOf({ writes, config }: RootImage, container: unknown, pod: unknown): string | undefined {
  const setting = (field: string) => at(container, 'securityContext', field) ?? at(pod, 'securityContext', field);
  const user = setting('runAsUser');
  if (user === undefined) return setting('runAsNonRoot') === true ? 'with runAsNonRoot, and the user of the image is root' : undefined;
  // another command may do without
  const isChanged = ['command', 'args'].some((field) => listAt(container, field).length > 0);
  if (user === 0 || setting('readOnlyRootFilesystem') !== true || isChanged) return undefined;
  const mounts = listAt(container, 'volumeMounts').map((mount) => (stringAt(mount, 'mountPath') ?? '').replace(/\/$/, ''));
  if (mounts.some((each) => each === config || (each.startsWith(`${config}/`) && !each.startsWith(`${config}/conf.d`)))) return undefined;
  const missing = writes.filter((folders) => !folders.some((folder) => mounts.includes(folder))).map(([folder]) => folder);
  return missing.length === 0
    ? undefined
    : `as user ${String(user)} with a read-only file system, and the image writes to ${missing.join(' and ')}`;
}
