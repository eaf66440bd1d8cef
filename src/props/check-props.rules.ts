import { CLASSES } from './classes.data';
import { propsOf, valuesOf } from './props-table.rules';
import { SYNONYMS, WRITTEN } from './synonyms.data';
import { distance, nearestName } from '../errors/nearest-name.rules';
import { Problem } from '../errors/problems';

/** Reads values of CDK and of cdk8s, which a pure function does not import. */
export interface ValueReader {
  /** whether CloudFormation or a renderer fills in the value. */
  isToken(value: unknown): boolean;
  isConstruct(value: unknown): boolean;
  /** the module of CDK, `aws-eks` or `aws-eks-v2`, whose cluster the value is. */
  moduleOfCluster(value: unknown): string | undefined;
}

/** What is wrong with props, and names that the interface does not have. */
export interface PropsResult {
  readonly problems: readonly Problem[];
  /** each with the nearest name, if there is one. */
  readonly unknown: readonly string[];
}

/**
 * Compares props with the table of their interface, nested objects included.
 *
 * @param isSubclass the props are those of a subclass, which may have more of them
 */
export function checkedProps(struct: string, props: unknown, reader: ValueReader, isSubclass: boolean = false): PropsResult {
  const checker = new PropsChecker(reader, isSubclass);
  checker.props(props, struct);
  return checker;
}

/** Compares an argument of a method with its type, as a row of the table has it. */
export function checkedArgument(name: string, type: string, value: unknown, reader: ValueReader): readonly Problem[] {
  const checker = new PropsChecker(reader, false);
  checker.argument(name, type, value);
  return checker.problems;
}

class PropsChecker implements PropsResult {
  public readonly problems: Problem[] = [];
  public readonly unknown: string[] = [];

  constructor(
    private readonly reader: ValueReader,
    private readonly isSubclass: boolean,
  ) {}

  props(props: unknown, struct: string): void {
    const isNeeded = (props === undefined || props === null) && ![...propsOf(struct)!.values()].some(({ required }) => required);
    if (isNeeded) this.missing('props', 'o');
    else this.struct(props ?? {}, struct, 'props', '');
  }

  argument(name: string, type: string, value: unknown): void {
    if (value === undefined || value === null) this.missing(name, type);
    else this.value(value, type, name);
  }

  private struct(value: unknown, struct: string, name: string, prefix: string): void {
    if (this.reader.isToken(value)) return;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.wrong(name, value, 'an object', `Use { ${[...propsOf(struct)!.keys()][0] ?? ''} … }`);
      return;
    }
    const rows = propsOf(struct)!;
    const given = value as Readonly<Record<string, unknown>>;
    for (const [prop, { required, type }] of rows) {
      const each = given[prop];
      if (each === undefined && required) this.missing(`${prefix}${prop}`, type);
      if (each !== undefined) this.value(each, type, `${prefix}${prop}`);
    }
    if (isPlain(value)) this.unknownKeys(given, [...rows.keys()], prefix);
  }

  private value(value: unknown, type: string, name: string): void {
    if (type === '*' || this.reader.isToken(value)) return;
    if (type.startsWith('[]')) this.list(value, type.slice(2), name);
    else if (type.startsWith('{}')) this.map(value, type.slice(2), name);
    else if (type === 's' || type === 'n' || type === 'b') this.primitive(value, type, name);
    else if (type === 'e') this.scalar(value, name);
    else if (type === 'o') this.object(value, name);
    else if (propsOf(type)) this.struct(value, type, name, `${name}.`);
    else if (valuesOf(type)) this.enumeration(value, type, name);
    else this.instance(value, type, name);
  }

  private list(value: unknown, type: string, name: string): void {
    if (!Array.isArray(value)) return this.wrong(name, value, 'a list', `Use [${shown(value)}]`);
    value.forEach((each, index) => this.value(each, type, `${name}[${index}]`));
  }

  private map(value: unknown, type: string, name: string): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.wrong(name, value, 'an object of keys and values');
    for (const [key, each] of Object.entries(value)) {
      if (each !== undefined) this.value(each, type, /^\w+$/.test(key) ? `${name}.${key}` : `${name}['${key}']`);
    }
  }

  private primitive(value: unknown, code: 's' | 'n' | 'b', name: string): void {
    const type = ({ s: 'string', n: 'number', b: 'boolean' } as const)[code];
    if (typeof value === type && !Number.isNaN(value)) return;
    const converted = converters[type](value);
    this.wrong(name, value, `a ${type}`, converted === undefined ? undefined : `Use ${converted}`);
  }

  private scalar(value: unknown, name: string): void {
    if (typeof value !== 'string' && typeof value !== 'number') this.wrong(name, value, 'a value of its enum');
  }

  private object(value: unknown, name: string): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.wrong(name, value, 'an object');
  }

  private enumeration(value: unknown, type: string, name: string): void {
    const values = valuesOf(type)!;
    if (values.includes(value as string)) return;
    const near = values.find((each) => typeof value === 'string' && each.toLowerCase() === value.toLowerCase()) ?? nearestOf(value, values);
    this.wrong(name, value, `a value of ${type}: ${values.join(', ')}`, near === undefined ? undefined : `Use '${near}'`);
  }

  private instance(value: unknown, type: string, name: string): void {
    if (type === 'ICluster' || type === 'Cluster') return this.cluster(value, type, name);
    const isOwn = type.startsWith('#');
    const { text = withArticle(isOwn ? type.slice(1) : type), has } = CLASSES[type] ?? {};
    const isObject = typeof value === 'object' && value !== null;
    if (isOwn && isOf(value, type.slice(1)) && (has === undefined || (isObject && has in value))) return;
    const fits = isObject && (has === undefined ? !isPlain(value) && !Array.isArray(value) : has in value);
    if (!fits || (isOwn && NAMES_KEPT)) this.wrong(name, value, text);
  }

  private cluster(value: unknown, type: string, name: string): void {
    const { text } = CLASSES[type];
    const module = this.reader.moduleOfCluster(value);
    if (module === 'aws-eks-v2') return;
    if (module !== undefined) {
      this.problems.push({
        finding: `${name} is a cluster of aws-cdk-lib/${module}`,
        constraint: `must be ${text}, which has access entries and no functions of its own`,
        remediation:
          "Create the cluster with import * as eks from 'aws-cdk-lib/aws-eks-v2', or import it by Cluster.fromClusterAttributes()",
      });
      return;
    }
    // a cluster of an implementation of its own
    if (this.reader.isConstruct(value) && 'clusterName' in (value as object)) return;
    const { cluster: inside } = (value ?? {}) as { readonly cluster?: unknown };
    this.wrong(name, value, text!, this.reader.moduleOfCluster(inside) ? `Use ${nameOf(value)}.cluster` : undefined);
  }

  private unknownKeys(given: Readonly<Record<string, unknown>>, known: readonly string[], prefix: string): void {
    const free = known.filter((each) => given[each] === undefined);
    for (const key of Object.keys(given)) {
      if (known.includes(key) || given[key] === undefined) continue;
      const meant = meantBy(key, free);
      // a prop of the subclass is not to be told from a misspelled one
      if (this.isSubclass && prefix === '') {
        if (meant !== undefined) this.unknown.push(`${key} (nearest: ${meant})`);
      } else if (meant === undefined) {
        const near = nearestName(key, known);
        this.unknown.push(`${prefix}${key}${near === undefined ? '' : ` (nearest: ${prefix}${near})`}`);
      } else {
        this.problems.push({
          finding: `unknown prop ${prefix}${key}`,
          constraint: 'it has no effect',
          remediation: `Use ${prefix}${WRITTEN[meant] ?? meant}`,
        });
      }
    }
  }

  private missing(name: string, type: string): void {
    this.problems.push({ finding: `${name} is undefined`, constraint: 'it is required', remediation: `Set it to ${textOf(type)}` });
  }

  private wrong(name: string, value: unknown, expected: string, remediation = `Set it to ${expected.replace(/:.*/, '')}`): void {
    this.problems.push({ finding: `${name} is ${this.described(value)}`, constraint: `must be ${expected}`, remediation });
  }

  private described(value: unknown): string {
    if (value === undefined || value === null) return String(value);
    if (typeof value === 'string') return `the string ${shown(value)}`;
    if (typeof value === 'number' || typeof value === 'boolean') return `the ${typeof value} ${String(value)}`;
    if (Array.isArray(value)) return 'a list';
    if (typeof value === 'function') return 'a function';
    if (isPlain(value)) return 'an object';
    const name = nameOf(value);
    return this.reader.isConstruct(value) ? `the construct ${pathOf(value)} (${name})` : withArticle(name);
  }
}

