import { CapabilityData } from './capability.rules';

/** Kinds of the EKS capabilities, by type and API group. Source: EKS User Guide, capabilities. */
export const CAPABILITY_KINDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  ARGOCD: { 'argoproj.io': ['Application', 'ApplicationSet', 'AppProject'] },
  KRO: { 'kro.run': ['ResourceGraphDefinition'] },
};

/** Kinds of ACK: a group for each AWS service. Source: EKS User Guide, ack-considerations. */
export const isAckKind = (thing: CapabilityData): boolean => thing.type === 'kind' && /(^|\.)services\.k8s\.aws$/.test(thing.group);
