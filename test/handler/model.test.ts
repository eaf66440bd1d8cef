import * as fc from 'fast-check';
import { App, Course, Fault, FunctionModel, StackModel, templateOf } from './cloudformation-model';
import { allCourses, courseOf, coursesOf, drawn, emptyCluster, generator, Sketch, violations } from './courses';
import { KINDS, objectOf } from './kinds.data';
import { SCENARIOS } from './scenarios.data';
import { keyOfObject } from '../../src/handler/object-ref.rules';
import { runs, sampled } from '../thorough';

describe.each(SCENARIOS)('when $name', ({ from, to }) => {
  test('objects survive every order of operations, every failure and every order of the rollback', async () => {
    expect(await allCourses(drawn(from, 'ConfigMap'), drawn(to, 'ConfigMap'), runs(60))).toEqual([]);
  });

  test('objects survive operations that go on at a time', async () => {
    const [before, after] = [drawn(from, 'ConfigMap'), drawn(to, 'ConfigMap')];
    const problems: string[] = [];
    for (let seed = 0; seed < runs(12); seed++) {
      const fault: Fault | undefined = seed % 4 === 0 ? undefined : { step: seed % 4, how: 'elsewhere' };
      problems.push(...(await courseOf(before, after, { fault, parallel: true }, (lambda) => lambda.interleave(generator(seed)))));
    }
    expect(problems).toEqual([]);
  });

  test('claims and namespaces go with the word, and not without', async () => {
    const kind = (name: string) => ('xyopr'.includes(name) ? 'PersistentVolumeClaim' : 'Namespace');
    const words = { removeClaims: true, removeNamespaces: true };
    expect([
      ...(await allCourses(drawn(from, kind, words), drawn(to, kind, words), runs(10))),
      ...(await allCourses(drawn(from, kind, words), drawn(to, kind), runs(10))),
      ...(await allCourses(drawn(from, kind), drawn(to, kind, words), runs(10))),
    ]).toEqual([]);
  });
});

test.each(KINDS)('objects of kind $kind survive every scenario', async ({ kind }) => {
  const problems: string[] = [];
  for (const { from, to } of sampled(SCENARIOS, kind.length, 10)) {
    problems.push(...(await allCourses(drawn(from, kind), drawn(to, kind), 3)));
  }
  expect(problems).toEqual([]);
});

test.each(SCENARIOS)('a function that dies at any call when $name changes nothing of the result', async ({ name, from, to }) => {
  const [before, after] = [drawn(from, 'Deployment'), drawn(to, 'Deployment')];
  const course: Course = { fault: { step: 2, how: 'elsewhere' } };
  let calls = 0;
  const problems = await courseOf(before, after, course, ({ cluster }) => {
    const { around } = cluster;
    cluster.around = async (call, perform) => around((calls = call), perform);
  });
  const third = Array.from({ length: Math.ceil(calls / 3) }, (_, index) => 1 + 3 * index);
  for (const call of sampled(third, name.length, 10)) {
    for (const performed of [true, false]) {
      problems.push(
        ...(await courseOf(before, after, course, (lambda) => {
          lambda.diesAt = { call: call + (performed ? 0 : 1), performed };
        })),
      );
    }
  }
  expect(problems).toEqual([]);
});

test.each(SCENARIOS)('work that takes several runs when $name ends as in one', async ({ from, to }) => {
  let lambda: FunctionModel | undefined;
  const problems: string[] = [];
  for (const course of [{}, { fault: { step: 2, how: 'half applied' } }] as const) {
    problems.push(
      ...(await courseOf(drawn(from, 'Job'), drawn(to, 'Job'), course, (made) => {
        lambda = made;
        made.cluster.secondsPerCall = 40;
      })),
    );
  }
  expect(problems).toEqual([]);
  expect(lambda!.continued).toBeGreaterThan(0);
});

test.each(KINDS)('a stack with a $kind that cannot be created leaves nothing behind', async ({ kind }) => {
  const app = drawn({ A: 'x y', B: 'z' }, kind);
  const problems: string[] = [];
  for (const course of coursesOf({}, app, 10).filter(({ fault }) => fault)) {
    const { cluster, stack } = emptyCluster();
    problems.push(await stack.deploy(templateOf(app), course), ...violations(cluster, [{ stack, app: {} }], new Map()));
  }
  expect(new Set(problems)).toEqual(new Set(['rolled back']));
});

