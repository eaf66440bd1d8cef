import * as fc from 'fast-check';
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
import { feasible, schedule } from './reference-scheduler';
import { Capacity } from '../../src/model/capacity.rules';
import { check } from '../../src/preflight/check.rules';
import { RULES } from '../../src/preflight/rules';
import { runs } from '../thorough';

const PLACEMENT = RULES.filter(({ area }) => area === 'Placement');

const errorsOf = (capacity: readonly Capacity[], all: readonly Workload[]): string[] =>
  check(PLACEMENT, facts({ capacity, objects: all.flatMap((each) => at('App/Shop', ...objectsOf(each))) }))
    .filter(({ severity, violation }) => severity === 'error' || violation.finding.includes('could not be checked'))
    .map(({ rule, violation }) => `${rule.id}: ${violation.finding}`);

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
  ] as const)('all pods together, on some cluster at full scale: those %s', (_, numRuns, someCapacities, someWorkloads) => {
    fc.assert(
      fc.property(someCapacities, someWorkloads, fc.array(numbers, { minLength: 3, maxLength: 3 }), (capacity, all, clusters) => {
        const errors = errorsOf(capacity, all);
        if (errors.length === 0) return;
        const world = (cluster: number[]) => worldOf(fullScale(capacity, cluster), all);
        const enough = clusters.filter((cluster) => schedule(all.flatMap(podsOf), world(cluster), { search: 20 }).pending.length === 0);
        expect(enough.map(() => errors)).toEqual([]);
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
