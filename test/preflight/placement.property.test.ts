import * as fc from 'fast-check';
import { crowdedCapacities, crowdedWorkloads, podsIn } from './crowded-worlds';
import { at, facts } from './facts';
import {
  capacities,
  everyNode,
  fullScale,
  knownCapacities,
  objectsOf,
  podsOf,
  roomyCapacities,
  simpleWorkload,
  sociableWorkloads,
  Workload,
  workload,
  workloads,
  worldOf,
} from './placement-worlds';
import { feasible, schedule, World } from './reference-scheduler';
import { Capacity } from '../../src/model/capacity.rules';
import { check } from '../../src/preflight/check.rules';
import { RULES } from '../../src/preflight/rules';
import { runs } from '../thorough';

const PLACEMENT = RULES.filter(({ area }) => area === 'Placement');

const errorsOf = (capacity: readonly Capacity[], all: readonly Workload[]): string[] =>
  check(PLACEMENT, facts({ capacity, objects: all.flatMap((each) => at('App/Shop', ...objectsOf(each))) }))
    .filter(({ severity, violation }) => severity === 'error' || violation.finding.includes('could not be checked'))
    .map(({ rule, violation }) => `${rule.id}: ${violation.finding}`);

const podsOfAll = (all: readonly Workload[], { nodes }: World) => all.flatMap((each) => podsIn(each, nodes));

const numbers = fc.array(fc.nat(1000), { minLength: 12, maxLength: 12 });

describe('what the scheduler places has no error', () => {
  test('a pod that one of the nodes takes that there may be', () => {
    fc.assert(
      fc.property(
        capacities,
        workload.map((each) => ({ ...each, replicas: 1 })),
        (capacity, one) => {
          const [pod] = podsOf(one);
          fc.pre(feasible(pod, worldOf(everyNode(capacity), [one])).length > 0);
          expect(errorsOf(capacity, [one])).toEqual([]);
        },
      ),
      { seed: 34, numRuns: runs(500) },
    );
  });

  test.each([
    ['that ask for all sorts of things', 400, capacities, workloads],
    ['that ask to be near or apart', 1500, roomyCapacities, sociableWorkloads],
    ['that hardly fit', 1500, crowdedCapacities, crowdedWorkloads],
  ] as const)('all pods together, on some cluster at full scale: those %s', (_, numRuns, someCapacities, someWorkloads) => {
    fc.assert(
      fc.property(someCapacities, someWorkloads, fc.array(numbers, { minLength: 3, maxLength: 3 }), (capacity, all, clusters) => {
        const errors = errorsOf(capacity, all);
        if (errors.length === 0) return;
        const world = (cluster: number[]) => worldOf(fullScale(capacity, cluster), all);
        // a DaemonSet for which this cluster has no node is not placed
        const isEnough = (cluster: World) =>
          all.every((each) => podsIn(each, cluster.nodes).length > 0) &&
          schedule(podsOfAll(all, cluster), cluster, { search: 20 }).pending.length === 0;
        expect(
          clusters
            .map(world)
            .filter(isEnough)
            .map(() => errors),
        ).toEqual([]);
      }),
      { seed: 34, numRuns: runs(numRuns) },
    );
  });
});

test('nearly every pod that no node takes for its resources, labels or taints is found', () => {
  const samples = fc.sample(fc.tuple(knownCapacities, simpleWorkload), { seed: 34, numRuns: runs(600) });
  const impossible = samples.filter(
    ([capacity, one]) => one.kind !== 'DaemonSet' && feasible(podsOf(one)[0], worldOf(everyNode(capacity), [one])).length === 0,
  );
  const found = impossible.filter(([capacity, one]) => errorsOf(capacity, [one]).some((error) => error.startsWith('pod-fits-no-node')));
  expect(impossible.length).toBeGreaterThan(runs(100));
  expect(found.length / impossible.length).toBeGreaterThan(0.95);
});

test('most workloads whose pods stay pending in every cluster at full scale are found', () => {
  const samples = fc.sample(fc.tuple(crowdedCapacities, crowdedWorkloads, fc.array(numbers, { minLength: 4, maxLength: 4 })), {
    seed: 34,
    numRuns: runs(1500),
  });
  const isStuck = ([capacity, all, clusters]: (typeof samples)[number]) =>
    clusters.every((cluster) => {
      const world = worldOf(fullScale(capacity, cluster), all);
      const { pending, exhaustive } = schedule(podsOfAll(all, world), world, { search: 200 });
      return exhaustive && pending.length > 0;
    });
  const stuck = samples.filter(isStuck);
  const found = stuck.filter(([capacity, all]) => errorsOf(capacity, all).length > 0);
  expect(stuck.length).toBeGreaterThan(runs(500));
  expect(found.length / stuck.length).toBeGreaterThan(0.9);
  // MISSED=3 prints how many are found, and three that are not
  if (process.env.MISSED) {
    process.stdout.write(`${found.length} of ${stuck.length} are found (of ${samples.length} clusters)\n`);
    const missed = stuck.filter((each) => !found.includes(each)).slice(0, Number(process.env.MISSED));
    missed.forEach(([capacity, all]) => process.stdout.write(`${JSON.stringify({ capacity, all })}\n`));
  }
});
