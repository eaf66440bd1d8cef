import { at, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { requestsOf } from '../../placement/pod-requests.rules';
import { runsOnFargate } from '../../placement/scheduling-results.rules';
import { containersOf, Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

/** Source: what users were told by the scheduler of Fargate ("invalid SecurityContext fields: Capabilities added"). */
const CAPABILITIES = new Set(['ALL', 'NET_ADMIN', 'SYS_ADMIN', 'SYS_MODULE']);
/** Source: EKS User Guide, fargate: considerations. */
const MOST_EPHEMERAL_GIB = 175;

export const fargateRestricted: Rule = {
  id: 'fargate-restricted',
  area: 'Placement',
  severity: 'error',
  description: 'pods on Fargate that are privileged, add capabilities, use the host, a GPU, arm64, Windows, or too large a disk',
  reason:
    'Fargate runs pods of Linux on x86_64, without a host of their own: it has no privileged containers, no capabilities to ' +
    'administer, no ports, paths or namespaces of the host, no GPUs',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/fargate.html',
  readsPods: true,
  check: (facts: Facts) =>
    facts.fargateSelectors.length === 0
      ? []
      : facts.manifests.workloads.filter((maker) => maker.groupKind !== 'apps/DaemonSet' && runsOnFargate(facts, maker)).flatMap(problems),
};

function problems({ path, name, podSpec }: Workload): Violation[] {
  const containers = containersOf(podSpec);
  const requests = requestsOf(podSpec);
  const privileged = containers
    .filter((container) => at(container, 'securityContext', 'privileged') === true)
    .map((container) => stringAt(container, 'name'));
  const capabilities = [
    ...new Set(
      containers
        .flatMap((container) => listAt(container, 'securityContext', 'capabilities', 'add'))
        .map(String)
        .filter((each) => CAPABILITIES.has(each.replace(/^CAP_/, ''))),
    ),
  ];
  const ports = containers
    .flatMap((container) => listAt(container, 'ports'))
    .map((port) => at(port, 'hostPort'))
    .filter((port) => typeof port === 'number' && port > 0);
  const paths = listAt(podSpec, 'volumes')
    .map((volume) => stringAt(volume, 'hostPath', 'path'))
    .filter((each) => each !== undefined);
  const devices = Object.entries(requests)
    .filter(([resource, amount]) => amount > 0 && (resource.includes('/') || resource.startsWith('hugepages-')))
    .map(([resource]) => resource);
  const wants = (key: string) => stringAt(podSpec, 'nodeSelector', key) ?? stringAt(podSpec, 'nodeSelector', `beta.${key}`);
  const arch = wants('kubernetes.io/arch');
  const os = wants('kubernetes.io/os') ?? stringAt(podSpec, 'os', 'name');
  const reasons = [
    ...(privileged.length > 0 ? [`run privileged (${privileged.join(', ')})`] : []),
    ...(capabilities.length > 0 ? [`add ${capabilities.join(', ')}`] : []),
    ...['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => at(podSpec, field) === true).map((field) => `ask for ${field}`),
    ...(ports.length > 0 ? [`ask for the port ${ports.join(', ')} of the host`] : []),
    ...(paths.length > 0 ? [`mount ${paths.join(', ')} of the host`] : []),
    ...(devices.length > 0 ? [`ask for ${devices.join(', ')}`] : []),
    ...(arch === 'arm64' ? ['ask for arm64'] : []),
    ...(os === 'windows' ? ['ask for Windows'] : []),
    ...((requests['ephemeral-storage'] ?? 0) > MOST_EPHEMERAL_GIB * 2 ** 30 ? [`ask for more than ${MOST_EPHEMERAL_GIB} GiB of disk`] : []),
  ];
  return reasons.length === 0
    ? []
    : [
        {
          path,
          finding: `pods of ${name} run on Fargate and ${reasons.join(', ')}`,
          remediation: 'Leave that out, or keep the pods out of the profile and run them on nodes',
        },
      ];
}
