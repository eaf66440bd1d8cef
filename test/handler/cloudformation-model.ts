import { createHash } from 'crypto';
import { ClusterModel } from './cluster-model';
import { HelmModel } from './helm-model';
import { Properties, CustomResourceRequest } from '../../src/handler/custom-resource-request';
import { handle } from '../../src/handler/handler';
import { keyOfObject } from '../../src/handler/object-ref.rules';
import { INVENTORY_LABEL } from '../../src/handler/ownership';
import { CustomResourceResponse } from '../../src/handler/response';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';
import { OBJECTS_RESOURCE, HELM_RELEASE_RESOURCE, PRUNE_RESOURCE } from '../../src/model/custom-resource-types.data';

export interface Resource {
  readonly type: string;
  readonly properties: Properties;
  readonly dependsOn: readonly string[];
}

export type Template = Readonly<Record<string, Resource>>;

/** What one deployment of an app says: objects and the words on them, or a release of Helm. */
export interface Deployed {
  readonly objects?: readonly KubernetesObject[];
  readonly takeOver?: boolean;
  readonly removeClaims?: boolean;
  readonly removeNamespaces?: boolean;
  readonly release?: string;
}

export type App = Readonly<Record<string, Deployed>>;

/** What goes wrong: another resource of the stack after so many operations, or that operation itself. */
export interface Fault {
  readonly step: number;
  readonly how: 'elsewhere' | 'refused' | 'half applied' | 'not ready';
}

/** How an update goes: what is free to CloudFormation, and what fails. */
export interface Course {
  /** the earlier ones go first, as far as dependencies let them. */
  readonly order?: readonly string[];
  readonly rollbackOrder?: readonly string[];
  readonly fault?: Fault;
  /** everything that may go on at a time does. */
  readonly parallel?: boolean;
}

interface Made {
  readonly id: string;
  readonly resource: Resource;
  readonly physicalId: string;
}

/** The template of an app, as the constructs write it. */
export function templateOf(app: App, cluster = 'cluster'): Template {
  const objects = Object.values(app).flatMap((deployed) => deployed.objects ?? []);
  const identities = createHash('sha256')
    .update([...new Set(objects.map(keyOfObject))].sort().join('\n'))
    .digest('hex')
    .slice(0, 8);
  const sweep = `Sweep${identities}`;
  const deployments = Object.entries(app).map(([id, { objects: own = [], release, takeOver, ...words }]): [string, Resource] => [
    id,
    release === undefined
      ? resourceOf(
          OBJECTS_RESOURCE,
          {
            Deployment: id,
            Manifest: JSON.stringify(own),
            Adopt: takeOver ? ['*'] : undefined,
            RemoveClaims: words.removeClaims,
            RemoveNamespaces: words.removeNamespaces,
          },
          [sweep],
        )
      : resourceOf(
          HELM_RELEASE_RESOURCE,
          { Deployment: id, Release: release, Namespace: 'shop', Chart: 'chart', Values: JSON.stringify(own) },
          [],
        ),
  ]);
  const resources = { ...(objects.length > 0 ? { [sweep]: resourceOf(PRUNE_RESOURCE, {}, []) } : {}), ...Object.fromEntries(deployments) };
  const inCluster = (resource: Resource) => ({ ...resource, properties: { ...resource.properties, ClusterName: cluster } });
  return Object.fromEntries(Object.entries(resources).map(([id, resource]) => [id, inCluster(resource)]));
}

// CloudFormation writes every value as text
function resourceOf(type: string, properties: object, dependsOn: readonly string[]): Resource {
  const asText = (_: string, value: unknown) => (typeof value === 'boolean' ? String(value) : value);
  const written = JSON.stringify({ ClusterName: 'cluster', WaitSeconds: '20', ...properties }, asText);
  return { type, dependsOn, properties: JSON.parse(written) as Properties };
}

const MILLISECONDS_OF_RUN = 900_000;

/** The function: it is run again when it says so, and when it died without an answer. */
export class FunctionModel {
  /** the call to the API at which a run dies, before or after it took effect. */
  diesAt?: { readonly call: number; readonly performed: boolean };
  /** how often a run left work to another. */
  continued = 0;
  /** clusters by name; one that was deleted is undefined. */
  readonly clusters: Record<string, ClusterModel | undefined>;
  private readonly helm = new Map<ClusterModel, HelmModel>();

  constructor(readonly cluster: ClusterModel) {
    this.clusters = { cluster };
    cluster.around = async (call, perform) => {
      const dies = call === this.diesAt?.call;
      if (!dies || this.diesAt?.performed) perform();
      if (dies) await new Promise(() => this.die());
    };
  }

