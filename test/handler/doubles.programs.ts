import { Double, inMemory, realPrograms } from './doubles';
import { ApplyRejection } from '../../src/handler/kubernetes';
import { LiveObject, ObjectRef, refOf } from '../../src/handler/object-ref.rules';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';

// real programs on a machine that has other work
jest.setTimeout(120_000);

const map = (name: string, data: Record<string, string> = { a: '1' }, namespace = 'shop', rest: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
  ...rest,
});
const ref = (kind: string, name: string, namespace?: string, apiVersion = 'v1'): ObjectRef => ({
  apiVersion,
  kind,
  name,
  ...(namespace ? { namespace } : {}),
});
const namespace = (name: string): KubernetesObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const workload = (kind: string, app: string, spec: object = {}): KubernetesObject => ({
  apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
  kind,
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    ...(kind === 'Job' ? {} : { selector: { matchLabels: { app } } }),
    template: { metadata: { labels: { app } }, spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] } },
    ...spec,
  },
});
const widget = (name: string): KubernetesObject => ({
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { name, namespace: 'shop' },
  spec: { size: 1 },
});
const binding = (name: string, role: string): KubernetesObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name, namespace: 'shop' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role },
});

/** Refusals by what they are about: the words of kubectl are not those of the model. */
const SORTS: readonly (readonly [string, RegExp])[] = [
  ['conflict', /conflict with "kubectl-edit"/],
  ['no namespace', /namespaces "[^"]*" not found/],
  ['no kind', /no matches for kind/],
  ['terminating', /because it is being terminated/],
  ['immutable', /field is immutable|cannot change roleRef|spec is immutable|updates to statefulset spec/],
  ['name', /metadata\.name: /],
  ['field', /field not declared in schema/],
];
const sortOf = ({ object, reason }: ApplyRejection): string =>
  `${object.metadata?.name}: ${SORTS.find(([, pattern]) => pattern.test(reason))?.[0] ?? reason}`;

const names = (objects: readonly LiveObject[]): string[] =>
  objects.map(({ metadata }) => `${metadata?.namespace ? `${metadata.namespace}/` : ''}${metadata?.name}`).sort();

type Play = (double: Double) => Promise<unknown>;

// twice: the existing object, and its change
const changed =
  (before: KubernetesObject, after: KubernetesObject): Play =>
  async ({ kubernetes }) => {
    const first = await kubernetes.apply([before], { forceConflicts: false });
    return [...first, ...(await kubernetes.apply([after], { forceConflicts: true }))].map(sortOf);
  };
const applied =
  (...objects: KubernetesObject[]): Play =>
  async ({ kubernetes }) => {
    const refusals = await kubernetes.apply(objects, { forceConflicts: false });
    return [refusals.map(sortOf), names(await kubernetes.get(objects.map(refOf)))];
  };

