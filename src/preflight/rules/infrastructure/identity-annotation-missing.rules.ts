import { subjectsOf } from './identity-trust.rules';
import { at, groupKindOf, namespaceOf } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { ROLE_ANNOTATION } from '../../reading/identity.rules';
import { Violation, Rule } from '../../rule';

export const identityAnnotationMissing: Rule = {
  id: 'identity-annotation-missing',
  area: 'Infrastructure',
  // containers may set the token and the role themselves
  severity: 'warning',
  description: 'service account without the annotation for the role that trusts it',
  reason:
    `pods get the role in the annotation ${ROLE_ANNOTATION} of their service account: without it, they have the permissions of the ` +
    'node, or none',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
  check,
};

function check({ objects, podIdentities, resources, resourceCounts }: Facts): Violation[] {
  // with several clusters, the role may be for the service account of another one
  if ((resourceCounts['AWS::EKS::Cluster'] ?? 0) > 1) return [];
  const roles = resources.shared.filter(({ type }) => type === 'AWS::IAM::Role');
  const trusting = new Map(roles.flatMap((role) => (subjectsOf(role) ?? []).map(({ text }) => [text, role] as const)));
  return objects
    .filter(({ value }) => groupKindOf(value) === '/ServiceAccount')
    .flatMap(({ path, value }) => {
      const [namespace, name] = [namespaceOf(value), value.metadata?.name];
      const role = trusting.get(`system:serviceaccount:${namespace}:${name}`);
      const annotations = at(value, 'metadata', 'annotations');
      // a string is known at deploy
      const isNamed = typeof annotations === 'string' || at(annotations, ROLE_ANNOTATION) !== undefined;
      const isAssociated = podIdentities.some((each) => each.value.namespace === namespace && each.value.name === name);
      if (role === undefined || isNamed || isAssociated) return [];
      return [
        {
          path,
          finding: `ServiceAccount '${namespace}/${name}' has no annotation ${ROLE_ANNOTATION}, but the role ${role.path} trusts it`,
          remediation: 'Add the annotation with the ARN of the role: identity.serviceAccountAnnotations of a WorkloadIdentity',
        },
      ];
    });
}
