/** A field of an object that the API server or a controller sets: a manifest has it if it was exported from a cluster. */
export interface ServerField {
  /** in `metadata`. */
  readonly field: string;
  /** what the API server does where it is in a manifest that is applied; undefined if the API server ignores the field. */
  readonly effect?: string;
}

/**
 * Fields of the metadata. Source: kubernetes/apiserver pkg/endpoints/handlers/patch.go, pkg/registry/generic/registry/store.go and
 * pkg/registry/rest (meta.go, update.go); kubernetes/apimachinery pkg/util/managedfields/internal/structuredmerge.go and
 * pkg/api/validation/objectmeta.go; Kubernetes documentation, garbage collection.
 */
export const SERVER_FIELDS: readonly ServerField[] = [
  { field: 'creationTimestamp' },
  { field: 'deletionGracePeriodSeconds' },
  { field: 'deletionTimestamp', effect: 'a later update is rejected: field is immutable' },
  { field: 'generation' },
  { field: 'managedFields', effect: 'rejected: metadata.managedFields must be nil' },
  { field: 'ownerReferences', effect: 'the garbage collector deletes an object none of whose owners exists with this uid' },
  { field: 'resourceVersion', effect: 'conflict: the object has been modified' },
  { field: 'selfLink' },
  { field: 'uid', effect: 'conflict: the object does not exist with this uid' },
];
