import { isDeepStrictEqual } from 'util';

/** Anything that is written as JSON. */
export interface Fields {
  [name: string]: unknown;
}

/** A step on the way to a field: its name, or the entry of a list by its `name`. */
type Step = string | { readonly name: string };

interface Leaf {
  readonly steps: readonly Step[];
  readonly value: unknown;
}

/** Fields that the API server sets, or that identify the object: they have no owner. */
const UNOWNED = new RegExp(
  String.raw`^\.(apiVersion|kind|status)$|^\.status\b|^\.metadata\.(name|namespace|uid|resourceVersion|` +
    String.raw`generation|creationTimestamp|deletionTimestamp|managedFields)\b`,
);

const textOf = (steps: readonly Step[]): string =>
  steps.map((step) => (typeof step === 'string' ? `.${step}` : `[name="${step.name}"]`)).join('');

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
// lists of containers, variables and volumes merge by name; every other one counts as a whole
const isMergedList = (value: unknown): value is { name: string }[] =>
  Array.isArray(value) && value.length > 0 && value.every((entry) => isObject(entry) && typeof entry.name === 'string');

function leaves(value: unknown, steps: readonly Step[]): Leaf[] {
  if (isMergedList(value)) {
    return value.flatMap(({ name, ...rest }) => [{ steps: [...steps, { name }], value: name }, ...leaves(rest, [...steps, { name }])]);
  }
  if (!isObject(value) || (Object.keys(value).length === 0 && typeof steps[steps.length - 1] === 'string')) return [{ steps, value }];
  return Object.entries(value)
    .filter(([, each]) => each !== null && each !== undefined)
    .flatMap(([key, each]) => leaves(each, [...steps, key]));
}

/** The fields of an object that a manager owns when it writes them, by their paths. */
function ownedFields(object: Fields): Map<string, Leaf> {
  return new Map(
    leaves(object, [])
      .map((leaf): [string, Leaf] => [textOf(leaf.steps), leaf])
      .filter(([path]) => path !== '' && !UNOWNED.test(path)),
  );
}

function entryOf(value: unknown, step: Step): unknown {
  if (typeof step === 'string') return isObject(value) ? value[step] : undefined;
  return Array.isArray(value) ? value.find((entry) => isObject(entry) && entry.name === step.name) : undefined;
}

// an entry is the same as long as it has its name: its other fields are owned one by one
const isSame = (object: Fields, { steps, value }: Leaf): boolean =>
  typeof steps[steps.length - 1] === 'string' ? isDeepStrictEqual(valueAt(object, steps), value) : valueAt(object, steps) !== undefined;

const valueAt = (object: Fields, steps: readonly Step[]): unknown => steps.reduce<unknown>(entryOf, object);

function write(object: Fields, { steps, value }: Leaf): void {
  let here: unknown = object;
  steps.forEach((step, index) => {
    const next = steps[index + 1];
    if (typeof step === 'string') {
      const fields = here as Fields;
      if (next === undefined) {
        fields[step] = value;
      } else if (typeof next === 'string' ? !isObject(fields[step]) : !Array.isArray(fields[step])) {
        fields[step] = typeof next === 'string' ? {} : [];
      }
    } else if (entryOf(here, step) === undefined) {
      (here as Fields[]).push({ name: step.name });
    }
    here = entryOf(here, step);
  });
}

function erase(object: Fields, steps: readonly Step[]): void {
  const parent = valueAt(object, steps.slice(0, -1));
  const last = steps[steps.length - 1];
  if (typeof last === 'string') {
    if (isObject(parent)) delete parent[last];
  } else if (Array.isArray(parent)) {
    const index = parent.indexOf(entryOf(parent, last));
    if (index >= 0 && Object.keys(parent[index] as Fields).length === 1) parent.splice(index, 1);
  }
  const empty = parent !== undefined && (Array.isArray(parent) ? parent.length === 0 : Object.keys(parent as Fields).length === 0);
  if (empty && steps.length > 1) erase(object, steps.slice(0, -1));
}

/** A field that a manager applies and another one has otherwise. */
export interface Conflict {
  readonly manager: string;
  readonly path: string;
}

/** The same name applies and updates as two managers. Source: apimachinery, pkg/util/managedfields/internal/manager. */
type Manager = `${'Apply' | 'Update'} ${string}`;
const nameOf = (manager: Manager): string => manager.slice(manager.indexOf(' ') + 1);

interface ManagedEntry {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly fieldsType: 'FieldsV1';
  readonly fieldsV1: Fields;
}

