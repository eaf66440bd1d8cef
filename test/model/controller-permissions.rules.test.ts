import { parseAllDocuments } from 'yaml';
import { kind, object, feature } from '../../src/catalog/capability.rules';
import { secretsExtendedBy, secretsWrittenFor } from '../../src/catalog/controller-outputs.data';
import { KubernetesObject, pluralOf } from '../../src/kubernetes/kubernetes-object.rules';
import { MayCreate, creatableByControllers } from '../../src/model/controller-permissions.rules';

const read = (yaml: string) => parseAllDocuments(yaml).map((document) => document.toJS() as KubernetesObject);
const objects = (...yaml: readonly string[]) => yaml.flatMap(read);
const written = (...yaml: readonly string[]) => creatableByControllers(objects(...yaml));

const RBAC = 'rbac.authorization.k8s.io';
const role = (rule: string, kindOfRole: string = 'Role') =>
  `apiVersion: ${RBAC}/v1\nkind: ${kindOfRole}\nmetadata: { name: setup${kindOfRole === 'Role' ? ', namespace: shop' : ''} ` +
  `}\nrules: [${rule}]`;
const ACCOUNT = '{ kind: ServiceAccount, name: setup, namespace: shop }';
const binding = (roleRef: string = 'kind: Role, name: setup', subject: string = ACCOUNT) =>
  `apiVersion: ${RBAC}/v1\nkind: RoleBinding\nmetadata: { name: setup, namespace: shop }\nroleRef: { ${roleRef} }\nsubjects: [${subject}]`;
const clusterBinding = (roleRef: string, subject: string = ACCOUNT) =>
  `apiVersion: ${RBAC}/v1\nkind: ClusterRoleBinding\nmetadata: { name: setup }\nroleRef: { ${roleRef} }\nsubjects: [${subject}]`;
const creates = (resources: string, groups: string = '""') => `{ apiGroups: [${groups}], resources: [${resources}], verbs: [create] }`;

const SECRET = object('', 'Secret', 'login', 'shop');
const ELSEWHERE = object('', 'Secret', 'login', 'front');
const CONFIG_MAP = object('', 'ConfigMap', 'settings', 'shop');
const CLASS = object('storage.k8s.io', 'StorageClass', 'fast');
const ROLE = object(RBAC, 'Role', 'setup', 'shop');
const KIND = kind('example.com', 'Database');
const answers = (mayWrite: MayCreate) =>
  Object.entries({ SECRET, ELSEWHERE, CONFIG_MAP, CLASS, ROLE, KIND, METRICS: feature('metrics') })
    .filter(([, thing]) => mayWrite(thing))
    .map(([name]) => name);
const EVERYTHING = ['SECRET', 'ELSEWHERE', 'CONFIG_MAP', 'CLASS', 'ROLE', 'KIND', 'METRICS'];

test('no controller, no created objects', () => expect(answers(written())).toEqual([]));

