import { at, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { ROOT_IMAGES, RootImage } from '../../reading/root-images.data';
import { securityContextRemediation } from '../../reading/security-context.rules';
import { containersOf } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/** Official images of Docker Hub and its mirrors, with the tag. */
const HUB = /(?:(?:index\.|registry-1\.)?docker\.io\/|mirror\.gcr\.io\/|public\.ecr\.aws\/docker\/)?(?:library\/)?/;
const OF_NGINX = /(?:public\.ecr\.aws\/nginx\/|(?:docker\.io\/|ghcr\.io\/)?nginxinc\/)(?=nginx(?:-unprivileged)?(?:[:@]|$))/;
const OFFICIAL = new RegExp(String.raw`^(?:${HUB.source}|${OF_NGINX.source})([a-z]+(?:-[a-z]+)?)(?::([\w.-]+))?(?:@.*)?$`);

export const imageNeedsRoot: Rule = {
  id: 'image-needs-root',
  area: 'Security',
  severity: 'error',
  description: 'official image that starts as root, or that writes to its file system, in a container that does not allow it',
  reason:
    'with runAsNonRoot, the kubelet refuses an image whose user is root or not a number (CreateContainerConfigError), and with a ' +
    'read-only file system a process that writes when it starts exits',
  source: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  readsPods: true,
  check: ({ manifests }) =>
    manifests.workloads.flatMap(({ path, name, object, podSpec }) =>
      containersOf(podSpec).flatMap((container) => {
        const written = stringAt(container, 'image') ?? '';
        const image = rootImageOf(written);
        const problem = image && problemOf(image, container, podSpec);
        if (problem === undefined) return [];
        const finding = `container '${stringAt(container, 'name')}' of ${name} runs ${written} ${problem}`;
        return [{ path, finding, remediation: remediationOf(image!, container, podSpec, object) }];
      }),
    ),
};

const tagOf = (image: string): string => OFFICIAL.exec(image)?.[2] ?? 'latest';

function rootImageOf(image: string): RootImage | undefined {
  const [, name] = OFFICIAL.exec(image) ?? [];
  return ROOT_IMAGES.find((each) => each.name === name && (each.tags?.test(tagOf(image)) ?? true));
}

const settingOf = (field: string, container: unknown, pod: unknown): unknown =>
  at(container, 'securityContext', field) ?? at(pod, 'securityContext', field);

function problemOf(image: RootImage, container: unknown, pod: unknown): string | undefined {
  const user = settingOf('runAsUser', container, pod) ?? image.startsAs;
  if (user === undefined) {
    if (isForWindows(pod) || settingOf('runAsNonRoot', container, pod) !== true) return undefined;
    return image.user === undefined
      ? 'with runAsNonRoot, and the user of the image is root'
      : `with runAsNonRoot, and the user of the image is '${image.user}', which is not a number`;
  }
  const missing = user === 0 ? [] : missingFolders(image, container, pod);
  return missing.length === 0
    ? undefined
    : `as user ${String(user)} with a read-only file system, and the image writes to ${missing.join(' and ')}`;
}

/** The kubelet compares users of Windows by name. Source: kubernetes v1.36, pkg/kubelet/kuberuntime/security_context_windows.go. */
const isForWindows = (pod: unknown): boolean =>
  [at(pod, 'os', 'name'), at(pod, 'nodeSelector', 'kubernetes.io/os')].some((os) => os === 'windows' || isDeployTimeValue(os));

/** Folders that the image writes to and that are read-only; none if another command or configuration may do without them. */
function missingFolders({ writes, config }: RootImage, container: unknown, pod: unknown): string[] {
  const isChanged = ['command', 'args'].some((field) => listAt(container, field).length > 0);
  if (settingOf('readOnlyRootFilesystem', container, pod) !== true || isChanged) return [];
  const mounts = listAt(container, 'volumeMounts').map((mount) => (stringAt(mount, 'mountPath') ?? '').replace(/\/$/, ''));
  const isConfigured = mounts.some(
    (each) => config !== undefined && (each === config || (each.startsWith(`${config}/`) && !each.startsWith(`${config}/conf.d`))),
  );
  return isConfigured ? [] : writes.filter((folders) => !folders.some((folder) => mounts.includes(folder))).map(([folder]) => folder);
}

/** All changes together: a container that has a user may not write yet. */
function remediationOf(image: RootImage, container: unknown, pod: unknown, object: KubernetesObject): string {
  const isAlpine = /alpine/.test(tagOf(stringAt(container, 'image') ?? ''));
  const uid = (isAlpine ? image.alpineUid : undefined) ?? image.uid;
  const user = uid === undefined ? { runAsNonRoot: false } : { runAsUser: uid };
  const missing = missingFolders(image, container, pod);
  const changes = securityContextRemediation(object, {
    ...((settingOf('runAsUser', container, pod) ?? image.startsAs) === undefined ? user : {}),
    ...(missing.length > 0 ? { readOnlyRootFilesystem: false } : {}),
  });
  if (image.instead !== undefined) return `${image.instead}, or ${changes}${otherwise(missing)}`;
  return missing.length > 0 && image.startsAs !== undefined
    ? `Mount a volume such as an emptyDir at ${missing.join(' and ')}, or ${changes}`
    : `${changes[0].toUpperCase()}${changes.slice(1)}${otherwise(missing)}`;
}

const otherwise = (missing: readonly string[]): string =>
  missing.length > 0 ? ` (or mount volumes at ${missing.join(' and ')} instead of a writable file system)` : '';
