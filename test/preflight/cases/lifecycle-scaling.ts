import { Cases } from './case';
import { all, passes } from './given';

const RESOURCES = 'resources: { requests: { cpu: 250m, memory: 256Mi } }';

const workload = (
  kind: string,
  { name = 'web', spec = 'replicas: 2', labels = '', pod = '', container = RESOURCES, more = '' } = {},
) => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
spec:
  ${spec}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: ${labels || `{ app: ${name} }`} }
    spec:
      ${pod}
      containers:
        - name: ${name}
          image: registry.example.com/${name}:1.4.2
          ${container}
        ${more}
`;
const deployment = (more: Parameters<typeof workload>[1] = {}) => workload('Deployment', more);
const vertical = (more = 'updatePolicy: { updateMode: Auto }') => `
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata: { name: web, namespace: shop }
spec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, ${more} }
`;
const SCALED = deployment({ spec: '' });

const CPU = 'metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]';
const autoscaler = (spec: string, name: string = 'web') => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name}, namespace: shop }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, ${spec} }
`;
const scaledObject = (spec: string, annotations: string = '') => `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: web, namespace: shop, annotations: { ${annotations} } }
spec: { scaleTargetRef: { name: web }, ${spec} }
`;
const USAGE = (type: string) => `{ type: ${type}, metricType: Utilization, metadata: { value: "60" } }`;
const TRIGGERS = 'triggers: [{ type: aws-sqs-queue, metadata: { queueLength: "5" } }]';
const USUAL = autoscaler(`minReplicas: 2, maxReplicas: 10, ${CPU}`);
const budget = (spec: string, { name = 'web', selector = '{ matchLabels: { app: web } }' } = {}) => `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${name}, namespace: shop }
spec: { selector: ${selector}, ${spec} }
`;
const blocks = (replicas: number, spec: string) => all(deployment({ spec: `replicas: ${replicas}` }), budget(spec));

