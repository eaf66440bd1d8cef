import { at, listAt, podSpecOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { isNewer } from '../../../kubernetes/versions.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const fieldRemoved: Rule = {
  id: 'field-removed',
  area: 'API versions',
  severity: 'error',
  description: 'gitRepo volume, which kubelets reject',
  reason: 'from Kubernetes 1.36 on, the kubelet rejects pods with a gitRepo volume',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions-standard.html',
  check: ({ objects, version }) =>
    version === undefined || isNewer('1.36', version)
      ? []
      : objects.flatMap(({ path, value }) =>
          listAt(podSpecOf(value), 'volumes')
            .filter((volume) => at(volume, 'gitRepo') !== undefined)
            .map((volume) => ({
              path,
              finding: `the volume '${stringAt(volume, 'name')}' of ${describeObject(value)} is a gitRepo volume`,
              remediation: 'Clone the repository into an emptyDir volume in an init container',
            })),
        ),
};
