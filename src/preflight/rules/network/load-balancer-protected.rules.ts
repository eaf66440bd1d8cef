import { KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { albAnnotation, ANNOTATIONS, SERVICE } from '../../reading/alb.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const loadBalancerProtected: Rule = {
  id: 'load-balancer-protected',
  area: 'Network',
  severity: 'warning',
  description: 'deletion protection, which stands in the way of deleting the stack',
  reason:
    'its controller cannot delete a load balancer with deletion protection: the object that made it stays, and with it its ' +
    'namespace and the deletion of the stack',
  source: ANNOTATIONS,
  check: ({ objects }) =>
    objects
      .filter(({ value }) => isProtected(value))
      .map(({ path, value }) => ({
        path,
        finding: `${describeObject(value)} asks for a load balancer with deletion protection`,
        remediation: 'Leave it out, or switch it off in a deploy before the one that deletes, and acknowledge this',
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
