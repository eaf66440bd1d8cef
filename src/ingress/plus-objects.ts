import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { RoutedObject } from './routed-objects';

/** Adds objects of a route to an object of cdk8s-plus, with its name. */
export function addRoutedObjects(scope: Construct, name: string, objects: readonly RoutedObject[]): void {
  for (const { id, name: own = name, annotations, object } of objects) {
    new ApiObject(scope, id, { ...object, metadata: { name: own, annotations } });
  }
}

/** Adds annotations to an object of cdk8s-plus, and replaces fields of its spec. Fields that are undefined are omitted. */
export function changeObject(
  target: Construct,
  annotations: Readonly<Record<string, string>>,
  spec: Readonly<Record<string, unknown>>,
): void {
  const object = ApiObject.of(target);
  for (const [name, value] of Object.entries(annotations)) object.metadata.addAnnotation(name, value);
  const fields = Object.entries(spec).filter(([, value]) => value !== undefined);
  object.addJsonPatch(...fields.map(([field, value]) => JsonPatch.add(`/spec/${field}`, value)));
}