  async invoke(request: CustomResourceRequest): Promise<CustomResourceResponse> {
    let pending = request;
    for (let runs = 0; runs < 200; runs++) {
      let answer: CustomResourceResponse | undefined;
      let next: CustomResourceRequest | undefined;
      const death = new Promise<void>((die) => {
        this.die = die;
      });
      await Promise.race([
        death,
        handle(
          {
            clock: this.cluster.clock,
            connect: async (name) => this.connect(name),
            download: async () => '[]',
            respond: async (_, given) => {
              answer = given;
            },
            reinvoke: async (rest) => {
              this.continued++;
              next = rest;
            },
            log: () => undefined,
          },
          pending,
          MILLISECONDS_OF_RUN,
        ),
      ]);
      if (answer) return answer;
      pending = next ?? pending;
    }
    throw new Error(`${request.RequestType} of ${request.LogicalResourceId} never ends`);
  }

  private connect(name: string): { kubernetes: ClusterModel; helm: HelmModel } | undefined {
    const kubernetes = this.clusters[name];
    if (!kubernetes) return undefined;
    const helm = this.helm.get(kubernetes) ?? new HelmModel(kubernetes);
    this.helm.set(kubernetes, helm);
    return { kubernetes, helm };
  }

  /** Lets calls through one by one, in the order that the generator picks. */
  interleave(pick: (count: number) => number): void {
    const waiting: (() => void)[] = [];
    const release = () => {
      waiting.splice(pick(waiting.length), 1)[0]();
      if (waiting.length > 0) setImmediate(release);
    };
    this.cluster.around = async (_, perform) => {
      await new Promise<void>((go) => {
        if (waiting.push(go) === 1) setImmediate(release);
      });
      perform();
    };
  }

  die = (): void => undefined;
}

/** A stack of CloudFormation. */
export class StackModel {
  readonly stackId: string;
  /** what must never happen: a rollback or a clean-up that fails. */
  readonly problems: string[] = [];
  /** why operations failed. */
  readonly reasons: string[] = [];
  /** what happens between a failure and its rollback. */
  beforeRollback: () => void;
  private made = new Map<string, Made>();
  private requests = 0;

  constructor(
    private readonly lambda: FunctionModel,
    name = 'shop',
  ) {
    this.beforeRollback = () => undefined;
    this.stackId = `arn:aws:cloudformation:eu-west-1:111122223333:stack/${name}/1`;
  }

  async deploy(template: Template, course: Course = {}): Promise<'complete' | 'rolled back'> {
    const before = this.made;
    this.made = new Map(before);
    const written = (resource: Resource | undefined) => JSON.stringify(resource?.properties);
    const changes = Object.keys(template).filter((id) => written(before.get(id)?.resource) !== written(template[id]));
    const touched: string[] = [];
    const replaced: Made[] = [];
    const failed = await this.inOrder(
      changes,
      (id) => template[id].dependsOn,
      course,
      course.order ?? [],
      async (id) => {
        touched.push(id);
        return this.change(id, template[id], before.get(id), replaced);
      },
    );
    if (failed) {
      this.beforeRollback();
      await this.rollBack(before, touched, replaced, course);
      return 'rolled back';
    }
    const removed = [...before.values()].filter(({ id }) => !(id in template));
    await this.cleanUp([...removed, ...replaced], course);
    for (const { id } of removed) this.made.delete(id);
    return 'complete';
  }

  /** Takes the files away in which manifests were uploaded. */
  loseManifests(): void {
    for (const [id, made] of this.made) {
      const { Manifest: _, ...properties } = made.resource.properties;
      if (made.resource.type === OBJECTS_RESOURCE) {
        this.made.set(id, { ...made, resource: { ...made.resource, properties: properties as Properties } });
      }
    }
  }

  async remove(course: Course = {}): Promise<void> {
    await this.cleanUp([...this.made.values()], course);
    this.made = new Map();
  }

  // what was updated, also what failed to be, is updated to what it was; what was created goes after that
  private async rollBack(before: ReadonlyMap<string, Made>, touched: readonly string[], replaced: Made[], course: Course): Promise<void> {
    const olds = touched.filter((id) => before.has(id));
    await this.inOrder(
      olds,
      (id) => before.get(id)!.resource.dependsOn,
      { parallel: course.parallel },
      course.rollbackOrder ?? [],
      async (id) => {
        const failure = await this.change(id, before.get(id)!.resource, this.made.get(id), replaced);
        if (failure) this.problems.push(`the rollback of ${id} failed: ${failure}`);
        return undefined;
      },
    );
    const kept = new Set([...before.values()].map(({ physicalId }) => physicalId));
    const created = touched.filter((id) => !before.has(id)).map((id) => this.made.get(id)!);
    await this.cleanUp([...created, ...replaced.filter(({ physicalId }) => !kept.has(physicalId))], course);
    this.made = new Map(before);
  }