/** What is wrong with autoscalers and disruption budgets. */
export const SCALING: Cases = {
  'autoscaler-fixed-replicas': {
    fails: [
      {
        name: 'the number of pods was left in',
        manifests: all(deployment({ spec: 'replicas: 3' }), USUAL),
        found: ["Deployment 'shop/web' sets replicas: 3, and HorizontalPodAutoscaler 'shop/web' scales it"],
      },
      {
        name: 'beside KEDA',
        manifests: all(deployment({ spec: 'replicas: 1' }), scaledObject(TRIGGERS)),
        found: ["Deployment 'shop/web' sets replicas: 1, and ScaledObject 'shop/web' scales it"],
      },
    ],
    passes: [
      passes('the number left out', SCALED, USUAL),
      passes('no pods at all, which switches the autoscaler off', deployment({ spec: 'replicas: 0' }), USUAL),
      passes('a number that CloudFormation fills in', deployment({ spec: 'replicas: <known-at-deploy>' }), USUAL),
      passes('an autoscaler of another workload', deployment({ name: 'api' }), SCALED, USUAL),
    ],
  },

  'autoscaler-range': {
    fails: [
      {
        name: 'the two numbers are mixed up',
        manifests: all(SCALED, autoscaler(`minReplicas: 10, maxReplicas: 2, ${CPU}`)),
        found: ["HorizontalPodAutoscaler 'shop/web' has minReplicas: 10 and maxReplicas: 2"],
      },
      {
        name: 'none at the most',
        manifests: all(SCALED, autoscaler(`maxReplicas: 0, ${CPU}`)),
        found: ["HorizontalPodAutoscaler 'shop/web' has minReplicas: 1 and maxReplicas: 0"],
        also: ['autoscaler-invalid'],
      },
      {
        name: 'more than KEDA takes where nothing else is said',
        manifests: all(SCALED, scaledObject(`minReplicaCount: 101, ${TRIGGERS}`)),
        found: ["ScaledObject 'shop/web' has minReplicaCount: 101 and maxReplicaCount: 100"],
        also: ['malformed-object'],
      },
      {
        name: 'KEDA from none by cpu and memory alone',
        manifests: all(SCALED, scaledObject(`triggers: [${USAGE('cpu')}, ${USAGE('memory')}]`)),
        found: ["ScaledObject 'shop/web' has only cpu/memory triggers, and minReplicaCount is 0"],
      },
    ],
    passes: [
      passes('KEDA from one by cpu', SCALED, scaledObject(`minReplicaCount: 1, triggers: [${USAGE('cpu')}]`)),
      passes(
        'KEDA from none by cpu and by time',
        SCALED,
        scaledObject(`triggers: [${USAGE('cpu')}, { type: cron, metadata: { start: "0 6 * * *" } }]`),
      ),
      passes('always the same number', SCALED, autoscaler(`minReplicas: 3, maxReplicas: 3, ${CPU}`)),
      passes('KEDA from none to as many as it takes', SCALED, scaledObject(TRIGGERS)),
      passes('as many at the least as KEDA takes', SCALED, scaledObject(`minReplicaCount: 100, ${TRIGGERS}`)),
      passes('a number that CloudFormation fills in', SCALED, autoscaler(`minReplicas: <known-at-deploy>, maxReplicas: 2, ${CPU}`)),
      passes(
        'numbers that CloudFormation fills in',
        SCALED,
        scaledObject(`minReplicaCount: 200, maxReplicaCount: <known-at-deploy>, ${TRIGGERS}`),
      ),
    ],
  },

  'autoscaler-request-missing': {
    fails: [
      {
        name: 'no request of cpu',
        manifests: all(deployment({ spec: '', container: 'resources: { requests: { memory: 256Mi } }' }), USUAL),
        found: [
          "HorizontalPodAutoscaler 'shop/web' scales on cpu utilization, and container web of Deployment 'shop/web' has " +
            'no cpu request',
        ],
      },
      {
        name: 'a sidecar without one',
        manifests: all(deployment({ spec: '', more: '- { name: proxy, image: "envoyproxy/envoy:v1.35.0" }' }), USUAL),
        found: [
          "HorizontalPodAutoscaler 'shop/web' scales on cpu utilization, and container proxy of Deployment 'shop/web' has " +
            'no cpu request',
        ],
      },
      {
        name: 'two containers without memory',
        manifests: all(
          deployment({
            spec: '',
            container: 'resources: { requests: { cpu: 250m } }',
            more: '- { name: proxy, image: "envoyproxy/envoy:v1.35.0" }',
          }),
          USUAL.replace('name: cpu', 'name: memory'),
        ),
        found: [
          "HorizontalPodAutoscaler 'shop/web' scales on memory utilization, and containers web, proxy of Deployment " +
            "'shop/web' have no memory request",
        ],
      },
      {
        name: 'an autoscaler without metrics, which scales on cpu',
        manifests: all(deployment({ spec: '', container: '' }), autoscaler('maxReplicas: 10')),
        found: [
          "HorizontalPodAutoscaler 'shop/web' scales on cpu utilization, and container web of Deployment 'shop/web' has " +
            'no cpu request',
        ],
      },
    ],
    passes: [
      passes('a request in each container', SCALED, USUAL),
      passes(
        'a limit, which is the request where there is none',
        deployment({ spec: '', container: 'resources: { limits: { cpu: "1", memory: 1Gi } }' }),
        USUAL,
      ),
      passes(
        'a request of the pod as a whole',
        deployment({ spec: '', pod: 'resources: { requests: { cpu: "1", memory: 1Gi } }', container: '' }),
        USUAL,
      ),
      passes(
        'an amount instead of a part',
        deployment({ spec: '', container: '' }),
        autoscaler(
          'maxReplicas: 10, metrics: [{ type: Resource, resource: { name: cpu, target: { type: AverageValue, averageValue: 500m } } }]',
        ),
      ),
      passes(
        'a sidecar that does not count',
        deployment({ spec: '', more: '- { name: proxy, image: "envoyproxy/envoy:v1.35.0" }' }),
        autoscaler(
          'maxReplicas: 10, metrics: [{ type: ContainerResource, containerResource: { name: cpu, container: web, target: { type: ' +
            'Utilization, averageUtilization: 70 } } }]',
        ),
      ),
      passes(
        'a container that ends before',
        deployment({ spec: '', pod: 'initContainers: [{ name: migrate, image: "registry.example.com/web:1.4.2" }]' }),
        USUAL,
      ),
      passes(
        'requests that the namespace gives',
        deployment({ spec: '', container: '' }),
        USUAL,
        'apiVersion: v1\nkind: LimitRange\nmetadata: { name: usual, namespace: shop }\nspec: { limits: [{ type: Container, ' +
          'defaultRequest: { cpu: 100m, memory: 128Mi } }] }\n',
      ),
      passes('requests that CloudFormation fills in', deployment({ spec: '', container: 'resources: <known-at-deploy>' }), USUAL),
    ],
  },

  'vertical-autoscaler-conflict': {
    fails: [
      {
        name: 'both on cpu',
        manifests: all(SCALED, USUAL, vertical()),
        found: ["VerticalPodAutoscaler 'shop/web' changes the cpu requests on which HorizontalPodAutoscaler 'shop/web' scales"],
      },
      {
        name: 'KEDA on cpu',
        manifests: all(SCALED, scaledObject(`minReplicaCount: 1, triggers: [${USAGE('cpu')}]`), vertical()),
        found: ["VerticalPodAutoscaler 'shop/web' changes the cpu requests on which ScaledObject 'shop/web' scales"],
      },
    ],
    passes: [
      passes('recommendations only', SCALED, USUAL, vertical('updatePolicy: { updateMode: "Off" }')),
      passes(
        'the other resource',
        SCALED,
        USUAL,
        vertical('resourcePolicy: { containerPolicies: [{ containerName: "*", controlledResources: [memory] }] }'),
      ),
      passes('without another autoscaler', SCALED, vertical()),
    ],
  },

  'autoscalers-overlap': {
    fails: [
      {
        name: 'one for cpu and one for memory',
        manifests: all(
          SCALED,
          USUAL,
          autoscaler(`minReplicas: 2, maxReplicas: 10, ${CPU.replace('name: cpu', 'name: memory')}`, 'web-memory'),
        ),
        found: ["Deployment 'shop/web' is scaled by HorizontalPodAutoscaler 'shop/web' and HorizontalPodAutoscaler 'shop/web-memory'"],
      },
      {
        name: 'KEDA beside an autoscaler',
        manifests: all(SCALED, USUAL, scaledObject(TRIGGERS)),
        found: ["Deployment 'shop/web' is scaled by HorizontalPodAutoscaler 'shop/web' and ScaledObject 'shop/web'"],
      },
    ],
    passes: [
      passes(
        'one with two metrics',
        SCALED,
        autoscaler(
          'maxReplicas: 10, metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: ' +
            '70 } } }, { type: Resource, resource: { name: memory, target: { type: Utilization, averageUtilization: 80 } } }]',
        ),
      ),
      passes(
        'an autoscaler that KEDA takes over',
        SCALED,
        USUAL,
        scaledObject(TRIGGERS, 'scaledobject.keda.sh/transfer-hpa-ownership: "true"'),
      ),
      passes(
        'two workloads of one name',
        SCALED,
        workload('StatefulSet', { spec: 'serviceName: web', labels: '{ app: web, kind: set }' }),
        USUAL,
        USUAL.replace('kind: Deployment', 'kind: StatefulSet').replace('name: web,', 'name: set,'),
        'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { clusterIP: None, selector: { kind: set } }\n',
      ),
    ],
  },

  'disruption-budget-blocks': {
    fails: [
      {
        name: 'the one pod always has to be there',
        manifests: blocks(1, 'minAvailable: 1'),
        found: ["PodDisruptionBudget 'shop/web' allows zero disruptions of the one pod of Deployment 'shop/web' (minAvailable: 1)"],
      },
      {
        name: 'as many as there are',
        manifests: blocks(3, 'minAvailable: 3'),
        found: ["PodDisruptionBudget 'shop/web' allows zero disruptions of the 3 pods of Deployment 'shop/web' (minAvailable: 3)"],
      },
      {
        name: 'none may be away',
        manifests: blocks(3, 'maxUnavailable: 0'),
        found: ["PodDisruptionBudget 'shop/web' allows zero disruptions of the 3 pods of Deployment 'shop/web' (maxUnavailable: 0)"],
      },
      {
        name: 'a percentage of one pod is rounded up',
        manifests: blocks(1, 'minAvailable: 50%'),
        found: ["PodDisruptionBudget 'shop/web' allows zero disruptions of the one pod of Deployment 'shop/web' (minAvailable: 50%)"],
      },
      {
        name: 'while the autoscaler runs its fewest',
        manifests: all(SCALED, USUAL, budget('minAvailable: 2')),
        found: ["PodDisruptionBudget 'shop/web' allows zero disruptions of the 2 pods of Deployment 'shop/web' (minAvailable: 2)"],
      },
    ],
    passes: [
      passes('one of two', blocks(2, 'minAvailable: 1')),
      passes('half of two', blocks(2, 'minAvailable: 50%')),
      passes('a third of one pod is rounded up to it', blocks(1, 'maxUnavailable: 33%')),
      passes('one may be away, however many there are', blocks(1, 'maxUnavailable: 1')),
      passes('no pods, of which none can be away', blocks(0, 'minAvailable: 1')),
      passes(
        'pods of two workloads',
        deployment({ spec: 'replicas: 1', labels: '{ app: web, tier: front }' }),
        deployment({ name: 'api', spec: 'replicas: 1', labels: '{ app: api, tier: front }' }),
        budget('minAvailable: 1', { selector: '{ matchLabels: { tier: front } }' }),
      ),
      passes(
        'pods of an operator',
        workload('StatefulSet', { name: 'db', spec: 'serviceName: db\n  replicas: 1' }),
        budget('minAvailable: 1', { selector: '{ matchLabels: { app: db, role: primary } }' }),
        `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: db, namespace: shop }
rules: [{ apiGroups: [""], resources: [pods], verbs: [get, patch] }]
`,
        'apiVersion: v1\nkind: Service\nmetadata: { name: db, namespace: shop }\nspec: { clusterIP: None, selector: { app: db } }\n',
      ),
      passes('a limit that CloudFormation fills in', blocks(1, 'minAvailable: <known-at-deploy>')),
    ],
  },

  'disruption-budgets-overlap': {
    fails: [
      {
        name: 'one of the chart and one of the team',
        manifests: all(deployment(), budget('maxUnavailable: 1'), budget('maxUnavailable: 1', { name: 'all', selector: '{}' })),
        found: ["PodDisruptionBudget 'shop/all' selects the pods of Deployment 'shop/web', as does PodDisruptionBudget 'shop/web'"],
      },
    ],
    passes: [
      passes(
        'each of its own pods',
        deployment(),
        deployment({ name: 'api' }),
        budget('maxUnavailable: 1'),
        budget('maxUnavailable: 1', { name: 'api', selector: '{ matchLabels: { app: api } }' }),
      ),
      passes(
        'all but those of the other',
        deployment(),
        deployment({ name: 'api' }),
        budget('maxUnavailable: 1'),
        budget('maxUnavailable: 1', { name: 'others', selector: '{ matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }' }),
      ),
      passes(
        'a selector that CloudFormation fills in',
        deployment(),
        budget('maxUnavailable: 1'),
        budget('maxUnavailable: 1', { name: 'other', selector: '{ matchLabels: { app: "<known-at-deploy>" } }' }),
      ),
    ],
  },
};
