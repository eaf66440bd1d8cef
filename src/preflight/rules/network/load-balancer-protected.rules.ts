import { KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { albAnnotation, ANNOTATIONS, SERVICE } from '../../reading/alb.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const loadBalancerProtected: Rule = {
  id: 'load-balancer-protected',
  area: 'Network',
  severity: 'warning',
  description: 'load balancer with deletion protection, which blocks the deletion of the stack',
  reason:
    'the controller cannot delete a load balancer with deletion protection: its object and namespace stay in Terminating, and the ' +
    'deletion of the stack fails',
  source: ANNOTATIONS,
  check: ({ objects }) =>
    objects
      .filter(({ value }) => isProtected(value))
      .map(({ path, value }) => ({
        path,
        finding: `${describeObject(value)} requests a load balancer with deletion protection`,
        remediation: 'Remove it, or disable it in a deployment before you delete the stack, and acknowledge this finding',
      })),
};

const ATTRIBUTE = 'deletion_protection.enabled';

function isProtected(object: KubernetesObject): boolean {
  const listed = [albAnnotation(object, 'load-balancer-attributes'), object.metadata?.annotations?.[`${SERVICE}attributes`]].some((text) =>
    text?.split(',').some((attribute) => attribute.replace(/\s/g, '') === `${ATTRIBUTE}=true`),
  );
  return (
    listed ||
    listAt(object, 'spec', 'loadBalancerAttributes').some(
      (attribute) => stringAt(attribute, 'key') === ATTRIBUTE && stringAt(attribute, 'value') === 'true',
    )
  );
}