test('objects survive any succession of apps, whatever fails', async () => {
  const kinds: Readonly<Record<string, string>> = {
    u: 'ConfigMap',
    v: 'Deployment',
    w: 'Widget',
    x: 'PersistentVolumeClaim',
    y: 'Namespace',
    z: 'CustomResourceDefinition',
  };
  const place = fc.constantFrom('A', 'B', 'C', '');
  const anApp = fc
    .record({
      places: fc.record({ u: place, v: place, w: place, x: place, y: place, z: place }),
      versions: fc.constantFrom('', '*', '**'),
      words: fc.record({ removeClaims: fc.boolean(), removeNamespaces: fc.boolean() }),
    })
    .map(({ places, versions, words }) => {
      const sketch: Record<string, string> = {};
      for (const [name, id] of Object.entries(places)) if (id !== '') sketch[id] = `${sketch[id] ?? ''} ${name}${versions}`;
      return drawn(sketch, (name) => kinds[name], words);
    });
  const order = fc.shuffledSubarray(['A', 'B', 'C'], { minLength: 3 });
  const fault = fc.option(
    fc.record({
      step: fc.nat(4),
      how: fc.constantFrom('elsewhere' as const, 'refused' as const, 'half applied' as const, 'not ready' as const),
    }),
    { nil: undefined },
  );
  const anUpdate = fc.record({ app: anApp, course: fc.record({ order, rollbackOrder: order, fault }) });
  await fc.assert(
    fc.asyncProperty(anApp, fc.array(anUpdate, { minLength: 2, maxLength: 5 }), async (first, updates) => {
      const { cluster, stack } = emptyCluster();
      await stack.deploy(templateOf(first));
      let app = first;
      for (const { app: next, course } of updates) {
        // a PVC that no deployment had any more follows the options of its new deployment, also when that is rolled back
        const adopted = new Set(Object.values(next).flatMap(({ objects = [] }) => objects.map(keyOfObject)));
        const had = new Set(Object.values(app).flatMap(({ objects = [] }) => objects.map(keyOfObject)));
        const before = cluster.seen();
        const result = await stack.deploy(templateOf(next), course);
        if (result === 'complete') app = next;
        expect(
          violations(
            cluster,
            [{ stack, app }],
            new Map([...before].filter(([key]) => result === 'complete' || had.has(key) || !adopted.has(key))),
          ),
        ).toEqual([]);
      }
      const last = cluster.seen();
      await stack.remove();
      expect(violations(cluster, [{ stack, app: {} }], last)).toEqual([]);
    }),
    { numRuns: runs(100) },
  );
});