// `f:` a field, `k:` an entry of a list by its key, `.` the field itself
function fieldsV1Of(owned: readonly Leaf[]): Fields {
  const result: Fields = {};
  for (const { steps } of owned) {
    let here = result;
    for (const step of steps) {
      const key = typeof step === 'string' ? `f:${step}` : `k:${JSON.stringify(step)}`;
      here[key] ??= {};
      here = here[key] as Fields;
    }
    if (typeof steps[steps.length - 1] !== 'string') here['.'] = {};
  }
  return result;
}

function stepsIn(fields: Fields, before: readonly Step[]): Step[][] {
  const inside = Object.entries(fields).filter(([key]) => key !== '.');
  const here = inside.length === 0 || '.' in fields ? [[...before]] : [];
  return [
    ...(before.length > 0 ? here : []),
    ...inside.flatMap(([key, value]) => {
      const step: Step = key.startsWith('k:') ? (JSON.parse(key.slice(2)) as { name: string }) : key.slice(2);
      return stepsIn(value as Fields, [...before, step]);
    }),
  ];
}

/** Who owns which fields of an object, as server-side apply keeps it. */
export class FieldManagers {
  static none(): FieldManagers {
    return new FieldManagers(new Map());
  }

  /** What a client wrote into managedFields; an empty entry takes all away. */
  static read(entries: readonly Partial<ManagedEntry>[], object: Fields): FieldManagers {
    const all = entries
      .filter(({ manager }) => manager !== undefined)
      .map(({ manager, operation, fieldsV1 }): [Manager, Map<string, Leaf>] => [
        `${operation ?? 'Update'} ${manager}`,
        new Map(stepsIn(fieldsV1 ?? {}, []).map((steps) => [textOf(steps), { steps, value: valueAt(object, steps) }])),
      ]);
    return new FieldManagers(new Map(all));
  }

  private constructor(private readonly owned: Map<Manager, Map<string, Leaf>>) {}

  copy(): FieldManagers {
    return new FieldManagers(new Map([...this.owned].map(([manager, fields]) => [manager, new Map(fields)])));
  }

  /** Merges what a manager applies into an object; what it applied before and does no more goes. */
  apply(object: Fields, applied: Fields, name: string, force: boolean): Conflict[] {
    const manager: Manager = `Apply ${name}`;
    const wanted = ownedFields(applied);
    const conflicts = [...this.owned]
      .filter(([other]) => other !== manager)
      .flatMap(([other, fields]) =>
        [...wanted.values()]
          .filter((leaf) => fields.has(textOf(leaf.steps)) && !isSame(object, leaf))
          .map(({ steps }) => ({ manager: nameOf(other), path: textOf(steps) })),
      );
    if (conflicts.length > 0 && !force) return conflicts;
    for (const { manager: loser, path } of conflicts) {
      for (const [other, fields] of this.owned) if (other !== manager && nameOf(other) === loser) fields.delete(path);
    }
    const before = this.owned.get(manager) ?? new Map<string, Leaf>();
    this.owned.set(manager, wanted);
    const given = [...before].filter(([path]) => ![...this.owned.values()].some((fields) => fields.has(path)));
    for (const [, { steps }] of given.sort((a, b) => b[1].steps.length - a[1].steps.length)) erase(object, steps);
    for (const leaf of wanted.values()) write(object, structuredClone(leaf));
    return [];
  }

  /** Notes who changed fields without applying them. */
  update(before: Fields, after: Fields, name: string): void {
    const manager: Manager = `Update ${name}`;
    const [old, now] = [ownedFields(before), ownedFields(after)];
    const changed = [...now].filter(([path, { value }]) => !isDeepStrictEqual(old.get(path)?.value, value));
    const lost = [...changed.map(([path]) => path), ...[...old.keys()].filter((path) => !now.has(path))];
    for (const fields of this.owned.values()) lost.forEach((path) => fields.delete(path));
    this.owned.set(manager, new Map([...(this.owned.get(manager) ?? []), ...changed]));
  }

  /** Paths of the fields that a manager owns. */
  of(name: string): string[] {
    return [...this.owned].filter(([manager]) => nameOf(manager) === name).flatMap(([, fields]) => [...fields.keys()]);
  }

  /** As the API server shows it. Source: apimachinery, pkg/apis/meta/v1/types.go, ManagedFieldsEntry, FieldsV1. */
  entries(): ManagedEntry[] {
    return [...this.owned]
      .filter(([, fields]) => fields.size > 0)
      .map(([manager, fields]) => ({
        manager: nameOf(manager),
        operation: manager.startsWith('Apply ') ? 'Apply' : 'Update',
        fieldsType: 'FieldsV1',
        fieldsV1: fieldsV1Of([...fields.values()]),
      }));
  }
}

/** RFC 7386. Source: https://www.rfc-editor.org/rfc/rfc7386 */
export function merged(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Fields = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merged(result[key], value);
  }
  return result;
}