const converters = {
  string: (value: unknown) => (typeof value === 'number' || typeof value === 'boolean' ? `'${String(value)}'` : undefined),
  number: (value: unknown) => (typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)) ? value.trim() : undefined),
  boolean: (value: unknown) => (value === 'true' || value === 'false' ? value : undefined),
};

// the prop that a user meant: of another tool, or with one letter wrong
function meantBy(key: string, free: readonly string[]): string | undefined {
  const synonym = (Object.hasOwn(SYNONYMS, key) ? SYNONYMS[key] : []).find((each) => free.includes(each));
  return synonym ?? free.find((each) => each.toLowerCase() === key.toLowerCase() || (each.length > 3 && distance(key, each, 1) <= 1));
}

const nearestOf = (value: unknown, values: readonly string[]): string | undefined =>
  typeof value === 'string' ? nearestName(value, values) : undefined;

function textOf(type: string): string {
  if (type.startsWith('[]')) return `a list`;
  if (type.startsWith('{}') || type === 'o' || propsOf(type)) return 'an object';
  const primitive = { s: 'a string', n: 'a number', b: 'true or false' }[type];
  return primitive ?? CLASSES[type]?.text ?? withArticle(type.replace('#', ''));
}

/** Whether class names are kept: a bundler may shorten them. */
const NAMES_KEPT = PropsChecker.name === 'PropsChecker';

// by name, because two copies of the library may be in an app, and by that of jsii, because compilers rename classes
function isOf(value: unknown, name: string): boolean {
  if (typeof value !== 'object') return false;
  for (let each: unknown = value; each !== null; each = Object.getPrototypeOf(each)) {
    if (nameOf(each) === name) return true;
  }
  return false;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value.length > 60 ? `'${value.slice(0, 57)}…'` : `'${value}'`;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '…';
}

const RTTI = Symbol.for('jsii.rtti');

// the class names of CDK have digits since it is bundled, and those of this package underscores, but jsii writes them down
function nameOf(value: unknown): string {
  const { constructor: its } = value as { readonly constructor?: { readonly name: string; readonly [RTTI]?: { readonly fqn: string } } };
  const ofJsii = its?.[RTTI]?.fqn.split('.').pop();
  if (its === undefined || ofJsii === undefined) return its?.name ?? 'object';
  // a class without one of its own inherits that of its base
  return Object.hasOwn(its, RTTI) || its.name.startsWith(ofJsii) ? ofJsii : its.name;
}
const pathOf = (value: unknown): string => (value as { readonly node: { readonly path: string } }).node.path || 'root';
const withArticle = (name: string): string => `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`;
