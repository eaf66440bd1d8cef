import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import * as kplus34 from 'cdk8s-plus-34';
import { ChartDeployment, Preflight, WebService } from '../../src';
import { KIND_TYPES } from '../../src/kubernetes/kubernetes-fields.data';
import { droppedValues, propName } from '../../src/model/dropped-fields.rules';
import { droppedFieldsOf } from '../../src/model/typed-objects';
import { Json, newChart, newCluster, newStack } from '../harness';

// fields of typed objects of cdk8s that are not in the manifest: https://github.com/cdk8s-team/cdk8s/issues/2172

const { JsonPatch } = cdk8s;
const POD = '/spec/template/spec';
const CONTAINER = `${POD}/containers/0`;
const image = 'public.ecr.aws/nginx/nginx-unprivileged:1.29';

const web = (chart: cdk8s.Chart, plus: typeof kplus | typeof kplus34 = kplus) =>
  cdk8s.ApiObject.of(new plus.Deployment(chart, 'web', { containers: [{ image, portNumber: 8080 }] }));

/** What is said of an object, and whether what is said to work does. */
function found(...patches: cdk8s.JsonPatch[]): string[] {
  const object = web(newChart());
  object.addJsonPatch(...patches);
  return droppedFieldsOf(object).map(({ pointer, by, instead }) =>
    [by, pointer, instead && Object.values(instead).join()].filter(Boolean).join(' '),
  );
}

const rendered = (...patches: cdk8s.JsonPatch[]): Json => {
  const object = web(newChart());
  object.addJsonPatch(...patches);
  return object.toJson();
};

test.each<[string, cdk8s.JsonPatch, string[]]>([
  ['a field of Kubernetes 1.34', JsonPatch.add(`${POD}/resources`, { limits: { cpu: '1' } }), [`patch ${POD}/resources`]],
  ['the restart policy of a sidecar', JsonPatch.add(`${CONTAINER}/restartPolicy`, 'Always'), [`patch ${CONTAINER}/restartPolicy`]],
  ['a field whose prop has another name', JsonPatch.add(`${POD}/hostPID`, true), [`patch ${POD}/hostPID ${POD}/hostPid`]],
  [
    'a quantity',
    JsonPatch.replace(`${CONTAINER}/resources/requests/cpu`, '500m'),
    [`patch ${CONTAINER}/resources/requests/cpu {"value":"500m"}`],
  ],
  [
    'quantities in a map',
    JsonPatch.add(`${CONTAINER}/resources/limits`, { 'nvidia.com/gpu': 1 }),
    [`patch ${CONTAINER}/resources/limits/nvidia.com~1gpu {"value":1}`],
  ],
  [
    'a number or string',
    JsonPatch.add('/spec/strategy', { rollingUpdate: { maxSurge: 1 } }),
    ['patch /spec/strategy/rollingUpdate/maxSurge {"value":1}'],
  ],
  ['another version of the API', JsonPatch.replace('/apiVersion', 'apps/v1beta1'), ['patch /apiVersion']],
  ['a field that is not there', JsonPatch.remove(`${POD}/hostPID`), [`removal ${POD}/hostPID`]],
])('fails for a patch of %s', (_, patch, said) => expect(found(patch)).toEqual(said));

test.each<[string, cdk8s.JsonPatch]>([
  ['the name of the prop', JsonPatch.add(`${POD}/hostPid`, true)],
  ['the type of the prop', JsonPatch.replace(`${CONTAINER}/resources/requests/cpu`, { value: '500m' })],
  ['a class of the prop', JsonPatch.replace(`${CONTAINER}/resources/requests/cpu`, kplus.k8s.Quantity.fromString('500m'))],
  ['a label', JsonPatch.add('/metadata/labels', { 'hostPID/x': 'a' })],
  ['a field of its Kubernetes version', JsonPatch.add(`${POD}/hostUsers`, false)],
  ['an empty map', JsonPatch.add(`${POD}/volumes`, [{ name: 'a', emptyDir: {} }])],
  ['a removed field', JsonPatch.remove('/spec/minReadySeconds')],
])('passes for a patch with %s', (_, patch) => expect(found(patch)).toEqual([]));

test('a patch that is said to work does', () => {
  expect(rendered(JsonPatch.add(`${POD}/hostPid`, true)).spec.template.spec.hostPID).toBe(true);
  const [container] = rendered(JsonPatch.replace(`${CONTAINER}/resources/requests/cpu`, { value: '500m' })).spec.template.spec.containers;
  expect(container.resources.requests.cpu).toBe('500m');
});

