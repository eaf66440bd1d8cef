import { at, listAt, textAt } from '../inventory/kubernetes-object.rules';

/** A reference from one resource to another of the same stack. */
export interface ResourceReference {
  /** path of the resource. */
  readonly ref: string;
  readonly attribute: string;
}

/** A resource of the template. A reference to another of its stack is a {@link ResourceReference}, anything else that CloudFormation fills in a text with `<known-at-deploy>`. */
export interface ResourceFacts {
  /** of the construct that a user wrote. */
  readonly path: string;
  /** of the resource itself. */
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The resources that decide whether a cluster comes up and nodes join. */
export class Resources {
  private readonly byId: ReadonlyMap<string, ResourceFacts>;

  /**
   * @param own those of the cluster
   * @param shared all others of the app, on its first cluster
   * @param all everything that may be referred to
   */
  constructor(public readonly own: readonly ResourceFacts[], public readonly shared: readonly ResourceFacts[], all: readonly ResourceFacts[] = [...own, ...shared]) {
    this.byId = new Map(all.map((each) => [each.id, each]));
  }

  ofType(type: string): ResourceFacts[] {
    return this.own.filter((each) => each.type === type);
  }

  /** What a value refers to; nothing for what is made elsewhere. */
  find(value: unknown): ResourceFacts | undefined {
    const id = textAt(value, 'ref');
    return id === undefined ? undefined : this.byId.get(id);
  }

  /** A resource by a property that is written out. */
  named(type: string, property: string, name: string | undefined): ResourceFacts | undefined {
    return name === undefined ? undefined : [...this.byId.values()].find((each) => each.type === type && each.properties[property] === name);
  }

  /** Subnets whose routes lead to an internet gateway, by id. */
  publicSubnets(): ReadonlySet<string> {
    const all = [...this.byId.values()];
    const tables = new Set(all.filter((each) => each.type === 'AWS::EC2::Route' && this.find(at(each.properties, 'GatewayId'))?.type === 'AWS::EC2::InternetGateway').map((route) => textAt(route.properties, 'RouteTableId', 'ref')));
    return new Set(all.filter((each) => each.type === 'AWS::EC2::SubnetRouteTableAssociation' && tables.has(textAt(each.properties, 'RouteTableId', 'ref'))).map((each) => textAt(each.properties, 'SubnetId', 'ref') ?? ''));
  }

  /** Everything that a list refers to. */
  findAll(values: readonly unknown[]): ResourceFacts[] {
    return values.map((value) => this.find(value)).filter((each): each is ResourceFacts => each !== undefined);
  }
}

/** The statements of a trust policy, whichever way it is written; nothing where it cannot be read. */
export function trustStatements(role: ResourceFacts): readonly unknown[] | undefined {
  const policy = at(role.properties, 'AssumeRolePolicyDocument');
  if (typeof policy !== 'string') return listAt(policy, 'Statement');
  try {
    return listAt(JSON.parse(policy), 'Statement');
  } catch {
    return undefined;
  }
}

/** Whether a service of AWS may take a role on; nothing where that is not known. */
export function trustsService(role: ResourceFacts, service: string): boolean | undefined {
  const statements = trustStatements(role);
  if (statements === undefined) return undefined;
  const principals = statements.filter((statement) => textAt(statement, 'Effect') !== 'Deny').flatMap((statement) => [at(statement, 'Principal', 'Service')].flat());
  if (principals.some((each) => typeof each !== 'string' || each.includes('<known-at-deploy>'))) {
    return principals.some((each) => typeof each === 'string' && each.startsWith(service.split('.')[0])) ? true : principals.filter((each) => each !== undefined).length > 0 ? undefined : false;
  }
  return principals.some((each) => String(each).startsWith(`${service.split('.')[0]}.`));
}
