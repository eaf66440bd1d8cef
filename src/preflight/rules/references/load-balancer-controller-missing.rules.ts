import { textAt } from '../../../kubernetes/kubernetes-object.rules';
import { named } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

export const loadBalancerControllerMissing: Rule = {
  id: 'load-balancer-controller-missing',
  area: 'References',
  severity: 'error',
  finds: 'a Service for a Network Load Balancer that nobody makes',
  why: 'a Service of class service.k8s.aws/nlb gets a load balancer from the AWS Load Balancer Controller alone',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/nlb/',
  check: ({ absent, objects, autoMode, capacity }) => [...absent.filter(({ value: { thing } }) => thing.type === 'part' && thing.name === 'load-balancer-webhook').map(({ path, value: { object } }) => ({
    path, what: `${object ?? 'a Service'} asks for a Network Load Balancer, and nobody installs the controller`, fix: "Add new AlbController(this, 'AlbController', { cluster }), or in Auto Mode give autoMode: true to the route",
  })), ...(autoMode || capacity === undefined ? [] : objects.filter(({ value }) => textAt(value, 'spec', 'loadBalancerClass') === 'eks.amazonaws.com/nlb').map(({ path, value }) => ({
    path, what: `${named(value)} is of class eks.amazonaws.com/nlb, and the cluster does not run in Auto Mode`, fix: 'Leave autoMode out of the route',
  })))],
};
