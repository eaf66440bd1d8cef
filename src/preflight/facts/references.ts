import { CfnOutput, CfnParameter, CfnResource, Reference, Stack, Stage, Token, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { pathsByLogicalId } from './final-templates';
import { MARKED, referenceOf, ResourceReference } from './resource-facts.rules';
import { DEPLOY_TIME_VALUE, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { stringWithPlaceholders } from '../../model/final-resource';
import { Imports } from '../../model/rendered-resource';
import { oncePerSynthesis } from '../../model/synthesis-pass';

/** The paths of the resources of each stack, by their logical ids. */
type PathsByStack = ReadonlyMap<Stack, ReadonlyMap<string, string>>;

/** The references of a stage. */
export const referencesOf = (scope: IConstruct): References =>
  oncePerSynthesis(scope, 'references', () => new References(scope, pathsByLogicalId(scope)));

/** The type of a parameter with an AMI, whose name is kept: the AMI itself is known at deploy. */
const AMI_PARAMETER = 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>';
/** The type of a parameter with any other value that CloudFormation reads from Systems Manager. */
const SSM_PARAMETER = /^AWS::SSM::Parameter::Value</;

/**
 * ARNs that consist of the id of one resource: of a key or its alias, a bucket, a role, a subnet or a security group. Source: AWS Service
 * Authorization Reference, resource types of KMS, S3, IAM and EC2.
 */
const ARN_PREFIXES = ['kms:[^:]*:[^:]*:(?:key/)?', 's3:::', 'iam::[^:]*:role/(?:[^<>]*/)?', 'ec2:[^:]*:[^:]*:(?:subnet|security-group)/'];
const ARN_OF = new RegExp(`^arn:[^:]*:(?:${ARN_PREFIXES.join('|')})<<([^|]+)\\|Ref>>$`);
/** A reference in text. */
const MARK = new RegExp(MARKED, 'g');
const UNMARKABLE = /[|<>"\\]/;

const isReference = (value: unknown): value is ResourceReference => stringAt(value, 'ref') !== undefined;

/** The reference that a text with a mark is; undefined for any other text. */
function referenceIn(text: string): ResourceReference | undefined {
  const whole = referenceOf(text);
  if (typeof whole !== 'string') return whole;
  const [, inArn] = ARN_OF.exec(text) ?? [];
  return inArn === undefined ? undefined : { ref: inArn, attribute: 'Arn' };
}

/** A value in which each text that is a reference is one: inside of a longer text, the marks are left. */
export function withoutMarks(value: unknown): unknown {
  if (typeof value === 'string') return referenceIn(value) ?? value;
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutMarks(each)]));
}

/**
 * Reads references to resources in every form in which a template can write them: `Ref`, `Fn::GetAtt` and `Fn::Sub`, an ARN with the id of
 * the resource, an import from another stack, the output or the SSM parameter of another stack, and an item of a list.
 */
export class References {
  private readonly outputs = new Map<string, CfnOutput[]>();
  private readonly parameters = new Map<Stack, Map<string, CfnParameter>>();
  private readonly ssmParameters: ReadonlyMap<string, string | undefined>;
  private readonly paths: ReadonlySet<string>;

  constructor(
    scope: IConstruct,
    private readonly ids: PathsByStack,
  ) {
    this.paths = new Set([...ids.values()].flatMap((ofStack) => [...ofStack.values()]));
    const constructs = Stage.of(scope)!.node.findAll();
    for (const output of constructs.filter((each) => each instanceof CfnOutput)) {
      const { exportName } = output;
      if (exportName !== undefined && !Token.isUnresolved(exportName)) {
        this.outputs.set(exportName, [...(this.outputs.get(exportName) ?? []), output]);
      }
    }
    for (const parameter of constructs.filter((each) => each instanceof CfnParameter)) {
      const stack = Stack.of(parameter);
      const ofStack = this.parameters.get(stack) ?? new Map<string, CfnParameter>();
      this.parameters.set(stack, ofStack.set(String(stack.resolve(parameter.logicalId)), parameter));
    }
    const named = constructs
      .filter(CfnResource.isCfnResource)
      .filter(({ cfnResourceType, node }) => cfnResourceType === 'AWS::SSM::Parameter' && this.paths.has(node.path))
      .map((each) => [(each as unknown as { name?: unknown }).name, each.node.path] as const)
      .filter((each): each is readonly [string, string] => typeof each[0] === 'string' && !Token.isUnresolved(each[0]));
    const count = (name: string) => named.filter(([each]) => each === name).length;
    this.ssmParameters = new Map(named.map(([name, path]) => [name, count(name) === 1 ? path : undefined]));
  }

