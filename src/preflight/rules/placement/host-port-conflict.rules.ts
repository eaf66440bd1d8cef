import { at, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { maxDomains, NODE } from '../../placement/domains.rules';
import { NodeCandidate } from '../../placement/node-candidate.rules';
import { atEachScale, minRunningPods, SchedulingResult } from '../../placement/scheduling-results.rules';
import { Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const hostPortConflict: Rule = {
  id: 'host-port-conflict',
  area: 'Placement',
  severity: 'error',
  description: 'more pods with a hostPort than nodes, or a hostPort that a DaemonSet uses on every node',
  reason:
    "each hostPort is available once per node: a pod stays Pending until it is free (didn't have free ports for the requested pod ports)",
  source: 'https://kubernetes.io/docs/concepts/configuration/overview/#services',
  readsPods: true,
  check: (facts) =>
    atEachScale(facts, (results) => {
      const withPorts = results.map((result) => ({ result, ports: hostPortsOf(result.workload) })).filter(({ ports }) => ports.length > 0);
      return withPorts.flatMap((each) => problem(each, withPorts));
    }),
};

interface HostPort {
  readonly port: number;
  readonly protocol: string;
  readonly ip: string;
}

interface PortUser {
  readonly result: SchedulingResult;
  readonly ports: readonly HostPort[];
}

function problem({ result, ports }: PortUser, all: readonly PortUser[]): Violation[] {
  const { workload, candidates } = result;
  const pods = minRunningPods(workload);
  if (pods === 0) return [];
  const others = all.filter((other) => other.result !== result);
  const rivals = others.filter((other) => conflictOf(ports, other.ports) !== undefined);
  const free = candidates.filter((place) => !rivals.some((rival) => place.daemonSets?.has(rival.result.workload.object)));
  const remediation = 'Remove hostPort and use a Service, use another port, or increase maxSize';
  if (free.length === 0) {
    const rival = rivals.find((each) => candidates[0].daemonSets?.has(each.result.workload.object))!;
    return [
      {
        path: workload.path,
        finding:
          `${workload.name} uses hostPort ${conflictOf(ports, rival.ports)}, which ${rival.result.workload.name} uses on every node that ` +
          'it fits',
        remediation: 'Remove hostPort and use a Service, or use another port',
      },
    ];
  }
  const most = maxDomains(free, NODE);
  if (most === undefined) return [];
  const alone = { port: ports[0].port, sharing: [] as readonly SchedulingResult[] };
  const found = [alone, ...ports.map((each) => ({ port: each.port, sharing: sharingOf(each, rivals, free) }))].find(
    ({ sharing }) => pods + sharing.reduce((sum, each) => sum + minRunningPods(each.workload), 0) > most,
  );
  if (found === undefined) return [];
  const beside = found.sharing.map((each) => `${each.workload.name} × ${each.workload.replicas.min}`);
  return [
    {
      path: workload.path,
      finding:
        `${workload.name} has ${workload.replicas.min} pods with hostPort ${found.port}` +
        `${beside.length > 0 ? ` beside ${beside.join(', ')}` : ''}, and there are at most ${most} nodes for them`,
      remediation,
    },
  ];
}

// those that use one port at any address exclude each other as well
const sharingOf = ({ port, protocol }: HostPort, rivals: readonly PortUser[], free: readonly NodeCandidate[]): SchedulingResult[] =>
  rivals
    .filter(({ ports }) => ports.some((each) => each.port === port && each.protocol === protocol && each.ip === ANY))
    .map(({ result }) => result)
    .filter((rival) => minRunningPods(rival.workload) > 0 && fitsOnly(rival, free));

const fitsOnly = ({ candidates }: SchedulingResult, places: readonly NodeCandidate[]): boolean => {
  const names = new Set(places.map(({ name }) => name));
  return candidates.every(({ name }) => names.has(name));
};

/** The port that both use; source: kubernetes, pkg/scheduler/framework/types.go (HostPortInfo.CheckConflict). */
function conflictOf(own: readonly HostPort[], others: readonly HostPort[]): number | undefined {
  const isEqual = (a: string, b: string) => a === b || a === ANY || b === ANY;
  return own.find((each) =>
    others.some(({ port, protocol, ip }) => port === each.port && protocol === each.protocol && isEqual(ip, each.ip)),
  )?.port;
}

const ANY = '0.0.0.0';

// with hostNetwork container ports are host ports
function hostPortsOf({ podSpec }: Workload): HostPort[] {
  const fields = at(podSpec, 'hostNetwork') === true ? ['hostPort', 'containerPort'] : ['hostPort'];
  return listAt(podSpec, 'containers')
    .flatMap((container) => listAt(container, 'ports'))
    .flatMap((entry) => {
      const port = fields.map((field) => at(entry, field)).find((each): each is number => typeof each === 'number' && each > 0);
      return port === undefined ? [] : [{ port, protocol: stringAt(entry, 'protocol') || 'TCP', ip: stringAt(entry, 'hostIP') || ANY }];
    });
}
