import { stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const loadBalancerControllerMissing: Rule = {
  id: 'load-balancer-controller-missing',
  area: 'References',
  severity: 'error',
  description: 'Service that requests a Network Load Balancer without a controller that creates it',
  reason:
    'only the AWS Load Balancer Controller creates load balancers of loadBalancerClass service.k8s.aws/nlb, and only EKS Auto Mode those ' +
    'of eks.amazonaws.com/nlb: the Service stays without an address',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/nlb/',
  check: ({ missing, objects, autoMode, capacity, nodeCandidates }) => [
    // a Service of the class of this controller on Auto Mode has a rule of its own
    ...(autoMode ? [] : missing)
      .filter(({ value: { capability } }) => capability.type === 'feature' && capability.name === 'load-balancer-webhook')
      .map(({ path, value: { requiredBy } }) => ({
        path,
        finding: `${requiredBy ?? 'a Service'} requests a Network Load Balancer, and the AWS Load Balancer Controller is not installed`,
        remediation: "Add new AlbController(this, 'AlbController', { cluster }), or the Helm chart aws-load-balancer-controller",
      })),
    // of an imported cluster neither is known
    ...(autoMode || (capacity === undefined && nodeCandidates === undefined)
      ? []
      : objects
          .filter(({ value }) => stringAt(value, 'spec', 'loadBalancerClass') === 'eks.amazonaws.com/nlb')
          .map(({ path, value }) => ({
            path,
            finding: `${describeObject(value)} has loadBalancerClass eks.amazonaws.com/nlb, and the cluster does not use EKS Auto Mode`,
            remediation: 'Set loadBalancerClass: service.k8s.aws/nlb, or remove autoMode from the route',
          }))),
  ],
};
