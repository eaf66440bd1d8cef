import { appsOf, ExampleApp, EXAMPLES, typicalUpdate } from './apps';
import { Fault } from './cloudformation';
import { FunctionFault } from './delivery-function';
import { GIVEN } from './given';
import { isCustom } from './services';
import { Simulation } from './simulation';
import { StackTemplate } from './template';

/** The examples of one of several files, so that workers share them. */
export const shareOf = (share: number, of: number): string[] => EXAMPLES.filter((_, index) => index % of === share);

const ROUNDS = { normal: false, late: true } as const;

/** Runs something in an account of its own. */
async function simulated<T>(
  name: string,
  { stacks, region }: ExampleApp,
  mode: 'memory' | 'programs',
  work: (simulation: Simulation) => Promise<T>,
): Promise<T> {
  const simulation = new Simulation(stacks, mode, { region, given: GIVEN[name] });
  try {
    return await work(simulation);
  } finally {
    await simulation.stop();
  }
}

const completed = (stacks: readonly StackTemplate[], status: string): Record<string, string> =>
  Object.fromEntries(stacks.map(({ name }) => [name, status]));

/** Creates, updates and deletes each example with the real kubectl and Helm, and again without them in another order. */
export function lifecycles(share: number, of: number): void {
  const names = shareOf(share, of);
  const [before, after] = [appsOf(names), appsOf(names, typicalUpdate)];

  describe.each(names)('example %s', (name) => {
    test.each([
      ['programs', 'normal'],
      ['memory', 'late'],
    ] as const)('is created, updated and deleted (%s, %s order)', async (mode, order) => {
      const late = ROUNDS[order];
      await simulated(name, before[name], mode, async (simulation) => {
        const { stacks } = before[name];
        expect({ ...(await simulation.deploy(stacks, { late })), reasons: simulation.reasons() }).toEqual({
          ...completed(stacks, 'CREATE_COMPLETE'),
          reasons: [],
        });
        const updated = await simulation.deploy(after[name].stacks, { late });
        expect({ ...updated, reasons: simulation.reasons(), problems: simulation.problems() }).toEqual({
          ...completed(stacks, 'UPDATE_COMPLETE'),
          reasons: [],
          problems: [],
        });
        expect({ missing: simulation.missing(), unwanted: simulation.unwanted() }).toEqual({ missing: [], unwanted: [] });
        const deleted = [...stacks].reverse();
        expect({ ...(await simulation.delete({ late })), violations: simulation.problems() }).toEqual({
          ...completed(deleted, 'DELETE_COMPLETE'),
          violations: [],
        });
        expect({ left: simulation.left(), retained: simulation.retained() }).toMatchSnapshot(`left behind by ${name}`);
        expect(simulation.left()).toEqual([]);
      });
    });
  });
}

const HOW: readonly FunctionFault[] = ['refused', 'half applied', 'answers failed', 'not ready'];

interface Position {
  readonly stack: string;
  readonly fault: Fault;
  readonly type: string;
}

/** Where a deploy may fail: at every resource of the function in every way that is asked for, and at all others or at one of each type. */
function positionsOf({ stacks }: ExampleApp, every: boolean, ways: number): Position[] {
  const types = new Set<string>();
  let count = 0;
  return stacks.flatMap(({ name, template }) =>
    Object.entries(template.Resources).flatMap(([id, { Type: type }]): Position[] => {
      if (type.startsWith('Custom::Strata')) {
        const chosen = HOW.slice(0, HOW.length)
          .map((_, index) => HOW[(index + count) % HOW.length])
          .slice(0, ways);
        count++;
        return chosen.map((how) => ({ stack: name, fault: { id, how }, type }));
      }
      if (!every && types.has(type)) return [];
      types.add(type);
      return [{ stack: name, fault: { id }, type }];
    }),
  );
}

/**
 * Lets the creation of each example fail at every position, and its update at every resource of the function and one of each other type.
 */
