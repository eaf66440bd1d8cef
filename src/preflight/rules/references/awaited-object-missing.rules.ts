import { describeCapability } from '../../../catalog/capability.rules';
import { Rule } from '../../rule';

const MAKERS = new Set(['networking.k8s.io/Ingress', '/Service', 'gateway.networking.k8s.io/Gateway']);

export const awaitedObjectMissing: Rule = {
  id: 'awaited-object-missing',
  area: 'References',
  severity: 'error',
  description: 'load balancer address read from an object that does not exist',
  reason: 'no object requests this load balancer: the deployment waits for its address until it times out',
  source: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks_v2.KubernetesObjectValue.html',
  // only references of resources, not of objects
  check: ({ missing }) =>
    missing.flatMap(({ path, value: { capability, requiredBy } }) =>
      requiredBy === undefined && capability.type === 'object' && MAKERS.has(`${capability.group}/${capability.kind}`)
        ? [
            {
              path,
              finding: `reads the load balancer address of ${describeCapability(capability)}, which does not exist`,
              remediation:
                `Use the name of an existing ${capability.kind} of the deployment` +
                (capability.kind === 'Service' ? ': Route.publicNlb() names its Service <workload>-nlb' : ''),
            },
          ]
        : [],
    ),
};
