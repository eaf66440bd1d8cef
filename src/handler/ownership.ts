import { createHash } from 'crypto';
import { KubernetesObject } from '../inventory/kubernetes-object.rules';

/** On every object that was applied: which stack may delete it. */
export const OWNER_LABEL = 'cdk-eks-strata/stack';
/** On claims and namespaces whose deployment says that they go with it. */
export const REMOVABLE_LABEL = 'cdk-eks-strata/removable';
/** On the records of what each deployment claims. */
export const RECORD_LABEL = 'cdk-eks-strata/record';
/** Who the API server takes for the owner of fields. */
export const FIELD_MANAGER = 'cdk-eks-strata';

/** A stack as the value of a label: at most 63 characters. */
export const ownerOf = (stackId: string): string => createHash('sha256').update(stackId).digest('hex').slice(0, 32);

/** An object as it is applied: with the label of its stack. */
export function owned(object: KubernetesObject, owner: string, removable: boolean): KubernetesObject {
  return {
    ...object,
    metadata: { ...object.metadata, labels: { ...object.metadata?.labels, [OWNER_LABEL]: owner, ...(removable ? { [REMOVABLE_LABEL]: 'true' } : {}) } },
  };
}

export const isOwnedBy = (object: KubernetesObject, owner: string): boolean => object.metadata?.labels?.[OWNER_LABEL] === owner;
