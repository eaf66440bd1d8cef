import { isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { containersOf } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/** Placeholder for the proxy that Istio injects. Source: Istio documentation, gateway injection. */
const INJECTED = 'auto';

export const imageLatest: Rule = {
  id: 'image-latest',
  area: 'Security',
  severity: 'warning',
  description: 'image without a tag, or with the tag latest',
  reason: 'the image can change without a deployment, differ between nodes, and cannot be rolled back',
  source: 'https://kubernetes.io/docs/concepts/containers/images/',
  check: ({ manifests }) =>
    manifests.workloads.flatMap(({ path, name, podSpec }) =>
      containersOf(podSpec).flatMap((container) => {
        const image = stringAt(container, 'image');
        return !image || isDeployTimeValue(image) || image === INJECTED || !isLatest(image)
          ? []
          : [
              {
                path,
                finding: `container '${stringAt(container, 'name')}' of ${name} uses the image ${image}`,
                remediation: 'Use an immutable tag or a digest',
              },
            ];
      }),
    ),
};

// the last part may hold a tag, the first a port
function isLatest(image: string): boolean {
  const last = image.split('/').pop() ?? '';
  return !last.includes('@') && (!last.includes(':') || last.endsWith(':latest'));
}
