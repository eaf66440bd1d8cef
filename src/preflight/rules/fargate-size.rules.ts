import { at, listAt, namespaceOf, podSpecOf } from '../../inventory/kubernetes-object.rules';
import { fargateSizeOf, selectsPods } from '../../nodes/fargate.rules';
import { cpuMillis, memoryMiB } from '../quantity.rules';
import { Rule } from '../rule';

export const fargateSize: Rule = {
  id: 'fargate-size',
  area: 'Placement',
  severity: 'error',
  finds: 'a pod that is larger than any size of Fargate',
  why: 'Fargate offers up to 16 vCPU and 120 GiB, of which 256 MiB are its own: a larger pod is never started',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/fargate-pod-configuration.html',
  check: ({ objects, fargate }) => objects.flatMap(({ path, value }) => {
    const pod = podSpecOf(value);
    const namespace = namespaceOf(value) ?? 'default';
    if (!pod || !fargate.some((selector) => selectsPods(selector, value))) return [];
    const [cpu, memory] = [request(pod, 'cpu', cpuMillis), request(pod, 'memory', memoryMiB)];
    return fargateSizeOf(cpu, memory) ? [] : [{ path, what: `${value.kind} '${namespace}/${value.metadata?.name}' asks for ${cpu} millicores and ${Math.ceil(memory)} MiB on Fargate`, fix: 'Ask for less, or run it on nodes' }];
  }),
};

// the most of one init container, or all others together. Source: same page
function request(pod: unknown, resource: string, parse: (text: unknown) => number): number {
  const of = (container: unknown) => parse(at(container, 'resources', 'requests', resource) ?? at(container, 'resources', 'limits', resource));
  const lasting = (container: unknown) => at(container, 'restartPolicy') === 'Always';
  const inits = listAt(pod, 'initContainers');
  const running = [...listAt(pod, 'containers'), ...inits.filter(lasting)].reduce<number>((sum, each) => sum + of(each), 0);
  return Math.max(running, ...inits.filter((each) => !lasting(each)).map(of));
}
