import { Rule } from '../../rule';

export const podIdentityAgentMissing: Rule = {
  id: 'pod-identity-agent-missing',
  area: 'Infrastructure',
  severity: 'error',
  description: 'Pod Identity without the Pod Identity agent',
  reason: 'an agent on the node provides the credentials of Pod Identity: without it, every AWS API call fails',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html',
  check: ({ missing }) =>
    missing
      .filter(({ value: { capability } }) => capability.type === 'feature' && capability.name === 'pod-identity')
      .map(({ path }) => ({
        path,
        finding: 'the Pod Identity agent is not installed',
        remediation: "Add new CoreAddons(this, 'Addons', { cluster }), or new ManagedAddon(..., { addonName: 'eks-pod-identity-agent' })",
      })),
};
