import { at, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { containersOf } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const volumeUndefined: Rule = {
  id: 'volume-undefined',
  area: 'References',
  severity: 'error',
  description: 'container that mounts a volume that its pod does not define',
  reason: 'the API server rejects a pod whose container mounts an undefined volume (volumeMounts[0].name: Not found)',
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/',
  check: ({ manifests }) =>
    manifests.workloads.flatMap(({ path, name, podSpec, object }) => {
      const volumes = [
        ...listAt(podSpec, 'volumes').map((volume) => stringAt(volume, 'name')),
        ...listAt(object, 'spec', 'volumeClaimTemplates').map((claim) => stringAt(claim, 'metadata', 'name')),
      ];
      if ([at(podSpec, 'volumes'), at(object, 'spec', 'volumeClaimTemplates'), ...volumes].some(isDeployTimeValue)) return [];
      return containersOf(podSpec).flatMap((container) =>
        [...listAt(container, 'volumeMounts'), ...listAt(container, 'volumeDevices')]
          .map((mount) => stringAt(mount, 'name'))
          .filter((mount): mount is string => mount !== undefined && !isDeployTimeValue(mount) && !volumes.includes(mount))
          .map((mount) => ({
            path,
            finding:
              `container '${stringAt(container, 'name')}' of ${name} mounts the volume '${mount}', and the pod defines ` +
              `${volumes.join(', ') || 'no volumes'}`,
            remediation: 'Add the volume to the pod, or correct its name',
          })),
      );
    }),
};
