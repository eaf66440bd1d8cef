import { CfnResource, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { TemplateResource, writtenResource } from './written-templates';
import { DEPLOY_TIME_VALUE, DEPLOY_TIME_SECRET } from '../kubernetes/kubernetes-object.rules';

/** A resource as it will stand in the template, with everything that aspects and overrides did to it. */
export interface FinalResource {
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export function finalResource(resource: CfnResource): FinalResource {
  const final = writtenResource(resource) ?? (Stack.of(resource).resolve(templateResource(resource)) as TemplateResource | undefined);
  return { type: final?.Type ?? resource.cfnResourceType, properties: final?.Properties ?? {} };
}

/** What an L1 becomes, property overrides included, before it is resolved: CDK has no other door to it; undefined if it is left out. */
export function templateResource(resource: CfnResource): unknown {
  const { _toCloudFormation } = resource as unknown as { _toCloudFormation(): { Resources?: Record<string, unknown> } };
  const [written] = Object.values(_toCloudFormation.call(resource).Resources ?? {});
  return written;
}

/**
 * Attributes of AWS::IAM::AccessKey and AWS::Cognito::UserPoolClient that are secrets. Source: CloudFormation User Guide, template
 * reference.
 */
const SECRET_PROPERTIES = /(^|\.)(SecretAccessKey|ClientSecret)$/;

/** Writes an intrinsic function in its own way; undefined for a placeholder. */
export type IntrinsicWriter = (value: object) => string | undefined;

/**
 * The text of a property, with {@link DEPLOY_TIME_VALUE} wherever CloudFormation fills something in.
 *
 * @param write writes intrinsic functions in another way
 */
export function stringWithPlaceholders(value: unknown, write: IntrinsicWriter = () => undefined): string {
  if (typeof value === 'string') return value;
  const {
    'Fn::Join': join,
    'Fn::Sub': sub,
    'Fn::GetAtt': attribute,
  } = (value ?? {}) as { 'Fn::Join'?: [string, unknown]; 'Fn::Sub'?: unknown; 'Fn::GetAtt'?: unknown };
  if (Array.isArray(join) && Array.isArray(join[1])) return join[1].map((each) => stringWithPlaceholders(each, write)).join(join[0]);
  if (Array.isArray(attribute) && SECRET_PROPERTIES.test(String(attribute[1]))) return DEPLOY_TIME_SECRET;
  const written = typeof value === 'object' && value !== null && sub === undefined ? write(value) : undefined;
  return written ?? substituted(sub, write) ?? DEPLOY_TIME_VALUE;
}

// `Fn::Sub`, with or without values of its own; `${!name}` is the text `${name}`
function substituted(sub: unknown, write: IntrinsicWriter): string | undefined {
  const [pattern, values] = Array.isArray(sub) ? (sub as readonly unknown[]) : [sub];
  if (typeof pattern !== 'string') return undefined;
  const own = new Map(Object.entries((values ?? {}) as object));
  return pattern.replace(/\$\{([^!}][^}]*)\}/g, (_, name: string) => {
    if (own.has(name)) return stringWithPlaceholders(own.get(name), write);
    const [id, ...attribute] = name.split('.');
    return write(attribute.length === 0 ? { Ref: id } : { 'Fn::GetAtt': [id, attribute.join('.')] }) ?? DEPLOY_TIME_VALUE;
  });
}

/**
 * The value of a property that holds JSON, with {@link DEPLOY_TIME_VALUE} for what CloudFormation fills in, in a text or instead of a
 * number.
 *
 * @param write writes intrinsic functions in another way, inside of strings only
 */
export function parsedJson(value: unknown, write?: IntrinsicWriter): unknown {
  // a whole JSON string, in which a placeholder may stand, or a placeholder by itself
  const stringOrPlaceholder = new RegExp(`"(?:[^"\\\\]|\\\\.)*"|(?:<secret>)?${DEPLOY_TIME_VALUE}`, 'g');
  return JSON.parse(
    stringWithPlaceholders(value, write).replace(stringOrPlaceholder, (found) => (found.startsWith('"') ? found : JSON.stringify(found))),
  );
}

/** A value whose intrinsic functions are replaced by {@link DEPLOY_TIME_VALUE}. */
export function withoutIntrinsics(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIntrinsics);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'))) return stringWithPlaceholders(value);
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, withoutIntrinsics(v)]));
}

/** What a name refers to: itself when it is literal, the path of the resource when it is a reference to one. */
export function literalNameOf(name: unknown): string | undefined {
  if (typeof name === 'string' && !Token.isUnresolved(name)) return name;
  const token = tokenOf(name);
  return Reference.isReference(token) ? token.target.node.path : undefined;
}

function tokenOf(value: unknown): unknown {
  if (typeof value === 'string') return Tokenization.reverseString(value).firstToken;
  return Token.isUnresolved(value) ? value : undefined;
}

/** One text for each IAM principal, whether its ARN is written out, refers to a resource, or leaves the partition to CloudFormation. */
export const principalKeyOf = (arn: string): string =>
  (literalNameOf(arn) ?? arn).replace(/^arn:([a-z-]+|\$\{Token\[AWS[.:]+Partition[^\]]*\]\}):/, 'arn:*:');

/** The properties that were given to an L1, before resolution: tokens are still tokens. */
export function givenProperty(resource: CfnResource, name: string): unknown {
  const { cfnProperties } = resource as unknown as { cfnProperties: Record<string, unknown> };
  const wanted = name.toLowerCase();
  return Object.entries(cfnProperties ?? {}).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

/** Whether a resource is written into the template: CDK leaves out one that says no. */
export function isInTemplate(resource: CfnResource): boolean {
  const { shouldSynthesize } = resource as unknown as { shouldSynthesize(): boolean };
  return shouldSynthesize.call(resource);
}

/** All resources below a construct, in the order of the tree. */
export function resourcesBelow(construct: IConstruct): CfnResource[] {
  return construct.node.findAll().filter(CfnResource.isCfnResource);
}
