import { at, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { requestsOf } from '../../placement/pod-requests.rules';
import { runsOnFargate } from '../../placement/scheduling-results.rules';
import { containersOf, Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

/** Source: messages of the Fargate scheduler that users reported ("invalid SecurityContext fields: Capabilities added"). */
const CAPABILITIES = new Set(['ALL', 'NET_ADMIN', 'SYS_ADMIN', 'SYS_MODULE']);
/** Source: EKS User Guide, fargate: considerations. */
const MOST_EPHEMERAL_GIB = 175;

export const fargateRestricted: Rule = {
  id: 'fargate-restricted',
  area: 'Placement',
  severity: 'error',
  description:
    'pods on Fargate that are privileged, add capabilities, use the host, a GPU, arm64 or Windows, or request too much ephemeral storage',
  reason:
    'Fargate runs Linux pods on x86_64 without access to a host: no privileged containers, no administrative capabilities, no ' +
    'host ports, paths or namespaces, no GPUs',
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
    ...(privileged.length > 0 ? [`run privileged containers (${privileged.join(', ')})`] : []),
    ...(capabilities.length > 0 ? [`add the capabilities ${capabilities.join(', ')}`] : []),
    ...['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => at(podSpec, field) === true).map((field) => `set ${field}`),
    ...(ports.length > 0 ? [`use hostPort ${ports.join(', ')}`] : []),
    ...(paths.length > 0 ? [`mount hostPath ${paths.join(', ')}`] : []),
    ...(devices.length > 0 ? [`request ${devices.join(', ')}`] : []),
    ...(arch === 'arm64' ? ['select arm64'] : []),
    ...(os === 'windows' ? ['select Windows'] : []),
    ...((requests['ephemeral-storage'] ?? 0) > MOST_EPHEMERAL_GIB * 2 ** 30
      ? [`request more than ${MOST_EPHEMERAL_GIB} GiB of ephemeral storage`]
      : []),
  ];
  return reasons.length === 0
    ? []
    : [
        {
          path,
          finding: `pods of ${name} run on Fargate and ${reasons.join(', ')}`,
          remediation: 'Remove these settings, or exclude the pods from the Fargate profile and run them on other nodes',
        },
      ];
}
