import { Account, Item } from './account';
import { assetsOf } from './charts';
import { Course, Stack, Status } from './cloudformation';
import { DeliveryFunction } from './delivery-function';
import { StackTemplate } from './template';
import { OWNER_ANNOTATION } from '../../src/handler/ownership';
import { stringAt } from '../../src/kubernetes/kubernetes-object.rules';
import { Fields } from '../handler/api-fields';
import { Stored } from '../handler/api-store';

/** The account that an app is deployed into. */
export interface SimulationOptions {
  readonly region?: string;
  /** objects that others put into each cluster. */
  readonly given?: readonly Fields[];
}

/** What one app is deployed into, and what can be asked about it. */
export class Simulation {
  readonly account: Account;
  readonly stacks = new Map<string, Stack>();
  readonly lambda: DeliveryFunction;

  constructor(
    private readonly templates: readonly StackTemplate[],
    mode: 'memory' | 'programs',
    { region, given = [] }: SimulationOptions = {},
  ) {
    this.account = new Account(region);
    this.account.onNewCluster = (cluster) => cluster.given.push(...given);
    this.lambda = new DeliveryFunction(this.account, assetsOf(templates.map(({ folder }) => folder)), mode);
  }

  /** Deploys the stacks one after another, as `cdk deploy --all`; what a course says holds for the stack that it names, or for all. */
  async deploy(
    templates: readonly StackTemplate[] = this.templates,
    course: Course & { readonly in?: string } = {},
  ): Promise<Record<string, Status>> {
    const statuses: Record<string, Status> = {};
    for (const { name, template } of templates) {
      const stack = this.stacks.get(name) ?? new Stack(this.account, name, this.lambda, this.stacks);
      this.stacks.set(name, stack);
      statuses[name] = await stack.deploy(template, course.in === undefined || course.in === name ? course : { late: course.late });
      if (statuses[name].includes('ROLLBACK')) break;
    }
    return statuses;
  }

  /** Deletes them the other way round. */
  async delete(course: Course = {}): Promise<Record<string, Status>> {
    const statuses: Record<string, Status> = {};
    for (const [name, stack] of [...this.stacks].reverse()) statuses[name] = await stack.delete(course);
    return statuses;
  }

  problems(): string[] {
    return [...this.stacks.values()].flatMap(({ problems }) => problems);
  }

  reasons(): string[] {
    return [...this.stacks.values()].flatMap(({ reasons }) => reasons);
  }

  /** Objects of manifests that are not in a cluster. */
  missing(): string[] {
    const stored = new Set(this.objects().map(keyOf));
    return this.applied().filter((key) => !stored.has(key));
  }

  /** Objects that are marked as applied by a deployment, and that no manifest or chart has any more. Claims and namespaces are kept. */
  unwanted(): string[] {
    const wanted = new Set(this.applied());
    const releases = [...this.stacks.values()].flatMap((stack) => stack.releases());
    const isOfRelease = (owner: string) => releases.some((id) => owner.includes(`/${id} `));
    const marked = this.objects()
      .filter(
        ({ kind, metadata }) =>
          !KEPT.has(kind) && stringAt(metadata, 'annotations', OWNER_ANNOTATION)?.endsWith(identityOf({ kind, metadata })),
      )
      .filter(({ kind, metadata }) => kind !== CRD || !isOfRelease(stringAt(metadata, 'annotations', OWNER_ANNOTATION) ?? ''));
    return marked.map(keyOf).filter((key) => !wanted.has(key));
  }

  /** What is in the account and is not retained on purpose. */
  left(): string[] {
    return this.account
      .all()
      .filter(({ madeBy }) => !madeBy.startsWith('retained '))
      .map(({ type, id, madeBy }) => `${type} ${id} (${madeBy})`);
  }

  /** What is kept on purpose: by a deletion policy, or as the volume of a claim that is kept. */
  retained(): string[] {
    return this.account
      .all()
      .filter(({ madeBy }) => madeBy.startsWith('retained '))
      .map(({ type, madeBy }) => `${type} ${madeBy.slice('retained '.length)}`)
      .sort();
  }

  /** Everything in the account and the clusters, but for what changes with every write. */
  picture(): Fields {
    const objects = this.objects()
      .filter(({ kind }) => !PASSING.has(kind))
      .map(({ kind, metadata, spec, data }) => [`${kind} ${metadata.namespace ?? ''}/${metadata.name}`, { uid: metadata.uid, spec, data }]);
    const items = this.account
      .all()
      .filter(({ type }: Item) => type !== 'Instance')
      .map(({ type, id, properties }) => [`${type} ${id}`, properties]);
    return JSON.parse(JSON.stringify(Object.fromEntries([...objects, ...items]))) as Fields;
  }

  async stop(): Promise<void> {
    await this.lambda.stop();
  }

  private objects(): Stored[] {
    return [...this.account.clusters.values()].flatMap(({ store }) => store.all());
  }

  private applied(): string[] {
    return [...this.stacks.values()].flatMap((stack) => stack.manifests()).map(keyOf);
  }
}

/** What controllers write again and again, or what each has for itself. */
const PASSING = new Set(['Secret', 'EndpointSlice', 'PersistentVolume', 'Lease']);
const CRD = 'CustomResourceDefinition';
const KEPT = new Set(['PersistentVolumeClaim', 'Namespace']);

interface Named {
  readonly kind: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

// a chart gives a namespace to some objects whose kind has none
const keyOf = ({ kind, metadata }: Named): string => `${kind} ${metadata?.name}`;
const identityOf = ({ kind, metadata }: Named): string => `/${kind}:${metadata?.namespace ?? ''}/${metadata?.name}`;
