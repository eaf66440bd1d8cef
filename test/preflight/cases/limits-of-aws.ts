import { Cases, ref } from './case';

const IN_GROUP = 'alb.ingress.kubernetes.io/group.name: public, alb.ingress.kubernetes.io/target-type: ip';
const ingress = (
  name: string,
  rules: readonly string[],
  change: { readonly spec?: string; readonly annotations?: string } = {},
) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop, annotations: { ${change.annotations ?? IN_GROUP} } }
spec:
  ${change.spec ?? 'ingressClassName: alb'}
  rules:
${rules.map((rule) => `    - ${rule}`).join('\n')}`;

const backend = 'backend: { service: { name: web, port: { number: 80 } } }';
const hosts = (count: number, from: number = 0) =>
  Array.from(
    { length: count },
    (_, index) => `{ host: shop-${from + index}.example.com, http: { paths: [{ path: /, pathType: Prefix, ${backend} }] } }`,
  );
const paths = (count: number) => [
  '{ host: shop.example.com, http: { paths: ' +
    `[${Array.from({ length: count }, (_, index) => `{ path: /${index}, pathType: Exact, ${backend} }`).join(', ')}] } }`,
];

const PROBE = 'readinessProbe: { tcpSocket: { port: 8080 } }';
const web = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: main, image: "registry.example.com/web:1.0", ports: [{ containerPort: 8080 }], ${PROBE} }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }`;
const routed = (...ingresses: readonly string[]) => [...ingresses, web].join('\n---\n');

const ingressClass = (name: string, controller: string, parameters: string) => `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: ${name} }
spec: { controller: ${controller}, parameters: { apiGroup: elbv2.k8s.aws, kind: IngressClassParams, name: ${parameters} } }`;
const classParams = (name: string, spec: string) =>
  `apiVersion: elbv2.k8s.aws/v1beta1\nkind: IngressClassParams\nmetadata: { name: ${name} }\nspec: { ${spec} }`;
const named = (name: string) =>
  routed(
    ingress('web', hosts(1), {
      annotations: `alb.ingress.kubernetes.io/load-balancer-name: "${name}", alb.ingress.kubernetes.io/target-type: ip`,
    }),
  );
const balanced = (name: string) =>
  web.replace(
    'kind: Service\nmetadata: { name: web, namespace: shop }',
    `kind: Service\nmetadata: { name: web, namespace: shop, annotations: { service.beta.kubernetes.io/aws-load-balancer-name: ${name} } }`,
  );

const trust = (service: string, more: object = {}) => ({
  AssumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  },
  ...more,
});
const policy = (characters: number) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'x'.repeat(characters) }],
});
const LENGTH = JSON.stringify(policy(0)).length;
const policyOf = (characters: number) => policy(characters - LENGTH);
const arns = (count: number) => Array.from({ length: count }, (_, index) => `arn:aws:iam::111122223333:policy/p${index}`);
const profiles = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `App/Profile${index}`,
      ['AWS::EKS::FargateProfile', { Selectors: [{ Namespace: 'shop' }] }] as const,
    ]),
  );
const group = (most: number) => ({
  'App/Nodes': ['AWS::EKS::Nodegroup', { ScalingConfig: { MinSize: 2, MaxSize: most, DesiredSize: 2 } }] as const,
});

