import { Cases, Given, ref } from './case';
import { Properties, Resource } from './given';
import { registryCapability } from '../../../src/catalog/capability.rules';
import { IpAddressDemand, ipPlan } from '../../../src/network/ip-plan.rules';

const network = (reachesInternet: boolean | undefined): Given['facts'] => ({
  network: { path: 'App/Vpc', publicZones: 2, untaggableSubnets: 0, hasInternetAccess: reachesInternet },
});
const ISOLATED = network(false);
const IN_CHINA: Given['facts'] = { ...network(true), partition: 'aws-cn', region: 'cn-north-1' };
const inChina = '111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/mirror/cluster-autoscaler';
const chart = (name: string, repository: string, values: unknown = {}): Given['facts'] => ({
  helmReleases: [{ path: 'App/Chart', value: { release: name, chart: name, repository, values } }],
});
const without = (more: Given['facts'], name?: string): Given => ({ ...(name ? { name } : {}), facts: { ...ISOLATED, ...more } });

const runs = (image: string, { namespace = 'shop', container = '', port = 8080, pod = '' } = {}) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: ${namespace} }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      ${pod}
      containers:
        - name: web
          image: ${image}
          ports: [{ containerPort: ${port} }]
          ${container}
          resources: { requests: { cpu: 250m, memory: 256Mi } }
