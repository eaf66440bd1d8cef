import * as cdk8s from 'cdk8s';
import * as kplus34 from 'cdk8s-plus-34';
import { Construct } from 'constructs';
import { CHARTS, classesIn, VERSIONS } from './cdk8s-plus-kinds';
import { WebService } from '../../src';
import { check } from '../../src/preflight/check.rules';
import { RULES } from '../../src/preflight/rules';
import { newChart } from '../harness';
import { factsOfCase } from '../preflight/cases/case';

// everything that cdk8s-plus renders is what the API server of a supported version accepts, or it is found

const KUBERNETES = ['1.33', '1.34', '1.35', '1.36'];
const CHECKED = new Set(['Form', 'API versions', 'Limits']);

function found(manifests: string, version: string): string[] {
  return check(RULES, factsOfCase({ manifests, facts: { version } }))
    .filter(({ rule }) => CHECKED.has(rule.area))
    .map(({ rule, violation }) => `${rule.id} ${violation.finding}`);
}

const rendered = (fill: (chart: cdk8s.Chart) => unknown): string => {
  const chart = newChart('shop');
  fill(chart);
  return cdk8s.App.of(chart).synthYaml();
};

const EXTERNAL_IPS =
  "field-deprecated Service 'shop/chart-service-c87b9a30' sets spec.externalIPs, which is deprecated since Kubernetes 1.36";
const IN_TREE = [
  ['PersistentVolume', 'chart-ebs-', 'spec.awsElasticBlockStore'],
  ['PersistentVolume', 'chart-azure-', 'spec.azureDisk'],
  ['PersistentVolume', 'chart-gce-', 'spec.gcePersistentDisk'],
  ['Pod', 'shop/chart-pod-', "awsElasticBlockStore of the volume 'ebs-vol-0123456789abcdef0'"],
];

describe.each(VERSIONS)('cdk8s-plus-%s', (_, plus) => {
  const charts = Object.entries(CHARTS).map(([name, fill]) => [name, rendered((chart) => fill(chart, plus))] as const);

  test.each(charts.filter(([name]) => !['external IPs', 'in-tree volumes'].includes(name)))(
    '%s is accepted by all supported versions',
    (__, manifests) => expect(KUBERNETES.flatMap((version) => found(manifests, version))).toEqual([]),
  );

  test('external IPs are found from the version on that deprecates them', () => {
    const manifests = new Map(charts).get('external IPs')!;
    expect(KUBERNETES.map((version) => found(manifests, version).map((each) => each.replace(/service-\w+'/, "service-c87b9a30'")))).toEqual(
      [[], [], [], [EXTERNAL_IPS]],
    );
  });

  test('in-tree volumes are found', () => {
    const findings = found(new Map(charts).get('in-tree volumes')!, '1.36').map((each) => each.replace(/-c8\w{6}'/, "-'"));
    expect(findings).toEqual(IN_TREE.map(([kind, name, field]) => `field-deprecated ${kind} '${name}' sets ${field}, which is deprecated`));
  });

  test('every construct that it exports is in one of the charts', () => {
    const chart = newChart('shop');
    const rooms = Object.entries(CHARTS).map(([name, fill]) => {
      const room = new cdk8s.Chart(chart, name.replace(/ /g, '-'));
      fill(room, plus);
      return room;
    });
    const used = new Set(rooms.flatMap(classesIn));
    const exported = Object.entries(plus).filter(([, each]) => typeof each === 'function' && each.prototype instanceof Construct);
    // base classes, and what another construct makes of itself
    const abstract = ['Resource', 'AbstractPod', 'Workload', 'Volume', 'PersistentVolume', 'Pods', 'Namespaces'];
    expect(exported.map(([name]) => name).filter((name) => !used.has(name) && !abstract.includes(name))).toEqual([]);
  });

  test('a class of an API that a supported version does not serve is found', () => {
    const apis = Object.values(plus.k8s).flatMap((each) =>
      typeof each === 'function' && 'GVK' in each ? [each.GVK as cdk8s.GroupVersionKind] : [],
    );
    const unstable = apis.filter(({ apiVersion, kind }) => /(alpha|beta)\d*$/.test(apiVersion) && !kind.endsWith('List'));
    const unnoticed = unstable.filter(({ apiVersion, kind }) =>
      found(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }`, '1.36').every((each) => !/^(api-|kind-)/.test(each)),
    );
    // objects that only API servers create
    expect(unnoticed.map(({ kind }) => kind)).toEqual(['StorageVersion']);
    expect(unstable.length).toBeGreaterThan(5);
  });
});

test('values of another version are accepted by workloads of this library', () => {
  const manifests = rendered(
    (chart) =>
      void new WebService(chart, 'web', {
        image: 'registry.example.com/web:1.0',
        resources: { cpu: kplus34.Cpu.millis(250), memory: cdk8s.Size.mebibytes(256) },
      }),
  );
  expect(manifests).toContain('cpu: 250m');
});
