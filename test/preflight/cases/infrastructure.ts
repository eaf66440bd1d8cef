import { Cases, Given, ref } from './case';
import { addon, cluster, entry, Properties, Resource, role, trust } from './given';
import { INFRASTRUCTURE_ADD_ONS } from './infrastructure-add-ons';
import { INFRASTRUCTURE_CLUSTER } from './infrastructure-cluster';
import { INFRASTRUCTURE_NODES } from './infrastructure-nodes';
import { ClusterFeature, feature } from '../../../src/catalog/capability.rules';
import { chartRow } from '../../../src/catalog/catalog.rules';
import { Facts } from '../../../src/preflight/facts/facts.rules';

type Released = Facts['helmReleases'][number];

const policy = (name: string, scope: Properties = { Type: 'cluster' }): Properties => ({
  PolicyArn: `arn:<known-at-deploy>:eks::aws:cluster-access-policy/${name}`,
  AccessScope: scope,
});
const settings = (values: unknown): Properties => ({ ConfigurationValues: typeof values === 'string' ? values : JSON.stringify(values) });

const endpoint = (config: Properties): Given['resources'] => cluster({ ResourcesVpcConfig: config });
const subnets = (...zones: unknown[]): Given['resources'] =>
  cluster(
    { ResourcesVpcConfig: { SubnetIds: zones.map((_, index) => ref(`App/Subnet${index}`)) } },
    Object.fromEntries(
      zones.map((zone, index): [string, Resource] => [`App/Subnet${index}`, ['AWS::EC2::Subnet', { AvailabilityZone: zone }]]),
    ),
  );

const AGENT = { Service: 'pods.eks.amazonaws.com' };
const BOTH = ['sts:AssumeRole', 'sts:TagSession'];
const association = (statements: unknown): Given['resources'] => ({
  'App/Identity': ['AWS::EKS::PodIdentityAssociation', { Namespace: 'shop', ServiceAccount: 'web', RoleArn: ref('App/Role', 'Arn') }],
  'App/Role': role(statements),
});

const PROVIDER = 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC';
const ISSUER = 'oidc.eks.eu-west-1.amazonaws.com/id/ABC';
const account = (roleArn = 'arn:aws:iam::111122223333:role/shop-web') =>
  'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: web\n  namespace: shop\n  annotations: { eks.amazonaws.com/role-arn: ' +
  `"${roleArn}" }`;
const byToken = (condition: unknown): Given['resources'] => ({
  'App/Role': role(
    [
      trust(
        { Federated: PROVIDER },
        { Action: 'sts:AssumeRoleWithWebIdentity', ...(condition === undefined ? {} : { Condition: condition }) },
      ),
    ],
    { RoleName: 'shop-web' },
  ),
});
/** The service account with a reference to the role. */
const identified: Given['facts'] = {
  tokenIdentities: [{ path: 'App/Shop', value: { namespace: 'shop', name: 'web', role: 'App/Role' } }],
};
/** A role for tokens of clusters of aws-eks-v2. */
const ofClusters = (...paths: readonly string[]): Given['resources'] => ({
  'App/Cluster': ['AWS::EKS::Cluster', {}],
  'App/Other': ['AWS::EKS::Cluster', {}],
  'App/Role': role(
    paths.map((path) =>
      trust(
        { Federated: ref(`${path}/OpenIdConnectProvider/Resource/Default`) },
        {
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: { '<known-at-deploy>:sub': 'system:serviceaccount:shop:web', '<known-at-deploy>:aud': 'sts.amazonaws.com' },
          },
        },
      ),
    ),
  ),
});
const subject = (text: string): Properties => ({ [`${ISSUER}:sub`]: text, [`${ISSUER}:aud`]: 'sts.amazonaws.com' });

const missing = (path: string, name: ClusterFeature): Given['facts'] => ({ missing: [{ path, value: { capability: feature(name) } }] });

const CONTAINER =
  '{ name: web, image: "nginx:1.29", resources: { requests: { cpu: 100m, memory: 128Mi } }, ' +
  'readinessProbe: { httpGet: { path: /, port: 80 } } }';
