import { enforcedIn } from './pod-security.rules';
import { at, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { HOST_FIELDS } from '../../reading/pod-security.data';
import { Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

/** Host paths that give information about a node, but no control over it. Source: Filesystem Hierarchy Standard; os-release(5). */
const HARMLESS_PATHS = [
  /^\/etc\/(ssl|pki|ca-certificates|localtime|timezone|os-release|machine-id)(\/|$)/,
  /^\/usr\/(share\/(ca-certificates|zoneinfo)|lib\/os-release)(\/|$)/,
];

export const privilegedWorkload: Rule = {
  id: 'privileged-workload',
  area: 'Security',
  severity: 'warning',
  description: 'workload that is privileged, or uses namespaces, paths or the container runtime of its node',
  reason:
    'an attacker with control of such a pod controls its node and every pod on it; only node agents need this, and they are DaemonSets',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html',
  check: (facts: Facts) =>
    facts.manifests.workloads
      .filter(
        (maker) =>
          maker.groupKind !== 'apps/DaemonSet' &&
          maker.namespace !== 'kube-system' &&
          !isDeployTimeValue(maker.namespace) &&
          !isOfNodes(maker),
      )
      // an enforce label is an explicit decision; pods that violate it have another finding
      .filter((maker) => enforcedIn(maker, facts) === undefined)
      .flatMap(problems),
};

// network agents use hostNetwork and tolerate all taints
const isOfNodes = ({ podSpec }: Workload): boolean =>
  at(podSpec, 'hostNetwork') === true &&
  [at(podSpec, 'tolerations')]
    .flat()
    .some((toleration) => isDeployTimeValue(toleration) || (isEverything(toleration) && at(toleration, 'key') === undefined));

const isEverything = (toleration: unknown): boolean =>
  at(toleration, 'operator') === 'Exists' || isDeployTimeValue(at(toleration, 'operator'));

// init containers that end are not part of the running pod
const staying = (pod: unknown): readonly unknown[] => [
  ...listAt(pod, 'containers'),
  ...listAt(pod, 'initContainers').filter((init) => at(init, 'restartPolicy') === 'Always'),
];

function problems({ path, name, podSpec }: Workload): Violation[] {
  const containers = staying(podSpec);
  const privileged = containers
    .filter((container) => at(container, 'securityContext', 'privileged') === true)
    .map((container) => stringAt(container, 'name'));
  const mounted = new Set(containers.flatMap((container) => listAt(container, 'volumeMounts')).map((mount) => stringAt(mount, 'name')));
  const paths = listAt(podSpec, 'volumes')
    .filter((volume) => mounted.has(stringAt(volume, 'name')))
    .map((volume) => stringAt(volume, 'hostPath', 'path'));
  const found = [
    ...(privileged.length > 0 ? [`has privileged containers (${privileged.join(', ')})`] : []),
    ...HOST_FIELDS.filter((field) => at(podSpec, field) === true).map((field) => `uses ${field}`),
    ...paths
      .filter(
        (hostPath) => hostPath !== undefined && !isDeployTimeValue(hostPath) && !HARMLESS_PATHS.some((pattern) => pattern.test(hostPath)),
      )
      .map((hostPath) => `mounts hostPath ${hostPath}`),
  ];
  return found.length === 0
    ? []
    : [
        {
          path,
          finding: `${name} ${found.join(', ')}`,
          remediation:
            'Remove these settings, or label the namespace pod-security.kubernetes.io/enforce: privileged to allow them explicitly',
        },
      ];
}
