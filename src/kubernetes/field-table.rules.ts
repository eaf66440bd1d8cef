import { Limits, ValidationRule } from './crd-schema.rules';
import { FIELDS } from './kubernetes-fields.data';

/** Fields that are required by the schema, but not by the API server: it defaults them to an empty string, 0, false or nothing. */
const NOT_REQUIRED = new Set([
  'v1.HTTPHeader.value',
  'v1.Sysctl.value',
  'v1.SleepAction.seconds',
  'v1.LimitRangeSpec.limits',
  'v1.PreferredSchedulingTerm.preference',
  'v1.ISCSIVolumeSource.lun',
  'v1.ISCSIPersistentVolumeSource.lun',
  'apiextensions.v1.CustomResourceDefinitionVersion.served',
  'apiextensions.v1.CustomResourceDefinitionVersion.storage',
  'apps.v1.ControllerRevision.revision',
  'batch.v1.PodFailurePolicy.rules',
  'storage.v1.CSIDriver.spec',
  'storage.v1.TokenRequest.audience',
]);

/** The fields of a type. */
export interface FieldType {
  readonly fields: ReadonlyMap<string, string>;
  readonly required: readonly string[];
}

/** The parts of a type such as `[#3@v1.Container`: a letter, the number of its limits, and the type of its items or its name. */
export interface TypeParts {
  readonly letter: string;
  readonly limits?: number;
  readonly rest: string;
}

/** A table of fields, a type in a line, whose lines are parsed when they are first needed. */
export class FieldTable {
  private readonly types = new Map<string, FieldType>();
  private limits?: readonly string[];
  private rules?: readonly string[];

  /** Without lines, the table of built-in kinds. */
  constructor(
    private readonly lines: string = FIELDS,
    private readonly limitLines: string = '',
    private readonly ruleLines: string = '',
  ) {}

  typeOf(name: string): FieldType {
    const known = this.types.get(name);
    if (known) return known;
    const start = this.lines.indexOf(`\n${name} `) + name.length + 2;
    // some values of enumerations contain a space, too
    const fields = this.lines
      .slice(start, this.lines.indexOf('\n', start))
      .split(/ (?=[^ ]+:)/)
      .filter(Boolean)
      .map((field) => field.split(/:(.*)/));
    const type = {
      fields: new Map(fields.map(([field, of]) => [field.replace('!', ''), of])),
      required: fields
        .filter(([field]) => field.endsWith('!'))
        .map(([field]) => field.replace('!', ''))
        .filter((field) => !NOT_REQUIRED.has(`${name}.${field}`)),
    };
    this.types.set(name, type);
    return type;
  }

  partsOf(type: string): TypeParts {
    const [, letter, before, rest, after] = /^(.)(?:#(\d+))?([^#]*)(?:#(\d+))?/.exec(type)!;
    // the limits of an object are behind its name, those of a list before the type of its items
    if (letter === '[' || letter === '{') {
      return { letter, limits: numberOf(before), rest: type.slice(before === undefined ? 1 : before.length + 2) };
    }
    return { letter, limits: numberOf(before ?? after), rest };
  }

  limitsAt(index: number): Limits {
    this.limits = this.limits ?? this.limitLines.trim().split('\n');
    return JSON.parse(this.limits[index]) as Limits;
  }

  ruleAt(index: number): ValidationRule {
    this.rules = this.rules ?? this.ruleLines.trim().split('\n');
    return JSON.parse(this.rules[index]) as ValidationRule;
  }

  /** The path of a field of this name in a type, the nearest to its root. */
  pathOfField(name: string, root: string): string | undefined {
    const places: [path: string, type: string][] = [['', root]];
    const seen = new Set<string>();
    for (const [path, type] of places) {
      const { fields } = this.typeOf(type);
      if (fields.has(name)) return `${path}${name}`;
      for (const [field, of] of fields) {
        const [, list, next] = /^(\[?)(?:#\d+)?@([^#]+)/.exec(of) ?? [];
        if (next === undefined || field === 'status' || seen.has(next)) continue;
        seen.add(next);
        places.push([`${path}${field}${list && '[]'}.`, next]);
      }
    }
    return undefined;
  }
}

const numberOf = (digits: string | undefined): number | undefined => (digits === undefined ? undefined : Number(digits));
