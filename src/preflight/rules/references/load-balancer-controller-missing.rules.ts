import { stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const loadBalancerControllerMissing: Rule = {
  id: 'load-balancer-controller-missing',
  area: 'References',
  severity: 'error',
  description: 'a Service for a Network Load Balancer that nobody makes',
  reason: 'a Service of class service.k8s.aws/nlb gets a load balancer from the AWS Load Balancer Controller alone',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/nlb/',
  check: ({ missing, objects, autoMode, capacity }) => [
    ...missing
      .filter(({ value: { capability } }) => capability.type === 'feature' && capability.name === 'load-balancer-webhook')
      .map(({ path, value: { requiredBy } }) => ({
        path,
        finding: `${requiredBy ?? 'a Service'} asks for a Network Load Balancer, and nobody installs the controller`,
        remediation: "Add new AlbController(this, 'AlbController', { cluster }), or in Auto Mode give autoMode: true to the route",
      })),
    ...(autoMode || capacity === undefined
      ? []
      : objects
          .filter(({ value }) => stringAt(value, 'spec', 'loadBalancerClass') === 'eks.amazonaws.com/nlb')
          .map(({ path, value }) => ({
            path,
            finding: `${describeObject(value)} is of class eks.amazonaws.com/nlb, and the cluster does not run in Auto Mode`,
            remediation: 'Leave autoMode out of the route',
          }))),
  ],
};
