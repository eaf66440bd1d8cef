import type { ClusterWorld } from './cluster';
import { Fields } from '../handler/api-fields';

/** Anything in an account: what a stack made, or what a controller made behind its back. */
export interface Item {
  readonly type: string;
  readonly id: string;
  properties: Fields;
  attributes: Fields;
  /** `stack/logical id`, or the controller that made it. */
  readonly madeBy: string;
  /** ids of what it uses, which cannot be deleted before it. */
  uses: readonly string[];
}

/** Time that passes where something takes it, and where the function waits. */
export class SimulatedTime {
  private milliseconds = Date.UTC(2026, 10, 30);
  private readonly passed: (() => void)[] = [];

  now(): number {
    return this.milliseconds;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.milliseconds += milliseconds;
    this.passed.forEach((work) => work());
  }

  /** Controllers, which work whenever time passes. */
  onPassing(work: () => void): void {
    this.passed.push(work);
  }
}

/** An answer of a service that is not success. */
export class Refused extends Error {}

/** An account in one region. */
export class Account {
  readonly id = '111122223333';
  readonly time = new SimulatedTime();
  readonly clusters = new Map<string, ClusterWorld>();
  private readonly items = new Map<string, Item>();
  /** What others do in a cluster that is new. */
  onNewCluster: (cluster: ClusterWorld) => void;
  private readonly deleted = new Set<string>();
  private count = 0;

  constructor(
    readonly region = 'eu-west-1',
    readonly partition = 'aws',
  ) {
    this.onNewCluster = () => undefined;
    this.time.onPassing(() => [...this.clusters.values()].forEach((cluster) => cluster.work()));
  }

  get zones(): string[] {
    return ['a', 'b', 'c'].map((letter) => `${this.region}${letter}`);
  }

  /** An id as EC2 gives them, the same in every run. */
  fresh(prefix: string): string {
    return `${prefix}${(++this.count).toString(16).padStart(17, '0')}`;
  }

  arn(service: string, resource: string, regional = true): string {
    return `arn:${this.partition}:${service}:${regional ? this.region : ''}:${this.id}:${resource}`;
  }

  add(item: Item): Item {
    const key = keyOf(item);
    if (this.items.has(key)) throw new Refused(`${item.type} ${item.id} already exists`);
    this.items.set(key, item);
    return item;
  }

  remove(item: Item): void {
    this.items.delete(keyOf(item));
    this.deleted.add(String(item.attributes.Arn ?? item.id));
  }

  /** Whether a resource with this ARN was deleted. */
  isDeleted(arn: string): boolean {
    return this.deleted.has(arn) && !this.byArn(arn);
  }

  get(type: string, id: unknown): Item | undefined {
    return this.items.get(`${type} ${String(id)}`);
  }

  of(type: string): Item[] {
    return [...this.items.values()].filter((item) => item.type === type);
  }

  all(): Item[] {
    return [...this.items.values()];
  }

  /** What uses an item and therefore keeps it from being deleted. */
  usersOf(id: string): Item[] {
    return this.all().filter(({ uses }) => uses.includes(id));
  }

  byArn(arn: unknown): Item | undefined {
    return this.all().find(({ attributes, id }) => attributes.Arn === arn || id === arn);
  }
}

const keyOf = ({ type, id }: Item): string => `${type} ${id}`;
