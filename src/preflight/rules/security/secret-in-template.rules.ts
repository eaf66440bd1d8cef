import { groupKindOf, isFilledIn, KubernetesObject, SECRET_FILLED_IN } from '../../../kubernetes/kubernetes-object.rules';
import { mapAt, named } from '../../reading/manifests.rules';
import { isSecretByKey, secretIn } from '../../reading/secrets.rules';
import { Rule } from '../../rule';

/** References that CloudFormation replaces by the secret itself. Source: CloudFormation User Guide, dynamic-references. */
const REFERENCE = /\{\{resolve:(secretsmanager|ssm-secure):/;
const FIX = 'Bring it to the pods by new MountedSecrets(...) or new SyncedSecret(...)';

export const secretInTemplate: Rule = {
  id: 'secret-in-template',
  area: 'Security',
  severity: 'error',
  finds: 'a secret of AWS that CloudFormation writes into a manifest or into values of a chart, or a Secret that is written out',
  why: 'what stands in a manifest or in values of a chart is readable in the template, in the events of the function that applies it and in its logs',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/data-encryption-and-secrets-management.html',
  check: ({ objects, charts, addonSettings }) => [
    ...objects.flatMap(({ path, value }) => [
      ...referencesIn(value).map((where) => ({ path, what: `${named(value)} holds a secret of AWS in ${where}`, fix: FIX })),
      ...(groupKindOf(value) === '/Secret' ? literalKeys(value) : []).map((key) => ({ path, what: `${named(value)} has the key '${key}' with a value that is written out`, fix: FIX, severity: 'warning' as const })),
    ]),
    ...charts.flatMap(({ path, value }) => referencesIn(value.values)
      .map((where) => ({ path, what: `the values of Helm release '${value.release}' hold a secret of AWS in ${where}`, fix: 'Name a Secret of Kubernetes in the values, and make it by new SyncedSecret(...)' }))),
    ...addonSettings.flatMap(({ path, value }) => referencesIn(value.values)
      .map((where) => ({ path, what: `the configuration of add-on '${value.name}' holds a secret of AWS in ${where}`, fix: 'Name a Secret of Kubernetes in the configuration' }))),
  ],
};

function referencesIn(value: unknown, where: string = ''): string[] {
  if (typeof value === 'string') return REFERENCE.test(value) || value.includes(SECRET_FILLED_IN) ? [where.replace(/^\./, '') || 'its text'] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => referencesIn(each, `${where}.${key}`));
}

// empty ones are filled by a controller, what CloudFormation fills in is not written out, and not all of a Secret is secret
function literalKeys(object: KubernetesObject): string[] {
  const written = [
    ...Object.entries(mapAt(object, 'data')).map(([key, value]) => [key, isFilledIn(value) ? '' : Buffer.from(value, 'base64').toString('utf8')]),
    ...Object.entries(mapAt(object, 'stringData')),
  ];
  return written.filter(([key, value]) => isSecretByKey(key, value) || secretIn(value) !== undefined).map(([key]) => key);
}
