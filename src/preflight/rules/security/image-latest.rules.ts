import { isFilledIn, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { containersOf } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

/** Stands for the proxy that Istio puts there. Source: Istio documentation, gateway injection. */
const INJECTED = 'auto';

export const imageLatest: Rule = {
  id: 'image-latest',
  area: 'Security',
  severity: 'warning',
  finds: 'an image without a tag, or with latest',
  why: 'what runs then changes without a deploy, differs between nodes, and cannot be rolled back',
  source: 'https://kubernetes.io/docs/concepts/containers/images/',
  check: ({ manifests }) => manifests.pods.flatMap(({ path, name, pod }) => containersOf(pod).flatMap((container) => {
    const image = textAt(container, 'image');
    return !image || isFilledIn(image) || image === INJECTED || !isLatest(image) ? [] : [{ path, what: `container '${textAt(container, 'name')}' of ${name} runs ${image}`, fix: 'Give a tag that does not move, or a digest' }];
  })),
};

// the last part may hold a tag, the first a port
function isLatest(image: string): boolean {
  const last = image.split('/').pop() ?? '';
  return !last.includes('@') && (!last.includes(':') || last.endsWith(':latest'));
}
