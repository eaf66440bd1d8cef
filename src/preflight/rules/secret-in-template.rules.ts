import { groupKindOf, isFilledIn, KubernetesObject, namespaceOf, SECRET_FILLED_IN } from '../../inventory/kubernetes-object.rules';
import { Rule } from '../rule';

/** References that CloudFormation replaces by the secret itself. Source: CloudFormation User Guide, dynamic-references. */
const REFERENCE = /\{\{resolve:(secretsmanager|ssm-secure):/;
const FIX = 'Bring it to the pods by new MountedSecrets(...) or new SyncedSecret(...)';

export const secretInTemplate: Rule = {
  id: 'secret-in-template',
  area: 'Security',
  severity: 'error',
  finds: 'a secret that is written out in a manifest or in values of a chart',
  why: 'what stands in a manifest or in values of a chart is readable in the template, in the events of the function that applies it and in its logs',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/data-encryption-and-secrets-management.html',
  check: ({ objects, charts, addonSettings }) => [
    ...objects.flatMap(({ path, value }) => [
      ...referencesIn(value).map((where) => ({ path, what: `${described(value)} holds a secret of AWS in ${where}`, fix: FIX })),
      ...(groupKindOf(value) === '/Secret' ? literalKeys(value) : []).map((key) => ({ path, what: `${described(value)} has the key '${key}' with a value that is written out`, fix: FIX })),
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

// empty ones are filled by a controller, and what CloudFormation fills in is not written out
function literalKeys(object: KubernetesObject): string[] {
  return ['data', 'stringData'].flatMap((field) => Object.entries((object[field] ?? {}) as Record<string, unknown>)
    .filter(([, value]) => typeof value === 'string' && value !== '' && !isFilledIn(value)).map(([key]) => key));
}

const described = (object: KubernetesObject): string => `${object.kind} '${[namespaceOf(object), object.metadata?.name].filter(Boolean).join('/')}'`;
