import { Cases, Given, ref } from './case';
import { ALB, NLB } from './given';
import { feature } from '../../../src/catalog/capability.rules';

const deployment = (labels: string = '{ app: web }') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: ${labels} }
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4.2
          ports: [{ containerPort: 8080 }]
          readinessProbe: { httpGet: { path: /ready, port: 8080 } }
          resources: { requests: { cpu: 250m, memory: 256Mi } }
`;
const service = (annotations: string = '', spec: string = 'type: ClusterIP') => `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: { ${annotations} } }
spec: { ${spec}, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
`;
const balanced = (annotation: string, spec: string) => `${deployment()}---\n${service(`${NLB}-${annotation}`, spec)}`;
const udp = (annotation: string, containerPorts: string, more = '', spec = '') => `${deployment().replace(
  '[{ containerPort: 8080 }]',
  containerPorts,
)}---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: { ${annotation} } }
spec:
  type: LoadBalancer
  loadBalancerClass: service.k8s.aws/nlb
  selector: { app: web }
  ports: [{ name: dns, port: 53, targetPort: 5353, protocol: UDP }${more}]
${spec ? `  ${spec.replace(', ', '')}\n` : ''}`;
const UNCHECKED = [
  "Service 'shop/web' has the UDP port 53, whose targets are checked by TCP on the same port, and none of its pods serves it",
];
const WEB = `${deployment()}---\n${service()}`;

const backend = (port: string = 'number: 80', name: string = 'web') => `backend: { service: { name: ${name}, port: { ${port} } } }`;
const ingress = (
  annotations: string,
  { name = 'web', spec = 'ingressClassName: alb', host = 'host: shop.example.com, ', to = backend() } = {},
) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  namespace: shop
  annotations:
${annotations
  .split('\n')
  .map((line) => `    ${line.startsWith(' ') || line === '' ? line : `${ALB}/${line}`}`)
  .join('\n')}
spec:
  ${spec}
  rules: [{ ${host}http: { paths: [{ path: /${name}, pathType: Prefix, ${to} }] } }]
`;
const withWeb = (...objects: string[]) => [...objects, WEB].join('---\n');
const ingressClass = (name: string, controller: string, params?: string) => `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: ${name} }
spec: { controller: ${controller}${params ? `, parameters: { apiGroup: elbv2.k8s.aws, kind: IngressClassParams, name: ${name} }` : ''} }
${params ? `---\napiVersion: elbv2.k8s.aws/v1beta1\nkind: IngressClassParams\nmetadata: { name: ${name} }\nspec: ${params}\n` : ''}`;

const binding =
  'apiVersion: elbv2.k8s.aws/v1beta1\nkind: TargetGroupBinding\nmetadata: { name: web, namespace: shop }\nspec: { serviceRef: { ' +
  'name: web, port: 80 }, targetGroupARN: ' +
  '"arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef", targetType: ip }\n';
