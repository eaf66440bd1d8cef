import { isDeepStrictEqual } from 'util';
import { Fields } from './api-fields';
import { ServedKind } from './api-kinds';
import { Problem } from './api-problems';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';
import { SchemaValidator } from '../../src/kubernetes/schema-validation.rules';

interface Fault {
  readonly field: string;
  readonly type: 'FieldValueInvalid' | 'FieldValueForbidden';
  readonly message: string;
}

// as JSON: what was cloned by the server has prototypes of another realm in the tests
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null)) as unknown;
const isSame = (one: unknown, other: unknown): boolean => isDeepStrictEqual(asJson(one), asJson(other));

const titleOf = ({ kind, group }: ServedKind): string => (group === '' ? kind : `${kind}.${group}`);

/** Source: kubernetes/kubernetes, staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go, NewInvalid. */
function invalid(kind: ServedKind, name: string, { field, type, message }: Fault): Problem {
  return {
    code: 422,
    reason: 'Invalid',
    message: `${titleOf(kind)} "${name}" is invalid: ${field}: ${type === 'FieldValueForbidden' ? 'Forbidden: ' : ''}${message}`,
    details: { name, group: kind.group, kind: kind.kind, causes: [{ reason: type, message, field }] },
  };
}

/** Names as the server takes them. Source: apimachinery, pkg/util/validation/validation.go. */
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_OF_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

const isLabel = (name: string): boolean => name.length <= 63 && LABEL.test(name);
const isSubdomain = (name: string): boolean => name.length <= 253 && SUBDOMAIN.test(name);
// source: pkg/apis/core/validation/validation.go (ValidateNamespaceName, ValidateServiceName); pkg/apis/rbac/validation
// (path.ValidatePathSegmentName)
const isPathSegment = (name: string): boolean => name !== '.' && name !== '..' && !/[/%]/.test(name);
const NAMES: Readonly<Record<string, (name: string) => boolean>> = {
  '/Namespace': isLabel,
  '/Service': (name) => name.length <= 63 && LABEL_OF_1035.test(name),
  'rbac.authorization.k8s.io/Role': isPathSegment,
  'rbac.authorization.k8s.io/RoleBinding': isPathSegment,
  'rbac.authorization.k8s.io/ClusterRole': isPathSegment,
  'rbac.authorization.k8s.io/ClusterRoleBinding': isPathSegment,
};

/** A name that the server does not take. */
export function nameProblem(kind: ServedKind, name: string): Problem | undefined {
  const allowed = NAMES[`${kind.group}/${kind.kind}`] ?? isSubdomain;
  if (name !== '' && allowed(name)) return undefined;
  return invalid(kind, name, {
    field: 'metadata.name',
    type: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(name)}: not a valid name`,
  });
}

const at = (object: Fields, ...path: string[]): unknown =>
  path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Fields)[key] : undefined), object);

/** A field that never changes. What a server fills in by itself counts as the same. */
const fixed =
  (...path: string[]) =>
  (before: Fields, after: Fields): Fault | undefined => {
    const [old, now] = [at(before, ...path), at(after, ...path)];
    if (old === undefined || isSame(old, now)) return undefined;
    return {
      field: path.join('.'),
      type: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(now ?? null)}: field is immutable`,
    };
  };

const without = (value: unknown, ...fields: string[]): Fields =>
  Object.fromEntries(Object.entries((value ?? {}) as Fields).filter(([name]) => !fields.includes(name)));

const OF_STATEFUL_SETS = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

type Rule = (before: Fields, after: Fields) => Fault | undefined;

/** Source: pkg/apis/core/validation/validation.go, ValidateConfigMapUpdate and ValidateSecretUpdate. */
const frozen =
  (field: string): Rule =>
  (before, after) => {
    const mayChange = before.immutable !== true || (isSame(before[field], after[field]) && after.immutable === true);
    return mayChange ? undefined : { field, type: 'FieldValueForbidden', message: 'field is immutable when `immutable` is set' };
  };

const IMMUTABLE: Readonly<Record<string, readonly Rule[]>> = {
  // source: pkg/apis/apps/validation/validation.go, through pkg/registry/apps/deployment/strategy.go and daemonset/strategy.go
  'apps/Deployment': [fixed('spec', 'selector')],
  'apps/DaemonSet': [fixed('spec', 'selector')],
  // source: pkg/apis/apps/validation/validation.go, ValidateStatefulSetUpdate
  'apps/StatefulSet': [
    (before, after) =>
      isSame(without(before.spec, ...OF_STATEFUL_SETS), without(after.spec, ...OF_STATEFUL_SETS))
        ? undefined
        : {
            field: 'spec',
            type: 'FieldValueForbidden',
            message:
              "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', " +
              "'revisionHistoryLimit', " +
              "'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
          },
  ],
  // source: pkg/apis/batch/validation/validation.go, ValidateJobSpecUpdate
  'batch/Job': [fixed('spec', 'template'), fixed('spec', 'selector'), fixed('spec', 'completionMode')],
  // source: pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimUpdate; the volume is written by the controller once
  '/PersistentVolumeClaim': [
    (before, after) => {
      const free = [
        'resources',
        'volumeAttributesClassName',
        ...(at(before, 'spec', 'volumeName') === undefined ? ['volumeName', 'storageClassName'] : []),
      ];
      return isSame(without(before.spec, ...free), without(after.spec, ...free))
        ? undefined
        : {
            field: 'spec',
            type: 'FieldValueForbidden',
            message: 'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
          };
    },
  ],
  '/ConfigMap': [frozen('data'), frozen('binaryData')],
  '/Secret': [frozen('data'), (before, after) => fixed('type')({ type: 'Opaque', ...before }, { type: 'Opaque', ...after })],
  // source: pkg/apis/rbac/validation/validation.go, ValidateRoleBindingUpdate
  'rbac.authorization.k8s.io/RoleBinding': [roleRef],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [roleRef],
  // source: pkg/apis/storage/validation/validation.go, ValidateStorageClassUpdate
  'storage.k8s.io/StorageClass': [fixed('provisioner'), fixed('parameters'), fixed('reclaimPolicy'), fixed('volumeBindingMode')],
};

