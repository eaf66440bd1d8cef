import { Rule } from '../../rule';

export const unreadableObject: Rule = {
  id: 'unreadable-object',
  area: 'Form',
  severity: 'error',
  description: 'what stands in a manifest and is no object of Kubernetes',
  reason: 'an object has fields, among them apiVersion and kind, and nothing else can be applied',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/',
  check: ({ unreadable }) =>
    unreadable.map(({ path, value }) => ({ path, finding: value, remediation: 'Look at the file or the call that it comes from' })),
};
