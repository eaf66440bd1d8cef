import { cpuMillis, memoryMiB } from '../../../kubernetes/quantity.rules';
import { fargateSizeOf } from '../../../nodes/fargate/fargate.rules';
import { requestsInWords } from '../../placement/allocatable.rules';
import { requestsOf } from '../../placement/pod-requests.rules';
import { runsOnFargate } from '../../placement/scheduling-results.rules';
import { Rule } from '../../rule';

export const fargateSize: Rule = {
  id: 'fargate-size',
  area: 'Placement',
  severity: 'error',
  description: 'pod larger than the largest Fargate size',
  reason: 'Fargate provides at most 16 vCPU and 120 GiB, of which it reserves 256 MiB: a larger pod stays Pending',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/fargate-pod-configuration.html',
  readsPods: true,
  check: (facts) =>
    facts.fargateSelectors.length === 0
      ? []
      : facts.manifests.workloads
          .filter((maker) => maker.groupKind !== 'apps/DaemonSet' && runsOnFargate(facts, maker))
          .flatMap(({ path, name, podSpec }) => {
            const requests = requestsOf(podSpec);
            const [cpu, memory] = [cpuMillis(requests.cpu ?? 0), memoryMiB(requests.memory ?? 0)];
            return fargateSizeOf(cpu, memory)
              ? []
              : [
                  {
                    path,
                    finding: `${name} requests ${requestsInWords({ cpu: requests.cpu ?? 0, memory: requests.memory ?? 0 })} on Fargate`,
                    remediation: 'Reduce the requests, or exclude the pods from the Fargate profile and run them on other nodes',
                  },
                ];
          }),
};
