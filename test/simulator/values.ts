import { Template } from './template';
import { Fields } from '../handler/api-fields';

/** What stands behind the logical ids of a stack while it is deployed. */
export interface Scope {
  readonly template: Template;
  readonly pseudo: Readonly<Record<string, string>>;
  readonly zones: readonly string[];
  readonly ref: (id: string) => string;
  readonly attribute: (id: string, name: string) => unknown;
  readonly output: (stack: string, name: string) => unknown;
  /** the value of an SSM parameter that a template parameter names. */
  readonly ssm: (name: string) => string;
}

const NOTHING = Symbol('AWS::NoValue');

/** What stands behind a dynamic reference. */
const SECRET = 'a-secret-of-the-simulation';

/** A value of a template with everything filled in. An intrinsic function without a model is an error. */
export function resolved(value: unknown, scope: Scope): unknown {
  const text = filledIn(value, scope);
  return text === NOTHING ? text : withoutDynamicReferences(text);
}

// Source: CloudFormation User Guide, dynamic references: resolved at last, in whatever property they stand
function withoutDynamicReferences(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\{\{resolve:(secretsmanager|ssm|ssm-secure):[^}]+\}\}/g, SECRET);
  if (Array.isArray(value)) return value.map(withoutDynamicReferences);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutDynamicReferences(each)]));
}

function filledIn(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((each) => filledIn(each, scope)).filter((each) => each !== NOTHING);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value);
  const [name] = keys;
  if (keys.length === 1 && (name === 'Ref' || name.startsWith('Fn::'))) {
    const intrinsic = INTRINSICS[name];
    if (!intrinsic) throw new Error(`the simulator has no model of ${name}`);
    return intrinsic((value as Fields)[name], scope);
  }
  const fields = Object.entries(value).map(([key, each]) => [key, filledIn(each, scope)] as const);
  return Object.fromEntries(fields.filter(([, each]) => each !== NOTHING));
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

/** Source: CloudFormation Template Reference, intrinsic functions and pseudo parameters. */
const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => refOf(String(name), scope),
  'Fn::GetAtt': (argument, scope) => {
    const [id, ...rest] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
    return scope.attribute(id, rest.join('.'));
  },
  'Fn::Join': (argument, scope) => {
    const [separator, list] = argument as [string, unknown];
    return texts(filledIn(list, scope), 'Fn::Join').join(separator);
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = argument as [string, unknown];
    return String(filledIn(text, scope)).split(separator);
  },
  'Fn::Select': (argument, scope) => {
    const [index, list] = argument as [unknown, unknown];
    const found = (filledIn(list, scope) as unknown[])[Number(index)];
    if (found === undefined) throw new Error('Template error: Fn::Select cannot select nonexistent value at index ' + String(index));
    return found;
  },
  'Fn::Sub': (argument, scope) => {
    const [text, own = {}] = Array.isArray(argument) ? (argument as [string, Fields]) : [String(argument)];
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in own) return String(filledIn(own[name], scope));
      const [id, ...rest] = name.split('.');
      return String(rest.length > 0 ? scope.attribute(id, rest.join('.')) : refOf(name, scope));
    });
  },
  'Fn::Base64': (argument, scope) => Buffer.from(String(filledIn(argument, scope))).toString('base64'),
  'Fn::GetAZs': (_, { zones }) => [...zones],
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = filledIn(argument, scope) as [string, string, string];
    const found = scope.template.Mappings?.[map]?.[first]?.[second];
    if (found === undefined) throw new Error(`Template error: Unable to get mapping for ${map}::${first}::${second}`);
    return found;
  },
  'Fn::Cidr': (argument, scope) => {
    const [block, count, bits] = filledIn(argument, scope) as [string, unknown, unknown];
    return Array.from({ length: Number(count) }, (_, index) => `${block} #${index}/${128 - Number(bits)}`);
  },
  'Fn::GetStackOutput': (argument, scope) => {
    const { StackName, OutputName } = argument as { StackName: string; OutputName: string };
    return scope.output(StackName, OutputName);
  },
};

function refOf(name: string, scope: Scope): unknown {
  if (name === 'AWS::NoValue') return NOTHING;
  if (name.startsWith('AWS::')) {
    if (!(name in scope.pseudo)) throw new Error(`the simulator has no model of ${name}`);
    return scope.pseudo[name];
  }
  const parameter = scope.template.Parameters?.[name];
  if (!parameter) return scope.ref(name);
  if (parameter.Default === undefined) throw new Error(`Parameters: [${name}] must have values`);
  return parameter.Type.startsWith('AWS::SSM::Parameter::Value') ? scope.ssm(parameter.Default) : parameter.Default;
}

function texts(value: unknown, where: string): string[] {
  if (!Array.isArray(value) || value.some((each) => typeof each === 'object')) {
    throw new Error(`Template error: every ${where} object requires a list of strings`);
  }
  return value.map(String);
}
