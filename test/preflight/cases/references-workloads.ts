import { Cases, Given } from './case';
import { all, declares, forAll, inShop, RBAC } from './given';
import { kind as kindThing } from '../../../src/catalog/capability.rules';

const container =
  '{ name: main, image: "registry.example.com/web:1.0", resources: { requests: { cpu: 100m, memory: 64Mi } }, readinessProbe: { ' +
  'tcpSocket: { port: 8080 } } }';

interface Change {
  readonly selector?: string;
  readonly labels?: string;
  readonly pod?: string;
  readonly spec?: string;
}

const podOf = (fields?: string) => `${fields ? `${fields}, ` : ''}containers: [${container}]`;
const workload = (kind: string, name: string, change: Change = {}) =>
  inShop(
    'apps/v1',
    kind,
    name,
    `spec:
  ${change.spec ?? ''}
  selector: ${change.selector ?? `{ matchLabels: { app: ${name} } }`}
  template: { metadata: { labels: ${change.labels ?? `{ app: ${name} }`} }, spec: { ${podOf(change.pod)} } }`,
  );
const web = (change: Change = {}) => workload('Deployment', 'web', change);
const service = (name: string, selector: string, more: string = '') =>
  inShop('v1', 'Service', name, `spec: { selector: ${selector}, ports: [{ port: 80, targetPort: 8080 }]${more} }`);

const account = (name: string) => inShop('v1', 'ServiceAccount', name);
const role = (name: string, rules: string = '{ apiGroups: [""], resources: [configmaps], verbs: [get, list] }') =>
  inShop(RBAC, 'Role', name, `rules: [${rules}]`);
const binding = (roleRef: string, subjects: string = '{ kind: ServiceAccount, name: web, namespace: shop }') =>
  inShop(RBAC, 'RoleBinding', 'web', `roleRef: { apiGroup: rbac.authorization.k8s.io, ${roleRef} }\nsubjects: [${subjects}]`);
const clusterBinding = (roleRef: string, subjects: string) =>
  forAll(RBAC, 'ClusterRoleBinding', 'web', `roleRef: { apiGroup: rbac.authorization.k8s.io, ${roleRef} }\nsubjects: [${subjects}]`);

const scaler = (
  target: string,
  metrics: string = '{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }',
) =>
  inShop(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    'web',
    `spec: { minReplicas: 2, maxReplicas: 6, scaleTargetRef: ${target}, metrics: [${metrics}] }`,
  );
const toWeb = '{ apiVersion: apps/v1, kind: Deployment, name: web }';
const onQueue = '{ type: External, external: { metric: { name: queue-length }, target: { type: AverageValue, averageValue: "30" } } }';

const externalSecret = inShop('external-secrets.io/v1', 'ExternalSecret', 'web', 'spec: { secretStoreRef: { name: main }, data: [] }');
const application =
  'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop, namespace: argocd }\nspec: { project: default, ' +
  'destination: { namespace: shop } }';
const database = inShop('example.com/v1', 'Database', 'orders', 'spec: { size: 3 }');

