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

/** A resource in the template of its stack. */
export interface RenderedResource {
  readonly type: string;
  /** with intrinsic functions, also for references that a synthesis writes in another form. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** logical ids in `DependsOn`. */
  readonly dependsOn: readonly string[];
  /** what its references to other stacks refer to. */
  readonly elsewhere: readonly IConstruct[];
}

/** Renders a resource as a synthesis does; undefined if CDK cannot render it. */
export function renderResource(resource: CfnResource): RenderedResource | undefined {
  const { _toCloudFormation } = resource as unknown as { _toCloudFormation(): unknown };
  const resolver = new InOneStack();
  let template: Template;
  try {
    template = Tokenization.resolve(_toCloudFormation.call(resource), {
      scope: Stack.of(resource),
      resolver,
      preparing: false,
    }) as Template;
  } catch {
    return undefined; // the synthesis fails with the message of CDK
  }
  const [written = {}] = Object.values(template.Resources ?? {});
  const { Type: type = resource.cfnResourceType, Properties: properties = {}, DependsOn: dependsOn = [] } = written;
  // a token may be resolved and not written
  const elsewhere = importsIn(properties).flatMap((name) => resolver.imported.get(name) ?? []);
  return { type, properties, dependsOn: [dependsOn].flat(), elsewhere };
}

interface RawTemplateResource {
  readonly Type?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
}

interface Template {
  readonly Resources?: Readonly<Record<string, RawTemplateResource>>;
}

/**
 * Renders tokens like a synthesis. Before the synthesis, a reference to another stack looks like one to a resource of the same stack: here,
 * it is an import.
 */
class InOneStack extends DefaultTokenResolver {
  /** by the name under which it is imported. */
  public readonly imported = new Map<string, IConstruct>();

  constructor() {
    super({
      join: (left, right) => {
        if (left === undefined) return right;
        if (right === undefined) return left;
        return typeof left === 'string' && typeof right === 'string' ? left + right : { 'Fn::Join': ['', [left, right]] };
      },
    });
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const isElsewhere = Reference.isReference(token) && Stack.of(token.target) !== Stack.of(context.scope);
    if (!isElsewhere) return super.resolveToken(token, context, postProcessor);
    const name = `${token.target.node.path}.${token.displayName}`;
    this.imported.set(name, token.target);
    return { 'Fn::ImportValue': name };
  }
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
