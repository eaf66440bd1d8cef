import { Rule } from '../../rule';

export const podIdentityAgentMissing: Rule = {
  id: 'pod-identity-agent-missing',
  area: 'Infrastructure',
  severity: 'error',
  description: 'Pod Identity without its agent',
  reason: 'credentials of Pod Identity come from an agent on the node, and without it every call to AWS fails',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html',
  check: ({ missing }) =>
    missing
      .filter(({ value: { capability } }) => capability.type === 'feature' && capability.name === 'pod-identity')
      .map(({ path }) => ({
        path,
        finding: 'nobody installs the Pod Identity agent',
        remediation: "Add new CoreAddons(this, 'Addons', { cluster }), or new ManagedAddon(..., { addonName: 'eks-pod-identity-agent' })",
      })),
};
