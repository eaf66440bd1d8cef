import { cpuMillis, memoryMiB } from '../../../kubernetes/quantity.rules';
import { fargateSizeOf } from '../../../nodes/fargate/fargate.rules';
import { requestsOf } from '../../placement/pod-requests.rules';
import { runsOnFargate } from '../../placement/scheduling-results.rules';
import { Rule } from '../../rule';

export const fargateSize: Rule = {
  id: 'fargate-size',
  area: 'Placement',
  severity: 'error',
  description: 'a pod that is larger than any size of Fargate',
  reason: 'Fargate offers up to 16 vCPU and 120 GiB, of which 256 MiB are its own: a larger pod is never started',
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
                    finding: `${name} asks for ${cpu} millicores and ${Math.ceil(memory)} MiB on Fargate`,
                    remediation: 'Ask for less, or run it on nodes',
                  },
                ];
          }),
};
