import * as fs from 'fs';
import { FunctionFault } from './delivery-function';
import { addShapeControllers } from './shape-controllers';
import { Delivery, Shape, ShapeApps, SHAPES, stackNameOf, Version } from './shapes';
import { Simulation } from './simulation';
import { at, stringAt } from '../../src/kubernetes/kubernetes-object.rules';
import { Stored } from '../handler/api-store';

let apps: ShapeApps;

/** Kinds that Kubernetes keeps for itself. */
const PASSING = new Set(['EndpointSlice', 'Lease', 'PersistentVolume']);
/** What Helm and the function keep for themselves. */
const BOOKKEEPING = /^(sh\.helm\.release\.v1\.|cdk-eks-strata-)/;
const DELIVERED = new Set(['Custom::StrataHelmRelease', 'Custom::StrataObjects']);
const FAULTS: readonly FunctionFault[] = ['half applied', 'answers failed'];

const titleOf = ({ kind, metadata: { namespace = '', name } }: Stored): string => `${kind} ${namespace}/${name}`;
const isHook = ({ metadata }: Stored): boolean => stringAt(metadata, 'annotations', 'helm.sh/hook') !== undefined;

interface Picture {
  /** by title. */
  readonly contents: Record<string, unknown>;
  readonly uids: Record<string, string>;
}

/** One shape, deployed into a cluster of its own. */
class Play {
  readonly simulation: Simulation;
  private baseline = new Set<string>();
  private reasonsSeen = 0;

  constructor(
    private readonly shape: Shape,
    private readonly delivery: Delivery,
  ) {
    this.simulation = new Simulation(apps.all(), 'programs');
    this.simulation.account.onNewCluster = addShapeControllers;
  }

  /** Brings the cluster up. */
  async begin(): Promise<void> {
    await this.simulation.deploy(apps.of(this.shape.name, this.delivery, 'first').slice(0, 1));
    this.baseline = new Set(this.objects().map(titleOf));
  }

  async deploy(version: Version, how?: FunctionFault): Promise<string> {
    const [, stack] = apps.of(this.shape.name, this.delivery, version);
    const [id] = Object.entries(stack.template.Resources).find(([, { Type }]) => DELIVERED.has(Type))!;
    const statuses = await this.simulation.deploy([stack], how ? { fault: { id, how } } : {});
    await this.settle();
    const reasons = this.simulation.reasons();
    const fresh = reasons.slice(this.reasonsSeen);
    this.reasonsSeen = reasons.length;
    return [statuses[stack.name], ...this.simulation.problems(), ...(how ? [] : fresh)].join('; ');
  }

  async delete(): Promise<string> {
    const status = await this.simulation.stacks.get(stackNameOf(this.shape.name, this.delivery))!.delete();
    await this.settle();
    return [status, ...this.simulation.problems()].join('; ');
  }

  /** What the shape has in the cluster, without hooks, and without claims, which are their controllers'. */
  picture(): Picture {
    const own = this.added()
      .filter((object) => !isHook(object) && object.kind !== 'PersistentVolumeClaim' && !BOOKKEEPING.test(object.metadata.name))
      .map((object) => [titleOf(object), object] as const);
    const contentOf = ({ spec, data, rules, webhooks }: Stored): unknown => JSON.parse(JSON.stringify([spec, data, rules, webhooks]));
    return {
      contents: Object.fromEntries(own.map(([title, object]) => [title, contentOf(object)])),
      uids: Object.fromEntries(own.map(([title, { metadata }]) => [title, metadata.uid])),
    };
  }

  /** What the cluster has that it had not before. */
  left(): string[] {
    return this.added().map(titleOf).sort();
  }

  find(title: string): Stored | undefined {
    return this.objects().find((object) => titleOf(object) === title);
  }

  /** How often the Job of each hook was started since the last question. */
  hooksRun(): Record<string, number> {
    const runs: Record<string, number> = {};
    for (const { server } of this.simulation.account.clusters.values()) {
      for (const { kind, method, name, dryRun } of server.calls.splice(0)) {
        if (kind === 'Job' && (method === 'POST' || method === 'PATCH') && !dryRun) runs[name] = (runs[name] ?? 0) + 1;
      }
    }
    return runs;
  }

  // controllers do what is due
  private async settle(): Promise<void> {
    for (const seconds of [5, 10]) await this.simulation.account.time.sleep(seconds * 1000);
  }

  private objects(): Stored[] {
    return [...this.simulation.account.clusters.values()].flatMap(({ store }) => store.all());
  }

  private added(): Stored[] {
    return this.objects().filter((object) => !PASSING.has(object.kind) && !this.baseline.has(titleOf(object)));
  }
}

async function played(shape: Shape, delivery: Delivery, work: (play: Play) => Promise<void>): Promise<void> {
  const play = new Play(shape, delivery);
  try {
    await play.begin();
    await work(play);
  } finally {
    await play.simulation.stop();
  }
}

const shapeOf = (name: string): Shape => SHAPES.find((each) => each.name === name)!;

