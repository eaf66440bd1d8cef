import { at, isDeployTimeValue, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';

/** A reference from one resource to another of the app. */
export interface ResourceReference {
  /** path of the resource. */
  readonly ref: string;
  readonly attribute: string;
}

/**
 * A resource of the template. A reference to a resource of the app in any form is a {@link ResourceReference}, a parameter with an AMI is
 * `{ ssmParameter }` with the name of the SSM parameter, and text for `Fn::Base64` is `{ base64 }`; any other intrinsic function is a
 * string with `<known-at-deploy>`.
 */
export interface ResourceFacts {
  /** of the construct of the user. */
  readonly path: string;
  /** of the resource itself. */
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** undefined for the default of its type. */
  readonly deletionPolicy?: string;
  /** ids of resources in its `DependsOn`. */
  readonly dependsOn?: readonly string[];
}

/** A reference inside of a text of an object, such as `bucket=<<App/Bucket|Ref>>`. */
export const MARKED = '<<([^|<>]+)\\|([\\w.]+)>>';
const WHOLE = new RegExp(`^${MARKED}$`);

/** A text that is a reference, as one. */
export function referenceOf(text: string): ResourceReference | string {
  const [, ref, attribute] = WHOLE.exec(text) ?? [];
  return ref === undefined ? text : { ref, attribute };
}

/** Resources that attach policies to roles, with a list of roles or a role name. */
export const POLICIES: ReadonlySet<string> = new Set(['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy']);
export const OF_AWS = /:iam::aws:policy\/(?:.*\/)?([^/]+)$/;

const BUCKET = 'AWS::S3::Bucket';
/** Resources that stand for another one, and their property that refers to it. */
const VIA: Readonly<Record<string, string>> = { 'AWS::KMS::Alias': 'TargetKeyId', 'AWS::SSM::Parameter': 'Value' };
/** An alias in an SSM parameter is an id of a key after two steps: more are a circle. */
const DEEPEST = 4;

/** The resources that rules check, by id and type. */
export class Resources {
  private readonly byId: ReadonlyMap<string, ResourceFacts>;
  private readonly byType = new Map<string, ResourceFacts[]>();

  /**
   * @param own resources of the cluster
   * @param shared all others of the app, on its first cluster
   * @param all all resources that can be referenced
   */
  constructor(
    public readonly own: readonly ResourceFacts[],
    public readonly shared: readonly ResourceFacts[],
    all: readonly ResourceFacts[] = [...own, ...shared],
  ) {
    this.byId = new Map(all.map((each) => [each.id, each]));
    for (const each of this.byId.values()) {
      const sameType = this.byType.get(each.type);
      if (sameType) sameType.push(each);
      else this.byType.set(each.type, [each]);
    }
  }

  ofType(type: string): ResourceFacts[] {
    return this.own.filter((each) => each.type === type);
  }

  /** All resources of a type that can be referenced. */
  allOf(type: string): readonly ResourceFacts[] {
    return this.all(type);
  }

  /**
   * The resource that a value refers to, by a reference, an SSM parameter of the app, the alias of a key, the ARN of a bucket, or the
   * name of a bucket where one is expected; undefined for a resource outside the app.
   */
  find(value: unknown, expected?: typeof BUCKET): ResourceFacts | undefined {
    return this.findThrough(value, expected, 0);
  }

  private findThrough(value: unknown, expected: typeof BUCKET | undefined, depth: number): ResourceFacts | undefined {
    const found = typeof value === 'string' ? this.named(value, expected) : this.byId.get(stringAt(value, 'ref') ?? '');
    const via = found === undefined ? undefined : VIA[found.type];
    return via === undefined || depth === DEEPEST ? found : this.findThrough(found!.properties[via], expected, depth + 1);
  }

  private named(name: string, expected: typeof BUCKET | undefined): ResourceFacts | undefined {
    const [, alias] = /^(?:arn:[^:]*:kms:[^:]*:[^:]*:)?(alias\/.+)$/.exec(name) ?? [];
    const [, bucket = expected === BUCKET ? name : undefined] = /^arn:[^:]*:s3:::([^/*]+)$/.exec(name) ?? [];
    const all = [...this.allWithProperty('AWS::KMS::Alias', 'AliasName', alias), ...this.allWithProperty(BUCKET, 'BucketName', bucket)];
    return all.length === 1 ? all[0] : undefined;
  }

  /** Resources by a literal property: several if stacks of other accounts or regions use the same name. */
  allWithProperty(type: string, property: string, name: string | undefined): ResourceFacts[] {
    return name === undefined || isDeployTimeValue(name) ? [] : this.all(type).filter((each) => each.properties[property] === name);
  }

  /** The launch template of a node group, by reference or by name; undefined for one outside the app. */
  launchTemplateOf(group: ResourceFacts): ResourceFacts | undefined {
    const named = this.allWithProperty(
      'AWS::EC2::LaunchTemplate',
      'LaunchTemplateName',
      stringAt(group.properties, 'LaunchTemplate', 'Name'),
    );
    return (
      this.find(at(group.properties, 'LaunchTemplate', 'Id')) ??
      this.find(at(group.properties, 'LaunchTemplate', 'Name')) ??
      (named.length === 1 ? named[0] : undefined)
    );
  }

  /** Subnets whose default route leads to an internet gateway, by id. */
  publicSubnets(): ReadonlySet<string> {
    const isDefault = (route: ResourceFacts) =>
      route.properties.DestinationCidrBlock === '0.0.0.0/0' && this.find(route.properties.GatewayId)?.type === 'AWS::EC2::InternetGateway';
    const tables = new Set(
      this.all('AWS::EC2::Route')
        .filter(isDefault)
        .flatMap((route) => stringAt(route.properties, 'RouteTableId', 'ref') ?? []),
    );
    return new Set(
      this.all('AWS::EC2::SubnetRouteTableAssociation')
        .filter(({ properties }) => tables.has(stringAt(properties, 'RouteTableId', 'ref') ?? ''))
        .flatMap(({ properties }) => stringAt(properties, 'SubnetId', 'ref') ?? []),
    );
  }

  /**
   * Subnets without any route of the app out of their VPC, by id, in a VPC in which other subnets have a NAT gateway, and that has no
   * interface endpoints.
   */
  isolatedSubnets(): ReadonlySet<string> {
    const routes = this.all('AWS::EC2::Route');
    const routed = new Set(routes.map(({ properties }) => stringAt(properties, 'RouteTableId', 'ref') ?? ''));
    const natted = new Set(
      routes
        .filter(({ properties }) => properties.NatGatewayId !== undefined)
        .map(({ properties }) => stringAt(properties, 'RouteTableId', 'ref') ?? ''),
    );
    const endpoints = this.all('AWS::EC2::VPCEndpoint').filter(({ properties }) => properties.VpcEndpointType !== 'Gateway');
    if (natted.size === 0 || endpoints.length > 0) return new Set();
    const tables = this.all('AWS::EC2::SubnetRouteTableAssociation').map(({ properties }) => ({
      subnet: stringAt(properties, 'SubnetId', 'ref') ?? '',
      table: stringAt(properties, 'RouteTableId', 'ref') ?? '',
    }));
    const vpcOf = (subnet: string): string | undefined => stringAt(this.byId.get(subnet)?.properties.VpcId, 'ref');
    const vpcs = new Set(tables.filter(({ table }) => natted.has(table)).map(({ subnet }) => vpcOf(subnet)));
    const without = tables.filter(({ subnet, table }) => table !== '' && !routed.has(table) && vpcs.has(vpcOf(subnet)));
    return new Set(without.map(({ subnet }) => subnet));
  }

  /** The resources that a list refers to. */
  findAll(values: readonly unknown[]): ResourceFacts[] {
    return values.map((value) => this.find(value)).filter((each): each is ResourceFacts => each !== undefined);
  }

  /** The names of the AWS managed policies of a role; undefined if it may have other policies, which may allow the same. */
  policiesOf(role: ResourceFacts): string[] | undefined {
    const arns = at(role.properties, 'ManagedPolicyArns') ?? [];
    const names = Array.isArray(arns) ? arns.map((arn) => (typeof arn === 'string' ? OF_AWS.exec(arn)?.[1] : undefined)) : [undefined];
    const own =
      at(role.properties, 'Policies') !== undefined ||
      [...POLICIES].some((type) =>
        this.all(type).some(({ properties }) => [...listAt(properties, 'Roles'), properties.RoleName].some((each) => mayBe(each, role))),
      );
    return own || names.some((name) => name === undefined || isDeployTimeValue(name)) ? undefined : (names as string[]);
  }

  private all(type: string): readonly ResourceFacts[] {
    return this.byType.get(type) ?? [];
  }
}

/** Whether a reference in a policy may be a role. */
export const mayBe = (reference: unknown, role: ResourceFacts): boolean =>
  typeof reference === 'string'
    ? isDeployTimeValue(reference) || reference === role.properties.RoleName
    : stringAt(reference, 'ref') === role.id;

/** Whether CloudFormation deletes a resource with its stack. */
export const isDeleted = ({ deletionPolicy }: ResourceFacts): boolean =>
  !['Retain', 'RetainExceptOnCreate'].includes(String(deletionPolicy));
/** Whether a property is true: CloudFormation accepts it as a string, too. */
export const isTrue = (value: unknown): boolean => value === true || value === 'true';
/** Whether a property is false. */
export const isFalse = (value: unknown): boolean => value === false || value === 'false';

/** The statements of a trust policy in any form; undefined if it cannot be parsed. */
export function trustStatements(role: ResourceFacts): readonly unknown[] | undefined {
  const statements = at(policyOf(at(role.properties, 'AssumeRolePolicyDocument')), 'Statement');
  return typeof statements === 'object' && statements !== null ? [statements].flat() : undefined;
}

/** A policy document in any form. */
export function policyOf(policy: unknown): unknown {
  if (typeof policy !== 'string') return policy;
  try {
    return JSON.parse(policy);
  } catch {
    return undefined;
  }
}

/** Whether a statement of a trust policy allows an AWS service, in any partition; undefined if that is not known. */
export function namesService(statement: unknown, service: string): boolean | undefined {
  if (at(statement, 'Effect') === 'Deny') return false;
  const principal = at(statement, 'Principal');
  if (typeof principal !== 'object' || principal === null) return undefined;
  const services = [at(principal, 'Service') ?? []].flat();
  if (services.some((each) => typeof each === 'string' && each.startsWith(`${service.split('.')[0]}.`))) return true;
  return services.some((each) => typeof each !== 'string' || isDeployTimeValue(each)) ||
    [at(principal, 'AWS')].flat().includes('*') ||
    stringAt(principal, 'ref') !== undefined
    ? undefined
    : false;
}

/** Whether an AWS service can assume a role; undefined if that is not known. */
export function trustsService(role: ResourceFacts, service: string): boolean | undefined {
  const answers = trustStatements(role)?.map((statement) => namesService(statement, service)) ?? [undefined];
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}
