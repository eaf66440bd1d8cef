import { groupKindOf, isDeployTimeValue, KubernetesObject, DEPLOY_TIME_SECRET } from '../../../kubernetes/kubernetes-object.rules';
import { isSecretByKey, credentialIn } from '../../reading/secrets.rules';
import { mapAt, describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/** References that CloudFormation replaces by the secret itself. Source: CloudFormation User Guide, dynamic-references. */
const REFERENCE = /\{\{resolve:(secretsmanager|ssm-secure):/;
const FIX = 'Bring it to the pods by new MountedSecrets(...) or new ExternalSecret(...)';

export const secretInTemplate: Rule = {
  id: 'secret-in-template',
  area: 'Security',
  severity: 'error',
  description: 'a secret of AWS that CloudFormation writes into a manifest or into values of a chart, or a Secret that is written out',
  reason:
    'what stands in a manifest or in values of a chart is readable in the template, in the events of the function that applies ' +
    'it and in its logs',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/data-encryption-and-secrets-management.html',
  check: ({ objects, helmReleases, addonSettings }) => [
    ...objects.flatMap(({ path, value }) => [
      ...referencesIn(value).map((where) => ({
        path,
        finding: `${describeObject(value)} holds a secret of AWS in ${where}`,
        remediation: FIX,
      })),
      ...(groupKindOf(value) === '/Secret' ? literalKeys(value) : []).map((key) => ({
        path,
        finding: `${describeObject(value)} has the key '${key}' with a value that is written out`,
        remediation: FIX,
        severity: 'warning' as const,
      })),
    ]),
    ...helmReleases.flatMap(({ path, value }) =>
      referencesIn(value.values).map((where) => ({
        path,
        finding: `the values of Helm release '${value.release}' hold a secret of AWS in ${where}`,
        remediation: 'Name a Secret of Kubernetes in the values, and make it by new ExternalSecret(...)',
      })),
    ),
    ...addonSettings.flatMap(({ path, value }) =>
      referencesIn(value.values).map((where) => ({
        path,
        finding: `the configuration of add-on '${value.name}' holds a secret of AWS in ${where}`,
        remediation: 'Name a Secret of Kubernetes in the configuration',
      })),
    ),
  ],
};

function referencesIn(value: unknown, where: string = ''): string[] {
  if (typeof value === 'string')
    return REFERENCE.test(value) || value.includes(DEPLOY_TIME_SECRET) ? [where.replace(/^\./, '') || 'its text'] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => referencesIn(each, `${where}.${key}`));
}

// empty ones are filled by a controller, what CloudFormation fills in is not written out, and not all of a Secret is secret
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
