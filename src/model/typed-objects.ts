import { ApiObject, JsonPatch } from 'cdk8s';
import { IConstruct } from 'constructs';
import {
  DroppedField,
  DroppedValue,
  droppedValues,
  hasValueAt,
  keysOf,
  missingParentOf,
  pointerOf,
  propName,
} from './dropped-fields.rules';

/** An operation of RFC 6902, as {@link JsonPatch} holds it. */
interface PatchOperation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
}

/** Private members of cdk8s. Source: cdk8s 2.70, src/api-object.ts, src/json-patch.ts. */
interface ObjectInternals {
  readonly patches?: readonly JsonPatch[];
}
interface PatchInternals {
  readonly operation?: PatchOperation;
}
interface Class {
  readonly constructor: { readonly [RTTI]?: { readonly fqn: string } };
  toJson(): unknown;
}

const RTTI = Symbol.for('jsii.rtti');

const patchesOf = (object: ApiObject): readonly JsonPatch[] => (object as unknown as ObjectInternals).patches ?? [];
const operationOf = (patch: JsonPatch): PatchOperation => (patch as unknown as PatchInternals).operation ?? { op: '', path: '' };

/** `ApiObject` in the copy of cdk8s that an object uses; undefined if the object is not one of a subclass. */
function baseOf(object: ApiObject): Class | undefined {
  let each = Object.getPrototypeOf(object) as Class | null;
  while (each !== null && (Object.hasOwn(each.constructor, RTTI) ? each.constructor[RTTI]?.fqn : undefined) !== 'cdk8s.ApiObject') {
    each = Object.getPrototypeOf(each) as Class | null;
  }
  return each ?? undefined;
}

/** What the class of an object renders, without a `toJson` that was assigned to the object. */
const renderedByClass = (object: ApiObject): unknown => (object.constructor.prototype as Class).toJson.call(object);

/** The same object with other patches. */
const withPatches = (object: ApiObject, patches: readonly JsonPatch[]): ApiObject =>
  Object.create(object, { patches: { value: patches } }) as ApiObject;

/** What the class of an object is given, after its patches: for an `ApiObject` itself, the manifest. */
const givenTo = (object: ApiObject): unknown => baseOf(object)?.toJson.call(object);

/** The path of the construct of the user: constructs of cdk8s-plus have their object in `Resource`. */
export function pathInChart({ node }: IConstruct): string {
  return node.id === 'Resource' && node.scope !== undefined ? node.scope.node.path : node.path;
}

/** The fields that an object of a class of `cdk8s import` does not render, such as those of cdk8s-plus, and patches without effect. */
export function droppedFieldsOf(object: ApiObject): DroppedField[] {
  const about = { construct: pathInChart(object), className: classOf(object) };
  const removals = removalsWithoutEffect(object).map((pointer) => ({ ...about, pointer, by: 'removal' as const }));
  const base = baseOf(object);
  if (base === undefined || object.toJson === base.toJson) return removals;
  const dropped = droppedBy(object);
  if (dropped.length === 0) return removals;
  const props = new Set(droppedBy(withPatches(object, [])).map(({ pointer }) => pointer));
  return [
    ...dropped.map((each): DroppedField => {
      const { pointer } = each;
      return props.has(pointer) ? { ...about, pointer, by: 'prop' } : { ...about, pointer, by: 'patch', instead: insteadOf(object, each) };
    }),
    ...removals,
  ];
}

/** Like `cdk8s-plus-27.k8s.KubeDeployment`; classes of `cdk8s import` have no package. */
function classOf({ constructor }: ApiObject): string {
  return (Object.hasOwn(constructor, RTTI) ? (constructor as Class['constructor'])[RTTI]?.fqn : undefined) ?? constructor.name;
}

// cdk8s gives lists the name and the labels of an object
const droppedBy = (object: ApiObject): DroppedValue[] =>
  notRendered(object).filter(({ pointer }) => !(object.kind.endsWith('List') && pointer.startsWith('/metadata/')));

function notRendered(object: ApiObject): DroppedValue[] {
  const given = givenTo(object);
  const missing = droppedValues(given, object.toJson());
  if (missing.length === 0 || object.toJson === (object.constructor.prototype as Class).toJson) return missing;
  // a toJson of the object may remove fields on purpose
  const byClass = new Set(droppedValues(given, renderedByClass(object)).map(({ pointer }) => pointer));
  return missing.filter(({ pointer }) => byClass.has(pointer));
}

/** The pointer of the prop, or the value of the union, with which the class renders a field: it is tried. */
function insteadOf(object: ApiObject, { pointer, value }: DroppedValue): DroppedField['instead'] {
  if (pointer === '/apiVersion' || pointer === '/kind') return undefined;
  const isRendered = (path: string, given: unknown): boolean => {
    const tried = withPatches(object, [...patchesOf(object), JsonPatch.add(path, given)]);
    try {
      return !droppedBy(tried).some((each) => `${each.pointer}/`.startsWith(`${path}/`));
    } catch {
      return false;
    }
  };
  const prop = pointerOf(keysOf(pointer).map(propName));
  if (prop !== pointer && isRendered(prop, value)) return { pointer: prop };
  if (typeof value === 'object' || typeof value === 'boolean' || !isRendered(pointer, { value })) return undefined;
  return { value: JSON.stringify({ value }) };
}

function removalsWithoutEffect(object: ApiObject): string[] {
  const patches = patchesOf(object);
  if (!patches.some((patch) => operationOf(patch).op === 'remove')) return [];
  const found: string[] = [];
  replay(object, (operation, document) => {
    if (operation.op === 'remove' && !hasValueAt(document, operation.path)) found.push(operation.path);
  });
  return found;
}

/** A patch that cannot be applied: the operation and, where that is the cause, the part of its path that does not exist. */
export function failingPatchOf(object: ApiObject): { readonly operation: PatchOperation; readonly missing?: string } | undefined {
  let last: { readonly operation: PatchOperation; readonly missing?: string } | undefined;
  try {
    replay(object, (operation, document) => {
      last = { operation, missing: missingIn(document, operation) };
    });
    return undefined;
  } catch {
    return last;
  }
}

/** A patch of a manifest that cannot be applied. */
export class FailedPatch extends Error {
  constructor(
    public readonly operation: PatchOperation,
    public readonly missing: string | undefined,
    cause: unknown,
  ) {
    super(`JsonPatch.${operation.op}('${operation.path}') failed`, { cause });
  }
}

/** A manifest with patches. Fails with the patch that cannot be applied. */
export function patched(manifest: unknown, patches: readonly JsonPatch[]): unknown {
  return patches.reduce((document, patch) => {
    try {
      return JsonPatch.apply(document, patch) as unknown;
    } catch (error) {
      const operation = operationOf(patch);
      throw new FailedPatch(operation, missingIn(document, operation), error);
    }
  }, manifest);
}

function missingIn(document: unknown, { from, path }: PatchOperation): string | undefined {
  const pointers = [...(from === undefined ? [] : [from]), path];
  return pointers.map((pointer) => missingParentOf(document, pointer)).find((each) => each !== undefined);
}

/** Applies the patches of an object one after the other. */
function replay(object: ApiObject, before: (operation: PatchOperation, document: unknown) => void): void {
  let document = givenTo(withPatches(object, []));
  for (const patch of patchesOf(object)) {
    before(operationOf(patch), document);
    document = JsonPatch.apply(document, patch);
  }
}
