/** A template, as far as the pages read it. */
export interface Template {
  readonly Resources?: Readonly<Record<string, Resource>>;
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': '<region>',
  'AWS::AccountId': '<account>',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': '<stack>',
};

/** A value of a template as text, with the paths of constructs instead of logical ids. */
export class Intrinsics {
  constructor(private readonly paths: ReadonlyMap<string, string>) {}

  /** The path of the construct of a resource, without the stack. */
  pathOf(logicalId: string): string {
    return this.paths.get(logicalId) ?? logicalId;
  }

  /** A property with every intrinsic function as text. */
  resolved(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => this.resolved(each));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name, argument] = entries.length === 1 ? entries[0] : [''];
    if (name === 'Ref' || name.startsWith('Fn::')) return this.intrinsic(name, argument);
    return Object.fromEntries(entries.map(([key, each]) => [key, this.resolved(each)]));
  }

  /** A property as text. */
  text(value: unknown): string {
    const resolved = this.resolved(value);
    return typeof resolved === 'string' ? resolved : JSON.stringify(resolved);
  }

  private intrinsic(name: string, argument: unknown): string {
    if (name === 'Ref') return PSEUDO[String(argument)] ?? `<${this.pathOf(String(argument))}>`;
    if (name === 'Fn::Join') {
      const [separator, parts] = argument as [string, unknown];
      return Array.isArray(parts) ? parts.map((part) => this.text(part)).join(separator) : this.text(parts);
    }
    if (name === 'Fn::GetAtt') {
      const [id, attribute] = Array.isArray(argument) ? (argument as string[]) : String(argument).split('.');
      return attribute === 'Arn' ? `<${this.pathOf(id)}>` : `<${this.pathOf(id)}.${attribute}>`;
    }
    if (name === 'Fn::Sub') {
      const text = String(Array.isArray(argument) ? argument[0] : argument);
      return text.replace(/\$\{([\w:]+)\}/g, (_, id: string) => PSEUDO[id] ?? `<${this.pathOf(id)}>`);
    }
    // the issuer of tokens of service accounts
    return JSON.stringify(argument).includes(':oidc-provider/') ? '<OIDC issuer>' : `<${name.replace('Fn::', '')}>`;
  }
}
