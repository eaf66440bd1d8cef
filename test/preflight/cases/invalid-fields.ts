import { Cases } from './case';

interface Change {
  readonly spec?: string;
  readonly pod?: string;
  readonly container?: string;
}

const deployment = ({ spec, pod, container }: Change = {}) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  ${spec ?? 'replicas: 2'}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      ${pod ?? 'terminationGracePeriodSeconds: 30'}
      containers:
        - name: web
          image: registry.example.com/web:1.0
          readinessProbe: { tcpSocket: { port: 8080 } }
          ${container ?? 'ports: [{ containerPort: 8080 }]'}`;

const withWeb = (object: string, change?: Change) => `${object}\n---\n${deployment(change)}`;
const object = (apiVersion: string, kind: string, fields: string, metadata: string = 'namespace: shop') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: web, ${metadata} }\n${fields}`;

const job = (spec: string) =>
  object(
    'batch/v1',
    'Job',
    `spec: { ${spec}, template: { spec: { restartPolicy: Never, containers: [{ name: main, image: 'registry.example.com/job:1.0' }] } } }`,
  );
const autoscaler = (spec: string) =>
  withWeb(
    object(
      'autoscaling/v2',
      'HorizontalPodAutoscaler',
      `spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, maxReplicas: 4, ${spec} }`,
    ),
    { spec: 'minReadySeconds: 0', container: 'resources: { requests: { cpu: 500m } }' },
  );
const cpu = (target: string) => `minReplicas: 2, metrics: [{ type: Resource, resource: { name: cpu, target: { ${target} } } }]`;
const queue =
  'minReplicas: 0, metrics: [{ type: External, external: { metric: { name: queue }, target: { type: AverageValue, averageValue: 5 } } }]';
const budget = (spec: string) =>
  withWeb(object('policy/v1', 'PodDisruptionBudget', `spec: { ${spec}, selector: { matchLabels: { app: web } } }`));
const selecting = (expression: string) =>
  withWeb(object('policy/v1', 'PodDisruptionBudget', `spec: { maxUnavailable: 1, selector: { matchExpressions: [{ ${expression} }] } }`));
const service = (spec: string) => withWeb(object('v1', 'Service', `spec: { selector: { app: web }, ${spec} }`));
const ingress = (rule: string) =>
  `${object(
    'networking.k8s.io/v1',
    'Ingress',
    `spec: { ingressClassName: alb, rules: [{ ${rule}, backend: { service: { name: web, port: { number: 80 } } } }] } }] }`,
    'namespace: shop, annotations: { alb.ingress.kubernetes.io/target-type: ip }',
  )}\n---\n${service('ports: [{ port: 80, targetPort: 8080 }]')}`;
const policy = (rule: string) =>
  withWeb(object('networking.k8s.io/v1', 'NetworkPolicy', `spec: { podSelector: { matchLabels: { app: web } }, ingress: [{ ${rule} }] }`));
const role = (rule: string) => object('rbac.authorization.k8s.io/v1', 'Role', `rules: [{ ${rule} }]`);
const secret = (fields: string) => object('v1', 'Secret', fields);
const config = (fields: string, metadata?: string) => object('v1', 'ConfigMap', fields, metadata);
const claim = (spec: string) =>
  withWeb(object('v1', 'PersistentVolumeClaim', `spec: { storageClassName: gp2, ${spec} }`), {
    spec: 'replicas: 1\n  strategy: { type: Recreate }',
    pod: 'volumes: [{ name: data, persistentVolumeClaim: { claimName: web } }]',
  });
const GIBIBYTE = 'resources: { requests: { storage: 1Gi } }';
const limits = (limit: string) => object('v1', 'LimitRange', `spec: { limits: [{ type: Container, ${limit} }] }`);
const priority = (value: number) => object('scheduling.k8s.io/v1', 'PriorityClass', `value: ${value}`, 'labels: {}');
const IN_POD = 'spec.template.spec';

