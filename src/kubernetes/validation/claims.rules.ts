import { errorIf, forbidden, isSet, required } from './field-error.rules';
import { storageRequestErrors } from './resources.rules';
import { labelSelectorErrors } from './selectors.rules';
import { optionalSyntaxErrors, SYNTAX } from './syntax.rules';
import { at, groupKindOf, isDeployTimeValue, KubernetesObject, listAt } from '../kubernetes-object.rules';

/**
 * Errors in a PersistentVolumeClaim, or in the templates of a StatefulSet and of ephemeral volumes.
 *
 * Source: kubernetes, pkg/apis/core/validation/validation.go: ValidatePersistentVolumeClaimSpec.
 */
export function claimErrors(object: KubernetesObject): string[] {
  if (groupKindOf(object) === '/PersistentVolumeClaim') return specErrors(at(object, 'spec'), 'spec');
  return listAt(object, 'spec', 'volumeClaimTemplates').flatMap((claim, index) =>
    specErrors(at(claim, 'spec'), `spec.volumeClaimTemplates[${index}].spec`),
  );
}

/** The same for the ephemeral volumes of a pod. */
export const ephemeralClaimErrors = (pod: unknown, field: string): string[] =>
  listAt(pod, 'volumes').flatMap((volume, index) => {
    const template = at(volume, 'ephemeral', 'volumeClaimTemplate');
    return isSet(template) && !isDeployTimeValue(template)
      ? specErrors(at(template, 'spec'), `${field}.volumes[${index}].ephemeral.volumeClaimTemplate.spec`)
      : [];
  });

function specErrors(spec: unknown, field: string): string[] {
  if (isDeployTimeValue(spec)) return [];
  const modes = listAt(spec, 'accessModes');
  return [
    ...errorIf(modes.length === 0 && !isDeployTimeValue(at(spec, 'accessModes')), () =>
      required(`${field}.accessModes`, 'at least 1 access mode is required'),
    ),
    ...errorIf(modes.includes('ReadWriteOncePod') && modes.length > 1, () =>
      forbidden(`${field}.accessModes`, 'may not use ReadWriteOncePod with other access modes'),
    ),
    ...storageRequestErrors(spec, field),
    ...optionalSyntaxErrors(at(spec, 'storageClassName'), `${field}.storageClassName`, SYNTAX.subdomain),
    ...labelSelectorErrors(at(spec, 'selector'), `${field}.selector`),
  ];
}