/** Who runs, by whom it is allowed, and by what it is scaled. */
const customNetworking = (more: object): Given['facts'] => ({
  addonSettings: [
    { path: 'App/Cni', value: { name: 'vpc-cni', values: { env: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' }, ...more } } },
  ],
});
const eniConfig = forAll(
  'crd.k8s.amazonaws.com/v1alpha1',
  'ENIConfig',
  'eu-west-1a',
  'spec: { subnet: subnet-0a, securityGroups: [sg-0a] }',
);

export const WORKLOADS: Cases = {
  'duplicate-object': {
    fails: [
      {
        name: 'a ConfigMap that was copied and not renamed',
        manifests: all(inShop('v1', 'ConfigMap', 'settings', 'data: { A: b }'), inShop('v1', 'ConfigMap', 'settings', 'data: { A: c }')),
        found: ["ConfigMap 'shop/settings' is declared twice in the same chart"],
      },
      {
        name: 'two versions of one API are one object',
        manifests: all(
          scaler(toWeb),
          inShop(
            'autoscaling/v1',
            'HorizontalPodAutoscaler',
            'web',
            `spec: { maxReplicas: 6, targetCPUUtilizationPercentage: 70, scaleTargetRef: ${toWeb} }`,
          ),
          web(),
        ),
        found: ["HorizontalPodAutoscaler 'shop/web' is declared twice in the same chart"],
      },
      {
        name: 'no namespace and the one that it stands for',
        manifests: all(
          'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }',
          'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: default }',
        ),
        found: ["ConfigMap 'default/settings' is declared twice in the same chart"],
      },
      {
        name: 'an add-on that two constructs install',
        facts: {
          singletons: [
            { path: 'App/Addons', value: "EKS add-on 'metrics-server'" },
            { path: 'App/Monitoring', value: "EKS add-on 'metrics-server'" },
          ],
        },
        found: ["EKS add-on 'metrics-server' is also declared in App/Addons"],
      },
      {
        name: 'two HelmDeployments with one release name in one namespace, also in two stacks',
        facts: {
          singletons: [
            { path: 'Base/Ingress/Release', value: "Helm release 'ingress/nginx'" },
            { path: 'Shop/Ingress/Release', value: "Helm release 'ingress/nginx'" },
          ],
        },
        found: ["Helm release 'ingress/nginx' is also declared in Base/Ingress/Release"],
      },
    ],
    passes: [
      {
        name: 'releases whose names are known at deployment',
        facts: {
          singletons: ['App/A', 'App/B'].map((path) => ({ path, value: "Helm release 'default/<known-at-deploy>'" })),
        },
      },
      {
        name: 'the same name in two namespaces',
        manifests: all(
          inShop('v1', 'ConfigMap', 'settings'),
          'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: staging }',
        ),
      },
      {
        name: 'the same name for two kinds',
        manifests: all(web(), service('web', '{ app: web }'), account('web'), inShop('v1', 'ConfigMap', 'web')),
      },
      {
        name: 'a Role and a ClusterRole of one name',
        manifests: all(
          role('reader'),
          forAll(RBAC, 'ClusterRole', 'reader', 'rules: [{ apiGroups: [""], resources: [nodes], verbs: [get] }]'),
        ),
      },
      {
        name: 'namespaces and names that are known at deploy',
        manifests: all(
          'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: "<known-at-deploy>" }',
          'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: "<known-at-deploy>" }',
          inShop('v1', 'ConfigMap', '"<known-at-deploy>"'),
          inShop('v1', 'ConfigMap', '"<known-at-deploy>"'),
        ),
      },
    ],
  },
  'kind-missing': {
    fails: [
      {
        name: 'a Certificate without cert-manager',
        manifests: inShop('cert-manager.io/v1', 'Certificate', 'web', 'spec: { secretName: web-tls, issuerRef: { name: main } }'),
        without: ['kind cert-manager.io/Certificate'],
        found: ["Certificate 'shop/web' needs the kind Certificate of cert-manager.io, whose CRD is not installed"],
      },
      {
        name: 'a scaler of KEDA without KEDA',
        manifests: all(
          web(),
          inShop(
            'keda.sh/v1alpha1',
            'ScaledObject',
            'web',
            'spec: { scaleTargetRef: { name: web }, triggers: [{ type: aws-sqs-queue, metadata: {} }] }',
          ),
        ),
        without: ['kind keda.sh/ScaledObject'],
        found: ["ScaledObject 'shop/web' needs the kind ScaledObject of keda.sh, whose CRD is not installed"],
      },
      {
        name: 'what Prometheus should scrape, without its operator',
        manifests: inShop(
          'monitoring.coreos.com/v1',
          'ServiceMonitor',
          'web',
          'spec: { selector: { matchLabels: { app: web } }, endpoints: [{ port: metrics }] }',
        ),
        without: ['kind monitoring.coreos.com/ServiceMonitor'],
        found: ["ServiceMonitor 'shop/web' needs the kind ServiceMonitor of monitoring.coreos.com, whose CRD is not installed"],
        also: ['monitor-selects-nothing'],
      },
    ],
    passes: [
      {
        name: 'the definition stands beside it',
        manifests: all(
          forAll(
            'apiextensions.k8s.io/v1',
            'CustomResourceDefinition',
            'databases.example.com',
            'spec: { group: example.com, scope: Namespaced, names: { kind: Database, plural: databases }, versions: [{ name: v1, ' +
              'served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }] }',
          ),
          database,
        ),
        without: ['kind example.com/Database'],
      },
      {
        name: 'policies of nodes and pods that EKS installs',
        manifests:
          'apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\nmetadata: { name: eu-west-1a }\nspec: { subnet: subnet-1 }',
      },
      {
        name: 'a kind that is declared',
        manifests: externalSecret,
        without: ['kind external-secrets.io/ExternalSecret'],
        facts: { externalDeclarations: [kindThing('external-secrets.io', 'ExternalSecret')] },
      },
      {
        name: 'a controller that may create definitions',
        manifests: all(
          account('gatekeeper'),
          forAll(
            RBAC,
            'ClusterRole',
            'gatekeeper',
            'rules: [{ apiGroups: [apiextensions.k8s.io], resources: [customresourcedefinitions], verbs: [create, get, list, watch] }]',
          ),
          clusterBinding('kind: ClusterRole, name: gatekeeper', '{ kind: ServiceAccount, name: gatekeeper, namespace: shop }'),
          forAll('constraints.gatekeeper.sh/v1beta1', 'K8sRequiredLabels', 'owner', 'spec: { parameters: { labels: [owner] } }'),
        ),
        without: ['kind constraints.gatekeeper.sh/K8sRequiredLabels'],
      },
    ],
  },
  'metrics-missing': {
    fails: [
      {
        name: 'an autoscaler on cpu, and no metrics-server',
        manifests: all(web(), scaler(toWeb)),
        without: ['feature metrics'],
        found: ["HorizontalPodAutoscaler 'shop/web' scales on cpu or memory, and the metrics API is not installed"],
      },
      {
        name: 'on the memory of one container',
        manifests: all(
          web(),
          scaler(
            toWeb,
            '{ type: ContainerResource, containerResource: { name: memory, container: main, target: { type: Utilization, ' +
              'averageUtilization: 80 } } }',
          ),
        ),
        without: ['feature metrics'],
        found: ["HorizontalPodAutoscaler 'shop/web' scales on cpu or memory, and the metrics API is not installed"],
      },
      {
        name: 'as it was written in autoscaling/v1',
        manifests: all(
          web(),
          inShop(
            'autoscaling/v1',
            'HorizontalPodAutoscaler',
            'web',
            `spec: { minReplicas: 2, maxReplicas: 6, targetCPUUtilizationPercentage: 70, scaleTargetRef: ${toWeb} }`,
          ),
        ),
        without: ['feature metrics'],
        found: ["HorizontalPodAutoscaler 'shop/web' scales on cpu or memory, and the metrics API is not installed"],
      },
    ],
    passes: [
      { name: 'metrics-server is there', manifests: all(web(), scaler(toWeb)) },
      { name: 'what scales on a queue asks another API', manifests: all(web(), scaler(toWeb, onQueue)), without: ['feature metrics'] },
      { name: 'not needed without autoscalers', manifests: web(), without: ['feature metrics'] },
    ],
  },
  'namespace-missing': {
    fails: [
      {
        name: 'the namespace does not exist',
        manifests: inShop('v1', 'ConfigMap', 'settings', 'data: { A: b }'),
        without: ['object /Namespace /shop'],
        found: ["ConfigMap 'shop/settings' references Namespace 'shop', which does not exist"],
      },
      {
        name: 'the namespace has another name',
        manifests: all('apiVersion: v1\nkind: Namespace\nmetadata: { name: shops }', account('web')),
        without: ['object /Namespace /shop'],
        found: ["ServiceAccount 'shop/web' references Namespace 'shop', which does not exist"],
      },
    ],
    passes: [
      {
        name: 'it stands beside',
        manifests: all('apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }', account('web')),
        without: ['object /Namespace /shop'],
      },
      {
        name: 'namespaces that every cluster has',
        manifests: ['default', 'kube-system', 'kube-public', 'kube-node-lease']
          .map((namespace) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: ${namespace} }`)
          .join('\n---\n'),
        without: ['default', 'kube-system', 'kube-public', 'kube-node-lease'].map((name) => `object /Namespace /${name}`),
      },
      {
        name: 'what is in no namespace',
        manifests: forAll('scheduling.k8s.io/v1', 'PriorityClass', 'high', 'value: 1000'),
        without: ['object /Namespace /default'],
      },
      {
        name: 'one that is known at deploy',
        manifests: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: "<known-at-deploy>" }',
        without: ['object /Namespace /<known-at-deploy>'],
      },
      {
        name: 'one that is declared',
        manifests: account('web'),
        without: ['object /Namespace /shop'],
        facts: declares('', 'Namespace', 'shop'),
      },
    ],
  },
  'priority-class-missing': {
    fails: [
      {
        name: 'a class that is not deployed',
        manifests: web({ pod: 'priorityClassName: high-priority' }),
        found: ["Deployment 'shop/web' references PriorityClass 'high-priority', which does not exist"],
      },
      {
        name: 'one letter too few',
        manifests: all(
          forAll('scheduling.k8s.io/v1', 'PriorityClass', 'batch-low', 'value: 1000'),
          web({ pod: 'priorityClassName: batch-lo' }),
        ),
        found: ["Deployment 'shop/web' references PriorityClass 'batch-lo', which does not exist"],
      },
    ],
    passes: [
      {
        name: 'classes that every cluster has',
        manifests: all(
          web({ pod: 'priorityClassName: system-cluster-critical' }),
          workload('DaemonSet', 'agent', { pod: 'priorityClassName: system-node-critical' }),
        ),
      },
      {
        name: 'the class stands beside',
        manifests: all(forAll('scheduling.k8s.io/v1', 'PriorityClass', 'high', 'value: 1000'), web({ pod: 'priorityClassName: high' })),
      },
      {
        name: 'no class, an empty one, and one that is known at deploy',
        manifests: all(
          web(),
          workload('Deployment', 'api', { pod: 'priorityClassName: ""' }),
          workload('Deployment', 'worker', { pod: 'priorityClassName: "<known-at-deploy>"' }),
        ),
      },
      {
        name: 'one that is declared',
        manifests: web({ pod: 'priorityClassName: high' }),
        facts: declares('scheduling.k8s.io', 'PriorityClass', 'high'),
      },
    ],
  },
  'role-missing': {
    fails: [
      {
        name: 'the Role has another name',
        manifests: all(account('web'), role('web-reader'), binding('kind: Role, name: reader')),
        found: ["RoleBinding 'shop/web' references Role 'shop/reader', which does not exist"],
      },
      {
        name: 'a ClusterRole under the kind of a Role',
        manifests: all(account('web'), binding('kind: Role, name: view')),
        found: ["RoleBinding 'shop/web' references Role 'shop/view', which does not exist"],
      },
      {
        name: 'a ClusterRole that does not exist',
        manifests: all(
          account('web'),
          clusterBinding('kind: ClusterRole, name: node-reader', '{ kind: ServiceAccount, name: web, namespace: shop }'),
        ),
        found: ["ClusterRoleBinding 'web' references ClusterRole 'node-reader', which does not exist"],
      },
      {
        name: 'a Role of another namespace',
        manifests: all(
          account('web'),
          role('reader').replace('namespace: shop', 'namespace: staging'),
          binding('kind: Role, name: reader'),
        ),
        found: ["RoleBinding 'shop/web' references Role 'shop/reader', which does not exist"],
      },
    ],
    passes: [
      {
        name: 'roles that every cluster has',
        manifests: all(
          account('web'),
          binding('kind: ClusterRole, name: view'),
          clusterBinding('kind: ClusterRole, name: "system:auth-delegator"', '{ kind: ServiceAccount, name: web, namespace: shop }'),
        ),
      },
      {
        name: 'a Role of Kubernetes in kube-system',
        manifests: all(
          account('web'),
          binding('kind: Role, name: extension-apiserver-authentication-reader').replace('namespace: shop', 'namespace: kube-system'),
        ),
      },
      {
        name: 'a ClusterRole for one namespace',
        manifests: all(
          account('web'),
          forAll(RBAC, 'ClusterRole', 'reader', 'rules: [{ apiGroups: [""], resources: [configmaps], verbs: [get] }]'),
          binding('kind: ClusterRole, name: reader'),
        ),
      },
      {
        name: 'the role follows in the same manifest',
        manifests: all(binding('kind: Role, name: reader'), role('reader'), account('web')),
      },
      { name: 'a role that is known at deploy', manifests: all(account('web'), binding('kind: Role, name: "<known-at-deploy>"')) },
      {
        name: 'a role that is declared',
        manifests: all(account('web'), binding('kind: ClusterRole, name: team-reader')),
        facts: declares('rbac.authorization.k8s.io', 'ClusterRole', 'team-*'),
      },
    ],
  },
  'runtime-class-missing': {
    fails: [
      {
        name: 'gVisor as a RuntimeClass that does not exist',
        manifests: web({ pod: 'runtimeClassName: gvisor' }),
        found: ["Deployment 'shop/web' references RuntimeClass 'gvisor', which does not exist"],
      },
      {
        name: 'the class of the GPU operator, without it',
        manifests: inShop(
          'batch/v1',
          'Job',
          'train',
          `spec: { template: { spec: { restartPolicy: Never, runtimeClassName: nvidia, containers: [${container}] } } }`,
        ),
        found: ["Job 'shop/train' references RuntimeClass 'nvidia', which does not exist"],
      },
    ],
    passes: [
      {
        name: 'the class stands beside',
        manifests: all(forAll('node.k8s.io/v1', 'RuntimeClass', 'gvisor', 'handler: runsc'), web({ pod: 'runtimeClassName: gvisor' })),
      },
      {
        name: 'one that is declared',
        manifests: web({ pod: 'runtimeClassName: nvidia' }),
        facts: declares('node.k8s.io', 'RuntimeClass', 'nvidia'),
      },
      {
        name: 'an operator that may create classes',
        manifests: all(
          account('gpu-operator'),
          forAll(
            RBAC,
            'ClusterRole',
            'gpu-operator',
            'rules: [{ apiGroups: [node.k8s.io], resources: [runtimeclasses], verbs: [get, list, create, update, watch, delete] }]',
          ),
          clusterBinding('kind: ClusterRole, name: gpu-operator', '{ kind: ServiceAccount, name: gpu-operator, namespace: shop }'),
          web({ pod: 'runtimeClassName: nvidia' }),
        ),
      },
    ],
  },
  'scale-target-missing': {
    fails: [
      {
        name: 'the Deployment has another name',
        manifests: all(web(), scaler('{ apiVersion: apps/v1, kind: Deployment, name: shop-web }')),
        found: ["HorizontalPodAutoscaler 'shop/web' scales Deployment 'shop/shop-web', which does not exist"],
      },
      {
        name: 'a StatefulSet under the kind of a Deployment',
        manifests: all(workload('StatefulSet', 'db'), scaler('{ apiVersion: apps/v1, kind: Deployment, name: db }')),
        found: ["HorizontalPodAutoscaler 'shop/web' scales Deployment 'shop/db', which does not exist"],
      },
      {
        name: 'apiVersion is left out: "no matches for kind Deployment in group"',
        manifests: all(web(), scaler('{ kind: Deployment, name: web }')),
        found: ["HorizontalPodAutoscaler 'shop/web' scales Deployment 'web' (no apiVersion), which has no scale subresource"],
      },
      {
        name: 'a DaemonSet, which runs on every node',
        manifests: all(workload('DaemonSet', 'agent'), scaler('{ apiVersion: apps/v1, kind: DaemonSet, name: agent }')),
        found: ["HorizontalPodAutoscaler 'shop/web' scales DaemonSet 'agent' (apps/v1), which has no scale subresource"],
      },
      {
        name: 'a scaler of KEDA',
        manifests: inShop(
          'keda.sh/v1alpha1',
          'ScaledObject',
          'web',
          'spec: { scaleTargetRef: { name: web }, triggers: [{ type: aws-sqs-queue, metadata: {} }] }',
        ),
        found: ["ScaledObject 'shop/web' scales Deployment 'shop/web', which does not exist"],
      },
    ],
    passes: [
      { name: 'the target follows in the same manifest', manifests: all(scaler(toWeb), web()) },
      {
        name: 'a custom kind with a scale subresource',
        manifests: all(
          scaler('{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web }'),
          inShop('argoproj.io/v1alpha1', 'Rollout', 'web', 'spec: {}'),
        ),
      },
      {
        name: 'a vertical autoscaler of a DaemonSet',
        manifests: all(
          workload('DaemonSet', 'agent'),
          inShop(
            'autoscaling.k8s.io/v1',
            'VerticalPodAutoscaler',
            'agent',
            'spec: { targetRef: { apiVersion: apps/v1, kind: DaemonSet, name: agent } }',
          ),
        ),
      },
      {
        name: 'a scaler of KEDA, which means Deployments of apps/v1',
        manifests: all(
          web(),
          inShop(
            'keda.sh/v1alpha1',
            'ScaledObject',
            'web',
            'spec: { scaleTargetRef: { name: web, apiVersion: }, triggers: [{ type: aws-sqs-queue, metadata: {} }] }',
          ),
        ),
      },
      {
        name: 'the proxies of a Gateway, which its controller deploys',
        manifests: all(
          forAll('gateway.networking.k8s.io/v1', 'GatewayClass', 'istio', 'spec: { controllerName: istio.io/gateway-controller }'),
          inShop(
            'gateway.networking.k8s.io/v1',
            'Gateway',
            'edge',
            'spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }',
          ),
          scaler('{ apiVersion: apps/v1, kind: Deployment, name: edge-istio }'),
        ),
      },
      { name: 'what an operator makes', manifests: all(database, scaler('{ apiVersion: apps/v1, kind: StatefulSet, name: orders }')) },
      {
        name: 'a target that is known at deploy',
        manifests: scaler('{ apiVersion: apps/v1, kind: Deployment, name: "<known-at-deploy>" }'),
      },
    ],
  },
  'selector-mismatch': {
    fails: [
      {
        name: 'the label in the template is misspelled',
        manifests: web({ labels: '{ ap: web }' }),
        found: ["Deployment 'shop/web' selects app=web, and its pod template has ap=web"],
      },
      {
        name: 'the template has no labels',
        manifests: web({ labels: '{}' }),
        found: ["Deployment 'shop/web' selects app=web, and its pod template has no labels"],
      },
      {
        name: 'the selector asks for one label more',
        manifests: workload('StatefulSet', 'db', { selector: '{ matchLabels: { app: db, tier: data } }' }),
        found: ["StatefulSet 'shop/db' selects app=db, tier=data, and its pod template has app=db"],
      },
      { name: 'an empty selector', manifests: web({ selector: '{}' }), found: ["Deployment 'shop/web' has an empty selector"] },
      {
        name: 'expressions that exclude the pods',
        manifests: workload('DaemonSet', 'agent', { selector: '{ matchExpressions: [{ key: app, operator: NotIn, values: [agent] }] }' }),
        found: ["DaemonSet 'shop/agent' selects app!=agent, and its pod template has app=agent"],
      },
    ],
    passes: [
      { name: 'the template has more labels than the selector', manifests: web({ labels: '{ app: web, version: "1.0", tier: front }' }) },
      {
        name: 'expressions that hold',
        manifests: web({
          selector:
            '{ matchLabels: { app: web }, matchExpressions: [{ key: tier, operator: DoesNotExist }, { key: app, operator: In, ' +
            'values: [web, api] }] }',
        }),
      },
      {
        name: 'labels that are known at deploy',
        manifests: all(
          web({
            labels: '{ app: web, stack: "<known-at-deploy>" }',
            selector: '{ matchLabels: { app: web, stack: "<known-at-deploy>" } }',
          }),
          workload('Deployment', 'api', { labels: '"<known-at-deploy>"' }),
          workload('Deployment', 'worker', { labels: '{ "<known-at-deploy>": worker }' }),
        ),
      },
      {
        name: 'a Job, which gets its selector from Kubernetes',
        manifests: inShop(
          'batch/v1',
          'Job',
          'import',
          `spec: { template: { metadata: { labels: { app: import } }, spec: { restartPolicy: Never, containers: [${container}] } } }`,
        ),
      },
    ],
  },
  'selects-nothing': {
    fails: [
      {
        name: 'the Service asks for another label than the pods have',
        manifests: all(web(), service('web', '{ app: webshop }')),
        found: ["Service 'shop/web' selects app=webshop, and no pods of the namespace match"],
      },
      {
        name: 'several, which are one finding',
        manifests: all(web(), service('web', '{ app: webshop }'), service('api', '{ app: api }')),
        found: ["Service 'shop/web' selects app=webshop; Service 'shop/api' selects app=api, and no pods of the namespace match"],
      },
      {
        name: 'the labels of the Deployment and not of its pods',
        manifests: all(web().replace('namespace: shop }', 'namespace: shop, labels: { tier: front } }'), service('web', '{ tier: front }')),
        found: ["Service 'shop/web' selects tier=front, and no pods of the namespace match"],
      },
      {
        name: 'pods of another namespace',
        manifests: all(web(), service('web', '{ app: web }').replace('namespace: shop', 'namespace: staging')),
        found: ["Service 'staging/web' selects app=web, and no pods of the namespace match"],
      },
      {
        name: 'a disruption budget',
        manifests: all(
          web(),
          inShop(
            'policy/v1',
            'PodDisruptionBudget',
            'web',
            'spec: { maxUnavailable: 1, selector: { matchLabels: { app.kubernetes.io/name: web } } }',
          ),
        ),
        found: ["PodDisruptionBudget 'shop/web' selects app.kubernetes.io/name=web, and no pods of the namespace match"],
      },
      {
        name: 'a network policy',
        manifests: all(
          web(),
          inShop(
            'networking.k8s.io/v1',
            'NetworkPolicy',
            'db',
            'spec: { podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress], ingress: [{}] }',
          ),
        ),
        found: ["NetworkPolicy 'shop/db' selects app=db, and no pods of the namespace match"],
      },
    ],
    passes: [
      {
        name: 'a Service without a selector, whose endpoints are written by hand',
        manifests: all(web(), inShop('v1', 'Service', 'legacy', 'spec: { ports: [{ port: 5432 }] }')),
      },
      {
        name: 'a Service that is another name',
        manifests: inShop('v1', 'Service', 'db', 'spec: { type: ExternalName, externalName: db.example.com, selector: { app: db } }'),
      },
      {
        name: 'a policy for all pods of a namespace that has none yet',
        manifests: inShop('networking.k8s.io/v1', 'NetworkPolicy', 'closed', 'spec: { podSelector: {}, policyTypes: [Ingress] }'),
      },
      {
        name: 'a Service for one pod of a StatefulSet, by a label that Kubernetes adds',
        manifests: all(workload('StatefulSet', 'db'), service('db-0', '{ statefulset.kubernetes.io/pod-name: db-0 }')),
      },
      {
        name: 'a Service for the leader, whose label the pods set',
        manifests: all(
          account('db'),
          role('leader', '{ apiGroups: [""], resources: [pods], verbs: [get, list, patch] }'),
          binding('kind: Role, name: leader', '{ kind: ServiceAccount, name: db, namespace: shop }'),
          workload('StatefulSet', 'db', { pod: 'serviceAccountName: db' }),
          service('leader', '{ app: db, role: master }'),
        ),
      },
      { name: 'pods of an operator', manifests: all(database, service('orders', '{ database: orders }')) },
      {
        name: 'pods of a scaler that makes Jobs',
        manifests: all(
          inShop(
            'keda.sh/v1alpha1',
            'ScaledJob',
            'work',
            'spec: { jobTargetRef: { template: {} }, triggers: [{ type: aws-sqs-queue, metadata: {} }] }',
          ),
          inShop(
            'networking.k8s.io/v1',
            'NetworkPolicy',
            'work',
            'spec: { podSelector: { matchLabels: { app: work } }, policyTypes: [Ingress] }',
          ),
        ),
      },
      {
        name: 'pods of another app, which is declared',
        manifests: service('legacy', '{ app: legacy }'),
        facts: declares('apps', 'Deployment', 'legacy', 'shop'),
      },
      {
        name: 'labels that are known at deploy, of the Service and of the pods',
        manifests: all(
          web({ labels: '{ app: web, stack: "<known-at-deploy>" }' }),
          service('web', '{ stack: blue }'),
          service('api', '{ app: "<known-at-deploy>" }'),
        ),
      },
      {
        name: 'pods of a namespace that is known at deploy',
        manifests: all(web().replace('namespace: shop', 'namespace: "<known-at-deploy>"'), service('web', '{ app: web }')),
      },
    ],
  },
  'service-account-missing': {
    fails: [
      {
        name: 'pods of a ServiceAccount that does not exist',
        manifests: web({ pod: 'serviceAccountName: web' }),
        found: ["Deployment 'shop/web' references ServiceAccount 'shop/web', which does not exist"],
      },
      {
        name: 'the account is in another namespace',
        manifests: all(
          account('backup').replace('shop', 'ops'),
          inShop(
            'batch/v1',
            'CronJob',
            'backup',
            'spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template: { spec: { restartPolicy: Never, serviceAccountName: ' +
              `backup, containers: [${container}] } } } } }`,
          ),
        ),
        found: ["CronJob 'shop/backup' references ServiceAccount 'shop/backup', which does not exist"],
      },
      {
        name: 'by the old field',
        manifests: web({ pod: 'serviceAccount: web' }),
        found: ["Deployment 'shop/web' references ServiceAccount 'shop/web', which does not exist"],
      },
    ],
    passes: [
      {
        name: 'an empty name, which is the default account',
        manifests: all(
          web({ pod: 'serviceAccountName: ""' }),
          workload('Deployment', 'api', { pod: 'serviceAccountName: "", serviceAccount: ""' }),
        ),
      },
      { name: 'the account stands beside', manifests: all(web({ pod: 'serviceAccountName: web' }), account('web')) },
      {
        name: 'the account that every namespace has',
        manifests: all(
          web({ pod: 'serviceAccountName: default' }),
          workload('Deployment', 'api', { pod: 'automountServiceAccountToken: false' }),
        ),
      },
      {
        name: 'an operator that may create accounts',
        manifests: all(
          account('operator'),
          role('operator', '{ apiGroups: [""], resources: [serviceaccounts], verbs: ["*"] }'),
          binding('kind: Role, name: operator', '{ kind: ServiceAccount, name: operator, namespace: shop }'),
          web({ pod: 'serviceAccountName: runner' }),
        ),
      },
      { name: 'an application of Argo CD in another namespace', manifests: all(application, web({ pod: 'serviceAccountName: web' })) },
      {
        name: 'one that is declared, and one that is known at deploy',
        manifests: all(
          web({ pod: 'serviceAccountName: web' }),
          workload('Deployment', 'api', { pod: 'serviceAccountName: "<known-at-deploy>"' }),
        ),
        facts: declares('', 'ServiceAccount', 'web', 'shop'),
      },
    ],
  },
  'object-exists': {
    fails: [
      {
        name: 'a namespace of every cluster',
        manifests: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: kube-system, labels: { team: platform } }',
        byKubectl: { overwrites: false },
        found: ["Namespace 'kube-system' exists in every cluster"],
      },
      {
        name: 'gp2 with another setting, and the configuration of CoreDNS',
        manifests: all(
          forAll('storage.k8s.io/v1', 'StorageClass', 'gp2', 'provisioner: ebs.csi.aws.com\nvolumeBindingMode: WaitForFirstConsumer'),
          inShop('v1', 'ConfigMap', 'coredns', 'data: { Corefile: ".:53 { }" }').replace('shop', 'kube-system'),
        ),
        byKubectl: { overwrites: false },
        facts: { addonNames: [{ path: 'App/Dns', value: 'coredns' }] },
        found: ["StorageClass 'gp2' exists in every cluster", "ConfigMap 'kube-system/coredns' exists in every cluster"],
      },
    ],
    passes: [
      {
        name: 'objects that are overwritten',
        manifests: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: kube-system, labels: { team: platform } }',
        byKubectl: { overwrites: true },
      },
      {
        name: 'server-side apply',
        manifests: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: kube-system, labels: { team: platform } }',
      },
      {
        name: 'the account of a namespace, which a controller makes later, and a role whose name begins like those of Kubernetes',
        manifests: all(
          account('default'),
          forAll(`${RBAC}`, 'ClusterRole', 'system:mine', 'rules: [{ apiGroups: [""], resources: [pods], verbs: [get] }]'),
        ),
        byKubectl: { overwrites: false },
      },
    ],
  },
  'chart-not-deployed': {
    fails: [
      {
        name: 'two workloads',
        facts: { undeployedCharts: [{ chart: 'hello', workloads: ['WebService web', 'BatchJob migrate'] }] },
        found: ["the cdk8s chart 'hello' with WebService web, BatchJob migrate is not deployed"],
      },
    ],
    passes: [
      { name: 'all charts are deployed', facts: { undeployedCharts: [] } },
      { name: 'no charts', facts: {} },
    ],
  },
  'object-added-late': {
    fails: [
      {
        name: 'a ConfigMap after the call',
        facts: { lateObjects: [{ path: 'App/Cluster/Shop', value: 'shop/config' }] },
        found: ['shop/config was added to its chart after addCdk8sChart()'],
      },
    ],
    passes: [
      { name: 'nothing after the call', facts: { lateObjects: [] } },
      { name: 'no charts', facts: {} },
    ],
  },
  'subject-missing': {
    fails: [
      {
        name: 'the account is in another namespace',
        manifests: all(account('web').replace('shop', 'front'), role('reader'), binding('kind: Role, name: reader')),
        found: ["RoleBinding 'shop/web' has the subject ServiceAccount 'shop/web', which does not exist"],
      },
      {
        name: 'a binding for the whole cluster with a misspelled account',
        manifests: all(
          account('agent'),
          clusterBinding('kind: ClusterRole, name: view', '{ kind: ServiceAccount, name: agents, namespace: shop }'),
        ),
        found: ["ClusterRoleBinding 'web' has the subject ServiceAccount 'shop/agents', which does not exist"],
      },
      {
        name: 'a namespace of others, where the app has the account in its own',
        manifests: all(
          account('web'),
          role('reader'),
          binding('kind: Role, name: reader', '{ kind: ServiceAccount, name: web, namespace: default }'),
        ),
        found: ["RoleBinding 'shop/web' has the subject ServiceAccount 'default/web', which this app does not create, unlike 'shop/web'"],
      },
    ],
    passes: [
      {
        name: 'an account of a namespace of others',
        manifests: all(role('reader'), binding('kind: Role, name: reader', '{ kind: ServiceAccount, name: web, namespace: kube-system }')),
      },
      {
        name: 'people and groups are made nowhere',
        manifests: all(
          role('reader'),
          binding(
            'kind: Role, name: reader',
            '{ kind: Group, name: developers, apiGroup: rbac.authorization.k8s.io }, { kind: User, name: ada, apiGroup: ' +
              'rbac.authorization.k8s.io }',
          ),
        ),
      },
      {
        name: 'the account that every namespace has',
        manifests: all(role('reader'), binding('kind: Role, name: reader', '{ kind: ServiceAccount, name: default, namespace: shop }')),
      },
      {
        name: 'without a namespace it is that of the binding',
        manifests: all(account('web'), role('reader'), binding('kind: Role, name: reader', '{ kind: ServiceAccount, name: web }')),
      },
      {
        name: 'an account of another namespace that exists',
        manifests: all(
          account('prometheus').replace('shop', 'monitoring'),
          role('reader'),
          binding('kind: Role, name: reader', '{ kind: ServiceAccount, name: prometheus, namespace: monitoring }'),
        ),
      },
      {
        name: 'accounts that are known at deploy',
        manifests: all(
          role('reader'),
          binding(
            'kind: Role, name: reader',
            '{ kind: ServiceAccount, name: "<known-at-deploy>", namespace: shop }, { kind: ServiceAccount, name: web, namespace: ' +
              '"<known-at-deploy>" }',
          ),
        ),
      },
    ],
  },

  'eni-config-missing': {
    fails: [
      {
        name: 'custom networking without subnets of pods',
        facts: customNetworking({}),
        found: ['vpc-cni sets AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG, and there is no ENIConfig'],
      },
    ],
    passes: [
      { name: 'an ENIConfig', manifests: eniConfig, facts: customNetworking({}) },
      { name: 'those that the add-on creates', facts: customNetworking({ eniConfig: { create: true, subnets: {} } }) },
      { name: 'custom networking that is off', facts: customNetworking({ env: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'false' } }) },
      {
        name: 'those that the network team creates',
        facts: { ...customNetworking({}), ...declares('crd.k8s.amazonaws.com', 'ENIConfig', 'eu-west-1a') },
      },
    ],
  },
};