/** What the API server refuses by its validation, beyond the schema. */
export const INVALID_FIELDS: Cases = {
  'container-invalid': {
    fails: [
      {
        name: 'a liveness probe that must succeed twice, and a path out of the volume',
        manifests: deployment({
          pod: 'volumes: [{ name: tmp, emptyDir: {} }]',
          container:
            'livenessProbe: { successThreshold: 2, tcpSocket: { port: 8080 } }\n          volumeMounts: ' +
            '[{ name: tmp, mountPath: /tmp, subPath: ../etc }]',
        }),
        found: [
          `Deployment 'shop/web': ${IN_POD}.containers[0].volumeMounts[0].subPath: Invalid value: "../etc": must not contain '..'; ` +
            `${IN_POD}.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1`,
        ],
      },
      {
        name: 'a variable with a value and a source',
        manifests: deployment({ container: 'env: [{ name: NAME, value: web, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]' }),
        found: [
          `Deployment 'shop/web': ${IN_POD}.containers[0].env[0].valueFrom: Invalid value: "": may not be specified ` +
            'when `value` is not empty',
        ],
      },
    ],
    passes: [
      {
        name: 'a name with characters that shells do not support',
        manifests: deployment({ container: 'env: [{ name: my.app-name, value: "A=B" }]' }),
      },
      {
        name: 'values that are known at deploy',
        manifests: deployment({ container: 'env: [{ name: <known-at-deploy>, value: <known-at-deploy> }]' }),
      },
    ],
  },
  'pod-invalid': {
    fails: [
      {
        name: 'resolution of names by itself, without nameservers, and a mode in decimal',
        manifests: deployment({
          pod: 'dnsPolicy: None\n      volumes: [{ name: tmp, downwardAPI: { defaultMode: 644 } }]',
        }),
        found: [
          `Deployment 'shop/web': ${IN_POD}.volumes[0].downwardAPI.defaultMode: Invalid value: 644: must be a number between 0 and 0777 ` +
            `(octal), both inclusive; ${IN_POD}.dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when ` +
            '`dnsPolicy` is None',
        ],
      },
      {
        name: 'a user and capabilities of Linux on Windows',
        manifests: deployment({
          pod: 'os: { name: windows }\n      securityContext: { runAsUser: 1000, runAsNonRoot: true }',
          container: 'securityContext: { capabilities: { drop: [ALL] } }',
        }),
        found: [
          `Deployment 'shop/web': ${IN_POD}.securityContext.runAsUser: Forbidden: cannot be set for a windows pod; ` +
            `${IN_POD}.containers[0].securityContext.capabilities: Forbidden: cannot be set for a windows pod`,
        ],
      },
      {
        name: 'a user of Windows on Linux',
        manifests: deployment({ pod: 'os: { name: linux }\n      securityContext: { windowsOptions: { runAsUserName: web } }' }),
        found: [
          `Deployment 'shop/web': ${IN_POD}.securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod`,
        ],
      },
    ],
    passes: [
      {
        name: 'a user of Windows on Windows',
        manifests: deployment({
          pod: 'os: { name: windows }\n      securityContext: { runAsNonRoot: true, windowsOptions: { runAsUserName: ContainerUser } }',
        }),
      },
      {
        name: 'a user of Linux on nodes of an operating system that the pod does not name',
        manifests: deployment({ pod: 'securityContext: { runAsUser: 1000 }' }),
      },
      { name: 'a volume without a source is an emptyDir', manifests: deployment({ pod: 'volumes: [{ name: tmp }]' }) },
      {
        name: 'nameservers that are known at deploy',
        manifests: deployment({ pod: 'dnsPolicy: None\n      dnsConfig: { nameservers: <known-at-deploy> }' }),
      },
    ],
  },
  'duplicate-entries': {
    fails: [
      {
        name: 'one variable twice',
        manifests: deployment({ container: 'env: [{ name: MODE, value: a }, { name: MODE, value: b }]' }),
        found: [`Deployment 'shop/web': ${IN_POD}.containers[name="web"].env: duplicate entries for key [name="MODE"]`],
      },
      {
        name: 'the same by kubectl create, which warns',
        manifests: deployment({ container: 'env: [{ name: MODE, value: a }, { name: MODE, value: b }]' }),
        byKubectl: { overwrites: false },
        found: [`Deployment 'shop/web': ${IN_POD}.containers[name="web"].env: duplicate entries for key [name="MODE"]`],
      },
    ],
    passes: [
      {
        name: 'variables that differ in case',
        manifests: deployment({ container: 'env: [{ name: MODE, value: a }, { name: mode, value: b }]' }),
      },
      {
        name: 'one port for TCP and UDP',
        manifests: deployment({ container: 'ports: [{ containerPort: 53 }, { containerPort: 53, protocol: UDP }]' }),
      },
    ],
  },
  'workload-invalid': {
    fails: [
      {
        name: 'a number in quotes',
        manifests: deployment({ spec: 'replicas: 2\n  strategy: { rollingUpdate: { maxSurge: "1" } }' }),
        found: [
          "Deployment 'shop/web': spec.strategy.rollingUpdate.maxSurge: Invalid value: \"1\": must be an integer or percentage (e.g '5%')",
        ],
      },
    ],
    passes: [
      { name: 'a percentage', manifests: deployment({ spec: 'replicas: 2\n  strategy: { rollingUpdate: { maxSurge: "200%" } }' }) },
      {
        name: 'a percentage known at deploy',
        manifests: deployment({ spec: 'replicas: 2\n  strategy: { rollingUpdate: { maxSurge: "<known-at-deploy>%" } }' }),
      },
    ],
  },
  'selector-invalid': {
    fails: [
      {
        name: 'In without values',
        manifests: selecting('key: app, operator: In'),
        found: [
          "PodDisruptionBudget 'shop/web': spec.selector.matchExpressions[0].values: Required value: must be specified when " +
            '`operator` is ' +
            "'In' or 'NotIn'",
        ],
        also: ['selects-nothing'],
      },
    ],
    passes: [
      { name: 'In with values', manifests: selecting('key: app, operator: In, values: [web]') },
      { name: 'Exists with an empty list', manifests: selecting('key: app, operator: Exists, values: []') },
    ],
  },
  'job-invalid': {
    fails: [
      {
        name: 'a limit per index without indexes',
        manifests: job('completions: 3, backoffLimitPerIndex: 1'),
        found: ["Job 'shop/web': spec.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode"],
      },
    ],
    passes: [
      { name: 'a limit per index', manifests: job('completions: 3, completionMode: Indexed, backoffLimitPerIndex: 1') },
      { name: 'a deadline', manifests: job('activeDeadlineSeconds: 600') },
    ],
  },
  'autoscaler-invalid': {
    fails: [
      {
        name: 'a metric without a target',
        manifests: autoscaler(cpu('type: Utilization')),
        found: [
          "HorizontalPodAutoscaler 'shop/web': spec.metrics[0].resource.target.averageUtilization: Required value: must set " +
            'averageUtilization or averageValue',
        ],
      },
      {
        name: 'no pods at the least, before Kubernetes 1.37',
        manifests: autoscaler(queue),
        found: ["HorizontalPodAutoscaler 'shop/web': spec.minReplicas: Invalid value: 0: must be greater than or equal to 1"],
      },
    ],
    passes: [
      { name: 'no pods at the least, from Kubernetes 1.37', manifests: autoscaler(queue), facts: { version: '1.37' } },
      { name: 'a utilization', manifests: autoscaler(cpu('type: Utilization, averageUtilization: 80')) },
      { name: 'an average value', manifests: autoscaler(cpu('type: AverageValue, averageValue: 500m')) },
    ],
  },
  'disruption-budget-invalid': {
    fails: [
      {
        name: 'a number in quotes',
        manifests: budget('maxUnavailable: "1"'),
        found: ["PodDisruptionBudget 'shop/web': spec.maxUnavailable: Invalid value: \"1\": must be an integer or percentage (e.g '5%')"],
      },
    ],
    passes: [
      { name: 'a percentage', manifests: budget('maxUnavailable: 50%') },
      { name: 'a number', manifests: budget('minAvailable: 1') },
    ],
  },
  'service-invalid': {
    fails: [
      {
        name: 'a policy for traffic from outside in a Service inside',
        manifests: service('externalTrafficPolicy: Local, ports: [{ port: 80, targetPort: 8080 }]'),
        found: [
          'Service \'shop/web\': spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services',
        ],
      },
    ],
    passes: [
      { name: 'a policy for traffic inside', manifests: service('internalTrafficPolicy: Local, ports: [{ port: 80, targetPort: 8080 }]') },
      { name: 'a headless Service without ports', manifests: service('clusterIP: None') },
    ],
  },
  'ingress-invalid': {
    fails: [
      {
        name: 'a URL as host, and a path without a slash',
        manifests: ingress('host: "shop.example.com:443", http: { paths: [{ path: api, pathType: Prefix'),
        found: [
          'Ingress \'shop/web\': spec.rules[0].host: Invalid value: "shop.example.com:443": must consist of lower case alphanumeric ' +
            "characters, '-' or '.', and must start and end with an alphanumeric character; spec.rules[0].http.paths[0].path: Invalid " +
            'value: "api": must be an absolute path',
        ],
      },
    ],
    passes: [
      { name: 'a wildcard', manifests: ingress('host: "*.example.com", http: { paths: [{ path: /, pathType: Prefix') },
      { name: 'a path of the controller', manifests: ingress('http: { paths: [{ path: /*, pathType: ImplementationSpecific') },
    ],
  },
  'network-policy-invalid': {
    fails: [
      {
        name: 'an exception outside of the block',
        manifests: policy('from: [{ ipBlock: { cidr: 10.0.0.0/16, except: [10.1.0.0/24] } }]'),
        found: [
          'NetworkPolicy \'shop/web\': spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "10.1.0.0/24": must be a ' +
            'strict subset of `cidr`',
        ],
      },
    ],
    passes: [
      { name: 'an exception in the block', manifests: policy('from: [{ ipBlock: { cidr: 10.0.0.0/16, except: [10.0.1.0/24] } }]') },
      { name: 'a range of ports', manifests: policy('ports: [{ port: 8080, endPort: 8090 }]') },
    ],
  },
  'role-invalid': {
    fails: [
      {
        name: 'a rule without API groups',
        manifests: role('resources: [pods], verbs: [get]'),
        found: ["Role 'shop/web': rules[0].apiGroups: Required value: resource rules must supply at least one api group"],
      },
    ],
    passes: [
      { name: 'the core group', manifests: role('apiGroups: [""], resources: [pods], verbs: [get]') },
      { name: 'named objects', manifests: role('apiGroups: [""], resources: [configmaps], resourceNames: [web], verbs: [get]') },
    ],
  },
  'data-invalid': {
    fails: [
      {
        name: 'text that is not base64, and a certificate without its key',
        manifests: secret('type: kubernetes.io/tls\ndata: { tls.crt: <known-at-deploy>, user: shop-user }'),
        found: ["Secret 'shop/web': data[user]: illegal base64 data; data[tls.key]: Required value"],
      },
      {
        name: 'a path as key',
        manifests: config('data: { conf/app.yaml: a }'),
        found: [
          'ConfigMap \'shop/web\': data[conf/app.yaml]: Invalid value: "conf/app.yaml": must consist of ' +
            "alphanumeric characters, '-', '_' " +
            "or '.', and must not start with '..'",
        ],
      },
    ],
    passes: [
      { name: 'a certificate that is known at deploy', manifests: secret('type: kubernetes.io/tls\ndata: <known-at-deploy>') },
      { name: 'a key that begins with a dot', manifests: config('data: { .npmrc: a, app.v1_2-3.yaml: b }') },
    ],
  },
  'claim-invalid': {
    fails: [
      {
        name: 'no access mode',
        manifests: claim(`accessModes: [], ${GIBIBYTE}`),
        found: ["PersistentVolumeClaim 'shop/web': spec.accessModes: Required value: at least 1 access mode is required"],
      },
    ],
    passes: [
      { name: 'one node', manifests: claim(`accessModes: [ReadWriteOnce], ${GIBIBYTE}`) },
      { name: 'a size that is known at deploy', manifests: claim('accessModes: [ReadWriteOnce], resources: <known-at-deploy>') },
    ],
  },
  'quota-invalid': {
    fails: [
      {
        name: 'a default above the most',
        manifests: limits('default: { cpu: 2 }, max: { cpu: 1 }'),
        found: ["LimitRange 'shop/web': spec.limits[0].default[cpu]: Invalid value: 2: default value is greater than max value 1"],
      },
    ],
    passes: [
      { name: 'the same in other units', manifests: limits('default: { cpu: 1000m }, max: { cpu: 1 }') },
      {
        name: 'counted objects of other groups',
        manifests: object('v1', 'ResourceQuota', 'spec: { hard: { count/jobs.batch: 5, requests.nvidia.com/gpu: 2 } }'),
      },
    ],
  },
  'class-invalid': {
    fails: [
      {
        name: 'a priority of the system',
        manifests: priority(2_000_000_000),
        found: ["PriorityClass 'web': value: Forbidden: maximum allowed value of a user defined priority is 1000000000"],
      },
    ],
    passes: [
      { name: 'the highest priority', manifests: priority(1_000_000_000) },
      { name: 'a negative priority', manifests: priority(-10) },
    ],
  },
  'metadata-invalid': {
    fails: [
      {
        name: 'a finalizer without a domain',
        manifests: config('data: {}', 'namespace: shop, finalizers: [cleanup]'),
        found: [
          'ConfigMap \'shop/web\': metadata.finalizers: Invalid value: "cleanup": name is neither a standard finalizer name ' +
            'nor is it fully qualified',
        ],
      },
    ],
    passes: [
      { name: 'a finalizer with a domain', manifests: config('data: {}', 'namespace: shop, finalizers: [example.com/cleanup]') },
      { name: 'a finalizer of the garbage collector', manifests: config('data: {}', 'namespace: shop, finalizers: [foregroundDeletion]') },
    ],
  },
  'root-forbidden': {
    fails: [
      {
        name: 'root in a container of a pod that forbids it',
        manifests: deployment({ pod: 'securityContext: { runAsNonRoot: true }', container: 'securityContext: { runAsUser: 0 }' }),
        found: ["container 'web' of Deployment 'shop/web' has runAsUser: 0 and runAsNonRoot: true"],
      },
    ],
    passes: [
      {
        name: 'a user in the container instead of root',
        manifests: deployment({
          pod: 'securityContext: { runAsNonRoot: true, runAsUser: 0 }',
          container: 'securityContext: { runAsUser: 1000 }',
        }),
      },
      {
        name: 'a container that allows root',
        manifests: deployment({
          pod: 'securityContext: { runAsNonRoot: true }',
          container: 'securityContext: { runAsUser: 0, runAsNonRoot: false }',
        }),
      },
    ],
  },
};
