import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { PlusWorkload, PodOs } from '../../src';
import { problemsOfChart } from '../../src/model/chart-problems';
import { droppedFieldsOf } from '../../src/model/typed-objects';
import { Json, newChart } from '../harness';

const { ApiObject, JsonPatch } = cdk8s;
const image = 'public.ecr.aws/docker/library/busybox:1.37';
const CONTAINER = '/spec/template/spec/containers/0';
const sleep = JsonPatch.add(`${CONTAINER}/lifecycle`, { preStop: { sleep: { seconds: 5 } } });
const SLEEP = { preStop: { sleep: { seconds: 5 } } };

function deployment() {
  const chart = newChart('shop');
  const web = new kplus.Deployment(chart, 'web', { containers: [{ image, portNumber: 8080 }] });
  const pods = (): Json => JSON.parse(JSON.stringify(chart.toJson()))[0].spec.template.spec;
  return { chart, web, object: ApiObject.of(web), pods };
}
/** As docs of cdk8s do it: the result of toJson is patched. */
const patching = (object: cdk8s.ApiObject, ...patches: cdk8s.JsonPatch[]) => {
  const toJson = object.toJson.bind(object);
  return () => JsonPatch.apply(toJson(), ...patches) as unknown;
};

describe('a toJson that the app assigns is combined with the changes', () => {
  test('if it is assigned before', () => {
    const { web, object, pods } = deployment();
    object.toJson = patching(object, sleep);
    PlusWorkload.of(web).restrict();
    expect([pods().securityContext.seccompProfile.type, pods().containers[0].lifecycle]).toEqual(['RuntimeDefault', SLEEP]);
  });

  test('if it is assigned after, and patches what was changed, also twice', () => {
    const { web, object, pods } = deployment();
    PlusWorkload.of(web).spread();
    object.toJson = patching(object, sleep);
    object.toJson = patching(object, JsonPatch.add('/spec/template/spec/topologySpreadConstraints/0/minDomains', 2));
    PlusWorkload.of(web).restrict();
    expect(pods().topologySpreadConstraints.map(({ minDomains }: Json) => minDomains)).toEqual([2, undefined]);
    expect([pods().securityContext.seccompProfile.type, pods().containers[0].lifecycle]).toEqual(['RuntimeDefault', SLEEP]);
  });

  test('if it is assigned after, and was bound before', () => {
    const { web, object, pods } = deployment();
    const later = patching(object, sleep);
    PlusWorkload.of(web).restrict();
    object.toJson = later;
    expect([pods().securityContext.seccompProfile.type, pods().containers[0].lifecycle]).toEqual(['RuntimeDefault', SLEEP]);
  });
});

describe('JSON patches of the manifest', () => {
  test('set fields that the class does not have, after all changes', () => {
    const { web, object, pods } = deployment();
    PlusWorkload.of(web)
      .addJsonPatch(sleep, JsonPatch.replace('/spec/template/spec/topologySpreadConstraints/0/whenUnsatisfiable', 'DoNotSchedule'))
      .spread();
    expect(pods().containers[0].lifecycle).toEqual(SLEEP);
    expect(pods().topologySpreadConstraints[0].whenUnsatisfiable).toBe('DoNotSchedule');
    expect(droppedFieldsOf(object)).toEqual([]);
  });

  test('fail with the operation', () => {
    const { chart, web } = deployment();
    PlusWorkload.of(web).addJsonPatch(JsonPatch.add('/spec/template/spec/affinity/nodeAffinity', {}));
    expect(problemsOfChart(chart)).toMatchObject([
      {
        finding: "chart/web has JsonPatch.add('/spec/template/spec/affinity/nodeAffinity')",
        constraint: 'the object has no /spec/template/spec/affinity',
      },
    ]);
  });
});

describe('fields that are not rendered', () => {
  test('are found in a changed object, with the name of the prop', () => {
    const { web, object } = deployment();
    PlusWorkload.of(web).restrict();
    object.addJsonPatch(JsonPatch.add('/spec/template/spec/hostPID', true));
    expect(droppedFieldsOf(object)).toMatchObject([{ by: 'patch', instead: { pointer: '/spec/template/spec/hostPid' } }]);
  });

  test('are not those that a change removes', () => {
    const { web, object, pods } = deployment();
    PlusWorkload.of(web).place({ os: PodOs.WINDOWS });
    expect(pods().containers[0].securityContext).toBeUndefined();
    expect(droppedFieldsOf(object)).toEqual([]);
  });
});
