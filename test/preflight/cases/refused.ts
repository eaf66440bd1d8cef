import { Cases, ref } from './case';

const deployment = (name: string, container: string, more: string = '') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      ${more}
      containers:
        - { name: ${name}, image: registry.example.com/${name}:1.0, ${container} }`;

const service = (ports: string, more: string = 'selector: { app: web }') => `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ${more}, ports: [${ports}] }`;

const web = deployment(
  'web',
  'ports: [{ name: http, containerPort: 8080 }, { name: admin, containerPort: 9090 }], readinessProbe: { tcpSocket: { port: 8080 } }',
);

const role = (rules: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader, namespace: shop }
rules: [${rules}]`;

const TO_ADDRESSES = 'alb.ingress.kubernetes.io/target-type: ip';
const ingress = (name: string, path: string, to: string, group: string = 'public') => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop, annotations: { alb.ingress.kubernetes.io/group.name: ${group}, ${TO_ADDRESSES} } }
spec:
  ingressClassName: alb
  rules:
    - host: shop.example.com
      http: { paths: [{ path: ${path}, pathType: Prefix, backend: { service: { name: ${to}, port: { number: 80 } } } }] }`;

const plainService = (name: string) => `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { ports: [{ port: 80 }] }`;

const quota = (hard: string) => `apiVersion: v1
kind: ResourceQuota
metadata: { name: team, namespace: shop }
spec: { hard: { ${hard} } }`;

const requests = 'resources: { requests: { cpu: 500m, memory: 1Gi }, limits: { memory: 1Gi } }';

const webhook = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: orders }
webhooks:
  - name: orders.example.com
    sideEffects: None
    admissionReviewVersions: [v1]
    clientConfig: { service: { name: web, namespace: shop } }
    rules: [{ apiGroups: [example.com], apiVersions: [v1], operations: [CREATE], resources: [orders] }]`;
const webhookPods = `${service('{ port: 443, targetPort: http }')}\n---\n${web}`;
const nodes = (ports: object) => ({
  'App/Nodes': [
    'AWS::EKS::Nodegroup',
    { LaunchTemplate: { Id: ref('App/Template') }, ScalingConfig: { MinSize: 1, MaxSize: 2, DesiredSize: 1 } },
  ] as const,
  'App/Template': ['AWS::EC2::LaunchTemplate', { LaunchTemplateData: { SecurityGroupIds: [ref('App/Group', 'GroupId')] } }] as const,
  'App/Group': ['AWS::EC2::SecurityGroup', { SecurityGroupIngress: [{ IpProtocol: 'tcp', ...ports }] }] as const,
});