const web = (pod: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      ${pod}
      containers: [${CONTAINER}]`;
const pods = (name: string, pod = `serviceAccountName: ${name}`) =>
  `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: ${name}, namespace: shop }\n---\n${web(pod)}`;
const identityOf = (name: string, fargate: NonNullable<Given['facts']>['fargateSelectors'] = []): Given['facts'] => ({
  podIdentities: [{ path: 'App/Identity', value: { namespace: 'shop', name } }],
  fargateSelectors: fargate,
});

const UNBUILT = [
  'aws-fsx-csi-driver',
  'aws-mountpoint-s3-csi-driver',
  'aws-secrets-store-csi-driver-provider',
  'external-dns',
  'cert-manager',
];

const metricsChart = (values: object) => ({
  path: 'App/Metrics',
  value: { release: 'metrics', chart: 'metrics-server', repository: 'https://kubernetes-sigs.github.io/metrics-server', values },
});
/** A release of a chart that the library knows, from its own repository. */
const released = (chart: string, values: unknown, repository = chartRow(chart)?.installed?.repository ?? ''): Released => ({
  path: 'App/It',
  value: { release: 'it', chart, repository, values },
});
const METRICS_API = `apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: { name: v1beta1.metrics.k8s.io }
spec: { group: metrics.k8s.io, version: v1beta1, groupPriorityMinimum: 100, versionPriority: 100 }
`;

/** What is wrong with a cluster, its add-ons, and who may do what. */
export const INFRASTRUCTURE: Cases = {
  'cluster-version': {
    fails: [
      {
        name: 'a version whose extended support ended',
        facts: { version: '1.31' },
        found: [
          'version 1.31 is no longer available: EKS creates clusters of version 1.32 or newer; extended support of 1.31 ended 2026-11-26',
        ],
      },
    ],
    passes: [
      { name: 'the oldest that EKS creates', facts: { version: '1.32' } },
      { name: 'a version that is newer than the table', facts: { version: '1.99' } },
      { name: 'a version that is known at deploy', facts: { version: undefined } },
    ],
  },

  'version-unknown': {
    fails: [
      {
        name: 'add-ons without a version, on a version that the tables do not have',
        facts: { version: '1.37' },
        resources: {
          'App/Dns': ['AWS::EKS::Addon', { AddonName: 'coredns' }],
          'App/Proxy': ['AWS::EKS::Addon', { AddonName: 'kube-proxy' }],
          'App/Cni': ['AWS::EKS::Addon', { AddonName: 'vpc-cni', AddonVersion: 'v1.23.1-eksbuild.1' }],
        },
        found: [
          'Kubernetes 1.37 is newer than the tables of this library (2026-11-30, up to 1.36): EKS chooses the version of coredns, ' +
            'kube-proxy',
        ],
      },
      {
        name: 'an add-on without a version, on a version that the tables no longer have',
        facts: { version: '1.31' },
        resources: addon('coredns', {}),
        also: ['cluster-version'],
        found: ['Kubernetes 1.31 is older than the tables of this library (2026-11-30, from 1.32): EKS chooses the version of coredns'],
      },
    ],
    passes: [
      {
        name: 'an add-on without a version, on a version that the tables have',
        facts: { version: '1.36' },
        resources: addon('eks-node-monitoring-agent', {}),
      },
      {
        name: 'an add-on with a version, on a newer one',
        facts: { version: '1.37' },
        resources: addon('coredns', { AddonVersion: 'v1.14.7-eksbuild.11' }),
      },
      { name: 'no add-ons at all, on a newer one', facts: { version: '1.37' } },
      { name: 'a version that is known at deploy', facts: { version: undefined }, resources: addon('coredns', {}) },
    ],
  },

  'cluster-subnets': {
    fails: [
      {
        name: 'all subnets of the control plane are in one zone',
        resources: subnets('eu-west-1a', 'eu-west-1a'),
        found: ['all subnets of the control plane are in eu-west-1a'],
      },
      { name: 'one subnet', resources: subnets('eu-west-1a'), found: ['the control plane has only one subnet'] },
      {
        name: 'one subnet whose zone is known at deploy',
        resources: subnets('<known-at-deploy>'),
        found: ['the control plane has only one subnet'],
      },
    ],
    passes: [
      { name: 'two zones', resources: subnets('eu-west-1a', 'eu-west-1b') },
      { name: 'two subnets in one zone and one in another', resources: subnets('eu-west-1a', 'eu-west-1a', 'eu-west-1b') },
      { name: 'zones that are known at deploy', resources: subnets('<known-at-deploy>', '<known-at-deploy>') },
      { name: 'subnets that are made elsewhere', resources: endpoint({ SubnetIds: ['subnet-1', 'subnet-2'] }) },
      { name: 'a list that is a parameter', resources: endpoint({ SubnetIds: '<known-at-deploy>' }) },
      { name: 'an entry that may be a list', resources: endpoint({ SubnetIds: ['<known-at-deploy>'] }) },
      {
        name: 'a local cluster on an Outpost has one',
        resources: cluster({ OutpostConfig: { OutpostArns: ['arn'] }, ResourcesVpcConfig: { SubnetIds: ['subnet-1'] } }),
      },
    ],
  },

  'cluster-endpoint': {
    fails: [
      {
        name: 'the endpoint is closed to everybody',
        resources: endpoint({ EndpointPublicAccess: false, EndpointPrivateAccess: false }),
        found: ['the API endpoint has neither public nor private access'],
      },
      {
        name: 'public only, in a network without a way to the internet',
        resources: endpoint({ EndpointPublicAccess: true, EndpointPrivateAccess: false }),
        facts: { network: { path: 'App/Vpc', publicZones: 0, untaggableSubnets: 0, hasInternetAccess: false } },
        found: ['the API endpoint is public only, and the VPC of the nodes has no internet access'],
      },
      {
        name: 'public only, for the office',
        resources: endpoint({ EndpointPublicAccess: true, EndpointPrivateAccess: false, PublicAccessCidrs: ['198.51.100.0/24'] }),
        found: [
          'the API endpoint is public only, for 198.51.100.0/24: nodes reach it only if these contain the addresses of the NAT ' +
            'gateways',
        ],
      },
      {
        name: 'the addresses of the network in the list of the public endpoint',
        resources: endpoint({
          EndpointPublicAccess: true,
          EndpointPrivateAccess: true,
          PublicAccessCidrs: ['10.0.0.0/8', '198.51.100.0/24', '172.31.0.0/16'],
        }),
        found: ['the public endpoint allows 10.0.0.0/8, 172.31.0.0/16, which is not public'],
      },
      {
        name: 'more blocks than there may be',
        resources: endpoint({
          EndpointPrivateAccess: true,
          PublicAccessCidrs: Array.from({ length: 41 }, (_, index) => `198.51.100.${index}/32`),
        }),
        found: ['the public endpoint allows 41 CIDR blocks, and the limit is 40'],
      },
    ],
    passes: [
      {
        name: 'both, for the office',
        resources: endpoint({ EndpointPublicAccess: true, EndpointPrivateAccess: true, PublicAccessCidrs: ['198.51.100.0/24'] }),
      },
      {
        name: 'private only',
        resources: endpoint({ EndpointPublicAccess: false, EndpointPrivateAccess: true }),
        facts: { network: { path: 'App/Vpc', publicZones: 0, untaggableSubnets: 0, hasInternetAccess: false } },
      },
      { name: 'what EKS does by itself', resources: endpoint({}) },
      {
        name: 'public only, for everybody',
        resources: endpoint({ EndpointPublicAccess: true, EndpointPrivateAccess: false, PublicAccessCidrs: ['0.0.0.0/0'] }),
      },
      {
        name: 'public only, for an address that is known at deploy: it may be that of a NAT gateway',
        resources: endpoint({ EndpointPublicAccess: true, PublicAccessCidrs: ['198.51.100.0/24', '<known-at-deploy>/32'] }),
      },
      { name: 'the same as a reference', resources: endpoint({ EndpointPublicAccess: true, PublicAccessCidrs: [ref('App/Eip')] }) },
      { name: 'a parameter decides', resources: endpoint({ EndpointPublicAccess: false, EndpointPrivateAccess: '<known-at-deploy>' }) },
      { name: 'yes and no as texts', resources: endpoint({ EndpointPublicAccess: 'false', EndpointPrivateAccess: 'true' }) },
      {
        name: 'as many blocks as there may be',
        resources: endpoint({
          EndpointPrivateAccess: true,
          PublicAccessCidrs: Array.from({ length: 40 }, (_, index) => `198.51.100.${index}/32`),
        }),
      },
      {
        name: 'public blocks that begin like private ones',
        resources: endpoint({
          EndpointPrivateAccess: true,
          PublicAccessCidrs: ['100.20.0.0/16', '172.15.0.0/16', '172.32.0.0/16', '192.169.0.0/16', '2001:db8::/32'],
        }),
      },
      {
        name: 'Fargate reaches a public endpoint by the control plane',
        resources: endpoint({ EndpointPublicAccess: true, PublicAccessCidrs: ['198.51.100.0/24'] }),
        facts: { hasInstances: false },
      },
    ],
  },

  'access-entry': {
    fails: [
      {
        name: 'a policy of IAM',
        resources: entry({ AccessPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', AccessScope: { Type: 'cluster' } }] }),
        found: ["an access entry has the IAM policy 'ReadOnlyAccess'"],
      },
      {
        name: 'the group of aws-auth',
        resources: entry({ KubernetesGroups: ['system:masters'] }),
        found: ["an access entry has the group 'system:masters'"],
      },
      {
        name: 'the session that aws sts get-caller-identity prints',
        resources: entry({ PrincipalArn: 'arn:aws:sts::111122223333:assumed-role/team/jane' }),
        found: ["an access entry is for the STS session 'arn:aws:sts::111122223333:assumed-role/team/jane'"],
      },
      {
        name: 'a service-linked role',
        resources: entry({
          PrincipalArn: 'arn:aws:iam::111122223333:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport',
        }),
        found: [
          'an access entry is for the service-linked role ' +
            "'arn:aws:iam::111122223333:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport'",
        ],
      },
      {
        name: 'groups for nodes',
        resources: entry({ Type: 'EC2_LINUX', KubernetesGroups: ['system:nodes'] }),
        found: ['an access entry of type EC2_LINUX has the groups system:nodes'],
      },
      {
        name: 'policies for nodes',
        resources: entry({ Type: 'EC2_LINUX', AccessPolicies: [policy('AmazonEKSClusterAdminPolicy')] }),
        found: ['an access entry of type EC2_LINUX has access policies'],
      },
      {
        name: 'a user name that EKS keeps',
        resources: entry({ Username: 'aws:jane' }),
        found: ["an access entry has the username 'aws:jane'"],
      },
      {
        name: 'namespaces without any',
        resources: entry({ AccessPolicies: [policy('AmazonEKSViewPolicy', { Type: 'namespace' })] }),
        found: ['the policy AmazonEKSViewPolicy has the scope namespace without namespaces'],
      },
      {
        name: 'the cluster, and namespaces',
        resources: entry({ AccessPolicies: [policy('AmazonEKSViewPolicy', { Type: 'cluster', Namespaces: ['shop'] })] }),
        found: ['the policy AmazonEKSViewPolicy has the scope cluster with the namespaces shop'],
      },
      {
        name: 'a name with a letter too few',
        resources: entry({ AccessPolicies: [policy('AmazonEKSViewPolic')] }),
        found: ["an access entry has the policy 'AmazonEKSViewPolic', which did not exist in EKS in September 2026"],
      },
    ],
    passes: [
      { name: 'an administrator', resources: entry({ Type: 'STANDARD', AccessPolicies: [policy('AmazonEKSClusterAdminPolicy')] }) },
      {
        name: 'a view of namespaces, by pattern',
        resources: entry({ AccessPolicies: [policy('AmazonEKSViewPolicy', { Type: 'namespace', Namespaces: ['shop', 'dev-*'] })] }),
      },
      {
        name: 'people of IAM Identity Center, with the path of their role',
        resources: entry({
          PrincipalArn: 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef',
          Username: 'sso:{{SessionName}}',
        }),
      },
      { name: "groups of one's own", resources: entry({ KubernetesGroups: ['developers', 'my-system:readers'], Username: 'jane' }) },
      { name: 'nodes', resources: entry({ Type: 'EC2_LINUX' }) },
      { name: 'nodes of Auto Mode', resources: entry({ Type: 'EC2', AccessPolicies: [policy('AmazonEKSAutoNodePolicy')] }) },
      {
        name: 'a policy that is a parameter',
        resources: entry({
          AccessPolicies: [{ PolicyArn: '<known-at-deploy>', AccessScope: { Type: '<known-at-deploy>' } }, policy('<known-at-deploy>')],
        }),
      },
      {
        name: 'namespaces that are a parameter',
        resources: entry({ AccessPolicies: [policy('AmazonEKSViewPolicy', { Type: 'namespace', Namespaces: '<known-at-deploy>' })] }),
      },
      {
        name: 'a type that is a parameter',
        resources: entry({ Type: '<known-at-deploy>', KubernetesGroups: [ref('App/Parameter'), '<known-at-deploy>'] }),
      },
    ],
  },

  'group-without-permissions': {
    fails: [
      {
        name: 'the group is not bound to a role',
        facts: missing('App/Entry', 'group developers'),
        found: ["the group 'developers' has no RoleBinding or ClusterRoleBinding in this app"],
      },
    ],
    passes: [
      {
        name: 'a binding',
        manifests:
          'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: developers }\nroleRef: { ' +
          'apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }\nsubjects: [{ kind: Group, apiGroup: ' +
          'rbac.authorization.k8s.io, name: developers }]',
        resources: entry({ KubernetesGroups: ['developers'] }),
      },
      { name: 'a group that is a parameter', facts: missing('App/Entry', 'group <known-at-deploy>') },
      { name: 'an access policy and no group', resources: entry({ AccessPolicies: [policy('AmazonEKSViewPolicy')] }) },
    ],
  },

  'no-administrator': {
    fails: [
      {
        name: 'a cluster without an access entry',
        facts: missing('App/Cluster', 'administrator'),
        found: ['the cluster has no administrator'],
      },
    ],
    passes: [
      {
        name: 'an access entry',
        resources: cluster(
          { AccessConfig: { BootstrapClusterCreatorAdminPermissions: false } },
          entry({ AccessPolicies: [policy('AmazonEKSClusterAdminPolicy')] }),
        ),
      },
      {
        name: 'who creates the cluster',
        resources: cluster({ AccessConfig: { AuthenticationMode: 'API', BootstrapClusterCreatorAdminPermissions: true } }),
      },
    ],
  },

  'addon-settings': {
    fails: [
      {
        name: 'true without quotes, for vpc-cni',
        resources: addon(
          'vpc-cni',
          settings({ env: { ENABLE_PREFIX_DELEGATION: true, WARM_PREFIX_TARGET: 1 }, enableNetworkPolicy: true }),
        ),
        found: [
          'env.ENABLE_PREFIX_DELEGATION of vpc-cni must be a string',
          'env.WARM_PREFIX_TARGET of vpc-cni must be a string',
          'enableNetworkPolicy of vpc-cni must be a string',
        ],
      },
      {
        name: 'the same as YAML',
        resources: addon('vpc-cni', settings('env:\n  ENABLE_POD_ENI: true\n')),
        found: ['env.ENABLE_POD_ENI of vpc-cni must be a string'],
      },
      {
        name: 'a bracket too few',
        resources: addon('coredns', settings('{"replicaCount": 3')),
        found: ['the configuration values of coredns are neither JSON nor YAML'],
      },
      {
        name: 'the version of the program, not of the add-on',
        resources: addon('vpc-cni', { AddonVersion: '1.21.1' }),
        found: ["the version of vpc-cni is '1.21.1'"],
      },
      {
        name: 'a word that other tools understand',
        resources: addon('coredns', { AddonVersion: 'latest' }),
        found: ["the version of coredns is 'latest'"],
      },
      {
        name: 'a version without the build of EKS, of drivers and community add-ons',
        resources: Object.assign(
          {},
          ...UNBUILT.map((name) => ({ [`App/${name}`]: ['AWS::EKS::Addon', { AddonName: name, AddonVersion: 'v2.7.0' }] })),
        ) as Given['resources'],
        found: UNBUILT.map((name) => `the version of ${name} is 'v2.7.0'`),
      },
      {
        name: 'kube-proxy that is newer than the cluster',
        resources: addon('kube-proxy', { AddonVersion: 'v1.36.0-eksbuild.45' }),
        facts: { version: '1.35' },
        found: ['the version of kube-proxy is v1.36.0-eksbuild.45, and the cluster has Kubernetes 1.35'],
      },
      {
        name: 'settings as other tools write them',
        resources: addon('coredns', settings({ replicas: 3, nodeselector: { tier: 'system' } })),
        found: [
          'unknown setting "replicas" of coredns (did you mean "replicaCount"?)',
          'unknown setting "nodeselector" of coredns (did you mean "nodeSelector"?)',
        ],
      },
    ],
    passes: [
      {
        name: 'kube-proxy as old as the nodes may be',
        resources: addon('kube-proxy', { AddonVersion: 'v1.33.10-eksbuild.25' }),
        facts: { version: '1.36' },
      },
      { name: 'a setting that AWS may have added', resources: addon('coredns', settings({ replicaCount: 3, zoneHints: true })) },
      {
        name: 'texts for vpc-cni',
        resources: addon('vpc-cni', {
          AddonVersion: 'v1.21.1-eksbuild.3',
          ...settings({
            env: { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' },
            enableNetworkPolicy: 'true',
            nodeAgent: { enablePolicyEventLogs: 'true' },
          }),
        }),
      },
      {
        name: 'a property that is not a string in its schema',
        resources: addon(
          'vpc-cni',
          settings({
            eniConfig: { create: true, region: 'eu-west-1', subnets: { a: { id: 'subnet-1' } } },
            resources: { requests: { cpu: '25m' } },
          }),
        ),
      },
      {
        name: 'numbers for other add-ons',
        resources: addon('coredns', settings({ replicaCount: 3, autoScaling: { enabled: true, minReplicas: 2 } })),
      },
      { name: 'YAML', resources: addon('coredns', settings('replicaCount: 3\ntolerations:\n  - operator: Exists\n')) },
      { name: 'YAML in braces', resources: addon('coredns', settings('{ replicaCount: 3 }')) },
      {
        name: 'settings that hold what is known at deploy',
        resources: addon(
          'vpc-cni',
          settings('{"env":{"AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS":"<known-at-deploy>","WARM_ENI_TARGET":<known-at-deploy>}}'),
        ),
      },
      { name: 'the version of a partner', resources: addon('netapp_trident-operator', { AddonVersion: 'v25.6.0' }) },
      { name: 'a version that is a parameter', resources: addon('vpc-cni', { AddonVersion: '<known-at-deploy>' }) },
      { name: 'no version and no settings', resources: addon('kube-proxy', {}) },
    ],
  },

  'app-mesh-ended': {
    fails: [
      {
        name: 'the controller of App Mesh',
        facts: {
          helmReleases: [
            {
              path: 'App/Mesh',
              value: { release: 'appmesh', chart: 'appmesh-controller', repository: 'https://aws.github.io/eks-charts', values: {} },
            },
          ],
        },
        found: ["Helm release 'appmesh' is the App Mesh controller"],
      },
      {
        name: 'a node of a mesh',
        manifests:
          'apiVersion: appmesh.k8s.aws/v1beta2\nkind: VirtualNode\nmetadata: { name: web, namespace: shop }\nspec: { ' +
          'podSelector: { matchLabels: { app: web } } }',
        found: ["VirtualNode 'shop/web' is an App Mesh resource"],
      },
    ],
    passes: [
      {
        name: 'Istio',
        manifests:
          'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: web, namespace: shop }\nspec: { hosts: ' +
          '[web], http: [{ route: [{ destination: { host: web } }] }] }',
      },
      {
        name: 'another chart of the same repository',
        facts: {
          helmReleases: [
            {
              path: 'App/Termination',
              value: {
                release: 'handler',
                chart: 'aws-node-termination-handler',
                repository: 'https://aws.github.io/eks-charts',
                values: {},
              },
            },
          ],
        },
      },
    ],
  },

  'chart-value-missing': {
    fails: [
      {
        name: 'the load balancer controller without the name of its cluster',
        facts: { helmReleases: [released('aws-load-balancer-controller', { cluster: { name: 'shop' } })] },
        found: ["the chart aws-load-balancer-controller of Helm release 'it' is not rendered without values.clusterName"],
      },
      {
        name: 'the Cluster Autoscaler without a way to find its groups',
        facts: { helmReleases: [released('cluster-autoscaler', { autoDiscovery: { enabled: true, clusterName: '' } })] },
        found: [
          "the chart cluster-autoscaler of Helm release 'it' has no Deployment without values.autoDiscovery.clusterName or " +
            'values.autoDiscovery.namespace or values.autoDiscovery.labels or values.autoscalingGroups',
        ],
      },
      {
        name: 'Karpenter without values',
        facts: { helmReleases: [released('karpenter', undefined)] },
        found: ["the chart karpenter of Helm release 'it' is not rendered without values.settings.clusterName"],
      },
    ],
    passes: [
      {
        name: 'the name of the cluster, which is known at deploy',
        facts: { helmReleases: [released('aws-load-balancer-controller', { clusterName: '<known-at-deploy>' })] },
      },
      {
        name: 'groups by name',
        facts: { helmReleases: [released('cluster-autoscaler', { autoscalingGroups: [{ name: 'a', minSize: 1, maxSize: 2 }] })] },
      },
      { name: 'values that are known at deploy', facts: { helmReleases: [released('karpenter', '<known-at-deploy>')] } },
      {
        name: 'a chart of the same name from elsewhere',
        facts: { helmReleases: [released('cluster-autoscaler', {}, 'https://charts.example.com')] },
      },
    ],
  },

  'kept-in-use': {
    fails: [
      {
        name: 'a database that is kept, with the subnet group of its stack',
        facts: { retainedUsers: [{ path: 'App/Database', value: { type: 'AWS::RDS::DBInstance', uses: ['App/Subnets', 'App/Group'] } }] },
        found: [
          'the resource (AWS::RDS::DBInstance) is retained when the stack is deleted, and App/Subnets, App/Group, which it uses, are ' +
            'deleted',
        ],
      },
    ],
    passes: [
      { name: 'nothing is kept', facts: { retainedUsers: [] } },
      { name: 'a file system in another stack than its subnets', facts: { retainedFileSystems: [] } },
    ],
  },

  'metrics-server-twice': {
    fails: [
      {
        name: 'the chart beside the add-on',
        facts: { addonNames: [{ path: 'App/Addons/metrics-server', value: 'metrics-server' }], helmReleases: [metricsChart({})] },
        found: ["metrics-server is installed by Helm release 'metrics', and by App/Addons/metrics-server as an EKS add-on"],
      },
      {
        name: 'components.yaml beside the add-on',
        manifests: METRICS_API,
        facts: { addonNames: [{ path: 'App/Addons/metrics-server', value: 'metrics-server' }] },
        found: ["metrics-server is installed by APIService 'v1beta1.metrics.k8s.io', and by App/Addons/metrics-server as an EKS add-on"],
      },
      {
        name: 'components.yaml beside the chart',
        manifests: METRICS_API,
        facts: { helmReleases: [metricsChart({})] },
        found: ["metrics-server is installed by APIService 'v1beta1.metrics.k8s.io', and by App/Metrics as Helm release 'metrics'"],
      },
    ],
    passes: [
      { name: 'the add-on alone', facts: { addonNames: [{ path: 'App/Addons/metrics-server', value: 'metrics-server' }] } },
      { name: 'the chart alone', facts: { helmReleases: [metricsChart({})] } },
      {
        name: 'the chart without the API, beside the add-on',
        facts: {
          addonNames: [{ path: 'App/Addons/metrics-server', value: 'metrics-server' }],
          helmReleases: [metricsChart({ apiService: { create: false } })],
        },
      },
      {
        name: 'the API of custom metrics beside the add-on',
        manifests: METRICS_API.replace('v1beta1.metrics', 'v1beta1.custom.metrics').replace('group: metrics', 'group: custom.metrics'),
        facts: { addonNames: [{ path: 'App/Addons/metrics-server', value: 'metrics-server' }] },
      },
    ],
  },

  'cni-waits-for-nodes': {
    fails: [
      {
        name: 'a CNI plugin that waits for its pods',
        facts: { capacity: [], waitingCniPlugins: [{ path: 'App/Cilium', value: 'kube-system/cilium' }] },
        found: ["Helm release 'kube-system/cilium' is the CNI plugin of the nodes, and waits for its pods"],
      },
      {
        name: 'a warning where there may be other nodes',
        facts: { waitingCniPlugins: [{ path: 'App/Calico', value: 'tigera-operator/calico' }] },
        found: ["Helm release 'tigera-operator/calico' is the CNI plugin of the nodes, and waits for its pods"],
      },
    ],
    passes: [
      {
        name: 'a CNI plugin that does not wait',
        facts: {
          waitingCniPlugins: [],
          helmReleases: [
            { path: 'App/Cilium', value: { release: 'cilium', chart: 'cilium', repository: 'https://helm.cilium.io', values: {} } },
          ],
        },
      },
      { name: 'vpc-cni', facts: { addonNames: [{ path: 'App/Cni', value: 'vpc-cni' }] } },
    ],
  },

  'built-in-twice': {
    fails: [
      {
        name: 'the load balancer controller on Auto Mode',
        facts: {
          autoMode: true,
          hasInstances: false,
          helmReleases: [
            {
              path: 'App/Alb',
              value: {
                release: 'alb',
                chart: 'aws-load-balancer-controller',
                repository: 'https://aws.github.io/eks-charts',
                values: { clusterName: 'shop' },
              },
            },
          ],
        },
        found: ['aws-load-balancer-controller is installed'],
      },
      {
        name: 'vpc-cni on Auto Mode',
        facts: { autoMode: true, hasInstances: false, addonNames: [{ path: 'App/Cni', value: 'vpc-cni' }] },
        found: ['vpc-cni is installed'],
      },
    ],
    passes: [
      { name: 'Auto Mode with managed nodes beside it', facts: { autoMode: true, addonNames: [{ path: 'App/Cni', value: 'vpc-cni' }] } },
      {
        name: 'Auto Mode with nodes that join by themselves',
        resources: entry({ Type: 'EC2_LINUX' }),
        facts: { autoMode: true, hasInstances: false, addonNames: [{ path: 'App/Cni', value: 'vpc-cni' }] },
      },
      {
        name: 'CoreDNS for pods on Fargate beside Auto Mode',
        facts: {
          autoMode: true,
          hasInstances: false,
          fargateSelectors: [{ namespace: 'shop', labels: {} }],
          addonNames: [{ path: 'App/Dns', value: 'coredns' }],
        },
      },
      {
        name: 'what Auto Mode does not have',
        facts: {
          autoMode: true,
          hasInstances: false,
          addonNames: [
            { path: 'App/Metrics', value: 'metrics-server' },
            { path: 'App/Efs', value: 'aws-efs-csi-driver' },
          ],
        },
      },
      { name: 'no Auto Mode', facts: { addonNames: [{ path: 'App/Cni', value: 'vpc-cni' }] } },
    ],
  },

  'identity-trust': {
    fails: [
      {
        name: 'a role for Pod Identity that may not tag its session',
        resources: association([trust(AGENT)]),
        found: ['the trust policy of the role App/Role does not allow pods.eks.amazonaws.com to call sts:TagSession'],
      },
      {
        name: 'a role of instances for Pod Identity',
        resources: association([trust({ Service: 'ec2.amazonaws.com' })]),
        found: ['the role App/Role does not trust pods.eks.amazonaws.com'],
      },
      {
        name: 'a role of IRSA for Pod Identity',
        resources: association([trust({ Federated: PROVIDER }, { Action: 'sts:AssumeRoleWithWebIdentity' })]),
        found: ['the role App/Role does not trust pods.eks.amazonaws.com'],
      },
      {
        name: 'the association of an add-on',
        resources: {
          'App/Role': role([trust({ Service: 'eks.amazonaws.com' })]),
          ...addon('aws-ebs-csi-driver', {
            PodIdentityAssociations: [{ ServiceAccount: 'ebs-csi-controller-sa', RoleArn: ref('App/Role', 'Arn') }],
          }),
        },
        found: ['the role App/Role does not trust pods.eks.amazonaws.com'],
      },
      {
        name: 'the namespace is misspelled',
        manifests: account(),
        resources: byToken({ StringEquals: subject('system:serviceaccount:shopp:web') }),
        found: ["ServiceAccount 'shop/web' uses the role App/Role, whose trust policy allows shopp/web"],
      },
      {
        name: 'a wildcard in StringEquals',
        manifests: account(),
        resources: byToken({ StringEquals: subject('system:serviceaccount:shop:*') }),
        found: ["ServiceAccount 'shop/web' uses the role App/Role, whose trust policy allows shop/* literally (StringEquals)"],
      },
      {
        name: 'a role that only instances take on',
        manifests: account(),
        resources: { 'App/Role': role([trust({ Service: 'ec2.amazonaws.com' })], { RoleName: 'shop-web' }) },
        found: ["ServiceAccount 'shop/web' uses the role App/Role, whose trust policy allows no service account"],
      },
      {
        name: 'an audience that no token has',
        manifests: account('<<App/Role|Arn>>'),
        resources: byToken({ StringEquals: { [`${ISSUER}:sub`]: 'system:serviceaccount:shop:web', [`${ISSUER}:aud`]: 'sts.amazon.com' } }),
        facts: identified,
        found: ["ServiceAccount 'shop/web' uses the role App/Role, whose trust policy allows tokens with the audience sts.amazon.com only"],
      },
      {
        name: 'tokens of another cluster',
        manifests: account('<<App/Role|Arn>>'),
        resources: ofClusters('App/Other'),
        facts: identified,
        found: ["ServiceAccount 'shop/web' uses the role App/Role, whose trust policy allows tokens of the cluster App/Other only"],
      },
    ],
    passes: [
      {
        name: 'an audience of the service account',
        manifests: account('<<App/Role|Arn>>').replace('annotations: { ', 'annotations: { eks.amazonaws.com/audience: vault, '),
        resources: byToken({ StringEquals: { [`${ISSUER}:sub`]: 'system:serviceaccount:shop:web', [`${ISSUER}:aud`]: 'vault' } }),
        facts: identified,
      },
      {
        name: 'tokens of this cluster, and of another one',
        manifests: account('<<App/Role|Arn>>'),
        resources: ofClusters('App/Cluster', 'App/Other'),
        facts: identified,
      },
      {
        name: 'both actions',
        resources: association([trust(AGENT, { Action: BOTH, Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } })]),
      },
      {
        name: 'the actions in two statements, in other letters',
        resources: association([trust(AGENT, { Action: 'STS:AssumeRole' }), trust(AGENT, { Action: 'sts:tagsession' })]),
      },
      { name: 'the actions by wildcard', resources: association([trust(AGENT, { Action: ['sts:Assume*', 'sts:Tag*'] })]) },
      {
        name: 'a statement about something else beside it',
        resources: association([trust({ Service: 'ec2.amazonaws.com' }), trust(AGENT, { Action: BOTH })]),
      },
      { name: 'a principal that is known at deploy', resources: association([trust('<known-at-deploy>')]) },
      {
        name: 'a statement without a principal',
        resources: association([{ Effect: 'Allow', Action: 'sts:AssumeRole', NotPrincipal: { AWS: 'arn' } }]),
      },
      {
        name: 'a role that is made elsewhere',
        resources: {
          'App/Identity': [
            'AWS::EKS::PodIdentityAssociation',
            { Namespace: 'shop', ServiceAccount: 'web', RoleArn: 'arn:aws:iam::111122223333:role/shop-web' },
          ],
        },
      },
      { name: 'IRSA', manifests: account(), resources: byToken({ StringEquals: subject('system:serviceaccount:shop:web') }) },
      { name: 'IRSA by wildcard', manifests: account(), resources: byToken({ StringLike: subject('system:serviceaccount:shop:*') }) },
      { name: 'IRSA for all of the cluster', manifests: account(), resources: byToken({ StringLike: subject('system:serviceaccount:*') }) },
      {
        name: 'IRSA without a subject',
        manifests: account(),
        resources: byToken({ StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com' } }),
      },
      { name: 'IRSA without a condition', manifests: account(), resources: byToken(undefined) },
      {
        name: 'IRSA by a condition that is known at deploy',
        manifests: account(),
        resources: byToken({ StringEquals: ref('App/Json', 'Value') }),
      },
      {
        name: 'a role whose name is known at deploy',
        manifests: account('arn:aws:iam::111122223333:role/<known-at-deploy>-web'),
        resources: { 'App/Role': role([trust({ Service: 'ec2.amazonaws.com' })], { RoleName: '<known-at-deploy>-web' }) },
      },
      {
        name: 'one of two roles of the name, in other accounts, is right',
        manifests: account(),
        resources: {
          ...byToken({ StringEquals: subject('system:serviceaccount:shop:web') }),
          'Other/Role': role([trust({ Service: 'ec2.amazonaws.com' })], { RoleName: 'shop-web' }),
        },
      },
      {
        name: 'an association comes before the annotation',
        manifests: account(),
        resources: { 'App/Role': role([trust(AGENT, { Action: BOTH })], { RoleName: 'shop-web' }) },
        facts: identityOf('web'),
      },
      { name: 'a role of another account', manifests: account('arn:aws:iam::444455556666:role/other') },
      {
        name: 'a service account without the annotation',
        manifests: 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web, namespace: shop, annotations: { other: "1" } }',
      },
    ],
  },

  'identity-annotation-missing': {
    fails: [
      {
        name: 'a service account that does not name the role that trusts it',
        manifests: 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web, namespace: shop }',
        resources: byToken({ StringEquals: subject('system:serviceaccount:shop:web') }),
        found: ["ServiceAccount 'shop/web' has no annotation eks.amazonaws.com/role-arn, but the role App/Role trusts it"],
      },
    ],
    passes: [
      { name: 'one that names it', manifests: account(), resources: byToken({ StringEquals: subject('system:serviceaccount:shop:web') }) },
      {
        name: 'one of another name',
        manifests: 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: other, namespace: shop }',
        resources: byToken({ StringEquals: subject('system:serviceaccount:shop:web') }),
      },
      {
        name: 'two clusters',
        manifests: 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web, namespace: shop }',
        resources: byToken({ StringEquals: subject('system:serviceaccount:shop:web') }),
        facts: { resourceCounts: { 'AWS::EKS::Cluster': 2 } },
      },
    ],
  },

  'pod-identity-agent-missing': {
    fails: [
      {
        name: 'an association, and no agent',
        facts: missing('App/Identity', 'pod-identity'),
        found: ['the Pod Identity agent is not installed'],
      },
    ],
    passes: [
      {
        name: 'the agent as an add-on',
        resources: { ...association([trust(AGENT, { Action: BOTH })]), ...addon('eks-pod-identity-agent', {}) },
      },
      { name: 'IRSA needs none', manifests: account(), resources: byToken({ StringEquals: subject('system:serviceaccount:shop:web') }) },
    ],
  },

  'pod-identity-unsupported': {
    fails: [
      {
        name: 'pods on Fargate with Pod Identity',
        manifests: pods('web'),
        facts: identityOf('web', [{ namespace: 'shop', labels: {} }]),
        found: ["pods of Deployment 'shop/web' use Pod Identity and run on Fargate: the Pod Identity agent is a DaemonSet"],
      },
      {
        name: 'a profile by pattern and label',
        manifests: pods('web'),
        facts: identityOf('web', [{ namespace: 'sh*', labels: { app: 'w?b' } }]),
        found: ["pods of Deployment 'shop/web' use Pod Identity and run on Fargate: the Pod Identity agent is a DaemonSet"],
      },
      {
        name: 'the default account',
        manifests: web(''),
        facts: identityOf('default', [{ namespace: 'shop', labels: {} }]),
        found: ["pods of Deployment 'shop/web' use Pod Identity and run on Fargate: the Pod Identity agent is a DaemonSet"],
      },
      {
        name: 'pods on Windows with Pod Identity',
        manifests: pods('web', 'serviceAccountName: web\n      nodeSelector: { kubernetes.io/os: windows }'),
        facts: identityOf('web'),
        found: ["pods of Deployment 'shop/web' use Pod Identity and run on Windows: there is no Pod Identity agent for Windows"],
      },
    ],
    passes: [
      { name: 'pods on instances', manifests: pods('web'), facts: identityOf('web') },
      {
        name: 'a profile for other pods',
        manifests: pods('web'),
        facts: identityOf('web', [
          { namespace: 'jobs', labels: {} },
          { namespace: 'shop', labels: { compute: 'fargate' } },
        ]),
      },
      { name: 'an identity of other pods', manifests: pods('web'), facts: identityOf('other', [{ namespace: 'shop', labels: {} }]) },
      {
        name: 'an identity in another namespace',
        manifests: pods('web'),
        facts: {
          fargateSelectors: [{ namespace: 'shop', labels: {} }],
          podIdentities: [{ path: 'App/Identity', value: { namespace: 'other', name: 'web' } }],
        },
      },
      {
        name: 'a profile whose namespace is known at deploy',
        manifests: pods('web'),
        facts: identityOf('web', [{ namespace: '<known-at-deploy>', labels: {} }]),
      },
    ],
  },

  'pod-network-missing': {
    fails: [
      { name: 'no CNI is installed', facts: missing('App/Nodes', 'pod-network'), found: ['no CNI plugin is installed for the nodes'] },
    ],
    passes: [
      { name: 'vpc-cni as an add-on', resources: cluster({ BootstrapSelfManagedAddons: false }, addon('vpc-cni', {})) },
      { name: 'what EKS installs by itself', resources: cluster({}, { 'App/Nodes': ['AWS::EKS::Nodegroup', {}] }) },
    ],
  },

  'cluster-dns-missing': {
    fails: [
      {
        name: 'no DNS server is installed',
        facts: missing('App/Nodes', 'cluster-dns'),
        found: ['CoreDNS is not installed for the pods of the nodes'],
      },
    ],
    passes: [
      { name: 'coredns as an add-on', resources: cluster({ BootstrapSelfManagedAddons: false }, addon('coredns', {})) },
      { name: 'a CoreDNS that EKS installs', resources: cluster({}, { 'App/Nodes': ['AWS::EKS::Nodegroup', {}] }) },
    ],
  },

  ...INFRASTRUCTURE_CLUSTER,
  ...INFRASTRUCTURE_NODES,
  ...INFRASTRUCTURE_ADD_ONS,
};
