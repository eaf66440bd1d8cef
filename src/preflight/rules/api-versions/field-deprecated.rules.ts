import { at, groupKindOf, KubernetesObject, listAt, podSpecOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { isNewer } from '../../../kubernetes/versions.rules';
import { DEPRECATED_OF_SERVICES, DEPRECATED_VOLUMES, DeprecatedField } from '../../reading/deprecated-fields.data';
import { OLDEST_VERSION } from '../../reading/removed-api.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const fieldDeprecated: Rule = {
  id: 'field-deprecated',
  area: 'API versions',
  severity: 'warning',
  description: 'field of a Service or volume that Kubernetes has deprecated',
  reason: 'the API server accepts the field with a warning, and a later version, or a node, may not implement it',
  source: 'https://kubernetes.io/docs/reference/using-api/deprecation-policy/',
  check: ({ objects, version = OLDEST_VERSION }) =>
    objects.flatMap(({ path, value }) =>
      deprecatedIn(value)
        .filter(({ since }) => since === undefined || !isNewer(since, version))
        .map(({ name, since, use }) => ({
          path,
          finding: `${describeObject(value)} sets ${name}, which is deprecated${since === undefined ? '' : ` since Kubernetes ${since}`}`,
          remediation: `Use ${use}`,
        })),
    ),
};

type Deprecated = DeprecatedField & { readonly name: string };

function deprecatedIn(object: KubernetesObject): Deprecated[] {
  const kind = groupKindOf(object);
  if (kind === '/Service') return ofService(object);
  if (kind === '/PersistentVolume') return ofVolume(at(object, 'spec'), (field) => `spec.${field}`);
  return listAt(podSpecOf(object), 'volumes').flatMap((volume) =>
    ofVolume(volume, (field) => `${field} of the volume '${stringAt(volume, 'name')}'`),
  );
}

// a headless Service and one of an external name ignore it
function ofService(service: KubernetesObject): Deprecated[] {
  const isIgnored = stringAt(service, 'spec', 'clusterIP') === 'None' || stringAt(service, 'spec', 'type') === 'ExternalName';
  return isIgnored
    ? []
    : DEPRECATED_OF_SERVICES.filter(({ field }) => listAt(service, 'spec', field).length > 0).map((each) => ({
        ...each,
        name: `spec.${each.field}`,
      }));
}

const ofVolume = (volume: unknown, nameOf: (field: string) => string): Deprecated[] =>
  DEPRECATED_VOLUMES.filter(({ field }) => at(volume, field) !== undefined).map((each) => ({ ...each, name: nameOf(each.field) }));