  /** A value of a stack in which each reference to a resource is a {@link ResourceReference}. */
  in(value: unknown, stack: Stack, imports: Imports = new Map()): unknown {
    if (typeof value === 'string') return this.ofParameterNamed(/^\{\{resolve:ssm:([^:}]+)(?::\d+)?\}\}$/.exec(value)?.[1]) ?? value;
    if (Array.isArray(value)) return value.map((each) => this.in(each, stack, imports));
    if (typeof value !== 'object' || value === null) return value;
    const [[key, argument] = [undefined, undefined], ...more] = Object.entries(value);
    if (key !== undefined && more.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))) {
      return this.ofIntrinsic(key, argument, stack, imports) ?? this.text(key, argument);
    }
    return Object.fromEntries(Object.entries(value).map(([each, v]) => [each, this.in(v, stack, imports)]));
  }

  /** A reference as a mark in text; text that is known; undefined for any other intrinsic function. */
  mark(value: object, stack: Stack, imports: Imports): string | undefined {
    const [[key, argument] = [undefined, undefined]] = Object.entries(value);
    const found = key === undefined ? undefined : this.ofIntrinsic(key, argument, stack, imports);
    if (isReference(found)) return UNMARKABLE.test(found.ref) ? undefined : `<<${found.ref}|${found.attribute}>>`;
    return typeof found === 'string' ? found : undefined;
  }

  private text(key: string, argument: unknown): unknown {
    return key === 'Fn::Base64' ? { base64: stringWithPlaceholders(argument) } : stringWithPlaceholders({ [key]: argument });
  }

  private ofIntrinsic(key: string, argument: unknown, stack: Stack, imports: Imports): unknown {
    switch (key) {
      case 'Ref':
        return this.of(stack, String(argument), 'Ref') ?? this.ofTemplateParameter(this.parameters.get(stack)?.get(String(argument)));
      case 'Fn::GetAtt': {
        const [id, ...attribute] = typeof argument === 'string' ? argument.split('.') : [argument].flat().map(String);
        return this.of(stack, id, attribute.join('.'));
      }
      case 'Fn::ImportValue':
        return this.ofImport(argument, imports);
      case 'Fn::Select': {
        const [index, list] = Array.isArray(argument) ? (argument as readonly unknown[]) : [];
        return Array.isArray(list) && Number(index) in list ? this.in(list[Number(index)], stack, imports) : undefined;
      }
      case 'Fn::Join':
      case 'Fn::Sub': {
        const text = stringWithPlaceholders({ [key]: argument }, (each) => this.mark(each, stack, imports));
        return referenceIn(text) ?? text.replace(MARK, DEPLOY_TIME_VALUE);
      }
      default:
        return undefined;
    }
  }

  private of(stack: Stack, id: string, attribute: string): ResourceReference | undefined {
    const ref = this.ids.get(stack)?.get(id);
    return ref === undefined ? undefined : { ref, attribute };
  }

  private ofTemplateParameter(parameter: CfnParameter | undefined): unknown {
    const name: unknown = parameter?.default;
    if (parameter === undefined || typeof name !== 'string' || Token.isUnresolved(name)) return undefined;
    if (parameter.type === AMI_PARAMETER) return { ssmParameter: name };
    return SSM_PARAMETER.test(parameter.type) ? this.ofParameterNamed(name) : undefined;
  }

  private ofParameterNamed(name: string | undefined): ResourceReference | undefined {
    const ref = name === undefined ? undefined : this.ssmParameters.get(name);
    return ref === undefined ? undefined : { ref, attribute: 'Value' };
  }

  private ofImport(name: unknown, imports: Imports): unknown {
    if (typeof name !== 'string') return undefined;
    const { target, attribute } = imports.get(name) ?? {};
    if (target !== undefined && attribute !== undefined) {
      return this.paths.has(target.node.path) ? { ref: target.node.path, attribute } : undefined;
    }
    const [output, ...others] = this.outputs.get(name) ?? [];
    if (output === undefined || others.length > 0) return undefined;
    const stack = Stack.of(output);
    const token = Tokenization.reverse(output.value, { failConcat: false });
    if (Reference.isReference(token) && Stack.of(token.target) !== stack) return undefined;
    return this.in(stack.resolve(output.value), stack);
  }
}