describe('between two stacks', () => {
  const GIVER = drawn({ A: 'x y', B: 'z' }, 'ConfigMap');
  const WITHOUT = drawn({ A: 'y', B: 'z*' }, 'ConfigMap');
  const RECEIVER = drawn({ R: 'x*', S: 't' }, 'ConfigMap', { takeOver: true });
  const LEFT = drawn({ A: 'y', B: 'z' }, 'ConfigMap');

  async function taken() {
    const { cluster, lambda, stack: giver } = emptyCluster();
    await giver.deploy(templateOf(GIVER));
    const before = cluster.seen();
    const receiver = new StackModel(lambda, 'checkout');
    await receiver.deploy(templateOf(RECEIVER));
    return { cluster, lambda, giver, receiver, before };
  }

  test('an object that is taken over survives the update of the giver, its rollback in any order, and the end of the giver', async () => {
    const problems: string[] = [];
    for (const course of coursesOf(GIVER, WITHOUT, runs(200))) {
      const { cluster, giver, receiver, before } = await taken();
      problems.push(
        ...violations(
          cluster,
          [
            { stack: giver, app: LEFT },
            { stack: receiver, app: RECEIVER },
          ],
          before,
        ),
      );
      if ((await giver.deploy(templateOf(WITHOUT), course)) === 'rolled back') {
        problems.push(
          ...violations(
            cluster,
            [
              { stack: giver, app: LEFT },
              { stack: receiver, app: RECEIVER },
            ],
            before,
          ),
        );
        await giver.deploy(templateOf(WITHOUT), { order: course.order });
      }
      problems.push(
        ...violations(
          cluster,
          [
            { stack: giver, app: WITHOUT },
            { stack: receiver, app: RECEIVER },
          ],
          before,
        ),
      );
      await giver.remove(course);
      problems.push(
        ...violations(
          cluster,
          [
            { stack: giver, app: {} },
            { stack: receiver, app: RECEIVER },
          ],
          before,
        ),
      );
      await receiver.remove(course);
      problems.push(...violations(cluster, [{ stack: receiver, app: {} }], new Map()));
    }
    expect(problems).toEqual([]);
  });

  test('an object that is taken over survives a function of the giver that dies in an update and is rolled back', async () => {
    const problems: string[] = [];
    for (let call = 1; call <= 30; call++) {
      const { cluster, lambda, giver, receiver, before } = await taken();
      lambda.diesAt = { call: cluster.calls + call, performed: true };
      await giver.deploy(templateOf(WITHOUT), { fault: { step: 3, how: 'elsewhere' } });
      problems.push(
        ...violations(
          cluster,
          [
            { stack: giver, app: LEFT },
            { stack: receiver, app: RECEIVER },
          ],
          before,
        ),
      );
    }
    expect(problems).toEqual([]);
  });

  test('an object that is taken over survives when the giver goes without an update', async () => {
    const { cluster, giver, receiver, before } = await taken();
    await giver.remove();
    expect(
      violations(
        cluster,
        [
          { stack: giver, app: {} },
          { stack: receiver, app: RECEIVER },
        ],
        before,
      ),
    ).toEqual([]);
  });

  test('an object that is taken over goes back when the receiver goes first', async () => {
    const { cluster, giver, receiver, before } = await taken();
    await receiver.remove();
    expect(
      violations(
        cluster,
        [
          { stack: giver, app: GIVER },
          { stack: receiver, app: {} },
        ],
        before,
      ),
    ).toEqual([]);
  });

  test('an object that is taken over goes back when the receiver is rolled back', async () => {
    const problems: string[] = [];
    for (const course of coursesOf({}, RECEIVER, runs(100)).filter(({ fault }) => fault)) {
      const { cluster, lambda, stack: giver } = emptyCluster();
      await giver.deploy(templateOf(GIVER));
      const before = cluster.seen();
      const receiver = new StackModel(lambda, 'checkout');
      await receiver.deploy(templateOf(RECEIVER), course);
      problems.push(
        ...violations(
          cluster,
          [
            { stack: giver, app: GIVER },
            { stack: receiver, app: {} },
          ],
          before,
        ),
      );
    }
    expect(problems).toEqual([]);
  });

  test('an object that is taken over may move in the receiving stack before the giver lets it go', async () => {
    const moved = drawn({ R: '', S: 't x**' }, 'ConfigMap', { takeOver: true });
    const problems: string[] = [];
    for (const course of coursesOf(RECEIVER, moved, runs(100))) {
      const { cluster, giver, receiver, before } = await taken();
      const app = (await receiver.deploy(templateOf(moved), course)) === 'complete' ? moved : RECEIVER;
      problems.push(
        ...violations(
          cluster,
          [
            { stack: giver, app: LEFT },
            { stack: receiver, app },
          ],
          before,
        ).map((problem) => `${JSON.stringify(course)}: ${problem}`),
      );
    }
    expect(problems).toEqual([]);
  });

  test('an object that is taken over stays with the receiver when the giver moves it', async () => {
    const moved = drawn({ A: 'y', B: 'z x' }, 'ConfigMap');
    const { cluster, giver, receiver, before } = await taken();
    await giver.deploy(templateOf(moved));
    expect(
      violations(
        cluster,
        [
          { stack: giver, app: LEFT },
          { stack: receiver, app: RECEIVER },
        ],
        before,
      ),
    ).toEqual([]);
    expect(giver.reasons).toEqual([
      "B: ConfigMap 'shop/x' is owned by R of stack checkout: an object has one owner. Delete it or remove it from its owner, " +
        "or set adopt: Adoption.of('ConfigMap/shop/x') in this deployment",
    ]);
  });

  test('fails without the word, names object and owner, and changes nothing', async () => {
    const { cluster, lambda, stack: giver } = emptyCluster();
    await giver.deploy(templateOf(GIVER));
    const [seen, records] = [cluster.seen(), cluster.records()];
    const receiver = new StackModel(lambda, 'checkout');
    await receiver.deploy(templateOf(drawn({ R: 'x* t' }, 'ConfigMap')));
    expect(receiver.reasons).toEqual([
      "R: ConfigMap 'shop/x' is owned by A of stack shop: an object has one owner. Delete it or remove it from its owner, " +
        "or set adopt: Adoption.of('ConfigMap/shop/x') in this deployment",
    ]);
    expect([cluster.seen(), cluster.records(), cluster.deleted]).toEqual([seen, records, []]);
  });
});

test.each<[string, Sketch, Sketch]>([
  ['moves together', { A: 'x y', C: 'z' }, { B: 'x* y*', C: 'z' }],
  ['is split', { A: 'x y', B: 'z' }, { A: 'y', B: 'z x' }],
  ['is removed', { A: 'x y', B: 'z' }, { B: 'z' }],
])('a definition with an object of its kind survives when it %s', async (_, from, to) => {
  const kind = (name: string) => ({ x: 'CustomResourceDefinition', y: 'Thing' })[name] ?? 'ConfigMap';
  expect(await allCourses(drawn(from, kind), drawn(to, kind), runs(60))).toEqual([]);
});

