import { describeCapability } from '../../../catalog/capability.rules';
import { Rule } from '../../rule';

const MAKERS = new Set(['networking.k8s.io/Ingress', '/Service', 'gateway.networking.k8s.io/Gateway']);

export const awaitedObjectMissing: Rule = {
  id: 'awaited-object-missing',
  area: 'References',
  severity: 'error',
  description: 'the address of a load balancer that nobody asks for',
  reason: 'the deploy waits for the address of a load balancer, which no object asks for, until its time is over',
  source: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks_v2.KubernetesObjectValue.html',
  // those that a resource and no object names
  check: ({ missing }) =>
    missing.flatMap(({ path, value: { capability, requiredBy } }) =>
      requiredBy === undefined && capability.type === 'object' && MAKERS.has(`${capability.group}/${capability.kind}`)
        ? [
            {
              path,
              finding: `it reads the address of ${describeCapability(capability)}, which nobody makes`,
              remediation:
                'Name one of the ' +
                `deployment${capability.kind === 'Service' ? ': of Route.publicNlb() it is the name of the workload and -nlb' : ''}`,
            },
          ]
        : [],
    ),
};
