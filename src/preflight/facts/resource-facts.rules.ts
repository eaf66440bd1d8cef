import { at, isDeployTimeValue, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';

/** A reference from one resource to another of the same stack. */
export interface ResourceReference {
  /** path of the resource. */
  readonly ref: string;
  readonly attribute: string;
}

/**
 * A resource of the template. A reference to another of its stack is a {@link ResourceReference}, anything else that CloudFormation fills
 * in a text with `<known-at-deploy>`.
 */
export interface ResourceFacts {
  /** of the construct that a user wrote. */
  readonly path: string;
  /** of the resource itself. */
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** ids of resources of its stack that are created before it because it says so, beside those that it refers to. */
  readonly dependsOn?: readonly string[];
}

/** Resources that give a role policies, each with a list of roles or the name of one. */
const POLICIES = new Set(['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy']);
const OF_AWS = /:iam::aws:policy\/(?:.*\/)?([^/]+)$/;

/** The resources that decide whether a cluster comes up and nodes join. */
export class Resources {
  private readonly byId: ReadonlyMap<string, ResourceFacts>;
  private readonly byType = new Map<string, ResourceFacts[]>();

  /**
   * @param own those of the cluster
   * @param shared all others of the app, on its first cluster
   * @param all everything that may be referred to
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

  /** All resources of a type that may be referred to. */
  allOf(type: string): readonly ResourceFacts[] {
    return this.all(type);
  }

  /** What a value refers to; nothing for what is made elsewhere. */
  find(value: unknown): ResourceFacts | undefined {
    const id = stringAt(value, 'ref');
    return id === undefined ? undefined : this.byId.get(id);
  }

  /** Resources by a property that is written out: several, where stacks of other accounts or regions use the name again. */
  allWithProperty(type: string, property: string, name: string | undefined): ResourceFacts[] {
    return name === undefined || isDeployTimeValue(name) ? [] : this.all(type).filter((each) => each.properties[property] === name);
  }

  /** The launch template of a node group, by reference or by name; nothing for one that is made elsewhere. */
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

  /** Everything that a list refers to. */
  findAll(values: readonly unknown[]): ResourceFacts[] {
    return values.map((value) => this.find(value)).filter((each): each is ResourceFacts => each !== undefined);
  }

  /** The policies of AWS that a role has, by name; nothing where it may have others: they may allow the same. */
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

const mayBe = (reference: unknown, role: ResourceFacts): boolean =>
  typeof reference === 'string'
    ? isDeployTimeValue(reference) || reference === role.properties.RoleName
    : stringAt(reference, 'ref') === role.id;

/** Whether a property says yes: CloudFormation takes it as a text, too. */
export const isTrue = (value: unknown): boolean => value === true || value === 'true';
/** Whether a property says no. */
export const isFalse = (value: unknown): boolean => value === false || value === 'false';

/** The statements of a trust policy, whichever way it is written; nothing where it cannot be read. */
export function trustStatements(role: ResourceFacts): readonly unknown[] | undefined {
  const statements = at(policyOf(at(role.properties, 'AssumeRolePolicyDocument')), 'Statement');
  return typeof statements === 'object' && statements !== null ? [statements].flat() : undefined;
}

function policyOf(policy: unknown): unknown {
  if (typeof policy !== 'string') return policy;
  try {
    return JSON.parse(policy);
  } catch {
    return undefined;
  }
}

/** Whether a statement of a trust policy is for a service of AWS, in whichever partition; nothing where that is not known. */
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

/** Whether a service of AWS may take a role on; nothing where that is not known. */
export function trustsService(role: ResourceFacts, service: string): boolean | undefined {
  const answers = trustStatements(role)?.map((statement) => namesService(statement, service)) ?? [undefined];
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}