function roleRef(before: Fields, after: Fields): Fault | undefined {
  if (isSame(before.roleRef, after.roleRef)) return undefined;
  return { field: 'roleRef', type: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(after.roleRef)}: cannot change roleRef` };
}

/** A change that the server does not take. */
export function updateProblem(kind: ServedKind, name: string, before: Fields, after: Fields): Problem | undefined {
  const [fault] = (IMMUTABLE[`${kind.group}/${kind.kind}`] ?? []).flatMap((rule) => rule(before, after) ?? []);
  return fault && invalid(kind, name, fault);
}

const forms = new SchemaValidator();

/**
 * Fields that no built-in kind has. Source of the fields: the OpenAPI description of Kubernetes 1.36, from which the table is generated.
 */
export const unknownFields = (object: Fields): string[] =>
  forms
    .validate(object as unknown as KubernetesObject)
    .violations.filter(({ kind }) => kind === 'unknown')
    .map(({ field }) => field);

/**
 * A field of a custom resource that the schema of its CRD does not declare. Source: Kubernetes documentation, CustomResourceDefinitions
 * (structural schemas); apiVersion, kind and metadata are declared for all.
 */
export function undeclaredField(schema: unknown, object: unknown, path = ''): string | undefined {
  if (typeof schema !== 'object' || schema === null || typeof object !== 'object' || object === null || Array.isArray(object)) {
    return undefined;
  }
  const { properties, ...rest } = schema as { readonly properties?: Fields };
  if (properties === undefined || 'x-kubernetes-preserve-unknown-fields' in rest || 'additionalProperties' in rest) return undefined;
  for (const [name, value] of Object.entries(object)) {
    if (path === '' && ['apiVersion', 'kind', 'metadata'].includes(name)) continue;
    const field = path === '' ? name : `${path}.${name}`;
    if (!(name in properties)) return field;
    const inner = undeclaredField(properties[name], value, field);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/**
 * Source: staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/structuredmerge.go, Apply; an error without a status is answered
 * as 500 and without a reason (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/status.go, ErrorToAPIStatus).
 */
export const notDeclared = (kind: ServedKind, namespace: string | undefined, name: string, field: string): Problem => ({
  code: 500,
  reason: '',
  message:
    `failed to create typed patch object (${namespace ?? ''}/${name}; ` +
    `${kind.group === '' ? kind.version : `${kind.group}/${kind.version}`}, Kind=${kind.kind}): ` +
    `.${field}: field not declared in schema`,
});

/** Source: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go and patch.go, with fieldValidation=Strict. */
export const strictlyUnknown = (kind: ServedKind, fields: readonly string[]): Problem => ({
  code: 400,
  reason: 'BadRequest',
  message:
    `${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: strict decoding error: ` +
    `${fields.map((field) => `unknown field "${field}"`).join(', ')}`,
});

/** Source: staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go. */
export const terminating = (kind: ServedKind, namespace: string, name: string): Problem => ({
  code: 403,
  reason: 'Forbidden',
  message:
    `${kind.group === '' ? kind.plural : `${kind.plural}.${kind.group}`} "${name}" is forbidden: unable to create new content in ` +
    `namespace ${namespace} because it is being terminated`,
  details: {
    name,
    group: kind.group,
    kind: kind.plural,
    causes: [{ reason: 'NamespaceTerminating', message: `namespace ${namespace} is being terminated`, field: 'metadata.namespace' }],
  },
});

/** Source: staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go, BeforeDelete. */
export const otherUid = (resource: string, name: string, wanted: string, found: string): Problem => ({
  code: 409,
  reason: 'Conflict',
  message:
    `Operation cannot be fulfilled on ${resource} "${name}": the UID in the precondition (${wanted}) does not match the UID in ` +
    `record (${found}). ` +
    'The object might have been deleted and then recreated',
});

/** Source: staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go, OptimisticLockErrorMsg. */
export const modified = (resource: string, name: string): Problem => ({
  code: 409,
  reason: 'Conflict',
  message:
    `Operation cannot be fulfilled on ${resource} "${name}": the object has been modified; please apply your changes to the latest ` +
    'version and try again',
});

/** Source: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/rest.go, scope of the request against the object in its body. */
export const mismatch = (what: 'name' | 'namespace', inBody: string, inAddress: string): Problem => ({
  code: 400,
  reason: 'BadRequest',
  message:
    what === 'name'
      ? `the name of the object (${inBody}) does not match the name on the URL (${inAddress})`
      : 'the namespace of the provided object does not match the namespace sent on the request',
});

/** What this server does not know it refuses: a success would be made up. */
export const unknownRequest = (what: string): Problem => ({
  code: 501,
  reason: 'NotImplemented',
  message: `the API server of the tests does not know ${what}`,
});
