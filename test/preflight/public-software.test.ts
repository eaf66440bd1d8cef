import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as cdk8s from 'cdk8s';
import { CASES } from './cases';
import { factsOfCase } from './cases/case';
import { ChartDeployment, ClusterModel, Preflight, YamlFile } from '../../src';
import { check } from '../../src/preflight/check.rules';
import { RULES } from '../../src/preflight/rules';
import { newPlainCluster, newStack, VERSION } from '../harness';

// shapes of public software that the API server and the controllers accept
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'public-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const errorsOf = (scope: eks.ICluster) =>
  Preflight.of(scope)
    .findings()
    .filter(({ severity }) => severity === 'error')
    .map(({ ruleId, message }) => `${ruleId} ${message}`);
const idsOf = (scope: eks.ICluster) =>
  Preflight.of(scope)
    .findings()
    .map(({ ruleId }) => ruleId);

function deployed(cluster: eks.ICluster, yaml: string) {
  const file = path.join(folder, 'objects.yaml');
  fs.writeFileSync(file, yaml);
  const chart = new cdk8s.Chart(new cdk8s.App(), 'software', { namespace: 'software' });
  new YamlFile(chart, 'File', { file });
  new ChartDeployment(cluster.stack, 'Software', { cluster, chart });
}

/** A cluster of plain aws-eks-v2, which applies objects with kubectl. */
function withKubectl(): eks.Cluster {
  const stack = newStack();
  const cluster = new eks.Cluster(stack, 'Cluster', {
    version: VERSION,
    vpc: new ec2.Vpc(stack, 'Vpc'),
    kubectlProviderOptions: { kubectlLayer: new KubectlV36Layer(stack, 'Kubectl') },
  });
  // only clusters with a model are checked
  ClusterModel.of(cluster);
  return cluster;
}

const CRD = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-validations': [{ rule: 'true', message: 'never' }] } },
      },
    ],
  },
};

const POD_WITH_BOOLEANS = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      hostNetwork: no
      serviceAccountName: ""
      containers:
        - name: web
          image: registry.example.com/web:1.0
          securityContext: { runAsNonRoot: on, privileged: off }
`;

const LIST = `apiVersion: v1
kind: ConfigMapList
items:
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { A: b } }
`;

test('rules of CRDs, booleans of YAML 1.1, an empty service account and typed lists are accepted', () => {
  const cluster = newPlainCluster();
  deployed(cluster, [JSON.stringify(CRD), POD_WITH_BOOLEANS, LIST].join('\n---\n'));
  expect(errorsOf(cluster)).toEqual([]);
});

test('the same holds for objects that a plain cluster is given', () => {
  const cluster = withKubectl();
  cluster.addManifest('Crd', CRD);
  cluster.addManifest('List', { apiVersion: 'v1', kind: 'ConfigMapList', items: [{ metadata: { name: 'a' }, data: { A: 'b' } }] });
  expect(errorsOf(cluster)).toEqual([]);
});

test('objects of a typed list are checked', () => {
  const cluster = withKubectl();
  cluster.addManifest('List', { apiVersion: 'v1', kind: 'ConfigMapList', items: [{ metadata: { name: 'a' }, data: { A: 1 } }] });
  expect(errorsOf(cluster)).toEqual([expect.stringContaining('invalid type for "data[\'A\']"')]);
});

test('the built-in node pools of Auto Mode, which eks.Cluster has by default, provide nodes', () => {
  const stack = newStack();
  const cluster = new eks.Cluster(stack, 'Cluster', { version: VERSION, vpc: new ec2.Vpc(stack, 'Vpc') });
  deployed(cluster, POD_WITH_BOOLEANS);
  expect(idsOf(cluster)).not.toContain('nodes-missing');
});

test('Auto Mode without node pools provides no nodes', () => {
  const stack = newStack();
  const cluster = new eks.Cluster(stack, 'Cluster', { version: VERSION, vpc: new ec2.Vpc(stack, 'Vpc'), compute: { nodePools: [] } });
  deployed(cluster, POD_WITH_BOOLEANS);
  expect(idsOf(cluster)).toContain('nodes-missing');
});

test('the tags of subnets of an imported cluster are unknown, and not a finding', () => {
  const stack = newStack();
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    publicSubnetIds: ['subnet-1', 'subnet-2'],
  });
  const cluster = eks.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'central', vpc });
  deployed(
    cluster,
    'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec: { ingressClassName: alb, defaultBackend: { service: ' +
      '{ name: web, port: { number: 80 } } } }',
  );
  expect(idsOf(cluster)).not.toContain('subnets-untagged');
});

test('a binding to a role that does not exist is a warning: its subjects may need no permissions', () => {
  const severities = CASES['role-missing'].fails.map((given) => check(RULES, factsOfCase(given)).map(({ severity }) => severity));
  expect(severities).toEqual(CASES['role-missing'].fails.map(() => ['warning']));
});

test('a hook of the installation is a warning, as its pods may retry, and one of the deletion or of an upgrade alone an error', () => {
  const job = (annotation: string) =>
    `apiVersion: batch/v1\nkind: Job\nmetadata: { name: a, namespace: shop, annotations: { ${annotation} } }\n` +
    'spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "registry.example.com/a:1" }] } } }';
  const severityOf = (annotation: string) =>
    check(RULES, factsOfCase({ manifests: job(annotation) }))
      .filter(({ rule }) => rule.id === 'hook-in-manifest')
      .map(({ severity }) => severity);
  expect(severityOf('helm.sh/hook: "post-install, post-upgrade"')).toEqual(['warning']);
  expect(severityOf('helm.sh/hook: "pre-install,pre-upgrade"')).toEqual(['warning']);
  expect(severityOf('argocd.argoproj.io/hook: PostSync')).toEqual(['warning']);
  expect(severityOf('helm.sh/hook: pre-upgrade')).toEqual(['error']);
  expect(severityOf('helm.sh/hook: "pre-delete,post-upgrade"')).toEqual(['error']);
  expect(severityOf('argocd.argoproj.io/hook: SyncFail')).toEqual(['error']);
});

test('a dead port beside a port that reaches pods is a warning, and an error where no port does', () => {
  const severities = CASES['target-port-missing'].fails.map((given) =>
    check(RULES, factsOfCase(given))
      .filter(({ rule }) => rule.id === 'target-port-missing')
      .map(({ severity }) => severity),
  );
  expect(severities).toEqual([['error'], ['error'], ['warning']]);
});
