import { createHash } from 'crypto';
import { LiveObject, ObjectRef, refOf } from './object-ref.rules';
import { groupOf, KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** On every object that was applied, to search for those of a stack. Controllers copy labels and anyone may set them: it proves nothing. */
export const OWNER_LABEL = 'cdk-eks-strata/stack';
/** On every object that was applied: its owner, and which object that is. A copy on another object names the wrong one. */
export const OWNER_ANNOTATION = 'cdk-eks-strata/owner';
/** The owner before, on an object that a deployment took over: without a record of that owner it goes back to it, and is never deleted. */
export const PREVIOUS_ANNOTATION = 'cdk-eks-strata/previous';
/** On claims and namespaces whose deployment says that they go with it. */
export const REMOVABLE_LABEL = 'cdk-eks-strata/removable';
/** On the records of what each deployment claims. */
export const RECORD_LABEL = 'cdk-eks-strata/record';
/** Who the API server takes for the owner of fields. */
export const FIELD_MANAGER = 'cdk-eks-strata';

const hash = (text: string, length: number): string => createHash('sha256').update(text).digest('hex').slice(0, length);

/** A stack as the value of a label: at most 63 characters. */
export const ownerOf = (stackId: string): string => hash(stackId, 32);

/** A stack as its owner knows it. */
export const nameOf = (stackId: string): string => stackId.split('/')[1] ?? stackId;

/** A deployment of a stack. */
export interface Owner {
  readonly stackId: string;
  readonly deployment: string;
}

/** Whom the annotation of an object names. */
export interface Mark {
  readonly stack: string;
  readonly deployment: string;
  readonly hash: string;
  /** the annotation as it stands. */
  readonly text: string;
}

const MARK = /^v1 ([^/ ]+)\/([^ ]+) ([0-9a-f]{16}) (\S*)$/;

/** The owner annotations of one cluster, which is known by the uid of `kube-system`: a backup that is restored elsewhere is in another cluster. */
export class Marks {
  constructor(readonly cluster: string) {}

  /** The annotation of an object that a deployment has applied. */
  of(owner: Owner, ref: ObjectRef): string {
    return `v1 ${nameOf(owner.stackId)}/${owner.deployment} ${this.hashOf(owner)} ${identityOf(ref)}`;
  }

  /** Whether an object says that it belongs to this deployment, and that it is this very object. */
  isOwn(owner: Owner, object: LiveObject): boolean {
    return object.metadata?.annotations?.[OWNER_ANNOTATION] === this.of(owner, refOf(object));
  }

  /** Whether an object was taken from this deployment by another one. */
  wasOwn(owner: Owner, object: LiveObject): boolean {
    return object.metadata?.annotations?.[PREVIOUS_ANNOTATION] === this.of(owner, refOf(object));
  }

  /** Whom an object names; nothing where it names another object, as a copy does. */
  ownerOf(object: LiveObject, annotation = OWNER_ANNOTATION): Mark | undefined {
    const [text, stack, deployment, owner, identity] = MARK.exec(object.metadata?.annotations?.[annotation] ?? '') ?? [];
    return text !== undefined && identity === identityOf(refOf(object)) ? { text, stack, deployment, hash: owner } : undefined;
  }

  /** Whether it is a deployment of this stack in this cluster. */
  isOfStack({ deployment, hash: owner }: Mark, stackId: string): boolean {
    return owner === this.hashOf({ stackId, deployment });
  }

  private hashOf({ stackId, deployment }: Owner): string {
    return hash(`${stackId} ${deployment} ${this.cluster}`, 16);
  }
}

const identityOf = ({ apiVersion, kind, namespace, name }: ObjectRef): string => `${groupOf(apiVersion)}/${kind}:${namespace ?? ''}/${name}`;

/** An object as it is applied: with the label of its stack, and the annotation of its deployment. */
export function owned(object: KubernetesObject, owner: Owner, marks: Marks, removable: boolean): KubernetesObject {
  const { labels, annotations } = object.metadata ?? {};
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...labels, [OWNER_LABEL]: ownerOf(owner.stackId), ...(removable ? { [REMOVABLE_LABEL]: 'true' } : {}) },
      annotations: { ...annotations, [OWNER_ANNOTATION]: marks.of(owner, refOf(object)) },
    },
  };
}