const CERTIFICATE = (region: string) => `arn:aws:acm:${region}:111122223333:certificate/0a1b2c3d`;
const nothing = (name: string, annotations: string, more: object = {}): Given => ({ name, manifests: withWeb(ingress(annotations, more)) });
const IP = 'target-type: ip';
const inZone = (zone: string, table: string, path: string): Given['resources'] => ({
  [path]: ['AWS::EC2::Subnet', { AvailabilityZone: zone }],
  [`${path}Table`]: ['AWS::EC2::SubnetRouteTableAssociation', { SubnetId: ref(path), RouteTableId: ref(table) }],
});
const ofZones: Given['resources'] = {
  ...inZone('eu-west-1a', 'App/PrivateTable', 'App/A'),
  ...inZone('eu-west-1a', 'App/PrivateTable', 'App/A2'),
  ...inZone('eu-west-1b', 'App/PrivateTable', 'App/B'),
  ...inZone('eu-west-1a', 'App/PublicTable', 'App/Public'),
  ...inZone('us-west-2-lax-1a', 'App/PrivateTable', 'App/Edge'),
  'App/Nat': ['AWS::EC2::Route', { RouteTableId: ref('App/PrivateTable'), DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-0a' }],
};

const network = (publicZones: number, untaggable: number = 0): Given['facts'] => ({
  network: { path: 'App/Vpc', publicZones, untaggableSubnets: untaggable },
});
const chart = (values: object = {}): Given['facts'] => ({
  helmReleases: [
    {
      path: 'App/Alb',
      value: {
        release: 'alb',
        chart: 'aws-load-balancer-controller',
        repository: 'https://aws.github.io/eks-charts',
        values: { clusterName: 'shop', ...values },
      },
    },
  ],
});
const onFargate = (more: Given['facts'] = {}): Given['facts'] => ({
  fargateSelectors: [{ namespace: 'shop', labels: {} }],
  hasInstances: false,
  ...more,
});

const tagged = (name: string, ...keys: string[]): Given['resources'] => ({
  [name]: ['AWS::EC2::SecurityGroup', { Tags: keys.map((Key) => ({ Key, Value: 'owned' })) }],
});
const nodesIn = (groups: unknown[], more: Given['resources']): Given['resources'] => ({
  'App/Cluster': ['AWS::EKS::Cluster', { Name: 'shop', ResourcesVpcConfig: {} }],
  'App/Nodes': ['AWS::EKS::Nodegroup', { LaunchTemplate: { Id: ref('App/Template') } }],
  'App/Template': ['AWS::EC2::LaunchTemplate', { LaunchTemplateData: { SecurityGroupIds: groups } }],
  ...more,
});

/** What is wrong with load balancers. */
export const LOAD_BALANCERS: Cases = {
  'alb-action': {
    fails: [
      {
        name: 'the redirect was never described',
        manifests: withWeb(ingress(IP, { to: backend('name: use-annotation', 'to-https') })),
        found: ["Ingress 'shop/web' references the action 'to-https', and has no annotation alb.ingress.kubernetes.io/actions.to-https"],
      },
      {
        name: 'a redirect without a status code, and two targets without weights',
        manifests: withWeb(
          ingress(
            `actions.to-https: '{"type":"redirect","redirectConfig":{"port":"443"}}'\nactions.both: '{"type":"forward","forwardConfig":{` +
              `` +
              `"targetGroups":[{"serviceName":"a","servicePort":80},{"serviceName":"b","servicePort":80}]}}'\n` +
              `conditions.both: '[{"field":` +
              `"host-header"}]'`,
          ),
        ),
        found: [
          "Ingress 'shop/web' has the annotation alb.ingress.kubernetes.io/actions.to-https, which the controller rejects: statusCode is " +
            'required',
          "Ingress 'shop/web' has the annotation alb.ingress.kubernetes.io/actions.both, which the controller rejects: " +
            'weight must be set ' +
            'when route to multiple target groups',
          "Ingress 'shop/web' has the annotation alb.ingress.kubernetes.io/conditions.both, which the controller rejects: missing " +
            'hostHeaderConfig',
        ],
      },
      {
        name: 'a redirect with single quotes',
        manifests: withWeb(
          ingress("actions.to-https: \"{'type': 'redirect', 'redirectConfig': {'protocol': 'HTTPS'}}\"", {
            to: backend('name: use-annotation', 'to-https'),
          }),
        ),
        found: ["Ingress 'shop/web' has the annotation alb.ingress.kubernetes.io/actions.to-https, which is not valid JSON"],
      },
      {
        name: 'a default backend without its annotation',
        manifests: withWeb(
          ingress(IP, { spec: `ingressClassName: alb\n  default${backend('name: use-annotation', 'not-found').replace('b', 'B')}` }),
        ),
        found: [
          "Ingress 'shop/web' references the action 'not-found', and has no annotation " + 'alb.ingress.kubernetes.io/actions.not-found',
        ],
      },
      {
        name: 'a log-in without braces',
        manifests: withWeb(ingress('auth-type: cognito\nauth-idp-cognito: "userPoolARN=arn"')),
        found: ["Ingress 'shop/web' has the annotation alb.ingress.kubernetes.io/auth-idp-cognito, which is not valid JSON"],
      },
    ],
    passes: [
      nothing(
        'an action and its annotation',
        `${IP}\nactions.to-https: '{"type":"redirect","redirectConfig":{"protocol":"HTTPS","port":"443","statusCode":"HTTP_301"}}'`,
        { to: backend('name: use-annotation', 'to-https') },
      ),
      nothing(
        'JSON over several lines, and a list of conditions',
        'actions.weighted: |\n  {"type":"forward","forwardConfig":{"targetGroups":[\n      ' +
          '{"serviceName":"web","servicePort":80}]}}\nconditions.weighted: ' +
          '\'[{"field":"http-header","httpHeaderConfig":{"httpHeaderName":"X-Beta","values":["1"]}}]\'',
        { to: backend('name: use-annotation', 'weighted') },
      ),
      nothing('an action that CloudFormation fills in', 'actions.login: "<known-at-deploy>"', {
        to: backend('name: use-annotation', 'login'),
      }),
      {
        name: 'an Ingress of NGINX, which has no actions',
        manifests: withWeb(
          ingressClass('nginx', 'k8s.io/ingress-nginx'),
          ingress("actions.a: 'no JSON'", { spec: 'ingressClassName: nginx' }),
        ),
      },
    ],
  },

  'alb-group-name': {
    fails: [
      {
        name: 'the name of the team, as it is written',
        manifests: withWeb(ingress('group.name: Shop_Public')),
        found: ["Ingress 'shop/web' has the group.name 'Shop_Public'"],
      },
      {
        name: 'the first that is too long',
        manifests: withWeb(ingress(`group.name: ${'x'.repeat(64)}`)),
        found: [`Ingress 'shop/web' has the group.name '${'x'.repeat(64)}'`],
      },
      {
        name: 'a hyphen at the end',
        manifests: withWeb(ingress('group.name: shop-')),
        found: ["Ingress 'shop/web' has the group.name 'shop-'"],
      },
    ],
    passes: [
      nothing('the longest, with a dot and a digit', `group.name: 1.${'x'.repeat(61)}`),
      nothing('a name that CloudFormation fills in', 'group.name: <known-at-deploy>-Public'),
      nothing('no group', IP),
    ],
  },

  'alb-listeners': {
    fails: [
      {
        name: 'a redirect to HTTPS without a listener for it',
        manifests: withWeb(ingress("listen-ports: '[{\"HTTP\":80}]'\nssl-redirect: '443'")),
        found: ["Ingress 'shop/web' redirects to port 443, which has no listener"],
      },
      {
        name: 'a redirect alone: without a certificate the only listener is HTTP',
        manifests: withWeb(ingress("ssl-redirect: '443'")),
        found: ["Ingress 'shop/web' redirects to port 443, which has no listener"],
      },
      {
        name: 'a certificate beside listeners for HTTP',
        manifests: withWeb(ingress(`listen-ports: '[{"HTTP":80}]'\ncertificate-arn: ${CERTIFICATE('eu-west-1')}`)),
        found: ["Ingress 'shop/web' has a certificate and no HTTPS listener"],
      },
      {
        name: 'a redirect to the port of HTTP',
        manifests: withWeb(ingress('listen-ports: \'[{"HTTP":80},{"HTTPS":443}]\'\nssl-redirect: \'80\'')),
        found: ["Ingress 'shop/web' redirects to port 80, which has an HTTP listener"],
      },
      {
        name: '"a certificate must be specified for HTTPS listeners"',
        manifests: withWeb(ingress('listen-ports: \'[{"HTTPS":443}]\'', { host: '' })),
        found: ["Ingress 'shop/web' has an HTTPS listener, and neither a certificate nor a host to discover one"],
      },
      {
        name: 'a list without braces',
        manifests: withWeb(ingress("listen-ports: 'HTTP:80,HTTPS:443'")),
        found: ["Ingress 'shop/web' has the invalid listen-ports 'HTTP:80,HTTPS:443'"],
      },
      {
        name: 'a port in quotes',
        manifests: withWeb(ingress('listen-ports: \'[{"HTTP":"80"}]\'')),
        found: [`Ingress 'shop/web' has the invalid listen-ports '[{"HTTP":"80"}]'`],
      },
      {
        name: 'a protocol of Network Load Balancers',
        manifests: withWeb(ingress('listen-ports: \'[{"TLS":443}]\'')),
        found: [`Ingress 'shop/web' has the invalid listen-ports '[{"TLS":443}]'`],
      },
    ],
    passes: [
      nothing(
        'HTTP and HTTPS in one entry, and a redirect',
        `listen-ports: '[{"HTTP":80,"HTTPS":443}]'\ncertificate-arn: ${CERTIFICATE('eu-west-1')}\nssl-redirect: '443'`,
      ),
      nothing('a certificate alone, which brings HTTPS', `certificate-arn: ${CERTIFICATE('eu-west-1')}\nssl-redirect: '443'`),
      nothing('a certificate that is found by the host', 'listen-ports: \'[{"HTTPS":443}]\''),
      {
        name: 'a redirect to the listener of another member of the group',
        manifests: withWeb(
          ingress("group.name: public\nlisten-ports: '[{\"HTTP\":80}]'\nssl-redirect: '443'"),
          ingress(`group.name: public\ncertificate-arn: ${CERTIFICATE('eu-west-1')}`, { name: 'api' }),
        ),
      },
      {
        name: 'listeners that the class brings',
        manifests: withWeb(
          ingressClass('public', 'ingress.k8s.aws/alb', '{ listeners: [{ protocol: HTTP, port: 80 }, { protocol: HTTPS, port: 443 }] }'),
          ingress("ssl-redirect: '443'", { spec: 'ingressClassName: public' }),
        ),
      },
      {
        name: 'a certificate that the class brings',
        manifests: withWeb(
          ingressClass('public', 'ingress.k8s.aws/alb', `{ certificateArn: ["${CERTIFICATE('eu-west-1')}"] }`),
          ingress("ssl-redirect: '443'", { spec: 'ingressClassName: public', host: '' }),
        ),
      },
      nothing(
        'ports, a certificate and a redirect that CloudFormation fills in',
        "listen-ports: <known-at-deploy>\ncertificate-arn: <known-at-deploy>\nssl-redirect: '443'",
      ),
      {
        name: 'a redirect, where another Ingress may be of the same group',
        manifests: withWeb(
          ingress("group.name: public\nlisten-ports: '[{\"HTTP\":80}]'\nssl-redirect: '443'"),
          ingress(`group.name: <known-at-deploy>\ncertificate-arn: ${CERTIFICATE('eu-west-1')}`, { name: 'api' }),
        ),
      },
      nothing(
        'a redirect to a port that CloudFormation fills in',
        `certificate-arn: ${CERTIFICATE('eu-west-1')}\nssl-redirect: <known-at-deploy>`,
      ),
    ],
  },

  'alb-other-region': {
    fails: [
      {
        name: 'the certificate of CloudFront',
        manifests: withWeb(ingress(`certificate-arn: ${CERTIFICATE('us-east-1')}`)),
        facts: { region: 'eu-west-1' },
        found: [`Ingress 'shop/web' references ${CERTIFICATE('us-east-1')}, which is in us-east-1, and the cluster is in eu-west-1`],
      },
      {
        name: 'the second of two',
        manifests: withWeb(ingress(`certificate-arn: ${CERTIFICATE('eu-west-1')}, ${CERTIFICATE('us-east-1')}`)),
        facts: { region: 'eu-west-1' },
        found: [`Ingress 'shop/web' references ${CERTIFICATE('us-east-1')}, which is in us-east-1, and the cluster is in eu-west-1`],
      },
      {
        name: 'a web ACL for CloudFront, wherever the cluster is',
        manifests: withWeb(ingress('wafv2-acl-arn: arn:aws:wafv2:us-east-1:111122223333:global/webacl/shop/0a1b2c3d')),
        found: [
          "Ingress 'shop/web' references arn:aws:wafv2:us-east-1:111122223333:global/webacl/shop/0a1b2c3d, which is for " + 'CloudFront',
        ],
      },
      {
        name: 'the certificate of a Network Load Balancer',
        manifests: withWeb().replace('annotations: {  }', `annotations: { ${NLB}-ssl-cert: "${CERTIFICATE('eu-west-2')}" }`),
        facts: { region: 'eu-west-1' },
        found: [`Service 'shop/web' references ${CERTIFICATE('eu-west-2')}, which is in eu-west-2, and the cluster is in eu-west-1`],
      },
      {
        name: 'in a class',
        manifests: ingressClass('public', 'ingress.k8s.aws/alb', `{ certificateArn: ["${CERTIFICATE('us-east-1')}"] }`),
        facts: { region: 'eu-west-1' },
        found: [
          `IngressClassParams 'public' references ${CERTIFICATE('us-east-1')}, which is in us-east-1, and the cluster is in eu-west-1`,
        ],
      },
      {
        name: 'a web ACL of the app for CloudFront',
        manifests: withWeb(ingress(`${IP}\nwafv2-acl-arn: <<App/Acl|Arn>>`)),
        resources: { 'App/Acl': ['AWS::WAFv2::WebACL', { Scope: 'CLOUDFRONT' }] },
        found: ["Ingress 'shop/web' references the web ACL App/Acl, which is for CloudFront (Scope: CLOUDFRONT)"],
      },
    ],
    passes: [
      {
        name: 'a web ACL of the app',
        manifests: withWeb(ingress(`${IP}\nwafv2-acl-arn: <<App/Acl|Arn>>`)),
        resources: { 'App/Acl': ['AWS::WAFv2::WebACL', { Scope: 'REGIONAL' }] },
      },
      { ...nothing('a certificate of the region', `certificate-arn: ${CERTIFICATE('eu-west-1')}`), facts: { region: 'eu-west-1' } },
      {
        ...nothing('a certificate of IAM, which has no region', 'certificate-arn: arn:aws:iam::111122223333:server-certificate/shop'),
        facts: { region: 'eu-west-1' },
      },
      nothing('a cluster whose region is not known', `certificate-arn: ${CERTIFICATE('us-east-1')}`),
      {
        ...nothing(
          'an ARN that CloudFormation fills in, and one in part',
          'certificate-arn: <known-at-deploy>\nwafv2-acl-arn: arn:aws:wafv2:us-east-1:<known-at-deploy>:regional/webacl/a/b',
        ),
        facts: { region: 'eu-west-1' },
      },
      { ...nothing('no web ACL', 'wafv2-acl-arn: none'), facts: { region: 'eu-west-1' } },
    ],
  },

  'auto-mode-annotations': {
    fails: [
      {
        name: 'a group by annotation',
        manifests: withWeb(ingress('group.name: public')),
        facts: { autoMode: true },
        found: ["Ingress 'shop/web' has the annotation alb.ingress.kubernetes.io/group.name"],
      },
      {
        name: 'a Service and a binding of the other controller',
        manifests: `${deployment()}---\n${service('', 'type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb')}---\n${binding}`,
        facts: { autoMode: true },
        found: [
          "Service 'shop/web' has loadBalancerClass service.k8s.aws/nlb",
          "TargetGroupBinding 'shop/web' is in the API group elbv2.k8s.aws",
        ],
      },
    ],
    passes: [
      { ...nothing('what it knows', `${IP}\nscheme: internal\nlisten-ports: '[{"HTTP":80}]'`), facts: { autoMode: true } },
      {
        name: 'a Service of its class',
        manifests: `${deployment()}---\n${service('', 'type: LoadBalancer, loadBalancerClass: eks.amazonaws.com/nlb')}`,
        facts: { autoMode: true },
      },
      { ...nothing('beside the other controller', 'group.name: public'), facts: { autoMode: true, ...chart() } },
      {
        ...nothing('beside another controller that is declared', 'group.name: public'),
        facts: { autoMode: true, externalDeclarations: [feature('load-balancer-webhook')] },
      },
      nothing('without Auto Mode', 'group.name: public'),
    ],
  },

  'cluster-groups-twice': {
    fails: [
      {
        name: 'the group of the nodes carries the tag as well',
        resources: nodesIn(
          [ref('App/Cluster', 'ClusterSecurityGroupId'), ref('App/NodeGroup', 'GroupId')],
          tagged('App/NodeGroup', 'kubernetes.io/cluster/shop'),
        ),
        found: ['the nodes have 2 security groups with the tag kubernetes.io/cluster/…: App/Cluster, App/NodeGroup'],
      },
      {
        name: 'two groups of its own',
        resources: nodesIn([ref('App/A', 'GroupId'), ref('App/B', 'GroupId')], {
          ...tagged('App/A', 'kubernetes.io/cluster/shop'),
          ...tagged('App/B', 'Name', 'kubernetes.io/cluster/shop'),
        }),
        found: ['the nodes have 2 security groups with the tag kubernetes.io/cluster/…: App/A, App/B'],
      },
    ],
    passes: [
      {
        name: 'a second group without the tag',
        resources: nodesIn(
          [ref('App/Cluster', 'ClusterSecurityGroupId'), ref('App/NodeGroup', 'GroupId')],
          tagged('App/NodeGroup', 'Name'),
        ),
      },
      {
        name: 'a second group with the tag of another cluster',
        resources: nodesIn(
          [ref('App/Cluster', 'ClusterSecurityGroupId'), ref('App/Shared', 'GroupId')],
          tagged('App/Shared', 'kubernetes.io/cluster/other'),
        ),
      },
      {
        name: 'the same group twice',
        resources: nodesIn([ref('App/A', 'GroupId'), ref('App/A', 'GroupId')], tagged('App/A', 'kubernetes.io/cluster/shop')),
      },
      {
        name: 'groups and tags that are not known',
        resources: nodesIn(
          [ref('App/A', 'GroupId'), 'sg-0123456789abcdef0', '<known-at-deploy>'],
          tagged('App/A', 'kubernetes.io/cluster/<known-at-deploy>'),
        ),
      },
    ],
  },

  'instance-target-on-fargate': {
    fails: [
      {
        name: 'a load balancer that asks for instances',
        manifests: withWeb(ingress('target-type: instance')),
        facts: onFargate(),
        found: ["Ingress 'shop/web' uses instance targets for pods of Deployment 'shop/web', which run on Fargate"],
      },
      {
        name: 'the target type was left out, and the controller takes instances',
        manifests: withWeb(ingress('scheme: internal')),
        facts: onFargate(chart()),
        found: ["Ingress 'shop/web' uses instance targets for pods of Deployment 'shop/web', which run on Fargate"],
      },
      {
        name: 'a Network Load Balancer',
        manifests: balanced('nlb-target-type: instance', 'type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb'),
        facts: onFargate(),
        found: ["Service 'shop/web' uses instance targets for pods of Deployment 'shop/web', which run on Fargate"],
      },
    ],
    passes: [
      { ...nothing('by address', IP), facts: onFargate(chart()) },
      { ...nothing('a controller that takes addresses', 'scheme: internal'), facts: onFargate(chart({ defaultTargetType: 'ip' })) },
      {
        name: 'a class that takes addresses',
        manifests: withWeb(
          ingressClass('public', 'ingress.k8s.aws/alb', '{ targetType: ip }'),
          ingress('target-type: instance', { spec: 'ingressClassName: public' }),
        ),
        facts: onFargate(chart()),
      },
      {
        name: 'pods on instances',
        manifests: withWeb(ingress('target-type: instance')).replace('{ type: ClusterIP', '{ type: NodePort'),
        facts: { fargateSelectors: [{ namespace: 'shop', labels: { on: 'fargate' } }] },
      },
    ],
  },

  'load-balancer-protected': {
    fails: [
      {
        name: 'a load balancer with deletion protection',
        manifests: withWeb(ingress('load-balancer-attributes: deletion_protection.enabled=true,idle_timeout.timeout_seconds=120')),
        found: ["Ingress 'shop/web' requests a load balancer with deletion protection"],
      },
      {
        name: 'in a Service, with blanks',
        manifests: balanced('attributes: "load_balancing.cross_zone.enabled=true, deletion_protection.enabled=true"', 'type: LoadBalancer'),
        found: ["Service 'shop/web' requests a load balancer with deletion protection"],
      },
      {
        name: 'in a class',
        manifests: ingressClass(
          'public',
          'ingress.k8s.aws/alb',
          '{ loadBalancerAttributes: [{ key: deletion_protection.enabled, value: "true" }] }',
        ),
        found: ["IngressClassParams 'public' requests a load balancer with deletion protection"],
      },
    ],
    passes: [
      nothing('switched off', 'load-balancer-attributes: deletion_protection.enabled=false'),
      nothing('other attributes', 'load-balancer-attributes: routing.http2.enabled=true'),
      nothing('attributes that CloudFormation fills in', 'load-balancer-attributes: deletion_protection.enabled=<known-at-deploy>'),
    ],
  },

  'load-balancer-subnets': {
    fails: [
      {
        name: 'public, in a VPC with private subnets',
        manifests: withWeb(ingress('scheme: internet-facing')),
        facts: network(0),
        found: ["Ingress 'shop/web' requests a public load balancer, and the VPC App/Vpc has no public subnets"],
      },
      {
        name: 'one zone is not enough',
        manifests: withWeb(ingress('scheme: internet-facing')),
        facts: network(1),
        found: ["Ingress 'shop/web' requests a public load balancer, and the VPC App/Vpc has public subnets in one zone only"],
      },
      {
        name: 'a public Network Load Balancer',
        manifests: `${deployment()}---\n${service(`${NLB}-scheme: internet-facing`, 'type: LoadBalancer')}`,
        facts: network(0),
        found: ["Service 'shop/web' requests a public load balancer, and the VPC App/Vpc has no public subnets"],
      },
      {
        name: 'a public class',
        manifests: ingressClass('public', 'ingress.k8s.aws/alb', '{ scheme: internet-facing }'),
        facts: network(1),
        found: ["IngressClassParams 'public' requests a public load balancer, and the VPC App/Vpc has public subnets in one zone only"],
      },
      {
        name: 'two subnets of one zone',
        manifests: withWeb(ingress(`${IP}\nsubnets: <<App/A|Ref>>, <<App/A2|SubnetId>>`)),
        resources: ofZones,
        found: ["Ingress 'shop/web' names subnets of eu-west-1a only, and an Application Load Balancer needs two zones"],
      },
      {
        name: 'public, in private subnets',
        manifests: withWeb(ingress(`${IP}\nscheme: internet-facing\nsubnets: <<App/A|Ref>>, <<App/B|Ref>>`)),
        resources: ofZones,
        found: ["Ingress 'shop/web' requests a public load balancer in private subnets (App/A, App/B)"],
      },
    ],
    passes: [
      {
        name: 'internal, in private subnets of two zones',
        manifests: withWeb(ingress(`${IP}\nscheme: internal\nsubnets: <<App/A|Ref>>, <<App/B|Ref>>`)),
        resources: ofZones,
      },
      {
        name: 'public, in public subnets',
        manifests: withWeb(ingress(`${IP}\nscheme: internet-facing\nsubnets: <<App/Public|Ref>>, <<App/B|Ref>>`)),
        resources: ofZones,
      },
      {
        name: 'in a Local Zone',
        manifests: withWeb(ingress(`${IP}\nsubnets: <<App/Edge|Ref>>`)),
        resources: ofZones,
      },
      {
        name: 'a subnet beside one of another app',
        manifests: withWeb(ingress(`${IP}\nsubnets: <<App/A|Ref>>, subnet-0b`)),
        resources: ofZones,
      },
      { ...nothing('public in two zones', 'scheme: internet-facing'), facts: network(2) },
      { ...nothing('internal, also where nothing says so', 'scheme: internal'), facts: network(0) },
      { ...nothing('subnets that are named', 'scheme: internet-facing\nsubnets: subnet-0a, subnet-0b'), facts: network(0) },
      {
        name: 'a Network Load Balancer in one zone',
        manifests: `${deployment()}---\n${service(`${NLB}-scheme: internet-facing`, 'type: LoadBalancer')}`,
        facts: network(1),
      },
      { ...nothing('a scheme that CloudFormation fills in', 'scheme: <known-at-deploy>'), facts: network(0) },
    ],
  },

  'subnets-untagged': {
    fails: [
      {
        name: 'a load balancer in a VPC that was looked up',
        manifests: withWeb(ingress(IP)),
        facts: network(2, 6),
        found: ['6 subnets of the imported VPC App/Vpc may have no tags for load balancers'],
      },
    ],
    passes: [
      { ...nothing('a VPC of the app', IP), facts: network(2, 0) },
      { ...nothing('subnets that are named', `${IP}\nsubnets: subnet-0a, subnet-0b`), facts: network(2, 6) },
      {
        ...nothing('a declaration that they are tagged', IP),
        facts: { ...network(2, 6), externalDeclarations: [{ type: 'object', group: 'ec2.amazonaws.com', kind: 'Subnet', name: 'tagged' }] },
      },
      { name: 'no load balancer', manifests: WEB, facts: network(2, 6) },
    ],
  },

  'nlb-udp-health-check': {
    fails: [
      {
        name: 'instances, whose node port is for UDP',
        manifests: udp(`${NLB}-nlb-target-type: instance`, '[{ containerPort: 8080 }]'),
        found: UNCHECKED,
      },
      {
        name: 'pods that declare the port by UDP alone',
        manifests: udp(`${NLB}-nlb-target-type: ip`, '[{ containerPort: 5353, protocol: UDP }, { containerPort: 8080 }]'),
        found: UNCHECKED,
      },
    ],
    passes: [
      {
        name: 'pods that declare the port by TCP, too',
        manifests: udp(`${NLB}-nlb-target-type: ip`, '[{ containerPort: 5353, protocol: UDP }, { containerPort: 5353, name: tcp }]'),
      },
      { name: 'pods that do not declare the port', manifests: udp(`${NLB}-nlb-target-type: ip`, '[{ containerPort: 8080 }]') },
      {
        name: 'a port of health checks',
        manifests: udp(
          `${NLB}-nlb-target-type: ip, ${NLB}-healthcheck-port: "8080"`,
          '[{ containerPort: 5353, protocol: UDP }, { containerPort: 8080 }]',
        ),
      },
      {
        name: 'a port of the Service by TCP, too',
        manifests: udp(
          `${NLB}-nlb-target-type: ip`,
          '[{ containerPort: 5353, protocol: UDP }]',
          ', { name: tcp, port: 53, targetPort: 5353, protocol: TCP }',
        ),
      },
      {
        name: 'the node port of health checks',
        manifests: udp(`${NLB}-nlb-target-type: instance`, '[{ containerPort: 8080 }]', '', 'externalTrafficPolicy: Local, '),
      },
      {
        name: 'a port by TCP',
        manifests: udp(`${NLB}-nlb-target-type: ip`, '[{ containerPort: 5353 }]').replace('protocol: UDP', 'protocol: TCP'),
      },
    ],
  },
};
