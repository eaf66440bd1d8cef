import { ApiObject, JsonPatch } from 'cdk8s';

/**
 * Changes an object after all else: the typed objects of cdk8s-plus-27 drop fields that Kubernetes 1.27 did not have, also those
 * that `addJsonPatch` added.
 */
export function patchLast(object: ApiObject, ...operations: JsonPatch[]): void {
  const render = object.toJson.bind(object);
  object.toJson = () => JsonPatch.apply(render(), ...operations) as unknown;
}
