import { CfnResource, Stack } from 'aws-cdk-lib';
import { References, referencesOf, withoutMarks } from './references';
import { DEPLOY_TIME_VALUE, KubernetesObject } from '../../kubernetes/kubernetes-object.rules';
import { ScannedResource } from '../../model/cluster-scan';

/** An object that was read from a resource, by its position. */
export interface ReadObject {
  readonly from: ScannedResource;
  readonly index: number;
  /** without invalid fields. */
  readonly object: KubernetesObject;
}

/** Finds the references to resources in objects: an object whose values are all known is not read twice. */
export function objectReferences(read: readonly ReadObject[]): (object: KubernetesObject) => unknown {
  const places = new Map(read.map((each) => [each.object, each]));
  const known = new Map<CfnResource, readonly unknown[]>();
  return (object) => {
    const place = places.get(object);
    if (place === undefined || !JSON.stringify(object).includes(DEPLOY_TIME_VALUE)) return object;
    const { resource } = place.from;
    const all = known.get(resource) ?? objectsWithReferences(place.from, referencesOf(resource));
    known.set(resource, all);
    return all[place.index] ?? object;
  };
}

function objectsWithReferences(from: ScannedResource, references: References): unknown[] {
  const stack = Stack.of(from.resource);
  return from.objectsWritten((value, imports) => references.mark(value, stack, imports)).map(withoutMarks);
}