`;
const inEcr = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:2.0.1';
const pulls = (image: string, more: Given = {}): Given => ({ name: image, manifests: runs(image), facts: ISOLATED, ...more });
const found = (registry: string) => [`Deployment 'shop/web' pulls an image from ${registry}`];

const subnets = [{ name: 'private-a', block: '10.0.0.0/26', size: 64 }];
const plan = (...demands: [IpAddressDemand['consumer'], number][]): Given['facts'] => ({
  ipPlan: ipPlan(
    subnets,
    demands.map(([consumer, addresses]) => ({ consumer, addresses, subnets: ['private-a'] })),
  ),
});
const onFargate: Given['facts'] = { fargateSelectors: [{ namespace: 'shop', labels: {} }] };

const endpoint = (api: string): Record<string, Resource> => ({
  [`App/Vpc/${api}`]: [
    'AWS::EC2::VPCEndpoint',
    { ServiceName: api.startsWith('<') ? api : `com.amazonaws.<known-at-deploy>.${api}`, VpcId: ref('App/Vpc', 'VpcId') },
  ],
});

/** Nodes in a subnet whose route table has no route. */
const inIsolated = ({
  endpoints = [],
  group = ['AWS::EKS::Nodegroup', {}],
  route,
  propagated = false,
}: {
  readonly endpoints?: readonly string[];
  readonly group?: readonly [type: string, properties: Properties];
  readonly route?: Properties;
  readonly propagated?: boolean;
} = {}): Given => ({
  resources: {
    'App/Subnet': ['AWS::EC2::Subnet', { VpcId: ref('App/Vpc', 'VpcId') }],
    'App/Association': [
      'AWS::EC2::SubnetRouteTableAssociation',
      { SubnetId: ref('App/Subnet', 'Ref'), RouteTableId: ref('App/Table', 'Ref') },
    ],
    'App/Nodes': [group[0], { Subnets: [ref('App/Subnet', 'Ref')], ...group[1] }],
    ...(route ? { 'App/Route': ['AWS::EC2::Route', { RouteTableId: ref('App/Table', 'Ref'), ...route }] } : {}),
    ...(propagated ? { 'App/Vpn': ['AWS::EC2::VPNGatewayRoutePropagation', { VpnGatewayId: 'vgw-1' }] } : {}),
    ...Object.assign({}, ...endpoints.map(endpoint)),
  },
});

/** What a network without a way out does not reach, and what it is too small for. */
const BUILT_IN: readonly [string, Record<string, unknown>] = [
  'AWS::EKS::Cluster',
  { ComputeConfig: { NodePools: ['system'] }, ResourcesVpcConfig: { SubnetIds: [ref('App/Subnet', 'Ref')] } },
];

export const NO_INTERNET: Cases = {
  'auto-mode-subnets': {
    fails: [
      {
        name: 'built-in node pools in isolated subnets',
        ...inIsolated({ endpoints: ['s3', 'ec2'], group: BUILT_IN }),
        found: [
          'the built-in node pools of Auto Mode start nodes in the subnets of the control plane, which have no route out of the VPC, and ' +
            'the AWS APIs ecr.api, ecr.dkr have no VPC endpoint',
        ],
        // of one subnet
        also: ['cluster-subnets'],
      },
    ],
    passes: [
      {
        name: 'node pools of the user',
        ...inIsolated({
          endpoints: ['s3', 'ec2'],
          group: ['AWS::EKS::Cluster', { ComputeConfig: { NodePools: [] } }],
        }),
      },
      { name: 'subnets of another app', resources: { 'App/Cluster': [BUILT_IN[0], { ...BUILT_IN[1], ResourcesVpcConfig: {} }] } },
    ],
  },

  'api-unreachable': {
    fails: [
      {
        name: 'Karpenter without an endpoint for its queue',
        ...without({ unreachableApis: [{ path: 'App/Karpenter', value: 'sqs' }] }),
        found: ['the VPC has no endpoint for the AWS API sqs (called by App/Karpenter)'],
      },
      {
        name: 'several APIs are one finding of the VPC',
        ...without({
          unreachableApis: [
            ...['A', 'B', 'C', 'D', 'D'].map((id) => ({ path: `App/${id}`, value: 'sts' })),
            { path: 'App/Karpenter', value: 'sqs' },
          ],
        }),
        found: ['the VPC has no endpoint for the AWS APIs sqs (called by App/Karpenter), sts (called by App/A, App/B, App/C and 1 more)'],
      },
      {
        name: 'nodes in isolated subnets',
        ...inIsolated(),
        found: ['its nodes call the AWS APIs ec2, ecr.api, ecr.dkr, s3 before they are ready'],
      },
      {
        name: 'nodes in isolated subnets with some of the endpoints',
        ...inIsolated({ endpoints: ['s3', 'ecr.dkr'] }),
        found: ['its nodes call the AWS APIs ec2, ecr.api before they are ready'],
      },
      {
        name: 'Fargate in isolated subnets',
        ...inIsolated({ endpoints: ['s3'], group: ['AWS::EKS::FargateProfile', {}] }),
        found: ['its nodes call the AWS APIs ecr.api, ecr.dkr before they are ready'],
      },
      {
        name: 'nodes of an image of the user',
        ...inIsolated({ group: ['AWS::EKS::Nodegroup', { AmiType: 'CUSTOM' }] }),
        found: ['its nodes call the AWS APIs ec2, ecr.api, ecr.dkr, s3 before they are ready'],
      },
    ],
    passes: [
      { name: 'a network with NAT gateways', facts: { ...network(true), unreachableApis: [{ path: 'App/Karpenter', value: 'sqs' }] } },
      {
        name: 'a network with unknown egress',
        facts: { ...network(undefined), unreachableApis: [{ path: 'App/Karpenter', value: 'sqs' }] },
      },
      without({}, 'endpoints for all'),
      { name: 'nodes in isolated subnets with the endpoints', ...inIsolated({ endpoints: ['ec2', 's3', 'ecr.api', 'ecr.dkr'] }) },
      { name: 'an endpoint for a service that is known at deploy', ...inIsolated({ endpoints: ['<known-at-deploy>'] }) },
      { name: 'a route out of the VPC', ...inIsolated({ route: { DestinationCidrBlock: '0.0.0.0/0', TransitGatewayId: 'tgw-1' } }) },
      { name: 'routes of a VPN connection', ...inIsolated({ propagated: true }) },
      {
        name: 'Karpenter with an endpoint of another construct',
        ...without({ unreachableApis: [{ path: 'App/Karpenter', value: 'sqs' }] }),
        resources: endpoint('sqs'),
      },
    ],
  },

  'registry-outside-china': {
    fails: [
      {
        name: 'a chart of ECR Public',
        facts: {
          ...IN_CHINA,
          ...chart('aws-load-balancer-controller', 'oci://public.ecr.aws/eks/aws-load-balancer-controller', {
            image: { repository: inChina },
          }),
        },
        found: [
          "the chart of Helm release 'aws-load-balancer-controller' comes from " + 'oci://public.ecr.aws/eks/aws-load-balancer-controller',
        ],
      },
      {
        name: 'a chart that runs its image from a public registry',
        facts: { ...IN_CHINA, ...chart('cluster-autoscaler', `oci://${inChina}`) },
        found: ["the chart of Helm release 'cluster-autoscaler' uses an image from a public registry"],
      },
      { name: 'an image of Docker Hub', manifests: runs('nginx:1.29'), facts: IN_CHINA, found: found('docker.io') },
    ],
    passes: [
      {
        name: 'chart and image of a registry of China',
        facts: { ...IN_CHINA, ...chart('cluster-autoscaler', `oci://${inChina}`, { image: { repository: inChina } }) },
      },
      { name: 'a chart that is uploaded with the app, in China', facts: { ...IN_CHINA, ...chart('redis', '') } },
      {
        name: 'a registry that is declared to be reached, in China',
        facts: { ...IN_CHINA, ...chart('redis', 'oci://ghcr.io/example/redis'), externalDeclarations: [registryCapability('ghcr.io')] },
      },
      { name: 'the same in GovCloud', manifests: runs('nginx:1.29'), facts: { ...network(true), partition: 'aws-us-gov' } },
      { name: 'a region that is known at deploy', manifests: runs('nginx:1.29'), facts: network(true) },
    ],
  },

  'chart-unreachable': {
    fails: [
      {
        name: 'a chart from the internet',
        ...without(chart('eks-pod-identity-webhook', 'https://jkroepke.github.io/helm-charts')),
        found: ["the chart of Helm release 'eks-pod-identity-webhook' comes from https://jkroepke.github.io/helm-charts"],
      },
      {
        name: 'a chart from Docker Hub',
        ...without(chart('redis', 'oci://registry-1.docker.io/bitnamicharts/redis')),
        found: ["the chart of Helm release 'redis' comes from oci://registry-1.docker.io/bitnamicharts/redis"],
      },
      {
        name: 'a well-known host',
        ...without(chart('cert-manager', 'https://charts.jetstack.io')),
        found: ["the chart of Helm release 'cert-manager' comes from https://charts.jetstack.io"],
      },
      {
        name: 'public ECR, which has no endpoint',
        ...without(
          chart('karpenter', 'oci://public.ecr.aws/karpenter/karpenter', {
            settings: { clusterName: 'shop' },
            controller: { image: { repository: inEcr } },
          }),
        ),
        found: ["the chart of Helm release 'karpenter' comes from oci://public.ecr.aws/karpenter/karpenter"],
      },
    ],
    passes: [
      without(chart('redis', 'oci://111122223333.dkr.ecr.eu-west-1.amazonaws.com/redis'), 'ECR of the account'),
      without(chart('redis', ''), 'a chart that is uploaded with the app'),
      without(chart('redis', 'https://charts.example.com'), 'a host that may be inside of the network'),
      without(chart('redis', 'oci://<known-at-deploy>/redis'), 'a host that CloudFormation fills in'),
      without(
        { ...chart('redis', 'oci://ghcr.io/example/redis'), externalDeclarations: [registryCapability('ghcr.io')] },
        'a registry that is declared to be reached',
      ),
      { name: 'a network with NAT gateways', facts: { ...network(true), ...chart('cert-manager', 'https://charts.jetstack.io') } },
    ],
  },

  'dns-unreachable': {
    fails: [
      {
        name: 'external-dns as an add-on',
        ...without({ addonNames: [{ path: 'App/Dns', value: 'external-dns' }] }),
        found: ['external-dns manages records in Route 53'],
      },
      {
        name: 'external-dns as a chart',
        ...without(chart('external-dns', '', { image: { repository: inEcr }, provider: { name: 'aws' } })),
        found: ['external-dns manages records in Route 53'],
      },
    ],
    passes: [
      without(
        chart('external-dns', '', { image: { repository: inEcr }, provider: { name: 'rfc2136' } }),
        'names in a server of the own network',
      ),
      without(
        chart('external-dns', '', { image: { repository: inEcr }, provider: 'coredns' }),
        'another provider, as an older chart writes it',
      ),
      without({ addonNames: [{ path: 'App/Dns', value: 'coredns' }] }, 'the DNS of the cluster'),
      { name: 'a network with NAT gateways', facts: { ...network(true), addonNames: [{ path: 'App/Dns', value: 'external-dns' }] } },
    ],
  },

  'fargate-kubelet-port': {
    fails: [
      {
        name: 'the webhook of cert-manager on Fargate',
        manifests: runs('quay.io/jetstack/cert-manager-webhook:v1.21.1', { port: 10250 }),
        facts: onFargate,
        found: ["Deployment 'shop/web' runs on Fargate and listens on port 10250"],
      },
    ],
    passes: [
      { name: 'another port', manifests: runs('quay.io/jetstack/cert-manager-webhook:v1.21.1', { port: 10260 }), facts: onFargate },
      {
        name: 'on instances',
        manifests: runs('quay.io/jetstack/cert-manager-webhook:v1.21.1', { port: 10250, namespace: 'cert-manager' }),
        facts: onFargate,
      },
    ],
  },

  'image-unreachable': {
    fails: [
      { ...pulls('nginx:1.29'), name: 'an image without a host is one of Docker Hub', found: found('docker.io') },
      { ...pulls('public.ecr.aws/nginx/nginx:1.29'), found: found('public.ecr.aws') },
      { ...pulls('library/nginx:1.29'), found: found('docker.io') },
      {
        name: 'several objects with images of one registry',
        manifests: [runs('nginx:1.29'), runs('redis:8.2').replace('name: web,', 'name: cache,')].join('---\n'),
        facts: ISOLATED,
        found: ["Deployment 'shop/web', Deployment 'shop/cache' pull images from docker.io"],
      },
      {
        name: 'in a namespace that is left out',
        manifests: runs('quay.io/example/web:2.0.1').replace(', namespace: shop', ''),
        facts: ISOLATED,
        found: ["Deployment 'default/web' pulls an image from quay.io"],
      },
      {
        name: 'an image that is a volume',
        manifests: runs(inEcr, { pod: 'volumes: [{ name: models, image: { reference: ghcr.io/example/models:1 } }]' }),
        facts: ISOLATED,
        found: found('ghcr.io'),
      },
      {
        name: 'an image of an operator',
        manifests:
          'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: db, namespace: shop }\nspec: ' +
          '{ imageName: "ghcr.io/cloudnative-pg/postgresql:17" }',
        facts: ISOLATED,
        found: ["Cluster 'shop/db' pulls an image from ghcr.io"],
      },
      {
        name: 'an image of Docker Hub in a pod template of a custom resource',
        manifests:
          'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: web, namespace: shop }\nspec: ' +
          '{ template: { spec: { containers: [{ name: web, image: "nginx:1.29" }] } } }',
        facts: ISOLATED,
        found: ["Rollout 'shop/web' pulls an image from docker.io"],
      },
      {
        name: 'a chart whose image was not named',
        ...without(chart('metrics-server', '')),
        found: ["the chart of Helm release 'metrics-server' uses an image from a public registry"],
      },
      {
        name: 'a chart whose image was named, and is public',
        ...without(chart('metrics-server', '', { image: { repository: 'registry.k8s.io/metrics-server/metrics-server' } })),
        found: ["the chart of Helm release 'metrics-server' uses an image from a public registry"],
      },
    ],
    passes: [
      pulls(inEcr),
      pulls('registry.example.com:5000/web:2.0.1'),
      pulls('localhost/web:2.0.1'),
      {
        name: 'an image of ECR, and another field, in a custom resource',
        manifests:
          'apiVersion: example.com/v1\nkind: App\nmetadata: { name: web, namespace: shop }\nspec: ' +
          `{ image: "${inEcr}", source: "ghcr.io/example/source" }`,
        facts: ISOLATED,
      },
      pulls('"<known-at-deploy>"'),
      {
        name: 'an image that is on the nodes already',
        manifests: runs('web:2.0.1', { container: 'imagePullPolicy: Never' }),
        facts: ISOLATED,
      },
      pulls('quay.io/example/web:2.0.1', {
        name: 'a registry that is declared to be reached',
        facts: { ...ISOLATED, externalDeclarations: [registryCapability('quay.io')] },
      }),
      pulls('nginx:1.29', { name: 'a network with NAT gateways', facts: network(true) }),
      without(chart('metrics-server', '', { image: { repository: inEcr } }), 'a chart whose image is named'),
      without(chart('shop', ''), 'a chart with unknown contents'),
    ],
  },

  'subnet-exhausted': {
    fails: [
      {
        name: 'pods without known addresses',
        facts: plan(['nodes', 4], ['pods', 56]),
        found: ['the subnet private-a (10.0.0.0/26, 59 addresses) needs 60: 4 for nodes, 56 for pods'],
      },
    ],
    passes: [
      { name: 'the last address is used', facts: plan(['nodes', 4], ['pods', 55]) },
      {
        name: 'a block that is not known',
        facts: { ipPlan: ipPlan([{ name: 'private-a' }], [{ consumer: 'pods', addresses: 5000, subnets: ['private-a'] }]) },
      },
    ],
  },
};