const KUBECTL: readonly (readonly [string, Play, unknown])[] = [
  [
    'objects are applied, and those that are not there are not got',
    async ({ kubernetes }) => {
      await kubernetes.apply([map('a'), map('b')], { forceConflicts: false });
      return names(await kubernetes.get([ref('ConfigMap', 'a', 'shop'), ref('ConfigMap', 'c', 'shop'), ref('Namespace', 'shop')]));
    },
    ['shop', 'shop/a'],
  ],
  [
    'an object that is applied again keeps its uid, and one that is made again has another',
    async ({ kubernetes, settle }) => {
      const uid = async () => (await kubernetes.get([ref('ConfigMap', 'a', 'shop')]))[0].metadata?.uid;
      await kubernetes.apply([map('a')], { forceConflicts: false });
      const first = await uid();
      await kubernetes.apply([map('a', { a: '2' })], { forceConflicts: false });
      const second = await uid();
      await kubernetes.delete([ref('ConfigMap', 'a', 'shop')]);
      await settle();
      await kubernetes.apply([map('a')], { forceConflicts: false });
      return [first === second, first === (await uid())];
    },
    [true, false],
  ],
  [
    'a dry run changes nothing',
    async ({ kubernetes }) => {
      const refusals = await kubernetes.apply([map('a')], { forceConflicts: false, dryRun: true });
      return [refusals, await kubernetes.get([ref('ConfigMap', 'a', 'shop')])];
    },
    [[], []],
  ],
  [
    'a field that another manager set to another value is a conflict',
    async (double) => {
      double.put(map('a', { a: 'theirs' }));
      return (await double.kubernetes.apply([map('a')], { forceConflicts: false })).map(sortOf);
    },
    ['a: conflict'],
  ],
  [
    'a field that another manager set to the same value is not a conflict',
    async (double) => {
      double.put(map('a'));
      return (await double.kubernetes.apply([map('a')], { forceConflicts: false })).map(sortOf);
    },
    [],
  ],
  [
    'a conflict is forced',
    async (double) => {
      double.put(map('a', { a: 'theirs' }));
      const refusals = await double.kubernetes.apply([map('a')], { forceConflicts: true });
      return [refusals, (await double.kubernetes.get([ref('ConfigMap', 'a', 'shop')])).map(({ data }) => data)];
    },
    [[], [{ a: '1' }]],
  ],
  ['a namespace that is not there', applied(map('a', {}, 'nowhere'), map('b')), [['a: no namespace'], ['shop/b']]],
  ['a kind that is not served', applied({ ...widget('a'), apiVersion: 'example.org/v1' }, map('b')), [['a: no kind'], ['shop/b']]],
  ['a kind that is defined', applied(widget('a')), [[], ['shop/a']]],
  [
    'a namespace that is on its way out',
    async (double) => {
      const { kubernetes } = double;
      await kubernetes.apply([namespace('own'), map('held', {}, 'own')], { forceConflicts: false });
      double.hold('ConfigMap', 'own/held', true);
      await kubernetes.delete([ref('Namespace', 'own')]);
      await double.settle();
      const refusals = await kubernetes.apply([map('late', {}, 'own')], { forceConflicts: false });
      double.hold('ConfigMap', 'own/held', false);
      await double.settle();
      await double.settle();
      return [refusals.map(sortOf), await kubernetes.get([ref('Namespace', 'own'), ref('ConfigMap', 'held', 'own')])];
    },
    [['late: terminating'], []],
  ],
  [
    'a finalizer keeps an object, which is marked, with its uid',
    async (double) => {
      const { kubernetes } = double;
      await kubernetes.apply([map('a')], { forceConflicts: false });
      const [{ metadata: before }] = await kubernetes.get([ref('ConfigMap', 'a', 'shop')]);
      double.hold('ConfigMap', 'shop/a', true);
      await kubernetes.delete([ref('ConfigMap', 'a', 'shop')]);
      await double.settle();
      const [{ metadata: held }] = await kubernetes.get([ref('ConfigMap', 'a', 'shop')]);
      double.hold('ConfigMap', 'shop/a', false);
      await double.settle();
      return [held?.uid === before?.uid, held?.deletionTimestamp !== undefined, await kubernetes.get([ref('ConfigMap', 'a', 'shop')])];
    },
    [true, true, []],
  ],
  [
    'in the background an object is gone at once',
    async ({ kubernetes }) => {
      await kubernetes.apply([map('a')], { forceConflicts: false });
      await kubernetes.delete([ref('ConfigMap', 'a', 'shop')], 'background');
      return kubernetes.get([ref('ConfigMap', 'a', 'shop')]);
    },
    [],
  ],
  [
    'what is not there, and what is of a kind that is not served, is deleted without a word',
    async ({ kubernetes }) => {
      await kubernetes.delete([ref('ConfigMap', 'a', 'shop'), ref('Widget', 'b', 'shop', 'example.org/v1')]);
      return kubernetes.get([ref('Widget', 'b', 'shop', 'example.org/v1')]);
    },
    [],
  ],
  ['the selector of a Deployment', changed(workload('Deployment', 'one'), workload('Deployment', 'two')), ['web: immutable']],
  ['the selector of a DaemonSet', changed(workload('DaemonSet', 'one'), workload('DaemonSet', 'two')), ['web: immutable']],
  [
    'the service of a StatefulSet',
    changed(workload('StatefulSet', 'one', { serviceName: 'a' }), workload('StatefulSet', 'one', { serviceName: 'b' })),
    ['web: immutable'],
  ],
  [
    'the replicas of a StatefulSet',
    changed(workload('StatefulSet', 'one', { replicas: 1 }), workload('StatefulSet', 'one', { replicas: 2 })),
    [],
  ],
  ['the template of a Job', changed(workload('Job', 'one'), workload('Job', 'two')), ['web: immutable']],
  [
    'the class of a claim',
    changed(
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data', namespace: 'shop' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data', namespace: 'shop' },
        spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '1Gi' } } },
      },
    ),
    ['data: immutable'],
  ],
  [
    'a ConfigMap that is immutable',
    changed(map('a', { a: '1' }, 'shop', { immutable: true }), map('a', { a: '2' }, 'shop', { immutable: true })),
    ['a: immutable'],
  ],
  [
    'the type of a Secret',
    changed(
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'shop' }, type: 'one' },
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'shop' }, type: 'two' },
    ),
    ['s: immutable'],
  ],
  ['the role of a binding', changed(binding('b', 'one'), binding('b', 'two')), ['b: immutable']],
  [
    'names',
    applied(map('Upper'), map('under_score'), map('with.dots'), namespace('with.dots'), binding('system:any', 'one')),
    [
      ['Upper: name', 'under_score: name', 'with.dots: name'],
      ['shop/system:any', 'shop/with.dots'],
    ],
  ],
  ['a field that the kind does not have', applied(workload('Deployment', 'one', { replica: 2 })), [['web: field'], []]],
  ['a field of a custom resource', applied({ ...widget('a'), spec: { anything: true } }), [[], ['shop/a']]],
  [
    'annotations are set and removed, and the rest stays',
    async ({ kubernetes }) => {
      await kubernetes.apply([{ ...map('a'), metadata: { name: 'a', namespace: 'shop', annotations: { one: '1', two: '2' } } }], {
        forceConflicts: false,
      });
      await kubernetes.annotate(ref('ConfigMap', 'a', 'shop'), { one: undefined, three: 'v1 shop/A 0123 /ConfigMap:shop/a' });
      await kubernetes.annotate(ref('ConfigMap', 'missing', 'shop'), { one: '1' });
      const [{ metadata, data }] = await kubernetes.get([ref('ConfigMap', 'a', 'shop')]);
      return [metadata?.annotations, data];
    },
    [{ two: '2', three: 'v1 shop/A 0123 /ConfigMap:shop/a' }, { a: '1' }],
  ],
  [
    'lists, by namespace and label',
    async ({ kubernetes, put }) => {
      const labelled = (object: KubernetesObject) => ({ ...object, metadata: { ...object.metadata, labels: { app: 'x' } } });
      [labelled(map('a')), labelled(map('b', {}, 'kube-system')), map('c'), labelled(widget('w'))].forEach(put);
      const kind = { apiVersion: 'v1', kind: 'ConfigMap' };
      return [
        names(await kubernetes.list(kind, { selector: 'app=x' })),
        names(await kubernetes.list(kind, { namespace: 'shop', selector: 'app' })),
        names(await kubernetes.list(kind, { namespace: 'shop' })),
        await kubernetes.list({ apiVersion: 'example.org/v1', kind: 'Widget' }),
        names(await kubernetes.listBySelector('app=x')),
      ];
    },
    [['kube-system/b', 'shop/a'], ['shop/a'], ['shop/a', 'shop/c'], [], ['kube-system/b', 'shop/a', 'shop/w']],
  ],
  [
    'those of a manifest that exist, in their own namespaces or the given one',
    async ({ kubernetes, put }) => {
      [map('a'), map('b', {}, 'kube-system')].forEach(put);
      const manifest = [
        { ...map('a'), metadata: { name: 'a' } },
        map('b', {}, 'kube-system'),
        map('c'),
        { ...widget('w'), apiVersion: 'example.org/v1' },
        namespace('shop'),
      ];
      return names(await kubernetes.getByManifest(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifest }, null, 1), 'shop'));
    },
    ['kube-system/b', 'shop', 'shop/a'],
  ],
];

