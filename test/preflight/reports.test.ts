import { Stack, Validations } from 'aws-cdk-lib';
import * as cdk8s from 'cdk8s';
import { ChartDeployment, ManagedNodes, Preflight, PreflightSeverity } from '../../src';
import { Json, newChart, newCluster, newStack } from '../harness';

function withClaims(...names: string[]): Stack {
  const stack = newStack();
  const cluster = newCluster(stack);
  new ManagedNodes(stack, 'Nodes', { cluster });
  const chart = newChart('shop');
  for (const name of names) {
    new cdk8s.ApiObject(chart, name, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name },
      spec: { storageClassName: 'fast', accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
  }
  new ChartDeployment(stack, 'Shop', { cluster, chart });
  return stack;
}
const acknowledged = (stack: Stack) => {
  Validations.of(stack).acknowledge({ id: 'strata::storage-class-missing', reason: 'created by another team' });
  return stack;
};

describe('assertNone', () => {
  test('fails with all findings, grouped by construct', () => {
    expect(() => Preflight.of(withClaims('one', 'two')).assertNone()).toThrow(
      [
        'Preflight has 2 findings:',
        '',
        'Test/Shop',
        "  error storage-class-missing: PersistentVolumeClaim 'shop/one' references StorageClass 'fast', which does not exist: the PVC " +
          'and its pods stay Pending while the StorageClass does not exist (storageclass.storage.k8s.io "<name>" not found)',
      ].join('\n'),
    );
    expect(() => Preflight.of(withClaims('one')).assertNone()).toThrow(/\n {4}Fix: .*\n {4}Source: https:/);
  });

  test('passes without findings, for ignored rules and for acknowledged findings', () => {
    Preflight.of(newStack()).assertNone();
    Preflight.of(withClaims('one')).assertNone({ except: ['storage-class-missing'] });
    Preflight.of(acknowledged(withClaims('one'))).assertNone();
  });

  test('ignores warnings on request', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const chart = newChart('shop');
    new cdk8s.ApiObject(chart, 'pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p' },
      spec: { containers: [{ name: 'main', image: 'nginx:1' }] },
    });
    new ChartDeployment(stack, 'Shop', { cluster, chart });
    Preflight.of(stack).assertNone({ severity: PreflightSeverity.ERROR });
    expect(() => Preflight.of(stack).assertNone()).toThrow('warning nodes-missing');
  });

  test('fails for an unknown rule', () =>
    expect(() => Preflight.of(newStack()).assertNone({ except: ['storage-class-mising'] })).toThrow(
      "[Preflight] except contains 'storage-class-mising': it must contain ids of rules. Use 'storage-class-missing' (docs/preflight.md)",
    ));
});

// required properties, and further ones that upload-sarif requires.
// Source: OASIS, sarif-schema-2.1.0.json; GitHub docs, SARIF support for code scanning
test('SARIF has the properties that its schema and GitHub require', () => {
  const sarif: Json = JSON.parse(Preflight.of(withClaims('one')).toSarif({ file: 'bin/app.ts' }));
  expect(sarif).toMatchObject({ $schema: expect.stringMatching(/^https:/), version: '2.1.0' });
  const [{ tool, results }] = sarif.runs;
  expect(tool.driver.name).toBe('cdk-eks-strata preflight');
  const ids = tool.driver.rules.map(({ id }: Json) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const rule of tool.driver.rules) {
    expect(rule).toMatchObject({
      id: expect.stringMatching(/^[a-z0-9-]+$/),
      shortDescription: { text: expect.any(String) },
      fullDescription: { text: expect.any(String) },
      help: { text: expect.any(String) },
      defaultConfiguration: { level: expect.stringMatching(/^(none|note|warning|error)$/) },
    });
  }
  expect(results).toHaveLength(1);
  expect(results[0]).toEqual({
    ruleId: 'storage-class-missing',
    ruleIndex: ids.indexOf('storage-class-missing'),
    level: 'error',
    message: { text: expect.stringMatching(/^\[Test\/Shop\] PersistentVolumeClaim/) },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: 'bin/app.ts' }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: 'Test/Shop', kind: 'resource' }],
      },
    ],
    partialFingerprints: { primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
});

test('SARIF suppresses acknowledged findings', () => {
  const { runs }: Json = JSON.parse(Preflight.of(acknowledged(withClaims('one'))).toSarif());
  expect(runs[0].results[0].suppressions).toEqual([{ kind: 'inSource', justification: 'created by another team' }]);
  expect(runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('cdk.json');
});

test('JUnit has a test case for each rule, which fails with its errors', () => {
  const xml = Preflight.of(withClaims('one', 'two')).toJUnit();
  expect(xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="cdk-eks-strata preflight" tests="\d+" failures="1">\n/);
  expect(xml).toContain('<testcase classname="References" name="secret-missing"/>');
  const [, failure] = /name="storage-class-missing">\n +<failure message="[^"<]+" type="storage-class-missing">([^<]*)<\/failure>/.exec(
    xml,
  )!;
  expect(failure).toContain('(storageclass.storage.k8s.io &quot;&lt;name&gt;&quot; not found)');
  expect(failure.split('&#10;')).toHaveLength(2);
});

test('JUnit skips a rule whose findings are acknowledged', () => {
  const xml = Preflight.of(acknowledged(withClaims('one'))).toJUnit();
  expect(xml).toContain('failures="0"');
  expect(xml).toMatch(/name="storage-class-missing">\n +<skipped message="[^"<]+"\/>/);
});
