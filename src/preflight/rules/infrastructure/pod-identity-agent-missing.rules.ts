import { Rule } from '../../rule';

export const podIdentityAgentMissing: Rule = {
  id: 'pod-identity-agent-missing',
  area: 'Infrastructure',
  severity: 'error',
  finds: 'Pod Identity without its agent',
  why: 'credentials of Pod Identity come from an agent on the node, and without it every call to AWS fails',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html',
  check: ({ absent }) => absent.filter(({ value: { thing } }) => thing.type === 'part' && thing.name === 'pod-identity').map(({ path }) => ({
    path, what: 'nobody installs the Pod Identity agent', fix: "Add new CoreAddons(this, 'Addons', { cluster }), or new ManagedAddon(..., { addonName: 'eks-pod-identity-agent' })",
  })),
};
