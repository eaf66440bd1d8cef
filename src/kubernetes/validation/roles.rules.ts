import { errorIf, invalid, isGiven, isSet, required, unsupported } from './field-error.rules';
import { SYNTAX, syntaxErrors } from './syntax.rules';
import { at, isDeployTimeValue, KubernetesObject, listAt } from '../kubernetes-object.rules';

const GROUP = 'rbac.authorization.k8s.io';

/** The group of each kind of subject. Source: kubernetes, pkg/apis/rbac/v1/defaults.go and validation/validation.go. */
const SUBJECTS: Readonly<Record<string, string>> = { ServiceAccount: '', User: GROUP, Group: GROUP };

/** Errors in a Role, ClusterRole or a binding. Source: kubernetes, pkg/apis/rbac/validation/validation.go. */
export const roleErrors = (object: KubernetesObject): string[] =>
  object.kind.endsWith('Binding')
    ? bindingErrors(object)
    : listAt(object, 'rules').flatMap((rule, index) => ruleErrors(rule, `rules[${index}]`, object.kind === 'Role'));

function ruleErrors(rule: unknown, field: string, namespaced: boolean): string[] {
  const isEmpty = (name: string): boolean => listAt(rule, name).length === 0 && !isDeployTimeValue(at(rule, name));
  const urls = at(rule, 'nonResourceURLs');
  const verbs = errorIf(isEmpty('verbs'), () => required(`${field}.verbs`, 'verbs must contain at least one value'));
  if (listAt(rule, 'nonResourceURLs').length > 0) {
    const isBoth = ['apiGroups', 'resources', 'resourceNames'].some((name) => listAt(rule, name).length > 0);
    return [
      ...verbs,
      ...errorIf(namespaced, () => invalid(`${field}.nonResourceURLs`, urls, 'namespaced rules cannot apply to non-resource URLs')),
      ...errorIf(isBoth, () =>
        invalid(`${field}.nonResourceURLs`, urls, 'rules cannot apply to both regular resources and non-resource URLs'),
      ),
    ];
  }
  if (isDeployTimeValue(urls)) return [...verbs];
  return [
    ...verbs,
    ...errorIf(isEmpty('apiGroups'), () => required(`${field}.apiGroups`, 'resource rules must supply at least one api group')),
    ...errorIf(isEmpty('resources'), () => required(`${field}.resources`, 'resource rules must supply at least one resource')),
  ];
}

function bindingErrors(binding: KubernetesObject): string[] {
  const [group, kind, name] = ['apiGroup', 'kind', 'name'].map((each) => at(binding, 'roleRef', each));
  const isCluster = binding.kind === 'ClusterRoleBinding';
  const kinds = isCluster ? ['ClusterRole'] : ['Role', 'ClusterRole'];
  return [
    // an empty group is defaulted
    ...errorIf(isGiven(group) && group !== '' && group !== GROUP, () => unsupported('roleRef.apiGroup', group, [GROUP])),
    ...errorIf(isGiven(kind) && !kinds.includes(String(kind)), () => unsupported('roleRef.kind', kind, kinds)),
    ...(name === '' ? [required('roleRef.name')] : syntaxErrors(name, 'roleRef.name', SYNTAX.segment)),
    ...listAt(binding, 'subjects').flatMap((subject, index) => subjectErrors(subject, `subjects[${index}]`, isCluster)),
  ];
}

function subjectErrors(subject: unknown, field: string, isCluster: boolean): string[] {
  const [kind, name, group, namespace] = ['kind', 'name', 'apiGroup', 'namespace'].map((each) => at(subject, each));
  if (!isGiven(kind)) return [];
  const expected = SUBJECTS[String(kind)];
  if (expected === undefined) return [unsupported(`${field}.kind`, kind, Object.keys(SUBJECTS))];
  const isAccount = kind === 'ServiceAccount';
  return [
    ...(name === '' ? [required(`${field}.name`)] : []),
    ...(isAccount && name !== '' ? syntaxErrors(name, `${field}.name`, SYNTAX.subdomain) : []),
    ...errorIf(isGiven(group) && group !== '' && group !== expected, () => unsupported(`${field}.apiGroup`, group, [expected])),
    ...errorIf(isAccount && isCluster && (!isSet(namespace) || namespace === ''), () => required(`${field}.namespace`)),
  ];
}
