import { errorIf, invalid } from './field-error.rules';
import { SYNTAX, syntaxErrors } from './syntax.rules';
import { groupOf, isDeployTimeValue, KubernetesObject, listAt } from '../kubernetes-object.rules';

/** Finalizers without a domain. Source: kubernetes, pkg/apis/core/helper/helpers.go: standardFinalizers. */
const STANDARD = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** Groups whose objects pkg/apis/core/validation, ValidateObjectMeta checks; others may have finalizers without a domain, such as CRDs. */
const WITHOUT_OTHERS = new Set([
  '',
  'apps',
  'batch',
  'autoscaling',
  'policy',
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
]);

/** Errors in metadata, names and labels apart. Source: apimachinery, pkg/api/validation/objectmeta.go: ValidateFinalizers. */
export function metadataErrors(object: KubernetesObject): string[] {
  const finalizers = listAt(object, 'metadata', 'finalizers').filter(
    (each): each is string => typeof each === 'string' && !isDeployTimeValue(each),
  );
  const isStrict = WITHOUT_OTHERS.has(groupOf(object.apiVersion));
  return [
    ...finalizers.flatMap((name) => syntaxErrors(name, 'metadata.finalizers', SYNTAX.qualifiedName)),
    ...finalizers
      .filter((name) => isStrict && !name.includes('/') && !STANDARD.includes(name))
      .map((name) => invalid('metadata.finalizers', name, 'name is neither a standard finalizer name nor is it fully qualified')),
    ...errorIf(finalizers.includes('orphan') && finalizers.includes('foregroundDeletion'), () =>
      invalid('metadata.finalizers', finalizers, 'finalizer orphan and foregroundDeletion cannot be both set'),
    ),
  ];
}