/** Creates, updates, rolls back and deletes the shapes that are delivered in this way; of several files each has a share. */
export function shapes(delivery: Delivery, share = 0, of = 1): void {
  const mine = SHAPES.filter(({ deliveries }) => deliveries.includes(delivery)).filter((_, index) => index % of === share);
  beforeAll(() => {
    apps = new ShapeApps();
  });
  afterAll(() => apps.remove());
  describe.each(mine.map((shape) => [shape.name, shape] as const))('a chart of the shape %s', (name, shape) => {
    const keptOnes = shape.kept[delivery] ?? [];
    /** uids of objects that are in both versions. Helm deletes what leaves a chart in an upgrade, and creates it again in a rollback. */
    const lasting = ({ uids }: Picture): Record<string, string> => {
      const [before, next] = [apps.rendered(name, 'first'), apps.rendered(name, 'next')];
      const leaves = (title: string) => before.has(title) && !next.has(title);
      const ofOperator = (title: string) => title.startsWith('Secret operator/');
      return delivery === 'plain'
        ? uids
        : Object.fromEntries(Object.entries(uids).filter(([title]) => !leaves(title) && !ofOperator(title)));
    };
    const common = (one: Record<string, string>, other: Record<string, string>) =>
      Object.fromEntries(Object.entries(one).filter(([title]) => title in other));

    test('is created, applied again, updated, rolled back and deleted', async () => {
      await played(shape, delivery, async (play) => {
        expect(await play.deploy('first')).toBe('CREATE_COMPLETE');
        const first = play.picture();
        const isAsFirst = (when: string) => {
          const { contents, uids } = play.picture();
          expect([when, contents]).toEqual([when, first.contents]);
          expect([when, lasting({ contents, uids })]).toEqual([when, lasting(first)]);
        };
        expect(await play.deploy('again')).toBe('UPDATE_COMPLETE');
        isAsFirst('again');
        for (const how of FAULTS) {
          expect(await play.deploy('next', how)).toBe('UPDATE_ROLLBACK_COMPLETE');
          isAsFirst(how);
        }
        expect(await play.deploy('next')).toBe('UPDATE_COMPLETE');
        expect([play.simulation.missing(), play.simulation.unwanted()]).toEqual([[], []]);
        const next = play.picture();
        const wanted = apps.rendered(name, 'next');
        expect(
          Object.keys(first.uids).filter((title) => apps.rendered(name, 'first').has(title) && !wanted.has(title) && title in next.uids),
        ).toEqual([]);
        expect(Object.keys(next.uids).filter((title) => wanted.has(title)).length).toBe(apps.count(name, 'next'));
        expect(common(next.uids, lasting(first))).toEqual(common(lasting(first), next.uids));
        expect(await play.delete()).toBe('DELETE_COMPLETE');
        expect(play.left()).toEqual([...keptOnes].sort());
      });
    });

    test('leaves nothing of a creation that fails', async () => {
      await played(shape, delivery, async (play) => {
        for (const how of delivery === 'plain' ? FAULTS : FAULTS.slice(0, 1)) {
          expect(await play.deploy('first', how)).toBe('ROLLBACK_COMPLETE');
          expect([how, play.left().filter((each) => !keptOnes.includes(each))]).toEqual([how, []]);
        }
      });
    });
  });
}

/** What hooks, and lookups of the cluster, do in a release. */
export function releaseShapes(): void {
  test('each hook runs once for each event, and those of a rollback where the chart is gone', async () => {
    await played(shapeOf('hooks'), 'helm', async (play) => {
      const upgrade = { backup: 1, migrate: 1, reindex: 1, both: 1 };
      await play.deploy('first');
      expect(play.hooksRun()).toEqual({ schema: 1, seed: 1, announce: 1, both: 1 });
      await play.deploy('again');
      expect(play.hooksRun()).toEqual(upgrade);
      await play.deploy('next', 'answers failed');
      expect(play.hooksRun()).toEqual({ backup: 2, migrate: 2, reindex: 2, both: 2 }); // there and back
      const folder = apps.chartFolder('hooks', 'first');
      fs.renameSync(folder, `${folder}-gone`);
      expect(await play.deploy('next', 'answers failed')).toBe('UPDATE_ROLLBACK_COMPLETE');
      fs.renameSync(`${folder}-gone`, folder);
      expect(play.hooksRun()).toEqual({ ...upgrade, pause: 1, resume: 1 });
      expect(at(play.find('Deployment hooks/web')?.spec, 'template', 'spec', 'containers')).toMatchObject([{ image: 'example.com/web:1' }]);
      await play.delete();
      expect(play.hooksRun()).toEqual({ drain: 1, clean: 1 });
    });
  });

  test('a password that a chart generates and looks up stays, also through a rollback', async () => {
    await played(shapeOf('generated'), 'helm', async (play) => {
      const password = () => stringAt(play.find('Secret generated/database'), 'data', 'password');
      await play.deploy('first');
      const generated = password();
      expect(generated).toMatch(/^[\w+/=]{32}$/);
      await play.deploy('next', 'answers failed');
      expect(password()).toBe(generated);
      await play.deploy('next');
      expect(password()).toBe(generated);
    });
  });
}
