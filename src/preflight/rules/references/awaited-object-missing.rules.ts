import { describeThing } from '../../../catalog/thing.rules';
import { Rule } from '../../rule';

const MAKERS = new Set(['networking.k8s.io/Ingress', '/Service', 'gateway.networking.k8s.io/Gateway']);

export const awaitedObjectMissing: Rule = {
  id: 'awaited-object-missing',
  area: 'References',
  severity: 'error',
  finds: 'the address of a load balancer that nobody asks for',
  why: 'the deploy waits for the address of a load balancer, which no object asks for, until its time is over',
  source: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks_v2.KubernetesObjectValue.html',
  // those that a resource and no object names
  check: ({ absent }) => absent.flatMap(({ path, value: { thing, object } }) => (object === undefined && thing.type === 'object' && MAKERS.has(`${thing.group}/${thing.kind}`)
    ? [{ path, what: `it reads the address of ${describeThing(thing)}, which nobody makes`, fix: `Name one of the deployment${thing.kind === 'Service' ? ': of Route.publicNlb() it is the name of the workload and -nlb' : ''}` }] : [])),
};