  private async change(id: string, resource: Resource, before: Made | undefined, replaced: Made[]): Promise<string | undefined> {
    const answer = await this.ask(
      before ? 'Update' : 'Create',
      { id, resource, physicalId: before?.physicalId ?? '' },
      before?.resource.properties,
    );
    if (before && before.physicalId !== answer.PhysicalResourceId) replaced.push(before);
    this.made.set(id, { id, resource, physicalId: answer.PhysicalResourceId });
    return answer.Status === 'FAILED' ? (answer.Reason ?? 'no reason') : undefined;
  }

  private async cleanUp(gone: readonly Made[], { rollbackOrder = [], parallel }: Course): Promise<void> {
    const byKey = new Map(gone.map((made) => [`${made.id} ${made.physicalId}`, made]));
    const dependents = (key: string) =>
      [...byKey.keys()].filter((other) => byKey.get(other)!.resource.dependsOn.includes(byKey.get(key)!.id));
    const order = rollbackOrder.flatMap((id) => [...byKey].filter(([, made]) => made.id === id).map(([key]) => key));
    await this.inOrder([...byKey.keys()], dependents, { parallel }, order, async (key) => {
      const made = byKey.get(key)!;
      const answer = await this.ask('Delete', made);
      if (answer.PhysicalResourceId !== made.physicalId) {
        this.problems.push(`the answer on ${made.physicalId} is about ${answer.PhysicalResourceId}`);
      }
      if (answer.Status === 'FAILED') this.problems.push(`the deletion of ${made.id} failed: ${answer.Reason}`);
      return undefined;
    });
  }

  /** Whether something failed; what goes on already is waited for. */
  private async inOrder(
    ids: readonly string[],
    dependencies: (id: string) => readonly string[],
    { fault, parallel }: Course,
    order: readonly string[],
    operate: (id: string) => Promise<string | undefined>,
  ): Promise<boolean> {
    let [failed, begun] = [fault?.step === 0 && fault.how === 'elsewhere', 0];
    const next = async (id: string) => {
      if (failed) return;
      const step = begun++;
      if (fault && fault.how !== 'elsewhere' && fault.step === step) this.breakDown(fault.how);
      const reason = await operate(id);
      if (fault) this.repair();
      if (reason) this.reasons.push(`${id}: ${reason}`);
      failed = failed || reason !== undefined || (fault !== undefined && step + 1 >= fault.step + (fault.how === 'elsewhere' ? 0 : 1));
    };
    if (!parallel) {
      for (const id of sorted(ids, dependencies, order)) await next(id);
      return failed;
    }
    const started = new Map<string, Promise<void>>();
    for (const id of sorted(ids, dependencies, order)) {
      const needed = dependencies(id).map((each) => started.get(each));
      started.set(
        id,
        Promise.all(needed).then(async () => next(id)),
      );
    }
    await Promise.all(started.values());
    return failed;
  }

  private breakDown(how: 'refused' | 'half applied' | 'not ready'): void {
    let taken = 0;
    const denied = 'admission webhook "policy" denied the request';
    const { cluster } = this.lambda;
    if (how === 'not ready') {
      cluster.isStuck = () => true;
    } else {
      cluster.refuses = ({ metadata }, dryRun) => {
        const isRecord = metadata?.labels?.[INVENTORY_LABEL] !== undefined;
        return isRecord || (how === 'half applied' && (dryRun || taken++ === 0)) ? undefined : denied;
      };
    }
  }

  private repair(): void {
    this.lambda.cluster.refuses = () => undefined;
    this.lambda.cluster.isStuck = () => false;
  }

  private async ask(
    RequestType: CustomResourceRequest['RequestType'],
    { id, resource, physicalId }: Made,
    before?: Properties,
  ): Promise<CustomResourceResponse> {
    return this.lambda.invoke({
      RequestType,
      ResourceType: resource.type,
      ResponseURL: 'https://answer',
      StackId: this.stackId,
      RequestId: `request-${++this.requests}`,
      LogicalResourceId: id,
      ...(physicalId ? { PhysicalResourceId: physicalId } : {}),
      ResourceProperties: resource.properties,
      ...(before ? { OldResourceProperties: before } : {}),
    });
  }
}

function sorted(ids: readonly string[], dependencies: (id: string) => readonly string[], order: readonly string[]): string[] {
  const left = new Set(ids);
  const rank = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  const result: string[] = [];
  while (left.size > 0) {
    const [first] = [...left].filter((id) => dependencies(id).every((each) => !left.has(each))).sort((a, b) => rank(a) - rank(b));
    left.delete(first);
    result.push(first);
  }
  return result;
}