describe('a field that the class does not know is rendered', () => {
  test('by an ApiObject', () => {
    const untyped = new cdk8s.ApiObject(newChart(), 'web', web(newChart()).toJson());
    untyped.addJsonPatch(JsonPatch.add(`${CONTAINER}/restartPolicy`, 'Always'));
    expect(untyped.toJson().spec.template.spec.containers[0].restartPolicy).toBe('Always');
    expect(droppedFieldsOf(untyped)).toEqual([]);
  });

  test('by the class of a newer version', () => {
    const newer = web(newChart(), kplus34);
    newer.addJsonPatch(JsonPatch.add(`${CONTAINER}/restartPolicy`, 'Always'));
    expect(newer.toJson().spec.template.spec.containers[0].restartPolicy).toBe('Always');
    expect(droppedFieldsOf(newer)).toEqual([]);
  });

  test('if the result of toJson() is patched', () => {
    const chart = newChart();
    const object = web(chart);
    const toJson = object.toJson.bind(object);
    object.toJson = () => JsonPatch.apply(toJson(), JsonPatch.add(`${CONTAINER}/restartPolicy`, 'Always'));
    expect((chart.toJson() as Json[])[0].spec.template.spec.containers[0].restartPolicy).toBe('Always');
    expect(droppedFieldsOf(object)).toEqual([]);
  });
});

describe('preflight', () => {
  function findings(fill: (chart: cdk8s.Chart) => void): string[] {
    const stack = newStack();
    const chart = newChart('shop');
    fill(chart);
    new ChartDeployment(stack, 'Shop', { cluster: newCluster(stack), chart });
    return Preflight.of(stack)
      .findings()
      .filter(({ ruleId }) => ruleId === 'field-dropped')
      .map(({ constructPath, message }) => `${constructPath} ${message.split(': ')[0]}`);
  }

  test('names the construct, the field and the class', () => {
    expect(findings((chart) => web(chart).addJsonPatch(JsonPatch.add(`${CONTAINER}/restartPolicy`, 'Always')))).toEqual([
      'Test/Shop [Test/Shop] chart/web sets spec.template.spec.containers[0].restartPolicy with a JSON patch, and ' +
        'cdk8s-plus-27.k8s.KubeDeployment does not render it',
    ]);
  });

  test('names a prop, where a language without types passes it', () => {
    const props: kplus.k8s.KubePodProps = {
      spec: { containers: [{ name: 'a', image, ...{ restartPolicy: 'Always' } }] },
    };
    expect(findings((chart) => void new kplus.k8s.KubePod(chart, 'pod', props))).toEqual([
      'Test/Shop [Test/Shop] chart/pod sets spec.containers[0].restartPolicy in its props, and cdk8s-plus-27.k8s.KubePod does not ' +
        'render it',
    ]);
  });

  test.each<[string, (chart: cdk8s.Chart) => void]>([
    ['of cdk8s-plus', (chart) => void web(chart)],
    ['of this library', (chart) => void new WebService(chart, 'web', { image, port: 8080 })],
    [
      'with values that CloudFormation inserts',
      (chart) => void new kplus.ConfigMap(chart, 'config', { data: { a: cdk8s.Lazy.any({ produce: () => 'a' }) as string } }),
    ],
  ])('says nothing of objects %s', (_, fill) => expect(findings(fill)).toEqual([]));
});

test.each([
  ['hostPID', 'hostPid'],
  ['podCIDRs', 'podCidRs'],
  ['nonResourceURLs', 'nonResourceUrLs'],
  ['openAPIV3Schema', 'openApiv3Schema'],
  ['targetCPUUtilizationPercentage', 'targetCpuUtilizationPercentage'],
  ['setHostnameAsFQDN', 'setHostnameAsFqdn'],
  ['x-kubernetes-list-map-keys', 'xKubernetesListMapKeys'],
  ['$ref', 'ref'],
  ['image', 'image'],
])('the prop of %s is %s', (field, prop) => expect(propName(field)).toBe(prop));

test('every kind of Kubernetes that cdk8s-plus has a class for renders what it is given', () => {
  const classes = Object.entries(kplus.k8s).filter(
    ([name]) => name.startsWith('Kube') && name !== 'KubeStatus' && typeof (kplus.k8s as Json)[name] === 'function',
  );
  const gvk = (each: unknown): string => Object.values((each as Json).GVK as Json).join('/');
  expect(classes.filter(([, each]) => gvk(each) in KIND_TYPES).length).toBeGreaterThan(40);
  for (const [, each] of classes) {
    const object = new (each as new (...args: unknown[]) => cdk8s.ApiObject)(newChart(), 'a', { metadata: { labels: { a: 'b' } } });
    expect(droppedFieldsOf(object)).toEqual([]);
  }
});

test('a manifest is compared by value, list and field', () => {
  expect(droppedValues({ a: [{ b: 1, c: 2 }], d: {}, e: null }, { a: [{ b: 1 }] })).toEqual([{ pointer: '/a/0/c', value: 2 }]);
  // the class reads hostPid, and renders it as hostPID
  expect(droppedValues({ hostPid: true, hostPID: false }, { hostPID: true })).toEqual([{ pointer: '/hostPID', value: false }]);
});
