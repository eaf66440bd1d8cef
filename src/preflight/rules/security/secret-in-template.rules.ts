import {
  groupKindOf,
  isDeployTimeValue,
  KubernetesObject,
  DEPLOY_TIME_SECRET,
  podSpecOf,
} from '../../../kubernetes/kubernetes-object.rules';
import { isSecretByKey, credentialIn } from '../../reading/secrets.rules';
import { mapAt, describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/** Dynamic references, which CloudFormation replaces with the secret value. Source: CloudFormation User Guide, dynamic-references. */
const REFERENCE = /\{\{resolve:(secretsmanager|ssm-secure):/;

/** Objects of which a controller makes load balancers. */
const ROUTING = /^(networking\.k8s\.io\/Ingress|\/Service|gateway\.networking\.k8s\.io\/\w+|(gateway|elbv2)\.k8s\.aws\/\w+)$/;

function fixOf(object: KubernetesObject): string {
  const kind = groupKindOf(object);
  if (podSpecOf(object)) return 'Provide it to the pods with new MountedSecrets(...) or new ExternalSecret(...)';
  if (kind === '/Secret') return 'Create the Secret with new ExternalSecret(...), which reads the value in the cluster';
  if (kind === '/ConfigMap') return 'Move it to a Secret that new ExternalSecret(...) creates';
  return ROUTING.test(kind)
    ? 'Remove it: a load balancer does not read Secrets in its conditions. Compare the value in the application, or use AlbAuth'
    : 'Reference a Kubernetes Secret in this object, and create the Secret with new ExternalSecret(...)';
}

export const secretInTemplate: Rule = {
  id: 'secret-in-template',
  area: 'Security',
  severity: 'error',
  description: 'AWS secret that CloudFormation resolves into a manifest or Helm values, or a Secret with literal values',
  reason: 'manifests and Helm values are readable in the template, and in the events and logs of the function that applies them',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/data-encryption-and-secrets-management.html',
  check: ({ objects, helmReleases, addonSettings }) => [
    ...objects.flatMap(({ path, value }) => [
      ...referencesIn(value).map((where) => ({
        path,
        finding: `${describeObject(value)} contains an AWS secret in ${where}`,
        remediation: fixOf(value),
      })),
      ...(groupKindOf(value) === '/Secret' ? literalKeys(value) : []).map((key) => ({
        path,
        finding: `${describeObject(value)} has a literal value for the key '${key}'`,
        remediation: fixOf(value),
        severity: 'warning' as const,
      })),
    ]),
    ...helmReleases.flatMap(({ path, value }) =>
      referencesIn(value.values).map((where) => ({
        path,
        finding: `the values of Helm release '${value.release}' contain an AWS secret in ${where}`,
        remediation: 'Reference a Kubernetes Secret in the values, and create it with new ExternalSecret(...)',
      })),
    ),
    ...addonSettings.flatMap(({ path, value }) =>
      referencesIn(value.values).map((where) => ({
        path,
        finding: `the configuration of add-on '${value.name}' contains an AWS secret in ${where}`,
        remediation: 'Reference a Kubernetes Secret in the configuration',
      })),
    ),
  ],
};

function referencesIn(value: unknown, where: string = ''): string[] {
  if (typeof value === 'string') {
    return REFERENCE.test(value) || value.includes(DEPLOY_TIME_SECRET) ? [where.replace(/^\./, '') || 'its string value'] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => referencesIn(each, `${where}.${key}`));
}

// a controller fills empty values, deploy-time values are not literal, and not every key of a Secret is confidential
function literalKeys(object: KubernetesObject): string[] {
  const written = [
    ...Object.entries(mapAt(object, 'data')).map(([key, value]) => [
      key,
      isDeployTimeValue(value) ? '' : Buffer.from(value, 'base64').toString('utf8'),
    ]),
    ...Object.entries(mapAt(object, 'stringData')),
  ];
  return written.filter(([key, value]) => isSecretByKey(key, value) || credentialIn(value) !== undefined).map(([key]) => key);
}