describe('who may create by a role', () => {
  test.each<[string, string[], string[]]>([
    ['secrets of the namespace', [role(creates('secrets')), binding()], ['SECRET']],
    [
      'secrets everywhere',
      [role(creates('secrets'), 'ClusterRole'), clusterBinding('kind: ClusterRole, name: setup')],
      ['SECRET', 'ELSEWHERE'],
    ],
    [
      'a role for the cluster, bound for a namespace',
      [role(creates('secrets'), 'ClusterRole'), binding('kind: ClusterRole, name: setup')],
      ['SECRET'],
    ],
    ['every resource of the core group', [role(creates('"*"')), binding()], ['SECRET', 'CONFIG_MAP']],
    ['every verb', [role('{ apiGroups: [""], resources: [secrets], verbs: ["*"] }'), binding()], ['SECRET']],
    ['every group', [role(creates('secrets', '"*"')), binding()], ['SECRET']],
    [
      'everything of the cluster',
      [clusterBinding('kind: ClusterRole, name: cluster-admin')],
      ['SECRET', 'ELSEWHERE', 'CONFIG_MAP', 'CLASS', 'ROLE', 'KIND'],
    ],
    ['everything of a namespace', [binding('kind: ClusterRole, name: edit')], ['SECRET', 'CONFIG_MAP', 'ROLE']],
    [
      'classes of the cluster need a binding for the cluster',
      [role(creates('storageclasses', 'storage.k8s.io'), 'ClusterRole'), binding('kind: ClusterRole, name: setup')],
      [],
    ],
    [
      'classes of the cluster',
      [role(creates('storageclasses', 'storage.k8s.io'), 'ClusterRole'), clusterBinding('kind: ClusterRole, name: setup')],
      ['CLASS'],
    ],
    [
      'definitions of kinds',
      [role(creates('customresourcedefinitions', 'apiextensions.k8s.io'), 'ClusterRole'), clusterBinding('kind: ClusterRole, name: setup')],
      ['KIND'],
    ],
    [
      'what changes and never creates',
      [role('{ apiGroups: [""], resources: [secrets], verbs: [get, list, watch, update, patch, delete] }'), binding()],
      [],
    ],
    [
      'a role that joins others',
      [`${role(creates('pods'), 'ClusterRole')}\naggregationRule: { clusterRoleSelectors: [] }`, binding('kind: ClusterRole, name: setup')],
      ['SECRET', 'CONFIG_MAP', 'ROLE'],
    ],
    [
      'a role that reads',
      [binding('kind: ClusterRole, name: view'), clusterBinding('kind: ClusterRole, name: "system:auth-delegator"')],
      [],
    ],
    [
      'a role of Kubernetes in kube-system',
      [
        binding('kind: Role, name: extension-apiserver-authentication-reader').replace(
          'namespace: shop }\nroleRef',
          'namespace: kube-system }\nroleRef',
        ),
      ],
      [],
    ],
    [
      'a role that is not here may permit anything but roles, which are missing then',
      [binding('kind: Role, name: other')],
      ['SECRET', 'CONFIG_MAP'],
    ],
    ['the same for the whole cluster', [clusterBinding('kind: ClusterRole, name: other')], ['SECRET', 'ELSEWHERE', 'CONFIG_MAP', 'CLASS']],
  ])('%s', (_, yaml, found) => expect(answers(written(...yaml))).toEqual(found));
});

describe('whom a role is bound to', () => {
  test.each<[string, boolean]>([
    [ACCOUNT, true],
    ['{ kind: Group, name: "system:serviceaccounts" }', true],
    ['{ kind: Group, name: "system:serviceaccounts:shop" }', true],
    ['{ kind: Group, name: "system:authenticated" }', true],
    ['{ kind: User, name: "system:serviceaccount:shop:setup" }', true],
    ['{ kind: Group, name: developers }', false],
    ['{ kind: User, name: ada }', false],
    ['', false],
  ])('%s: %s', (subject, found) => expect(written(role(creates('secrets')), binding(undefined, subject))(SECRET)).toBe(found));
});

describe('what is known at deploy may be anything', () => {
  const known = '"<known-at-deploy>"';
  test.each<[string, string[]]>([
    ['the resources', [role(`{ apiGroups: [""], resources: ${known}, verbs: [create] }`), binding()]],
    ['one verb', [role(`{ apiGroups: [""], resources: [secrets], verbs: [get, ${known}] }`), binding()]],
    ['the rules', [role('').replace('rules: []', `rules: ${known}`), binding()]],
    ['the role', [role(creates('secrets')), binding(`kind: Role, name: ${known}`)]],
    ['the subjects', [role(creates('secrets')), binding().replace(`[${ACCOUNT}]`, known)]],
    ['the name of another Secret', [`apiVersion: v1\nkind: Secret\nmetadata: { name: ${known}, namespace: shop }`]],
    ['the namespace of another Secret', [`apiVersion: v1\nkind: Secret\nmetadata: { name: login, namespace: ${known} }`]],
    [
      'the namespace',
      [
        role(creates('secrets'), 'ClusterRole'),
        binding('kind: ClusterRole, name: setup').replace('namespace: shop }\nroleRef', `namespace: ${known} }\nroleRef`),
      ],
    ],
  ])('%s', (_, yaml) => expect(written(...yaml)(SECRET)).toBe(true));
});

