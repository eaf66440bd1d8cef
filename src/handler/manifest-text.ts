import { parseAllDocuments } from 'yaml';
import { ObjectRef, refOf } from './object-ref.rules';
import { objectsIn } from '../kubernetes/kubernetes-object.rules';

/** The objects in the manifest of a release, JSON or YAML: one without a namespace is of the given one. */
export function refsInManifest(manifest: string, namespace: string): ObjectRef[] {
  // YAML as Helm and the API server read it
  const documents = parseAllDocuments(manifest, { version: '1.1', logLevel: 'silent' });
  if (!Array.isArray(documents)) return [];
  const objects = documents.flatMap((document) => objectsIn(document.toJS({ maxAliasCount: -1 })));
  return objects.map((object) => ({ ...refOf(object), namespace: object.metadata?.namespace ?? namespace }));
}
