import { chartFolder, revisions } from './charts';
import { availableDeployments } from './real-objects';
import { RealWorld } from './real-world';
import { deliveryObjects } from '../../src/access/delivery-role.rules';
import { CustomResourceRequest } from '../../src/handler/custom-resource-request';
import { INVENTORY_LABEL } from '../../src/handler/ownership';
import { HELM_RELEASE_RESOURCE } from '../../src/model/custom-resource-types.data';

// real programs on a machine that has other work
jest.setTimeout(60_000);

let world: RealWorld;
beforeEach(async () => {
  world = await RealWorld.start();
  const { store } = world.server;
  deliveryObjects('orders', 'delivery:orders', ['shop'], []).forEach((object) => store.put({ ...object }));
  world.server.subject = { user: 'orders-delivery', groups: ['delivery:orders', 'system:authenticated'] };
});
afterEach(async () => world.stop());

const release = (type: CustomResourceRequest['RequestType'], options: Record<string, unknown> = {}) =>
  world.ask(type, HELM_RELEASE_RESOURCE, 'Release', {
    Deployment: 'Release',
    Namespaces: ['shop'],
    Release: 'shop',
    Namespace: 'shop',
    ChartFile: { Bucket: 'bucket', Key: 'chart' },
    SkipCrds: 'true',
    ...options,
  });
const states = () => revisions(world, 'shop').map(({ metadata: { labels } }) => `${labels?.version} ${labels?.status}`);
const inventories = () => world.server.store.of('Secret').filter(({ metadata: { labels } }) => labels?.[INVENTORY_LABEL] !== undefined);

test('Helm installs, upgrades, runs a hook and uninstalls without a request outside of the namespace', async () => {
  availableDeployments(world);
  const hook = `apiVersion: batch/v1
kind: Job
metadata: { name: migrate, annotations: { helm.sh/hook: 'pre-upgrade', helm.sh/hook-delete-policy: before-hook-creation } }
spec: { template: { spec: { restartPolicy: Never, containers: [{ name: app, image: example.com/app:1 }] } } }
`;
  const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec: { group: example.com, scope: Namespaced, names: { kind: Widget, plural: widgets }, versions: [] }
`;
  world.files.set('s3://bucket/chart', chartFolder(world, { 'templates/hook.yaml': hook, 'crds/widgets.yaml': crd }));
  world.server.store.controllers.push(() => undefined);
  world.server.hooks.push(({ kind, method }) => {
    if (kind === 'Job' && method === 'GET') {
      world.server.store.of('Job').forEach((job) => (job.status = { succeeded: 1, conditions: [{ type: 'Complete', status: 'True' }] }));
    }
    return undefined;
  });
  expect(await release('Create')).not.toHaveProperty('Reason');
  expect(await release('Update', { Values: '{"greeting":"good night"}' })).not.toHaveProperty('Reason');
  expect(world.server.store.find('ConfigMap', 'shop/shop-settings')?.data).toEqual({ greeting: 'good night' });
  expect(states()).toEqual(['1 superseded', '2 deployed']);
  expect(world.server.store.of('CustomResourceDefinition')).toEqual([]);
  expect(await release('Delete')).not.toHaveProperty('Reason');
  expect([states(), inventories(), world.server.store.of('ConfigMap')]).toEqual([[], [], []]);
  expect(world.server.forbidden).toEqual([]);
});

test('fails for a chart with a ClusterRole with the message of the API server, and the deletion cleans up', async () => {
  const role = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: reader }
rules: [{ apiGroups: [''], resources: [nodes], verbs: [get] }]
`;
  world.files.set('s3://bucket/chart', chartFolder(world, { 'templates/role.yaml': role }));
  const { Reason } = await release('Create', { NotWaitedFor: ['rollouts'] });
  expect(Reason).toContain('clusterroles.rbac.authorization.k8s.io "reader" is forbidden: User "orders-delivery" cannot');
  expect(await release('Delete')).not.toHaveProperty('Reason');
  expect([states(), inventories(), world.server.store.of('ConfigMap')]).toEqual([[], [], []]);
});
