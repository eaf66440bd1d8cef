import { networkPolicyErrors } from '../../../kubernetes/validation/network-policies.rules';
import { invalidObjects } from '../../reading/invalid-fields.rules';
import { Rule } from '../../rule';

const KINDS = ['networking.k8s.io/NetworkPolicy'];

export const networkPolicyInvalid: Rule = {
  id: 'network-policy-invalid',
  area: 'Form',
  severity: 'error',
  description: 'invalid peers or ports of a NetworkPolicy',
  reason:
    'a peer must be either an ipBlock or selectors; except must be a strict subset of cidr; and endPort must be at least ' +
    'port, which must be a number',
  source: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  check: (facts) => invalidObjects(facts, KINDS, networkPolicyErrors),
};
