import { at, groupKindOf, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

const WEB_ACL = 'alb.ingress.kubernetes.io/wafv2-acl-arn';
const ANNOTATIONS = ['alb.ingress.kubernetes.io/certificate-arn', WEB_ACL, 'service.beta.kubernetes.io/aws-load-balancer-ssl-cert'];
const CLASSES = ['elbv2.k8s.aws/IngressClassParams', 'eks.amazonaws.com/IngressClassParams'];

export const albOtherRegion: Rule = {
  id: 'alb-other-region',
  area: 'Network',
  severity: 'error',
  description: 'certificate or web ACL in another region than the load balancer',
  reason:
    'a load balancer can use only certificates and web ACLs of its own region: those for CloudFront are in us-east-1, and are ' +
    'rejected in other regions',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html',
  check: (facts) => [...literal(facts), ...byReference(facts)],
};

/** Web ACLs of the app for CloudFront. Source: AWS::WAFv2::WebACL, Scope. */
const byReference = ({ objects, resources, referencesIn }: Facts): Violation[] =>
  objects.flatMap(({ path, value }) =>
    [at(referencesIn(value), 'metadata', 'annotations', WEB_ACL), at(referencesIn(value), 'spec', 'wafv2AclArn')]
      .map((arn) => resources.find(arn))
      .flatMap((found) =>
        found?.type === 'AWS::WAFv2::WebACL' && found.properties.Scope === 'CLOUDFRONT'
          ? [
              {
                path,
                finding: `${describeObject(value)} references the web ACL ${found.path}, which is for CloudFront (Scope: CLOUDFRONT)`,
                remediation: 'Create a web ACL with Scope: REGIONAL in the region of the cluster',
              },
            ]
          : [],
      ),
  );

const literal = ({ objects, region }: Facts): Violation[] =>
  objects.flatMap(({ path, value }) =>
    arnsOf(value).flatMap((arn) => {
      const [prefix, , service, there, , resource] = arn.split(':');
      if (prefix !== 'arn' || isDeployTimeValue(arn)) return [];
      const global = service === 'wafv2' && resource?.startsWith('global/');
      return global || (region !== undefined && there && there !== region)
        ? [
            {
              path,
              finding:
                `${describeObject(value)} references ${arn}, which is ` +
                `${global ? 'for CloudFront' : `in ${there}`}${region ? `, and the cluster is in ${region}` : ''}`,
              remediation: 'Create it in the region of the cluster',
            },
          ]
        : [];
    }),
  );

function arnsOf(object: KubernetesObject): string[] {
  const ofClass = CLASSES.includes(groupKindOf(object))
    ? [...listAt(object, 'spec', 'certificateArn'), ...listAt(object, 'spec', 'certificateARNs'), at(object, 'spec', 'wafv2AclArn')]
    : [];
  const texts = [...ANNOTATIONS.map((key) => stringAt(object, 'metadata', 'annotations', key)), ...ofClass];
  return texts
    .filter((text): text is string => typeof text === 'string')
    .flatMap((text) => text.split(','))
    .map((arn) => arn.trim());
}