const RELEASE = { release: 'one', namespace: 'shop' };
const source = { uploaded: 's3://bucket/chart' };
const values = (...objects: KubernetesObject[]): string => JSON.stringify({ objects });
const failed = async (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => false,
    () => true,
  );
const OPERATION = { timeoutSeconds: () => 60, beforeAttempt: async () => undefined };
const upgrade = async ({ helm }: Double, given: string, createNamespace = false, name = RELEASE, labels = { a: '1' }): Promise<void> =>
  helm.upgrade(name, await helm.fetch(source), given, { ...OPERATION, createNamespace, takeOwnership: false, labels, awaitedKinds: [] });
const states = async ({ helm }: Double): Promise<unknown> =>
  (await helm.history(RELEASE)).map(({ revision, status }) => ({ revision, status }));
const existing = async ({ kubernetes }: Double, ...refs: ObjectRef[]): Promise<string[]> => names(await kubernetes.get(refs));

const HELM: readonly (readonly [string, Play, unknown])[] = [
  [
    'a release with objects in several namespaces is installed, upgraded and uninstalled',
    async (double) => {
      const both = [ref('ConfigMap', 'a', 'shop'), ref('ConfigMap', 'b', 'kube-system'), ref('ConfigMap', 'c', 'shop')];
      await upgrade(double, values({ ...map('a'), metadata: { name: 'a' } }, map('b', {}, 'kube-system')));
      const first = await existing(double, ...both);
      await upgrade(double, values({ ...map('a'), metadata: { name: 'a' } }, map('c')));
      await double.settle();
      const [second, history] = [await existing(double, ...both), await states(double)];
      await double.helm.uninstall(RELEASE, 60);
      await double.settle();
      return [first, second, history, await existing(double, ...both), await double.helm.history(RELEASE)];
    },
    [
      ['kube-system/b', 'shop/a'],
      ['shop/a', 'shop/c'],
      [
        { revision: 1, status: 'superseded' },
        { revision: 2, status: 'deployed' },
      ],
      [],
      [],
    ],
  ],
  [
    'what says that it is to be kept stays',
    async (double) => {
      await upgrade(double, values({ ...map('a'), metadata: { name: 'a', annotations: { 'helm.sh/resource-policy': 'keep' } } }, map('b')));
      await double.helm.uninstall(RELEASE, 60);
      await double.settle();
      return existing(double, ref('ConfigMap', 'a', 'shop'), ref('ConfigMap', 'b', 'shop'));
    },
    ['shop/a'],
  ],
  [
    'a namespace is made if asked for, and a release without one fails',
    async (double) => {
      const fresh = { release: 'one', namespace: 'fresh' };
      const without = await failed(upgrade(double, values({ ...map('a'), metadata: { name: 'a' } }), false, fresh));
      await upgrade(double, values({ ...map('a'), metadata: { name: 'a' } }), true, fresh);
      return [without, await existing(double, ref('ConfigMap', 'a', 'fresh'))];
    },
    [true, ['fresh/a']],
  ],
  [
    'an object in a namespace that is not there fails, and leaves a failed revision',
    async (double) => [await failed(upgrade(double, values(map('a', {}, 'nowhere')))), await states(double)],
    [true, [{ revision: 1, status: 'failed' }]],
  ],
  [
    'a pending revision locks the release until it is marked as failed',
    async (double) => {
      await upgrade(double, values(map('a')));
      await double.interrupt('one');
      const locked = await failed(upgrade(double, values(map('b'))));
      await double.helm.markFailed(RELEASE, 2, 'interrupted');
      const record = await double.helm.record(RELEASE, 2);
      await upgrade(double, values(map('b')));
      return [locked, record?.description, await states(double)];
    },
    [
      true,
      'interrupted',
      [
        { revision: 1, status: 'superseded' },
        { revision: 2, status: 'failed' },
        { revision: 3, status: 'deployed' },
      ],
    ],
  ],
  [
    'labels are merged in an upgrade, and are those of the earlier revision after a rollback, with its objects',
    async (double) => {
      await upgrade(double, values(map('a')), false, RELEASE, { a: '1' });
      await upgrade(double, values(map('b')), false, RELEASE, { a: '2' });
      await double.settle();
      const upgraded = (await double.helm.history(RELEASE)).at(-1)?.labels;
      await double.helm.rollback(RELEASE, 1, OPERATION);
      await double.settle();
      const [{ labels }] = (await double.helm.history(RELEASE)).slice(-1);
      return [upgraded, labels, await states(double), await existing(double, ref('ConfigMap', 'a', 'shop'), ref('ConfigMap', 'b', 'shop'))];
    },
    [
      { a: '2' },
      { a: '1' },
      [
        { revision: 1, status: 'superseded' },
        { revision: 2, status: 'superseded' },
        { revision: 3, status: 'deployed' },
      ],
      ['shop/a'],
    ],
  ],
  [
    'a release that is not there has no history, no manifest, and is uninstalled without a word',
    async ({ helm }) => {
      await helm.uninstall(RELEASE, 60);
      return [await helm.history(RELEASE), await failed(helm.manifest(RELEASE))];
    },
    [[], true],
  ],
];

describe.each([
  ['in memory', inMemory],
  ['with the real programs', realPrograms],
] as const)('%s', (_, start) => {
  let double: Double;
  beforeEach(async () => {
    double = await start();
  });
  afterEach(() => double.stop());

  test.each(KUBECTL)('API: %s', async (__, play, expected) => {
    expect(await play(double)).toEqual(expected);
  });

  test.each(HELM)('Helm: %s', async (__, play, expected) => {
    expect(await play(double)).toEqual(expected);
  });
});