export function faultsInMemory(share: number, of: number): void {
  const names = shareOf(share, of).filter((name) => !LARGE.has(name));
  const [before, after] = [appsOf(names), appsOf(names, typicalUpdate)];

  describe.each(names)('example %s, whose deploy fails,', (name) => {
    test('leaves nothing of a creation, wherever it fails', async () => {
      const wrong: string[] = [];
      for (const { stack, fault, type } of positionsOf(before[name], true, 1)) {
        await simulated(name, before[name], 'memory', async (simulation) => {
          const statuses = await simulation.deploy(before[name].stacks, { fault, in: stack });
          if (statuses[stack] !== 'ROLLBACK_COMPLETE') {
            wrong.push(`${fault.id} (${type}, ${fault.how}): ${statuses[stack]}: ${simulation.problems().join('; ')}`);
          }
          await simulation.delete();
          wrong.push(...simulation.left().map((each) => `${fault.id} (${type}, ${fault.how}) leaves ${each}`));
        });
      }
      expect(wrong).toEqual([]);
    });

    test('is as before after a failed update, wherever it fails', async () => {
      const wrong: string[] = [];
      for (const { stack, fault, type } of positionsOf(after[name], false, 1)) {
        await simulated(name, before[name], 'memory', async (simulation) => {
          await simulation.deploy(before[name].stacks);
          const picture = simulation.picture();
          const statuses = await simulation.deploy(after[name].stacks, { fault, in: stack });
          // a resource that the update does not touch cannot fail
          if (statuses[stack] === 'UPDATE_COMPLETE') return;
          if (statuses[stack] !== 'UPDATE_ROLLBACK_COMPLETE') {
            wrong.push(`${fault.id} (${type}, ${fault.how}): ${statuses[stack]}: ${simulation.problems().join('; ')}`);
          }
          wrong.push(
            ...differences(picture, simulation.picture(), stack, before[name]).map(
              (each) => `${fault.id} (${type}, ${fault.how}): ${each}`,
            ),
          );
        });
      }
      expect(wrong).toEqual([]);
    });
  });
}

/** Lets creations fail with the real programs at each release and each set of kinds that no example before had, in one way each. */
export function faultsWithPrograms(share: number, of: number): void {
  const known = new Set<string>();
  const names = EXAMPLES.filter((name) => !LARGE.has(name));
  const apps = appsOf(names);
  const positions = names.flatMap((name) =>
    positionsOf(apps[name], false, 1)
      .filter(({ stack, fault: { id } }) => {
        const { Type, Properties } = apps[name].stacks.find((each) => each.name === stack)!.template.Resources[id];
        if (!isCustom(Type) || !Type.startsWith('Custom::Strata')) return false;
        // the same release, or objects of the same kinds, in another cluster are the same
        const kinds = [...new Set(JSON.stringify(Properties?.Manifest ?? '').match(/"kind\\*": ?\\*"[A-Za-z]+/g) ?? [])].sort();
        const key = `${Type} ${String(Properties?.Chart ?? '')} ${kinds.join(' ')}`;
        return !known.has(key) && known.add(key);
      })
      .map((position) => ({ name, ...withoutWaiting(position) })),
  );
  const mine = positions.filter((_, index) => index % of === share);

  test.each(mine.map(({ name, type, fault, stack }) => [name, fault.id, type, fault.how, { name, fault, stack }] as const))(
    'example %s rolls back when %s (%s) fails (%s)',
    async (name, _, __, ___, { fault, stack }) => {
      await simulated(name, apps[name], 'programs', async (simulation) => {
        const statuses = await simulation.deploy(apps[name].stacks, { fault, in: stack });
        expect({ status: statuses[stack], problems: simulation.problems() }).toEqual({ status: 'ROLLBACK_COMPLETE', problems: [] });
        await simulation.delete();
        expect(simulation.left()).toEqual([]);
      });
    },
  );
}

// Helm itself waits for the Jobs of hooks, in real time
const withoutWaiting = (position: Position): Position =>
  position.type === 'Custom::StrataHelmRelease' && position.fault.how === 'not ready'
    ? { ...position, fault: { ...position.fault, how: 'answers failed' } }
    : position;

/** Examples whose many objects say nothing new here. */
const LARGE = new Set(['many']);

function differences(before: Record<string, unknown>, after: Record<string, unknown>, stack: string, { stacks }: ExampleApp): string[] {
  if (stacks[0].name !== stack) return []; // stacks before the one that failed are updated
  const gone = Object.keys(before)
    .filter((key) => !(key in after))
    .map((key) => `${key} is gone`);
  const fresh = Object.keys(after)
    .filter((key) => !(key in before))
    .map((key) => `${key} is new`);
  const changed = Object.keys(before)
    .filter((key) => key in after && JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => `${key} has changed`);
  return [...gone, ...fresh, ...changed];
}