/** What the API server refuses besides the form, and what it accepts and is of no use. */
export const REFUSED: Cases = {
  'service-ports': {
    fails: [
      {
        name: 'a second port, and none has a name',
        manifests: `${web}\n---\n${service('{ port: 80, targetPort: http }, { port: 9090 }')}`,
        found: ["Service 'shop/web' has several ports, but not all have a name"],
      },
      {
        name: 'a node port below the range',
        manifests: `${web}\n---\n${service('{ port: 80, nodePort: 8080 }', 'type: NodePort, selector: { app: web }')}`,
        found: ["Service 'shop/web' has the nodePort 8080"],
      },
      {
        name: 'one port twice',
        manifests: `${web}\n---\n${service('{ name: a, port: 80 }, { name: b, port: 80, protocol: TCP }')}`,
        found: ["Service 'shop/web' has the duplicate port 80/TCP"],
      },
      {
        name: 'a name twice',
        manifests: `${web}\n---\n${service('{ name: a, port: 80 }, { name: a, port: 81 }')}`,
        found: ["Service 'shop/web' has two ports with the name 'a'"],
      },
      { name: 'port 0', manifests: `${web}\n---\n${service('{ port: 0 }')}`, found: ["Service 'shop/web' has the port 0"] },
    ],
    passes: [
      { name: 'one port needs no name', manifests: `${web}\n---\n${service('{ port: 80, targetPort: 8080 }')}` },
      {
        name: 'the target port 0, and an empty one, are the port itself',
        manifests: `${web}\n---\n${service('{ name: a, port: 80, targetPort: 0 }, { name: b, port: 81, targetPort: "" }')}`,
      },
      {
        name: 'one number for TCP and UDP',
        manifests: `${web}\n---\n${service('{ name: dns, port: 53 }, { name: dns-udp, port: 53, protocol: UDP }')}`,
      },
      {
        name: 'the last node port',
        manifests: `${web}\n---\n${service('{ port: 80, nodePort: 32767 }', 'type: NodePort, selector: { app: web }')}`,
      },
    ],
  },
  'request-above-limit': {
    fails: [
      {
        name: 'a request that is larger than the limit',
        manifests: deployment('web', 'resources: { requests: { memory: 1Gi }, limits: { memory: 512Mi } }'),
        found: ["container 'web' of Deployment 'shop/web' requests memory 1Gi, but its limit is 512Mi"],
      },
      {
        name: 'a GPU that is requested without a limit',
        manifests: deployment('web', 'resources: { requests: { nvidia.com/gpu: 1 } }'),
        found: ["container 'web' of Deployment 'shop/web' requests nvidia.com/gpu 1, but its limit is not set"],
      },
    ],
    passes: [
      {
        name: 'the same in other units',
        manifests: deployment('web', 'resources: { requests: { memory: 1Gi, cpu: "1" }, limits: { memory: 1024Mi, cpu: 1000m } }'),
      },
      { name: 'a GPU by its limit alone', manifests: deployment('web', 'resources: { limits: { nvidia.com/gpu: 1 } }') },
      {
        name: 'a limit that is known at deploy',
        manifests: deployment('web', 'resources: { requests: { memory: 1Gi }, limits: { memory: "<known-at-deploy>" } }'),
      },
    ],
  },
  'resource-quota': {
    fails: [
      {
        name: 'more replicas than the quota of the team allows',
        manifests: `${quota('requests.cpu: 900m')}\n---\n${deployment('web', requests)}`,
        found: ["ResourceQuota 'shop/team' allows requests.cpu 0.9 vCPU, but Deployment 'shop/web' × 2 need 1 vCPU"],
      },
      {
        name: 'a quota that counts limits, and pods without any',
        manifests: `${quota('limits.cpu: "4"')}\n---\n${deployment('web', requests)}`,
        found: ["Deployment 'shop/web' does not specify limits.cpu, which ResourceQuota 'shop/team' counts"],
      },
      {
        name: 'more pods than the quota allows',
        manifests: `${quota('pods: 1')}\n---\n${deployment('web', requests)}`,
        found: ["ResourceQuota 'shop/team' allows pods 1, but Deployment 'shop/web' × 2 need 2"],
      },
    ],
    passes: [
      {
        name: 'exactly as much as there is',
        manifests: `${quota('requests.cpu: "1", requests.memory: 2Gi, pods: 2')}\n---\n${deployment('web', requests)}`,
      },
      {
        name: 'defaults by a LimitRange',
        manifests:
          `${quota('limits.cpu: "4"')}\n---\n${deployment('web', requests)}\n---\napiVersion: v1\nkind: LimitRange\nmetadata: { ` +
          'name: defaults, namespace: shop }\nspec: { limits: [{ type: Container, default: { cpu: 500m } }] }',
      },
      {
        name: 'a quota for other pods',
        manifests:
          'apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: batch, namespace: shop }\nspec: { hard: { pods: 1 }, scopes: ' +
          `[BestEffort] }\n---\n${deployment('web', requests)}`,
      },
    ],
  },
  'role-rule-unknown': {
    fails: [
      {
        name: 'Deployments in the core group',
        manifests: role('{ apiGroups: [""], resources: [pods, deployments], verbs: [get, list] }'),
        found: ["Role 'shop/reader' has a rule for the resource 'deployments' of the core group, which does not exist"],
      },
      {
        name: 'a kind instead of a resource',
        manifests: role('{ apiGroups: [apps], resources: [deployment], verbs: [get] }'),
        found: ["Role 'shop/reader' has a rule for the resource 'deployment' of apps, which does not exist"],
      },
      {
        name: 'a verb that there is not',
        manifests: role('{ apiGroups: [""], resources: [pods], verbs: [read] }'),
        found: ["Role 'shop/reader' has a rule with the unknown verb 'read'"],
      },
    ],
    passes: [
      {
        name: 'a verb of the server of another group, in a SubjectAccessReview',
        manifests: role('{ apiGroups: [pipelines.example.com], resources: [runs], verbs: [reportMetrics, readArtifact] }'),
      },
      {
        name: 'resources of several groups together, as charts write them',
        manifests: role(
          '{ apiGroups: ["", apps], resources: [pods, pods/log, deployments, deployments/scale, deployments/status], verbs: ' +
            '[get, list, watch] }',
        ),
      },
      {
        name: 'a group of a third party',
        manifests: role('{ apiGroups: [example.com], resources: [order, orders/approve], verbs: [approve, get] }'),
      },
      {
        name: 'old groups beside new ones',
        manifests: role('{ apiGroups: [extensions, networking.k8s.io], resources: [ingresses, deployments], verbs: [get] }'),
      },
    ],
  },
  'route-twice': {
    fails: [
      {
        name: 'two teams take the same path of one load balancer',
        manifests: [ingress('web', '/api', 'web'), ingress('orders', '/api', 'orders'), plainService('web'), plainService('orders')].join(
          '\n---\n',
        ),
        found: [
          "Ingress 'shop/orders' routes shop.example.com/api (Prefix) to shop/orders:80, and Ingress 'shop/web' routes it " +
            'to shop/web:80',
        ],
      },
    ],
    passes: [
      {
        name: 'a longer path',
        manifests: [
          ingress('web', '/api', 'web'),
          ingress('orders', '/api/orders', 'orders'),
          plainService('web'),
          plainService('orders'),
        ].join('\n---\n'),
      },
      {
        name: 'another load balancer',
        manifests: [
          ingress('web', '/api', 'web'),
          ingress('orders', '/api', 'orders', 'internal'),
          plainService('web'),
          plainService('orders'),
        ].join('\n---\n'),
      },
    ],
  },
  'pre-stop-too-long': {
    fails: [
      {
        name: 'a pause of a minute, and half a minute to end',
        manifests: deployment('web', 'lifecycle: { preStop: { exec: { command: [sh, -c, "sleep 60"] } } }'),
        found: ["container 'web' of Deployment 'shop/web' has a preStop sleep of 60 seconds, and terminationGracePeriodSeconds is 30"],
      },
    ],
    passes: [
      { name: 'a pause that leaves time', manifests: deployment('web', 'lifecycle: { preStop: { sleep: { seconds: 15 } } }') },
      {
        name: 'a long pause with as much time',
        manifests: deployment('web', 'lifecycle: { preStop: { sleep: { seconds: 60 } } }', 'terminationGracePeriodSeconds: 90'),
      },
    ],
  },
  'pod-security-group-off': {
    fails: [
      {
        name: 'a policy, and the add-on as it comes',
        manifests:
          'apiVersion: vpcresources.k8s.aws/v1beta1\nkind: SecurityGroupPolicy\nmetadata: { name: db, namespace: shop }\nspec: { ' +
          'podSelector: { matchExpressions: [] }, securityGroups: { groupIds: [sg-1] } }',
        facts: { addonSettings: [{ path: 'App/Addons/vpc-cni', value: { name: 'vpc-cni', values: undefined } }] },
        found: [
          "SecurityGroupPolicy 'shop/db' assigns a security group to pods, and vpc-cni (App/Addons/vpc-cni) does not set " +
            'ENABLE_POD_ENI',
        ],
      },
    ],
    passes: [
      {
        name: 'interfaces for pods are on',
        manifests:
          'apiVersion: vpcresources.k8s.aws/v1beta1\nkind: SecurityGroupPolicy\nmetadata: { name: db, namespace: shop }\nspec: { ' +
          'podSelector: { matchExpressions: [] }, securityGroups: { groupIds: [sg-1] } }',
        facts: { addonSettings: [{ path: 'App/Addons/vpc-cni', value: { name: 'vpc-cni', values: { env: { ENABLE_POD_ENI: 'true' } } } }] },
      },
      {
        name: 'pods on Fargate',
        manifests:
          'apiVersion: vpcresources.k8s.aws/v1beta1\nkind: SecurityGroupPolicy\nmetadata: { name: db, namespace: shop }\nspec: { ' +
          'podSelector: {}, securityGroups: { groupIds: [sg-1] } }',
        facts: {
          fargateSelectors: [{ namespace: 'shop', labels: {} }],
          addonSettings: [{ path: 'a', value: { name: 'vpc-cni', values: {} } }],
        },
      },
    ],
  },
  'webhook-port-closed': {
    fails: [
      {
        name: 'nodes with a security group of their own, which opens the port of the kubelet alone',
        manifests: `${webhook}\n---\n${webhookPods}`,
        resources: nodes({ FromPort: 10250, ToPort: 10250 }),
        found: [
          "ValidatingWebhookConfiguration 'orders' is called on port 8080 of its pods, which no security group of the " +
            'nodes allows from the control plane',
        ],
      },
    ],
    passes: [
      { name: 'the port is open', manifests: `${webhook}\n---\n${webhookPods}`, resources: nodes({ FromPort: 1025, ToPort: 65535 }) },
      {
        name: 'nodes in the security group of the cluster',
        manifests: `${webhook}\n---\n${webhookPods}`,
        resources: { 'App/Nodes': ['AWS::EKS::Nodegroup', { ScalingConfig: { MinSize: 1, MaxSize: 2, DesiredSize: 1 } }] },
      },
    ],
  },
  'object-too-large': {
    fails: [
      {
        name: 'an object of two megabytes',
        manifests:
          'apiVersion: example.com/v1\nkind: Dashboard\nmetadata: { name: board, namespace: shop }\nspec: { json: ' +
          `"${'x'.repeat(2_000_000)}" }`,
        found: ["Dashboard 'shop/board' has 2000116 bytes"],
      },
    ],
    passes: [
      {
        name: 'one of one megabyte',
        manifests:
          'apiVersion: example.com/v1\nkind: Dashboard\nmetadata: { name: board, namespace: shop }\nspec: { json: ' +
          `"${'x'.repeat(1_000_000)}" }`,
      },
      {
        name: 'a small one',
        manifests: 'apiVersion: example.com/v1\nkind: Dashboard\nmetadata: { name: board, namespace: shop }\nspec: { json: "{}" }',
      },
    ],
  },
};
