import { Rule } from '../../rule';

export const unreadableObject: Rule = {
  id: 'unreadable-object',
  area: 'Form',
  severity: 'error',
  description: 'manifest that is not a Kubernetes object',
  reason: 'a Kubernetes object must be a mapping with apiVersion and kind',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/',
  check: ({ unreadable }) =>
    unreadable.map(({ path, value }) => ({
      path,
      finding: value,
      remediation: 'Check the file or the addManifest call that the manifest comes from',
    })),
};
