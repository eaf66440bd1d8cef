import { createHash } from 'crypto';
import { LiveObject, ObjectRef, refOf } from './object-ref.rules';
import { groupOf, KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** On every object that was applied, to search for those of a stack. Controllers copy labels and anyone may set them: it proves nothing. */
export const OWNER_LABEL = 'cdk-eks-strata/stack';
/** On every object that was applied: its owner, and which object that is. A copy on another object names the wrong one. */
export const OWNER_ANNOTATION = 'cdk-eks-strata/owner';
/** On an adopted object that had no owner, until the update is committed. */
export const NO_OWNER = 'none';
/** The owner before, on an object that a deployment took over: without a record of that owner it goes back to it, and is never deleted. */
export const PREVIOUS_ANNOTATION = 'cdk-eks-strata/previous';
/** `replace`: an object is deleted and created again where one of its immutable fields changes. */
export const ON_IMMUTABLE = 'cdk-eks-strata/on-immutable';
/** `keep`: an object stays when it leaves the manifest, or its deployment goes. */
export const DELETION = 'cdk-eks-strata/deletion';
/** On claims and namespaces whose deployment says that they go with it. */
export const REMOVABLE_LABEL = 'cdk-eks-strata/removable';
/** On the records of what each deployment claims. */
export const INVENTORY_LABEL = 'cdk-eks-strata/record';
/** Who the API server takes for the owner of fields. */
export const FIELD_MANAGER = 'cdk-eks-strata';

const hash = (text: string, length: number): string => createHash('sha256').update(text).digest('hex').slice(0, length);

/** A stack as the value of a label: at most 63 characters. */
export const stackLabelValue = (stackId: string): string => hash(stackId, 32);

/** A stack as its owner knows it. */
export const stackNameOf = (stackId: string): string => stackId.split('/')[1] ?? stackId;

/** A deployment of a stack. */
export interface Owner {
  readonly stackId: string;
  readonly deployment: string;
}

/** Whom the annotation of an object names. */
export interface OwnerAnnotation {
  readonly stack: string;
  readonly deployment: string;
  readonly ownerHash: string;
  /** the annotation as it stands. */
  readonly value: string;
}

const OWNER_FORMAT = /^v1 ([^/ ]+)\/([^ ]+) ([0-9a-f]{16}) (\S*)$/;

/**
 * The owner annotations of one cluster, which is known by the uid of `kube-system`, or of the first namespace of a delivery scope: a
 * backup that is restored elsewhere is in another cluster.
 */
export class OwnerAnnotations {
  constructor(readonly cluster: string) {}

  /** The annotation of an object that a deployment has applied. */
  valueFor(owner: Owner, ref: ObjectRef): string {
    return `v1 ${stackNameOf(owner.stackId)}/${owner.deployment} ${this.hashOf(owner)} ${objectIdOf(ref)}`;
  }

  /** Whether an object says that it belongs to this deployment, and that it is this very object. */
  isOwnedBy(owner: Owner, object: LiveObject): boolean {
    return object.metadata?.annotations?.[OWNER_ANNOTATION] === this.valueFor(owner, refOf(object));
  }

  /** The annotation of an object that stays when its deployment goes: a deployment of that name has it again without adoption. */
  keptValueFor({ stackId, deployment }: Owner): string {
    return `kept ${stackNameOf(stackId)}/${deployment}`;
  }

  isKeptBy(owner: Owner, object: LiveObject): boolean {
    return object.metadata?.annotations?.[OWNER_ANNOTATION] === this.keptValueFor(owner);
  }

  /** Whether an object was taken from this deployment by another one. */
  wasOwnedBy(owner: Owner, object: LiveObject): boolean {
    return object.metadata?.annotations?.[PREVIOUS_ANNOTATION] === this.valueFor(owner, refOf(object));
  }

  /** Whom an object names; nothing where it names another object, as a copy does. */
  ownerOf(object: LiveObject, annotation = OWNER_ANNOTATION): OwnerAnnotation | undefined {
    const [text, stack, deployment, owner, identity] = OWNER_FORMAT.exec(object.metadata?.annotations?.[annotation] ?? '') ?? [];
    return text !== undefined && identity === objectIdOf(refOf(object)) ? { value: text, stack, deployment, ownerHash: owner } : undefined;
  }

  /** Whether it is a deployment of this stack in this cluster. */
  isOfStack({ deployment, ownerHash: owner }: OwnerAnnotation, stackId: string): boolean {
    return owner === this.hashOf({ stackId, deployment });
  }

  /** A deployment of this cluster, in 16 hexadecimal digits. */
  hashOf({ stackId, deployment }: Owner): string {
    return hash(`${stackId} ${deployment} ${this.cluster}`, 16);
  }
}

const objectIdOf = ({ apiVersion, kind, namespace, name }: ObjectRef): string =>
  `${groupOf(apiVersion)}/${kind}:${namespace ?? ''}/${name}`;

/** An object as it is applied: with the label of its stack, and the annotation of its deployment. */
export function withOwner(object: KubernetesObject, owner: Owner, marks: OwnerAnnotations, removable: boolean): KubernetesObject {
  const { labels, annotations } = object.metadata ?? {};
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...labels, [OWNER_LABEL]: stackLabelValue(owner.stackId), ...(removable ? { [REMOVABLE_LABEL]: 'true' } : {}) },
      annotations: { ...annotations, [OWNER_ANNOTATION]: marks.valueFor(owner, refOf(object)) },
    },
  };
}
