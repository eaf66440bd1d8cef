import { cpuMillis, memoryMiB } from '../../../kubernetes/quantity.rules';
import { fargateSizeOf } from '../../../nodes/fargate/fargate.rules';
import { onFargate } from '../../placement/pod-places.rules';
import { requestsOf } from '../../placement/pod-requests.rules';
import { Rule } from '../../rule';

export const fargateSize: Rule = {
  id: 'fargate-size',
  area: 'Placement',
  severity: 'error',
  finds: 'a pod that is larger than any size of Fargate',
  why: 'Fargate offers up to 16 vCPU and 120 GiB, of which 256 MiB are its own: a larger pod is never started',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/fargate-pod-configuration.html',
  ofPods: true,
  check: (facts) => (facts.fargate.length === 0 ? [] : facts.manifests.pods.filter((maker) => maker.groupKind !== 'apps/DaemonSet' && onFargate(facts, maker)).flatMap(({ path, name, pod }) => {
    const requests = requestsOf(pod);
    const [cpu, memory] = [cpuMillis(requests.cpu ?? 0), memoryMiB(requests.memory ?? 0)];
    return fargateSizeOf(cpu, memory) ? [] : [{ path, what: `${name} asks for ${cpu} millicores and ${Math.ceil(memory)} MiB on Fargate`, fix: 'Ask for less, or run it on nodes' }];
  })),
};
