import { isDeepStrictEqual } from 'util';
import { Account, Item, Refused } from './account';
import { DeliveryFunction, FunctionFault } from './delivery-function';
import { isCustom, serviceOf } from './services';
import { Caller } from './services/service';
import { dependenciesOf, dependentsOf, inOrder, Template, TemplateResource } from './template';
import { resolved, Scope } from './values';
import { insertValues, Substitutions } from '../../src/handler/substitutions.rules';
import { at, KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';
import { serviceProblems } from '../../src/preflight/aws/service-constraints.rules';
import { Fields } from '../handler/api-fields';
import { CREATE_ONLY } from '../replacement/create-only.data';

/** What goes wrong: a resource of the stack, and for those of the function how. */
export interface Fault {
  readonly id: string;
  readonly how?: FunctionFault;
}

/** How a stack is deployed. */
export interface Course {
  readonly fault?: Fault;
  /** begins with the end of the template, as far as dependencies allow: shows edges that are missing. */
  readonly late?: boolean;
}

export type Status =
  | 'CREATE_COMPLETE'
  | 'ROLLBACK_COMPLETE'
  | 'UPDATE_COMPLETE'
  | 'UPDATE_ROLLBACK_COMPLETE'
  | 'ROLLBACK_FAILED'
  | 'UPDATE_ROLLBACK_FAILED'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED';

interface Made {
  readonly id: string;
  readonly resource: TemplateResource;
  readonly properties: Fields;
  readonly physicalId: string;
  readonly attributes: Fields;
  /** of the account; nothing for a custom resource. */
  readonly item?: Item;
}

/** What a service says about its own input, from the tables that preflight reads, too. */
const invalid = (type: string, properties: Fields): string | undefined => {
  const [problem] = serviceProblems(type, properties).filter(({ severity }) => severity === 'error');
  return problem && `Invalid request: ${problem.finding}: ${problem.constraint} (${problem.source})`;
};

/**
 * A stack of CloudFormation: creation, update, both with rollback, and deletion, in the order of the dependencies.
 *
 * Source: CloudFormation User Guide, stack failure options, update behaviors of stack resources, DeletionPolicy and UpdateReplacePolicy;
 * crpg-ref (custom resources).
 */
export class Stack {
  readonly stackId: string;
  /** Why operations failed, in their order. */
  readonly reasons: string[] = [];
  /** What must never happen: a rollback, a clean-up or a deletion that fails. */
  readonly problems: string[] = [];
  readonly outputs: Fields = {};
  private made = new Map<string, Made>();
  private template: Template = { Resources: {} };
  private requests = 0;

  constructor(
    private readonly account: Account,
    readonly name: string,
    private readonly lambda: DeliveryFunction,
    private readonly stacks: ReadonlyMap<string, Stack>,
  ) {
    this.stackId = account.arn('cloudformation', `stack/${name}/${account.fresh('').slice(-8)}`);
  }

  /** Creates or updates the stack. */
  async deploy(template: Template, { fault, late }: Course = {}): Promise<Status> {
    const creates = this.made.size === 0;
    const graph = dependenciesOf(template);
    const before = new Map(this.made);
    const replaced: Made[] = [];
    const touched: string[] = [];
    let failed = false;
    for (const id of inOrder(Object.keys(template.Resources), graph, late)) {
      const old = before.get(id);
      const properties = this.filledIn(template, template.Resources[id].Properties ?? {});
      if (old && isDeepStrictEqual(old.properties, properties)) continue;
      touched.push(id);
      const reason = await this.change(id, template.Resources[id], properties, old, replaced, fault?.id === id ? fault : undefined);
      if (reason === undefined) continue;
      this.reasons.push(`${id} (${template.Resources[id].Type}): ${reason}`);
      failed = true;
      break;
    }
    if (failed) return this.rollBack(template, before, touched, replaced, creates);
    const removed = [...before.values()].filter(({ id }) => !(id in template.Resources));
    await this.cleanUp([...removed, ...replaced], dependenciesOf(this.template), late, (resource) => resource.DeletionPolicy);
    removed.forEach(({ id }) => this.made.delete(id));
    this.template = template;
    for (const [name, { Value }] of Object.entries(template.Outputs ?? {})) this.outputs[name] = resolved(Value, this.scope(template));
    return creates ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE';
  }

  /** Deletes the stack. */
  async delete({ late }: Course = {}): Promise<Status> {
    await this.cleanUp([...this.made.values()], dependenciesOf(this.template), late, (resource) =>
      retention(resource.DeletionPolicy, false),
    );
    if (this.problems.length > 0) return 'DELETE_FAILED';
    this.made.clear();
    return 'DELETE_COMPLETE';
  }

  /** Logical ids of the resources that there are, with their types. */
  resources(): Map<string, string> {
    return new Map([...this.made.values()].map(({ id, resource }) => [id, resource.Type]));
  }

  /** The objects of its manifests, those in files as the files have them. */
  manifests(): KubernetesObject[] {
    return [...this.made.values()].flatMap(({ properties: { Manifest, ManifestFile, Values = {} } }) => {
      const text = ManifestFile === undefined ? Manifest : this.lambda.textOf(String(at(ManifestFile, 'Key')));
      return typeof text === 'string' ? (insertValues(JSON.parse(text), Values as Substitutions) as KubernetesObject[]) : [];
    });
  }

  /** Logical ids of the Helm releases of the stack, which are the deployments that own the CRDs of their charts. */
  releases(): string[] {
    return [...this.made].filter(([, { properties }]) => properties.Release !== undefined).map(([id]) => id);
  }

  private filledIn(template: Template, value: unknown): Fields {
    return resolved(value, this.scope(template)) as Fields;
  }

  private scope(template: Template): Scope {
    const { account } = this;
    const found = (id: string) => {
      const made = this.made.get(id);
      if (!made) throw new Error(`${id} is read before it is there`);
      return made;
    };
    return {
      template,
      zones: account.zones,
      pseudo: {
        'AWS::Region': account.region,
        'AWS::AccountId': account.id,
        'AWS::Partition': account.partition,
        'AWS::StackName': this.name,
        'AWS::StackId': this.stackId,
        'AWS::URLSuffix': 'amazonaws.com',
      },
      ref: (id) => found(id).physicalId,
      attribute: (id, name) => {
        const made = found(id);
        const value = made.attributes[name] ?? (name.includes('.') ? at(made.attributes, ...name.split('.')) : undefined);
        if (value === undefined) {
          throw new Error(`Template error: resource ${id} does not support attribute type ${name} in Fn::GetAtt (${made.resource.Type})`);
        }
        return value;
      },
      output: (stack, name) => {
        const value = this.stacks.get(stack)?.outputs[name];
        if (value === undefined) throw new Error(`No output named ${name} found in stack ${stack}`);
        return value;
      },
      ssm: (name) => (name.includes('/eks/') || name.includes('/ami') ? 'ami-0123456789abcdef0' : '30'),
    };
  }

  private async change(
    id: string,
    resource: TemplateResource,
    properties: Fields,
    old: Made | undefined,
    replaced: Made[],
    fault?: Fault,
  ): Promise<string | undefined> {
    try {
      if (isCustom(resource.Type)) return await this.ask(old ? 'Update' : 'Create', id, resource, properties, old, replaced, fault);
      if (old && !needsReplacement(resource.Type, old.properties, properties)) {
        await this.update(id, resource, properties, old);
      } else {
        await this.create(id, resource, properties);
        if (old) replaced.push(old);
      }
      return fault ? 'a fault of the test' : undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  private caller(id: string): Caller {
    return { account: this.account, stack: this.name, logicalId: id };
  }

  private async create(id: string, resource: TemplateResource, properties: Fields): Promise<void> {
    const service = serviceOf(resource.Type);
    const caller = this.caller(id);
    const refusal = invalid(resource.Type, properties) ?? service.refusal?.(properties, caller);
    if (refusal) throw new Refused(refusal);
    const physicalId = service.id(properties, caller);
    const attributes = service.attributes?.(properties, physicalId, caller) ?? {};
    const uses = (service.uses?.(properties) ?? []).filter((each) => each !== undefined).map(String);
    const item = this.account.add({ type: resource.Type, id: physicalId, properties, attributes, madeBy: `${this.name}/${id}`, uses });
    // it is there from now on: what fails later has to be deleted
    this.made.set(id, { id, resource, properties, physicalId, attributes, item });
    await this.account.time.sleep(2_000);
    await service.made?.(item, caller);
  }

  private async update(id: string, resource: TemplateResource, properties: Fields, old: Made): Promise<void> {
    const service = serviceOf(resource.Type);
    const caller = this.caller(id);
    const item = old.item!;
    const refusal = invalid(resource.Type, properties) ?? service.refusal?.(properties, caller, item);
    if (refusal) throw new Refused(refusal);
    const before = item.properties;
    item.properties = properties;
    item.uses = (service.uses?.(properties) ?? []).filter((each) => each !== undefined).map(String);
    item.attributes =
      resource.Type === 'AWS::EC2::LaunchTemplate'
        ? { ...item.attributes, LatestVersionNumber: String(Number(item.attributes.LatestVersionNumber) + 1) }
        : { ...service.attributes?.(properties, item.id, caller), ...item.attributes };
    this.made.set(id, { ...old, resource, properties, attributes: item.attributes });
    await this.account.time.sleep(2_000);
    await service.changed?.(item, before, caller);
  }

  private async ask(
    RequestType: 'Create' | 'Update' | 'Delete',
    id: string,
    resource: TemplateResource,
    properties: Fields,
    old: Made | undefined,
    replaced: Made[],
    fault?: Fault,
  ): Promise<string | undefined> {
    const lambda = this.account.byArn(properties.ServiceToken);
    if (!lambda) {
      return `the function ${String(properties.ServiceToken)} does not exist: nothing answers, and the resource fails after an hour`;
    }
    if (!resource.Type.startsWith('Custom::Strata')) {
      // CDK's own, which closes the default security group of a VPC
      if (RequestType !== 'Delete') {
        this.made.set(id, { id, resource, properties, physicalId: old?.physicalId ?? `custom-${id}`, attributes: {} });
      }
      return fault ? 'a fault of the test' : undefined;
    }
    const answer = await this.lambda.call(
      lambda,
      {
        RequestType,
        ResourceType: resource.Type,
        StackId: this.stackId,
        RequestId: `${this.name}-${++this.requests}`,
        LogicalResourceId: id,
        ResponseURL: 'https://cloudformation-custom-resource-response.example.com',
        ...(old ? { PhysicalResourceId: old.physicalId } : {}),
        ResourceProperties: asText(properties) as { ClusterName: string },
        ...(RequestType === 'Update' && old ? { OldResourceProperties: asText(old.properties) } : {}),
      } as Parameters<DeliveryFunction['call']>[1],
      fault ? (fault.how ?? 'answers failed') : undefined,
    );
    if (RequestType !== 'Delete') {
      if (old && old.physicalId !== answer.PhysicalResourceId) replaced.push(old);
      this.made.set(id, { id, resource, properties, physicalId: answer.PhysicalResourceId, attributes: { ...answer.Data } });
    }
    return answer.Status === 'FAILED' ? (answer.Reason ?? 'no reason') : undefined;
  }

  // what was updated is updated to what it was; then what was created goes
  private async rollBack(
    template: Template,
    before: ReadonlyMap<string, Made>,
    touched: readonly string[],
    replaced: readonly Made[],
    creates: boolean,
  ): Promise<Status> {
    const failures = this.problems.length;
    const created = touched.flatMap((id) => (before.has(id) ? [] : (this.made.get(id) ?? [])));
    const substitutes: Made[] = replaced.map(({ id }) => this.made.get(id)!);
    const olds = touched.filter((id) => before.has(id));
    for (const id of inOrder(olds, dependenciesOf(this.template))) {
      const old = before.get(id)!;
      const current = this.made.get(id)!;
      if (current.item !== undefined && current.item !== old.item) {
        this.made.set(id, old);
        continue;
      }
      const reason = await this.change(id, old.resource, old.properties, { ...current, resource: old.resource }, substitutes);
      if (reason) this.problems.push(`the rollback of ${id} failed: ${reason}`);
    }
    const kept = new Set([...before.values()].map(({ physicalId }) => physicalId));
    const gone = [...created, ...substitutes.filter(({ physicalId }) => !kept.has(physicalId))];
    await this.cleanUp(gone, dependenciesOf(template), false, (resource) =>
      creates ? retention(resource.DeletionPolicy, true) : undefined,
    );
    created.forEach(({ id }) => this.made.delete(id));
    for (const [id, old] of before) if (!this.made.has(id) || replaced.some((each) => each.id === id)) this.made.set(id, old);
    if (this.problems.length > failures) return creates ? 'ROLLBACK_FAILED' : 'UPDATE_ROLLBACK_FAILED';
    if (creates) this.made.clear();
    return creates ? 'ROLLBACK_COMPLETE' : 'UPDATE_ROLLBACK_COMPLETE';
  }

  private async cleanUp(
    gone: readonly Made[],
    graph: ReadonlyMap<string, ReadonlySet<string>>,
    late: boolean | undefined,
    policy: (resource: TemplateResource) => string | undefined,
  ): Promise<void> {
    const order = inOrder([...new Set(gone.map(({ id }) => id))], dependentsOf(new Map(graph)), late);
    for (const made of order.flatMap((id) => gone.filter((each) => each.id === id))) {
      if (policy(made.resource) === 'Retain') {
        if (made.item) Object.assign(made.item, { madeBy: `retained ${this.name}/${made.id}` });
        continue;
      }
      const reason = await this.remove(made);
      if (reason) this.problems.push(`the deletion of ${made.id} (${made.resource.Type}) failed: ${reason}`);
    }
  }

  private async remove(made: Made): Promise<string | undefined> {
    const { id, resource, properties, item } = made;
    try {
      if (isCustom(resource.Type)) return await this.ask('Delete', id, resource, properties, made, []);
      const service = serviceOf(resource.Type);
      const why = service.kept?.(item!, this.account);
      if (why) return why;
      await service.gone?.(item!, this.account);
      this.account.remove(item!);
      await this.account.time.sleep(2_000);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }
}

/** Whether a resource stays. RetainExceptOnCreate deletes it when its creation is rolled back. */
function retention(policy: string | undefined, creationRolledBack: boolean): string | undefined {
  if (policy === 'RetainExceptOnCreate') return creationRolledBack ? 'Delete' : 'Retain';
  return policy;
}

function needsReplacement(type: string, before: Fields, after: Fields): boolean {
  const paths = CREATE_ONLY[type];
  if (!paths) throw new Error(`test/replacement/create-only.data.ts does not say what of ${type} is set at creation`);
  return paths.some((path) => !isDeepStrictEqual(at(before, ...path.split('.')), at(after, ...path.split('.'))));
}

// CloudFormation writes every value of a custom resource as a string
function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asText(each)]));
  }
  return String(value);
}
