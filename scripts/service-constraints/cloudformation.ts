import * as fs from 'fs';
import * as path from 'path';

/** A property of a CloudFormation type as the L1 of aws-cdk-lib writes it. */
export interface Property {
  readonly name: string;
  readonly kind: 'string' | 'number' | 'boolean' | 'structure' | 'other';
  readonly list: boolean;
  readonly required: boolean;
  /** of a structure, read when asked for: some contain themselves. */
  readonly below?: () => readonly Property[];
}

const library = path.dirname(require.resolve('aws-cdk-lib/package.json'));
const texts = new Map<string, string>();

/** The properties of a type, from the code that CDK generates from CloudFormation's own schema. */
export function propertiesOf(type: string): readonly Property[] {
  const [, service, name] = type.split('::');
  const folder = service.toLowerCase();
  const file = path.join(library, `aws-${folder}`, 'lib', `${folder}.generated.js`);
  if (!texts.has(file)) texts.set(file, fs.readFileSync(file, 'utf8'));
  return read(texts.get(file)!, `Cfn${name}Props`);
}

function read(text: string, struct: string): readonly Property[] {
  const body = between(text, `function convert${struct}ToCloudFormation(properties){`);
  const validator = between(text, `function ${struct}Validator(properties){`);
  const required = new Set([...validator.matchAll(/propertyValidator\("(\w+)",cdk\(\)\.requiredValidator\)/g)].map(([, each]) => each));
  // Name:cdk().listMapper(convertCfn…PropertyToCloudFormation)(properties.name)
  const entries = [...body.matchAll(/[{,]"?([A-Za-z][\w.:-]*)"?:((?:cdk\(\)\.|convert)[^{}]*?)\(properties\.(\w+)\)/g)];
  return entries.map(([, name, how, given]) => {
    const kind = kindOf(how);
    const below = /convert(Cfn\w+)ToCloudFormation/.exec(how)?.[1];
    return {
      name,
      kind,
      list: how.includes('listMapper'),
      required: required.has(given),
      below: kind === 'structure' ? () => read(text, below!) : undefined,
    };
  });
}

function kindOf(how: string): Property['kind'] {
  if (/unionMapper|hashMapper|objectToCloudFormation/.test(how)) return 'other';
  if (/convertCfn\w+ToCloudFormation/.test(how)) return 'structure';
  return (/cdk\(\)\.(string|number|boolean)ToCloudFormation/.exec(how)?.[1] as Property['kind'] | undefined) ?? 'other';
}

function between(text: string, start: string): string {
  const from = text.indexOf(start);
  if (from < 0) return '';
  const end = text.indexOf('}function ', from + start.length);
  return text.slice(from + start.length, end < 0 ? undefined : end);
}