describe('of an object that was created by hand', () => {
  const app = drawn({ A: 'x y' }, 'ConfigMap');

  test('fails without the word, and changes nothing', async () => {
    const { cluster, stack } = emptyCluster();
    cluster.put(objectOf('ConfigMap', 'x', 'by hand'));
    const seen = cluster.seen();
    await stack.deploy(templateOf(app));
    expect(stack.reasons).toEqual([
      "A: ConfigMap 'shop/x' already exists, and no deployment of this stack has applied it: an object has one owner. " +
        "Delete it or remove it from its owner, or set adopt: Adoption.of('ConfigMap/shop/x') in this deployment",
    ]);
    expect([cluster.seen(), cluster.records(), cluster.deleted]).toEqual([seen, [], []]);
  });

  test('one that takes the place of a deployed one stays when the deployment goes', async () => {
    const { cluster, stack } = emptyCluster();
    await stack.deploy(templateOf(app));
    cluster.remove('/ConfigMap shop/x');
    await cluster.clock.sleep(10_000);
    cluster.put(objectOf('ConfigMap', 'x', 'by hand'));
    await stack.remove();
    expect([...cluster.seen()].map(([key, { content }]) => [key, content])).toEqual([['/ConfigMap shop/x', 'by hand']]);
  });

  test('the object is taken over with the word', async () => {
    const { cluster, stack } = emptyCluster();
    cluster.put(objectOf('ConfigMap', 'x', 'by hand'));
    const seen = cluster.seen();
    const taking = drawn({ A: 'x y' }, 'ConfigMap', { takeOver: true });
    await stack.deploy(templateOf(taking));
    expect(violations(cluster, [{ stack, app: taking }], seen)).toEqual([]);
  });
});

test('fails when objects do not become ready in time', async () => {
  const { cluster, stack } = emptyCluster();
  cluster.isStuck = ({ metadata }) => metadata?.name === 'y';
  expect(await stack.deploy(templateOf(drawn({ A: 'x y' }, 'Deployment')))).toBe('rolled back');
  expect(stack.reasons).toEqual(["A: Deployment 'shop/y' not ready in time: waiting for spec update to be observed"]);
});

test('an object with a finalizer is left to the next clean-up by an update', async () => {
  const { cluster, stack } = emptyCluster();
  await stack.deploy(templateOf(drawn({ A: 'x y' }, 'ConfigMap')));
  cluster.isHeld = ({ metadata }) => metadata?.name === 'x';
  await stack.deploy(templateOf(drawn({ A: 'y' }, 'ConfigMap')));
  // the update is done already
  expect(stack.problems).toEqual([]);
  expect(
    cluster
      .records()
      .map(({ deployment, refs, retired = [] }) => [deployment, ...[refs, retired].map((each) => each.map(({ name }) => name))]),
  ).toEqual([['A', ['y'], ['x']]]);
  cluster.isHeld = () => false;
  await stack.remove();
  expect(violations(cluster, [{ stack, app: {} }], new Map())).toEqual([]);
});

test('an object with a finalizer is reported by the deletion of the stack', async () => {
  const { cluster, stack } = emptyCluster();
  await stack.deploy(templateOf(drawn({ A: 'x y' }, 'ConfigMap')));
  cluster.isHeld = ({ metadata }) => metadata?.name === 'x';
  await stack.remove();
  expect(stack.problems).toContainEqual(
    expect.stringContaining("timed out waiting for the deletion of ConfigMap 'shop/x'. Check the controllers of their finalizers"),
  );
});

describe('of releases of Helm', () => {
  const released = (id: string, release: string, name: string): App => ({
    [id]: { release, objects: [objectOf('Deployment', name, name)] },
  });
  const one = released('H', 'one', 'x');
  const two = released('H', 'two', 'y');
  const elsewhere = released('G', 'two', 'y');

  test.each([
    ['the release gets another name', one, two],
    ['the resource gets another name', two, elsewhere],
    ['the release is removed', { ...one, ...elsewhere }, one],
    [
      'objects move next to it',
      { ...one, ...drawn({ A: 'p', B: 'q' }, 'ConfigMap') },
      { ...two, ...drawn({ A: 'q', B: 'p' }, 'ConfigMap') },
    ],
  ])('they survive when %s', async (_, from, to) => {
    expect(await allCourses(from, to, runs(100))).toEqual([]);
  });

  test('one that has its second name survives a move that is rolled back', async () => {
    const { cluster, stack } = emptyCluster();
    await stack.deploy(templateOf(one));
    await stack.deploy(templateOf(two));
    const before = cluster.seen();
    await stack.deploy(templateOf(elsewhere), { fault: { step: 1, how: 'elsewhere' } });
    expect(violations(cluster, [{ stack, app: two }], before)).toEqual([]);
  });
});
