import {
  CfnResource,
  DefaultTokenResolver,
  IPostProcessor,
  IResolvable,
  IResolveContext,
  Reference,
  Stack,
  Tokenization,
} from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { templateResource } from './final-resource';
import { TemplateResource, writtenResource } from './written-templates';

/** A resource in the template of its stack. */
export interface RenderedResource {
  readonly type: string;
  /** with intrinsic functions, also for references that a synthesis writes in another form. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** what CloudFormation does with it when it is deleted; undefined for the default of its type. */
  readonly deletionPolicy?: string;
  /** logical ids in `DependsOn`. */
  readonly dependsOn: readonly string[];
  /** its references to other stacks, by the name in their `Fn::ImportValue`. */
  readonly imports: Imports;
}

/** References to other stacks, by the name in `Fn::ImportValue`. */
export type Imports = ReadonlyMap<string, ImportedReference>;

/** An attribute of a construct of another stack. */
export interface ImportedReference {
  readonly target: IConstruct;
  readonly attribute: string;
}

const NO_IMPORTS: RenderedResource['imports'] = new Map();

/** Renders a resource as a synthesis does; undefined if CDK cannot render it. */
export function renderResource(resource: CfnResource): RenderedResource | undefined {
  const written = writtenResource(resource);
  if (written !== undefined && !refersElsewhere(written.Properties)) return rendered(resource, written, NO_IMPORTS);
  const resolver = new InOneStack();
  let template: TemplateResource | undefined;
  try {
    template = Tokenization.resolve(templateResource(resource), {
      scope: Stack.of(resource),
      resolver,
      preparing: false,
    }) as TemplateResource | undefined;
  } catch {
    return undefined; // the synthesis fails with the message of CDK
  }
  // a token may be resolved and not written
  const names = new Set(importsIn(template?.Properties));
  return rendered(resource, template ?? {}, new Map([...resolver.imported].filter(([name]) => names.has(name))));
}

function rendered(resource: CfnResource, template: TemplateResource, imports: RenderedResource['imports']): RenderedResource {
  const { Type: type = resource.cfnResourceType, Properties: properties = {}, DependsOn: dependsOn = [], DeletionPolicy } = template;
  return { type, properties, deletionPolicy: DeletionPolicy, dependsOn: [dependsOn].flat(), imports };
}

/** Resolves a value in a stack as {@link renderResource} does, and calls `onImport` for each reference to another stack. */
export function resolveInOneStack(value: unknown, stack: Stack, onImport: (name: string, reference: ImportedReference) => void): unknown {
  const resolver = new InOneStack();
  const resolved: unknown = Tokenization.resolve(value, { scope: stack, resolver, preparing: false });
  resolver.imported.forEach((reference, name) => onImport(name, reference));
  return resolved;
}

/**
 * Renders tokens like a synthesis. Before the synthesis, a reference to another stack looks like one to a resource of the same stack: here,
 * it is an import.
 */
class InOneStack extends DefaultTokenResolver {
  /** by the name under which it is imported. */
  public readonly imported = new Map<string, ImportedReference>();

  constructor() {
    super({
      join: (left, right) => {
        if (left === undefined) return right;
        if (right === undefined) return left;
        const parts = inOne([...partsOf(left), ...partsOf(right)]);
        return parts.length === 1 ? parts[0] : { 'Fn::Join': ['', parts] };
      },
    });
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const isElsewhere = Reference.isReference(token) && Stack.of(token.target) !== Stack.of(context.scope);
    if (!isElsewhere) return super.resolveToken(token, context, postProcessor);
    const name = `${token.target.node.path}.${token.displayName}`;
    this.imported.set(name, { target: token.target, attribute: token.displayName });
    return { 'Fn::ImportValue': name };
  }
}

// CDK writes a join in a join, and strings beside each other, as one
function partsOf(value: unknown): readonly unknown[] {
  const { 'Fn::Join': join } = (typeof value === 'object' && value !== null ? value : {}) as { 'Fn::Join'?: unknown };
  return Array.isArray(join) && join[0] === '' && Array.isArray(join[1]) ? join[1] : [value];
}

function inOne(parts: readonly unknown[]): unknown[] {
  const merged: unknown[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof last === 'string' && typeof part === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}

/**
 * Whether a written value may refer to another stack: by an export, by an output of a nested stack, or by CDK's reader of exports of other
 * regions.
 */
function refersElsewhere(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, each]) => {
    if (key === 'Fn::ImportValue' || key === 'Fn::GetStackOutput') return true;
    const attribute = key === 'Fn::GetAtt' ? [each].flat().join('.') : '';
    return /\.Outputs\.|\.\/cdk\/exports\//.test(attribute) || refersElsewhere(each);
  });
}

function importsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => (key === 'Fn::ImportValue' ? [String(each)] : importsIn(each)));
}

/**
 * Logical ids that a rendered value names: a template that is included, and overrides, refer to resources by their ids. Source:
 * CloudFormation User Guide, intrinsic functions that imply a dependency.
 */
export function logicalIdsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(logicalIdsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, argument]) => [...idsOf(key, argument), ...logicalIdsIn(argument)]);
}

function idsOf(key: string, argument: unknown): string[] {
  if (key === 'Ref' && typeof argument === 'string') return [argument];
  if (key === 'Fn::GetAtt') return [typeof argument === 'string' ? argument.split('.')[0] : String([argument].flat()[0])];
  if (key !== 'Fn::Sub') return [];
  const [pattern, values = {}] = [argument].flat() as [unknown, object?];
  const names = [...String(pattern).matchAll(/\$\{([^!}.][^}.]*)[^}]*\}/g)].map(([, name]) => name.trim());
  return names.filter((name) => !(name in values));
}