describe('controllers', () => {
  const custom = (apiVersion: string, name: string, namespace: string | undefined = 'shop', more: string = '') =>
    `apiVersion: ${apiVersion}\nkind: ${name}\nmetadata: { name: main${namespace && `, namespace: ${namespace}`} }\n${more}`;
  const definition =
    'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: databases.example.com }\nspec: { ' +
    'group: example.com, scope: Namespaced, names: { kind: Database } }';

  test.each<[string, string[], string[]]>([
    [
      'an operator makes anything in the namespace of what it is asked for',
      [custom('example.com/v1', 'Database')],
      ['SECRET', 'CONFIG_MAP', 'ROLE'],
    ],
    ['and everywhere for what is in none', [custom('example.com/v1', 'Database', '')], ['SECRET', 'ELSEWHERE', 'CONFIG_MAP', 'ROLE']],
    ['in the default one for what should be in one', [definition, custom('example.com/v1', 'Database', '')], []],
    ['what Prometheus scrapes makes nothing', [custom('monitoring.coreos.com/v1', 'ServiceMonitor')], []],
    ['Prometheus does', [custom('monitoring.coreos.com/v1', 'Prometheus')], ['SECRET', 'CONFIG_MAP', 'ROLE']],
    [
      'a NodePool, a certificate and a policy make nothing else',
      [
        custom('karpenter.sh/v1', 'NodePool', ''),
        custom('cert-manager.io/v1', 'Certificate'),
        custom('cilium.io/v2', 'CiliumNetworkPolicy'),
      ],
      [],
    ],
    [
      'an ExternalSecret of several namespaces makes Secrets',
      [custom('external-secrets.io/v1', 'ClusterExternalSecret', '')],
      ['SECRET', 'ELSEWHERE'],
    ],
    ['an application of Argo CD may be anything', [custom('argoproj.io/v1alpha1', 'Application', 'argocd')], EVERYTHING],
    ['a release of Flux as well', [custom('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'flux-system')], EVERYTHING],
    ['a Rollout is but a workload', [custom('argoproj.io/v1alpha1', 'Rollout', 'front')], ['ELSEWHERE']],
    [
      'a Gateway of an unknown class may run pods',
      [custom('gateway.networking.k8s.io/v1', 'Gateway', 'shop', 'spec: { gatewayClassName: istio }')],
      ['SECRET', 'CONFIG_MAP', 'ROLE'],
    ],
    [
      'one of AWS has none',
      [
        custom('gateway.networking.k8s.io/v1', 'Gateway', 'shop', 'spec: { gatewayClassName: main }'),
        custom('gateway.networking.k8s.io/v1', 'GatewayClass', '', 'spec: { controllerName: gateway.k8s.aws/alb }'),
      ],
      [],
    ],
    [
      'nor one of VPC Lattice',
      [custom('gateway.networking.k8s.io/v1', 'Gateway', 'shop', 'spec: { gatewayClassName: amazon-vpc-lattice }')],
      [],
    ],
  ])('%s', (_, yaml, found) => expect(answers(written(...yaml))).toEqual(found));

  test('a ScaledJob makes Jobs and pods in its namespace', () => {
    const mayWrite = written(custom('keda.sh/v1alpha1', 'ScaledJob'));
    expect(
      [object('batch', 'Job', '*', 'shop'), object('', 'Pod', '*', 'shop'), object('batch', 'Job', '*', 'front'), SECRET].map(mayWrite),
    ).toEqual([true, true, false, false]);
  });
});

test.each([
  ['Secret', 'secrets'],
  ['StorageClass', 'storageclasses'],
  ['NetworkPolicy', 'networkpolicies'],
  ['Gateway', 'gateways'],
  ['Ingress', 'ingresses'],
  ['Endpoints', 'endpoints'],
  ['Mesh', 'meshes'],
  ['EndpointSlice', 'endpointslices'],
])('the resource of %s is %s', (each, plural) => expect(pluralOf(each)).toBe(plural));

describe('Secrets that controllers write', () => {
  const secretsOf = (yaml: string) =>
    objects(yaml)
      .flatMap(secretsWrittenFor)
      .map((thing) => (thing.type === 'object' ? `${thing.namespace}/${thing.name}` : ''));
  const asked = (apiVersion: string, name: string, spec: string, annotations: string = '') =>
    `apiVersion: ${apiVersion}\nkind: ${name}\nmetadata: { name: web, namespace: shop, annotations: { ${annotations} } }\nspec: ` +
    `{ ${spec} }`;

  test.each<[string, string, string[]]>([
    ['ExternalSecret', asked('external-secrets.io/v1', 'ExternalSecret', ''), ['shop/web']],
    ['ExternalSecret with a target', asked('external-secrets.io/v1', 'ExternalSecret', 'target: { name: login }'), ['shop/login']],
    [
      'ExternalSecret that adds to another',
      asked('external-secrets.io/v1', 'ExternalSecret', 'target: { name: login, creationPolicy: Merge }'),
      [],
    ],
    ['Certificate', asked('cert-manager.io/v1', 'Certificate', 'secretName: web-tls'), ['shop/web-tls']],
    ['Issuer', asked('cert-manager.io/v1', 'Issuer', 'acme: { privateKeySecretRef: { name: account } }'), ['shop/account']],
    [
      'SecretProviderClass',
      asked('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', 'secretObjects: [{ secretName: a }, { secretName: b }, {}]'),
      ['shop/a', 'shop/b'],
    ],
    [
      'SealedSecret, whose name counts',
      asked('bitnami.com/v1alpha1', 'SealedSecret', 'template: { metadata: { name: other } }'),
      ['shop/web'],
    ],
    [
      'Ingress',
      asked('networking.k8s.io/v1', 'Ingress', 'tls: [{ secretName: web-tls }]', 'cert-manager.io/issuer: main'),
      ['shop/web-tls'],
    ],
    [
      'Ingress by the annotation of old',
      asked('networking.k8s.io/v1', 'Ingress', 'tls: [{ secretName: web-tls }]', 'kubernetes.io/tls-acme: "true"'),
      ['shop/web-tls'],
    ],
    ['Ingress without cert-manager', asked('networking.k8s.io/v1', 'Ingress', 'tls: [{ secretName: web-tls }]'), []],
    [
      'Gateway',
      asked(
        'gateway.networking.k8s.io/v1',
        'Gateway',
        'listeners: [{ tls: { certificateRefs: [{ name: web-tls }] } }, {}]',
        'cert-manager.io/cluster-issuer: main',
      ),
      ['shop/web-tls'],
    ],
    ['anything else', asked('v1', 'ConfigMap', ''), []],
  ])('%s', (_, yaml, found) => expect(secretsOf(yaml)).toEqual(found));

  test('an ExternalSecret may add keys to its target, whichever controller creates it', () => {
    expect(
      objects(asked('external-secrets.io/v1', 'ExternalSecret', 'target: { name: login, creationPolicy: Merge }')).flatMap(
        secretsExtendedBy,
      ),
    ).toEqual([SECRET]);
    expect(objects(asked('v1', 'ConfigMap', '')).flatMap(secretsExtendedBy)).toEqual([]);
  });
});