/** Limits of Elastic Load Balancing, IAM, and the quotas of an account. */
export const LIMITS_OF_AWS: Cases = {
  'alb-rules': {
    fails: [
      {
        name: 'a host for each customer, all on one load balancer',
        manifests: routed(ingress('web', hosts(101))),
        found: ["the load balancer of the group 'public' has 101 rules"],
      },
      {
        name: 'two Ingresses of a group',
        manifests: routed(ingress('web', hosts(60)), ingress('more', hosts(60, 60))),
        found: ["the load balancer of the group 'public' has 120 rules"],
      },
      {
        name: 'a group that is named by the class',
        manifests: routed(
          ingressClass('internal', 'ingress.k8s.aws/alb', 'shared'),
          classParams('shared', 'group: { name: internal }'),
          ingress('web', hosts(101), { spec: 'ingressClassName: internal' }),
        ),
        found: ["the load balancer of the group 'internal' has 101 rules"],
      },
      {
        name: 'an Ingress without a group',
        manifests: routed(ingress('web', hosts(101), { annotations: 'alb.ingress.kubernetes.io/target-type: ip' })),
        found: ["the load balancer of Ingress 'shop/web' has 101 rules"],
      },
    ],
    passes: [
      { name: 'exactly 100', manifests: routed(ingress('web', hosts(100))) },
      {
        name: 'two groups',
        manifests: routed(
          ingress('web', hosts(60)),
          ingress('more', hosts(60, 60), {
            annotations: 'alb.ingress.kubernetes.io/group.name: other, alb.ingress.kubernetes.io/target-type: ip',
          }),
        ),
      },
      { name: 'paths to one Service, of which the controller puts several into a rule', manifests: routed(ingress('web', paths(150))) },
      {
        name: 'an Ingress of another controller',
        manifests: routed(
          ingressClass('nginx', 'k8s.io/ingress-nginx', 'none'),
          ingress('web', hosts(150), { spec: 'ingressClassName: nginx', annotations: '' }),
        ),
      },
      {
        name: 'groups whose names CloudFormation fills in may be two',
        manifests: routed(
          ...['web', 'more'].map((name, index) =>
            ingress(name, hosts(60, index * 60), {
              annotations: 'alb.ingress.kubernetes.io/group.name: <known-at-deploy>, alb.ingress.kubernetes.io/target-type: ip',
            }),
          ),
        ),
      },
    ],
  },
  'load-balancer-name': {
    fails: [
      {
        name: 'the name of the stack in front of it',
        manifests: named('production-eu-west-1-shop-frontend'),
        found: ["Ingress 'shop/web' sets the load balancer name 'production-eu-west-1-shop-frontend' (34 characters)"],
      },
      {
        name: 'an underscore',
        manifests: named('shop_web'),
        found: ["Ingress 'shop/web' sets the load balancer name 'shop_web' (8 characters)"],
      },
      {
        name: 'a hyphen at the end',
        manifests: named('shop-'),
        found: ["Ingress 'shop/web' sets the load balancer name 'shop-' (5 characters)"],
      },
      {
        name: 'a beginning that AWS keeps for itself',
        manifests: named('internal-shop'),
        found: ["Ingress 'shop/web' sets the load balancer name 'internal-shop' (13 characters)"],
      },
      {
        name: 'a Service',
        manifests: balanced('x'.repeat(33)),
        found: [`Service 'shop/web' sets the load balancer name '${'x'.repeat(33)}' (33 characters)`],
      },
      {
        name: 'by the class',
        manifests: classParams('shared', 'loadBalancerName: shop.web'),
        found: ["IngressClassParams 'shared' sets the load balancer name 'shop.web' (8 characters)"],
      },
    ],
    passes: [
      { name: '32 characters', manifests: named('x'.repeat(32)) },
      { name: 'capitals, digits, and internal without a hyphen', manifests: named('Internal2-internal') },
      { name: 'a name that CloudFormation fills in', manifests: named('<known-at-deploy>_and-so-on-for-a-long-while') },
      { name: 'a Service', manifests: balanced('shop') },
      { name: 'none', manifests: named('') },
    ],
  },
  'iam-size': {
    fails: [
      {
        name: 'every bucket is named one by one in a managed policy',
        resources: { 'App/Policy': ['AWS::IAM::ManagedPolicy', { PolicyDocument: policyOf(6_145) }] },
        found: ['the managed policy has 6145 characters'],
      },
      {
        name: 'policies that are too large together',
        resources: {
          'App/Role': [
            'AWS::IAM::Role',
            trust('lambda.amazonaws.com', { Policies: [{ PolicyName: 'own', PolicyDocument: policyOf(4_000) }] }),
          ],
          'App/Policy': ['AWS::IAM::Policy', { Roles: [ref('App/Role')], PolicyDocument: policyOf(4_000) }],
          'App/Other': ['AWS::IAM::RolePolicy', { RoleName: ref('App/Role'), PolicyDocument: policyOf(2_241) }],
        },
        found: ['the total size of the inline policies of the role is 10241 characters'],
      },
      {
        name: 'eleven managed policies, which a raised quota allows',
        resources: {
          'App/Role': ['AWS::IAM::Role', trust('lambda.amazonaws.com', { ManagedPolicyArns: arns(10) })],
          'App/Policy': ['AWS::IAM::ManagedPolicy', { Roles: [ref('App/Role')], PolicyDocument: policyOf(100) }],
        },
        found: ['the role has 11 managed policies'],
      },
      {
        name: 'more than any quota allows',
        resources: { 'App/Role': ['AWS::IAM::Role', trust('lambda.amazonaws.com', { ManagedPolicyArns: arns(21) })] },
        found: ['the role has 21 managed policies'],
      },
      {
        name: 'a role that trusts many',
        resources: { 'App/Role': ['AWS::IAM::Role', { AssumeRolePolicyDocument: policyOf(2_049) }] },
        found: ['the role has 2049 characters in its trust policy'],
      },
    ],
    passes: [
      {
        name: 'the last character that fits',
        resources: {
          'App/Policy': ['AWS::IAM::ManagedPolicy', { PolicyDocument: policyOf(6_144) }],
          'App/Role': [
            'AWS::IAM::Role',
            {
              AssumeRolePolicyDocument: policyOf(2_048),
              ManagedPolicyArns: arns(10),
              Policies: [{ PolicyName: 'own', PolicyDocument: policyOf(10_240) }],
            },
          ],
        },
      },
      {
        name: 'white space does not count',
        resources: {
          'App/Policy': ['AWS::IAM::ManagedPolicy', { PolicyDocument: `${JSON.stringify(policyOf(6_000))}${' '.repeat(1_000)}` }],
        },
      },
      {
        name: 'policies of two roles',
        resources: Object.fromEntries(
          ['One', 'Two'].flatMap((name) => [
            [`App/${name}`, ['AWS::IAM::Role', trust('lambda.amazonaws.com')]],
            [`App/${name}Policy`, ['AWS::IAM::Policy', { Roles: [ref(`App/${name}`)], PolicyDocument: policyOf(6_000) }]],
          ]),
        ),
      },
      {
        name: 'what CloudFormation fills in counts as nothing',
        resources: {
          'App/Policy': [
            'AWS::IAM::ManagedPolicy',
            { PolicyDocument: { Resource: Array.from({ length: 300 }, () => '<known-at-deploy>') } },
          ],
        },
      },
    ],
  },
  'quota-exceeded': {
    fails: [
      {
        name: 'a NAT gateway in each of three zones, in two networks',
        facts: { resourceCounts: { 'AWS::EC2::EIP': 6 } },
        found: ['6 resources of type AWS::EC2::EIP exceed the default quota of 5 Elastic IP addresses in a region'],
      },
      {
        name: 'a Fargate profile for each team',
        resources: profiles(11),
        found: ['the cluster has 11, but the quota is 10 Fargate profiles per cluster'],
      },
      {
        name: 'a very large group',
        resources: group(451),
        found: ['the node group may have 451 nodes, but the quota is 450 nodes per managed node group'],
      },
    ],
    passes: [
      {
        name: 'exactly as many as there may be',
        facts: { resourceCounts: { 'AWS::EC2::EIP': 5, 'AWS::EC2::VPC': 5, 'AWS::EC2::VPCEndpoint': 50 } },
        resources: profiles(10),
      },
      { name: 'a group of the largest size', resources: group(450) },
      {
        name: 'a size that CloudFormation fills in',
        resources: {
          'App/Nodes': ['AWS::EKS::Nodegroup', { ScalingConfig: { MinSize: 1, MaxSize: '<known-at-deploy>', DesiredSize: 1 } }],
        },
      },
    ],
  },
};
