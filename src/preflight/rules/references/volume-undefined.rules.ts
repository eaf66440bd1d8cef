import { at, isFilledIn, listAt, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { containersOf } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

export const volumeUndefined: Rule = {
  id: 'volume-undefined',
  area: 'References',
  severity: 'error',
  finds: 'a container that mounts a volume that its pod does not have',
  why: 'the API server refuses pods whose containers mount a volume that is not among those of the pod',
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/',
  check: ({ manifests }) => manifests.pods.flatMap(({ path, name, pod, object }) => {
    const volumes = [
      ...listAt(pod, 'volumes').map((volume) => textAt(volume, 'name')),
      ...listAt(object, 'spec', 'volumeClaimTemplates').map((claim) => textAt(claim, 'metadata', 'name')),
    ];
    if ([at(pod, 'volumes'), at(object, 'spec', 'volumeClaimTemplates'), ...volumes].some(isFilledIn)) return [];
    return containersOf(pod).flatMap((container) => [...listAt(container, 'volumeMounts'), ...listAt(container, 'volumeDevices')]
      .map((mount) => textAt(mount, 'name')).filter((mount): mount is string => mount !== undefined && !isFilledIn(mount) && !volumes.includes(mount))
      .map((mount) => ({ path, what: `container '${textAt(container, 'name')}' of ${name} mounts the volume '${mount}', and the pod has ${volumes.join(', ') || 'none'}`, fix: 'Add the volume, or correct its name' })));
  }),
};
