import { imageReferenceProblem } from '../../../kubernetes/image-reference.rules';
import { isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { containersOf } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const imageInvalid: Rule = {
  id: 'image-invalid',
  area: 'Form',
  severity: 'error',
  description: 'image that is not an image reference',
  reason: 'the kubelet reports InvalidImageName and does not start the container',
  source: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  check: ({ manifests }) =>
    manifests.workloads.flatMap(({ path, name, podSpec }) =>
      containersOf(podSpec).flatMap((container) => {
        const image = stringAt(container, 'image');
        // the API server rejects spaces around it: container-invalid
        if (!image || isDeployTimeValue(image) || image !== image.trim()) return [];
        const problem = imageReferenceProblem(image);
        return problem === undefined
          ? []
          : [
              {
                path,
                finding: `container '${stringAt(container, 'name')}' of ${name} has the image '${image}': ${problem}`,
                remediation: 'Write [registry/]repository[:tag][@digest]',
              },
            ];
      }),
    ),
};
