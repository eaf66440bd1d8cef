import { gzipSync } from 'zlib';
import { StackModel, templateOf } from './cloudformation-model';
import { ClusterModel } from './cluster-model';
import { coursesOf, courseWithLoss, drawn, emptyCluster, Loss, violations } from './courses';
import { SCENARIOS } from './scenarios.data';
import { INVENTORY_LABEL } from '../../src/handler/ownership';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';

describe.each<Loss>(['before the update', 'between its failure and the rollback', 'before the removal'])(
  'when all records are lost %s',
  (loss) => {
    test.each(SCENARIOS)('nothing is deleted that is wanted, and nothing is left behind, when $name', async ({ from, to }) => {
      const [before, after] = [drawn(from, 'ConfigMap'), drawn(to, 'ConfigMap')];
      const problems: string[] = [];
      for (const course of coursesOf(before, after, 60)) problems.push(...(await courseWithLoss(before, after, course, loss)));
      expect(problems).toEqual([]);
    });
  },
);

describe('what others do in the cluster', () => {
  const FROM = drawn({ A: 'x y', B: 'z' }, 'ConfigMap');
  const TO = drawn({ A: 'x', B: 'z' }, 'ConfigMap');
  const COPY = '/ConfigMap shop/copy';

  // as KEDA, External Secrets, cert-manager and Istio do: labels, and some also annotations, of what asks come onto what is made for it
  const copies = (cluster: ClusterModel, what: 'labels' | 'labels and annotations') =>
    cluster.controllers.push(() => {
      const asked = cluster.look('/ConfigMap shop/x')?.metadata;
      if (!asked || cluster.look(COPY)) return;
      const { labels, annotations } = asked;
      cluster.put(
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'copy', namespace: 'shop', labels, ...(what === 'labels' ? {} : { annotations }) },
        },
        'controller',
      );
    });

  test.each(['labels', 'labels and annotations'] as const)(
    'an object to which a controller copies %s stays, and is not waited for',
    async (what) => {
      const { cluster, stack } = emptyCluster();
      copies(cluster, what);
      cluster.isHeld = ({ metadata }) => metadata?.name === 'copy';
      await stack.deploy(templateOf(FROM));
      const uid = cluster.look(COPY)?.metadata?.uid;
      const began = cluster.clock.now();
      await stack.deploy(templateOf(TO));
      expect(cluster.clock.now() - began).toBeLessThan(60_000);
      await stack.remove();
      expect([stack.problems, cluster.look(COPY)?.metadata?.uid, cluster.deleted.includes(uid!)]).toEqual([[], uid, false]);
      expect([...cluster.seen().keys()].filter((key) => key !== COPY)).toEqual([]);
    },
  );

  test('an object that a controller makes again at once counts as gone', async () => {
    const { cluster, stack } = emptyCluster();
    await stack.deploy(templateOf(FROM));
    const made = cluster.look('/ConfigMap shop/y')!;
    cluster.controllers.push(() => {
      if (!cluster.look('/ConfigMap shop/y')) {
        cluster.put(
          { ...made, metadata: { ...made.metadata, annotations: { ...made.metadata?.annotations, content: 'again' } } },
          'controller',
        );
      }
    });
    const began = cluster.clock.now();
    await stack.deploy(templateOf(TO));
    expect([stack.problems, cluster.clock.now() - began < 60_000]).toEqual([[], true]);
    await stack.remove();
    expect([stack.problems, [...cluster.seen()].map(([key, { content }]) => [key, content])]).toEqual([
      [],
      [['/ConfigMap shop/y', 'again']],
    ]);
  });

  test('an object that a tenant makes look like ours, with a finalizer, is not touched and not waited for', async () => {
    const { cluster, stack } = emptyCluster();
    await stack.deploy(templateOf(FROM));
    const { labels, annotations } = cluster.look('/ConfigMap shop/y')!.metadata!;
    const forged = Object.fromEntries(Object.entries(annotations!).map(([name, value]) => [name, value.replace('shop/y', 'shop/forged')]));
    cluster.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'forged', namespace: 'shop', labels, annotations: forged } });
    cluster.isHeld = ({ metadata }) => metadata?.name === 'forged';
    const began = cluster.clock.now();
    await stack.deploy(templateOf(TO));
    await stack.remove();
    expect([stack.problems, cluster.clock.now() - began < 60_000]).toEqual([[], true]);
    expect([[...cluster.seen().keys()], cluster.look('/ConfigMap shop/forged')?.metadata?.deletionTimestamp]).toEqual([
      ['/ConfigMap shop/forged'],
      undefined,
    ]);
  });

  test('a claim that a tenant labels as one that may go stays where its deployment does not say so', async () => {
    const { cluster, stack } = emptyCluster();
    await stack.deploy(templateOf(drawn({ A: 'x y' }, 'PersistentVolumeClaim')));
    const claim = cluster.look('/PersistentVolumeClaim shop/y')!;
    cluster.put(
      { ...claim, metadata: { ...claim.metadata, labels: { ...claim.metadata?.labels, 'cdk-eks-strata/removable': 'true' } } },
      'cdk-eks-strata',
    );
    await stack.deploy(templateOf(drawn({ A: 'x' }, 'PersistentVolumeClaim')));
    expect([stack.problems, cluster.look('/PersistentVolumeClaim shop/y')?.metadata?.deletionTimestamp]).toEqual([[], undefined]);
  });

  test('an object whose annotation a tenant removes stays', async () => {
    const { cluster, stack } = emptyCluster();
    await stack.deploy(templateOf(FROM));
    await cluster.annotate({ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'y' }, { 'cdk-eks-strata/owner': undefined });
    await stack.deploy(templateOf(TO));
    await stack.remove();
    expect([stack.problems, [...cluster.seen().keys()]]).toEqual([[], ['/ConfigMap shop/y']]);
  });

  const secret = (name: string, rest: object): KubernetesObject => ({
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'cdk-eks-strata/record',
    metadata: { name, namespace: 'kube-system', labels: { [INVENTORY_LABEL]: 'deployment' } },
    ...rest,
  });
  const zipped = (content: unknown) => gzipSync(JSON.stringify(content)).toString('base64');
  const record = {
    stackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/other/1',
    deployment: 'O',
    cluster: 'uid-2',
    refs: [{ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'y' }],
  };
  test.each<[string, object, string]>([
    ['without content', {}, 'its content cannot be read'],
    ['with garbage', { data: { record: 'bm90IGd6aXA=' } }, 'its content cannot be read'],
    ['with a truncated record', { data: { record: zipped(record).slice(0, 40) } }, 'its content cannot be read'],
    ['with a newer format', { data: { record: zipped({ format: 2, ...record }) } }, 'its format is 2, and this function supports 1'],
    ['with other JSON', { data: { record: zipped({ format: 1, refs: 'none' }) } }, 'its content is not an inventory'],
    [
      'with references that are none',
      { data: { record: zipped({ format: 1, ...record, refs: [null] }) } },
      'its content is not an inventory',
    ],
    ['of another type', { type: 'Opaque', data: { record: zipped({ format: 1, ...record }) } }, 'its type is not cdk-eks-strata/record'],
    ['that was written by hand', { data: { record: zipped({ format: 1, ...record }) } }, 'its name does not match its deployment'],
  ])('a Secret with our label %s is ignored, and named in failures', async (_, rest, why) => {
    const { cluster, stack } = emptyCluster();
    cluster.put(secret('not-a-record', rest));
    expect(await allDeployed(cluster, stack)).toEqual([]);
    cluster.refuses = ({ kind }) => (kind === 'ConfigMap' ? 'forbidden' : undefined);
    await stack.deploy(templateOf(FROM));
    expect(stack.reasons[0]).toBe(
      "A: ConfigMap 'shop/x' was rejected: forbidden\nConfigMap 'shop/y' was rejected: forbidden\n" +
        `Secret 'kube-system/not-a-record' was ignored: ${why}`,
    );
  });

  async function allDeployed(cluster: ClusterModel, stack: StackModel): Promise<string[]> {
    const problems: string[] = [];
    for (const app of [FROM, TO]) {
      await stack.deploy(templateOf(app));
      problems.push(...violations(cluster, [{ stack, app }], new Map(), { records: true }));
    }
    await stack.remove();
    return [...problems, ...violations(cluster, [{ stack, app: {} }], new Map(), { records: true })];
  }

  test('a record that was restored from another cluster claims nothing', async () => {
    const { cluster, lambda, stack } = emptyCluster();
    await stack.deploy(templateOf(drawn({ A: 'x y' }, 'ConfigMap')));
    for (const key of ['x', 'y']) cluster.forget(`/ConfigMap shop/${key}`);
    cluster.forget('/Namespace /kube-system');
    cluster.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } });
    const another = new StackModel(lambda, 'checkout');
    expect([await another.deploy(templateOf(drawn({ R: 'x' }, 'ConfigMap'))), another.reasons]).toEqual(['complete', []]);
  });

  test('a record that is broken under its own name is written anew', async () => {
    const { cluster, stack } = emptyCluster();
    await stack.deploy(templateOf(FROM));
    for (const each of await cluster.list({ apiVersion: 'v1', kind: 'Secret' })) cluster.put({ ...each, data: { record: 'bm90IGd6aXA=' } });
    await stack.deploy(templateOf(drawn({ A: 'x*', B: 'z*' }, 'ConfigMap')));
    expect([stack.problems, cluster.records().map(({ deployment }) => deployment), [...cluster.seen().keys()]]).toEqual([
      [],
      ['A', 'B'],
      ['/ConfigMap shop/x', '/ConfigMap shop/z'],
    ]);
  });

  test('objects of a stack whose manifest and record are both gone are found by label and annotation', async () => {
    const { cluster, stack } = emptyCluster();
    await stack.deploy(templateOf(drawn({ A: 'x y' }, 'ConfigMap')));
    copies(cluster, 'labels and annotations');
    await cluster.get([]);
    cluster.loseRecords();
    stack.loseManifests();
    await stack.remove();
    expect([stack.problems, [...cluster.seen().keys()]]).toEqual([[], [COPY]]);
  });
});
