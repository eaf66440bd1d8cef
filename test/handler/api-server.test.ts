import { ApiServer } from './api-server';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';

let server: ApiServer;
let address: string;
beforeEach(async () => {
  server = new ApiServer();
  address = await server.start();
});
afterEach(() => server.stop());

const MAPS = '/api/v1/namespaces/shop/configmaps';
const map = (name: string, rest: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop', ...rest },
  data: { a: '1' },
});

async function ask(
  method: string,
  path: string,
  body?: unknown,
  type = 'application/json',
): Promise<{ readonly code: number; readonly message?: string; readonly reason?: string }> {
  const response = await fetch(`${address}/${server.token}${path}`, {
    method,
    headers: { 'content-type': type },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const { message, reason } = (text.startsWith('{') ? JSON.parse(text) : { message: text.trim() }) as { message?: string; reason?: string };
  return { code: response.status, ...(message === undefined ? {} : { message }), ...(reason === undefined ? {} : { reason }) };
}

describe('what the server does not know is refused', () => {
  const unknown = (what: string) => ({ code: 501, reason: 'NotImplemented', message: `the API server of the tests does not know ${what}` });
  beforeEach(() => void server.store.put(map('a')));

  test.each<[string, string, string, unknown, string | undefined, object]>([
    ['a watch of one object', 'GET', `${MAPS}/a?watch=true`, undefined, undefined, unknown('watches of one object')],
    ['a field selector', 'GET', `${MAPS}?fieldSelector=metadata.name%3Da`, undefined, undefined, unknown('the selector metadata.name=a')],
    ['a selector with a set', 'GET', `${MAPS}?labelSelector=a%20in%20(b)`, undefined, undefined, unknown('the selector a in (b)')],
    ['a subresource', 'PUT', `${MAPS}/a/scale`, {}, undefined, unknown('the subresource scale of configmaps')],
    ['the deletion of a collection', 'DELETE', MAPS, undefined, undefined, unknown('DELETE of a collection')],
    ['a creation of a named object', 'POST', `${MAPS}/a`, map('a'), undefined, unknown('POST of an object')],
    [
      'a JSON patch of anything but the managers of fields',
      'PATCH',
      `${MAPS}/a`,
      [{ op: 'replace', path: '/data', value: {} }],
      'application/json-patch+json',
      unknown('the JSON patch replace /data'),
    ],
    ['a write without a namespace', 'POST', '/api/v1/configmaps', map('a'), undefined, unknown('configmaps without a namespace')],
    ['a kind', 'GET', '/apis/example.org/v1/widgets', undefined, undefined, { code: 404, message: '404 page not found' }],
  ])('%s', async (_, method, path, body, type, expected) => {
    expect(await ask(method, path, body, type)).toEqual(expected);
  });
});

test.each<[string, string, string, unknown, object]>([
  [
    'a body of another name',
    'PUT',
    `${MAPS}/a`,
    map('b'),
    { code: 400, reason: 'BadRequest', message: 'the name of the object (b) does not match the name on the URL (a)' },
  ],
  [
    'a body of another namespace',
    'POST',
    MAPS,
    map('b', { namespace: 'default' }),
    { code: 400, reason: 'BadRequest', message: 'the namespace of the provided object does not match the namespace sent on the request' },
  ],
  [
    'an unknown field, strictly',
    'POST',
    `${MAPS}?fieldValidation=Strict`,
    { ...map('b'), dat: {} },
    {
      code: 400,
      reason: 'BadRequest',
      message: 'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "dat"',
    },
  ],
  [
    'an old version of an object',
    'PUT',
    `${MAPS}/a`,
    map('a', { resourceVersion: '0' }),
    {
      code: 409,
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your changes to the latest ' +
        'version and try again',
    },
  ],
  [
    'a deletion of another uid',
    'DELETE',
    `${MAPS}/a`,
    { preconditions: { uid: 'other' } },
    {
      code: 409,
      reason: 'Conflict',
      message: expect.stringMatching(
        new RegExp(
          String.raw`^Operation cannot be fulfilled on configmaps "a": the UID in the precondition \(other\) does ` +
            String.raw`not match the UID in record \([-0-9]+\)\. The object`,
        ),
      ),
    },
  ],
])('fails for %s', async (_, method, path, body, expected) => {
  server.store.put(map('a'));
  expect(await ask(method, path, body)).toEqual(expected);
});

test('a status is written by its own address, and nothing else with it', async () => {
  server.store.put(map('a'));
  expect((await ask('PUT', `${MAPS}/a/status`, { ...map('a'), data: { a: '2' }, status: { phase: 'Ready' } })).code).toBe(200);
  expect(server.store.find('ConfigMap', 'shop/a')).toMatchObject({ data: { a: '1' }, status: { phase: 'Ready' } });
});

describe('what belongs to an object that goes', () => {
  const owned = () => {
    const {
      metadata: { uid },
    } = server.store.put(map('owner'));
    server.store.put(map('owned', { ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid }] }));
  };
  const left = () => server.store.of('ConfigMap').map(({ metadata: { name } }) => name);

  test.each([
    ['Background', []],
    ['Foreground', []],
    ['Orphan', ['owned']],
  ] as const)('%s', async (propagationPolicy, expected) => {
    owned();
    await ask('DELETE', `${MAPS}/owner`, { propagationPolicy });
    for (let round = 0; round < 4; round++) server.store.settle();
    expect(left()).toEqual(expected);
  });

  test('in the foreground it goes first', async () => {
    owned();
    server.store.find('ConfigMap', 'shop/owned')!.metadata.finalizers = ['example.com/held'];
    await ask('DELETE', `${MAPS}/owner`, { propagationPolicy: 'Foreground' });
    for (let round = 0; round < 4; round++) server.store.settle();
    expect(left()).toEqual(['owner', 'owned']);
  });
});

test('a custom resource is served in each version of its CRD that is served', async () => {
  server.store.put({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets' },
      versions: [
        { name: 'v1', served: true, storage: true },
        { name: 'v1beta1', served: true },
        { name: 'v1alpha1', served: false },
      ],
    },
  });
  server.store.settle();
  const codes = await Promise.all(
    ['v1', 'v1beta1', 'v1alpha1'].map(async (version) => (await ask('GET', `/apis/example.com/${version}/widgets`)).code),
  );
  expect(codes).toEqual([200, 200, 404]);
});
