import { Cases, Given, ref } from './case';
import { IPV6 } from './given';

const web = (spec: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4.2
          ports: [{ containerPort: 8080 }]
          readinessProbe: { httpGet: { path: /ready, port: 8080 } }
          resources: { requests: { cpu: 250m, memory: 256Mi } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ${spec}, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
`;
const subnet = (more: Record<string, unknown> = {}): readonly [string, Record<string, unknown>] => [
  'AWS::EC2::Subnet',
  { CidrBlock: '10.0.0.0/19', ...more },
];
const inSubnets = (one: ReturnType<typeof subnet>, two: ReturnType<typeof subnet>, more: Given['resources'] = {}): Given['resources'] => ({
  'App/Cluster': [
    'AWS::EKS::Cluster',
    {
      Name: 'shop',
      KubernetesNetworkConfig: { IpFamily: 'ipv6' },
      ResourcesVpcConfig: {
        SubnetIds: [ref('App/One'), ref('App/Two')],
        EndpointPrivateAccess: true,
      },
    },
  ],
  'App/One': one,
  'App/Two': two,
  ...more,
});
const DUAL = { Ipv6CidrBlock: '<known-at-deploy>', AssignIpv6AddressOnCreation: true };
const groupIn = (path: string, more: Record<string, unknown> = {}): Given['resources'] => ({
  'App/Nodes': ['AWS::EKS::Nodegroup', { Subnets: [ref(path)], ...more }],
});

/** What is wrong with the family of addresses. */
export const IP_FAMILY: Cases = {
  'cluster-zone': {
    fails: [
      {
        name: 'a control plane in use1-az3',
        resources: inSubnets(subnet({ AvailabilityZoneId: 'use1-az1' }), subnet({ AvailabilityZoneId: 'use1-az3' })),
        found: ['the control plane subnet App/Two is in use1-az3'],
      },
      {
        name: 'a control plane in a Local Zone',
        resources: inSubnets(subnet({ AvailabilityZone: 'us-west-2a' }), subnet({ AvailabilityZone: 'us-west-2-lax-1a' })),
        found: [
          "the control plane subnet App/Two: AvailabilityZone contains 'us-west-2-lax-1a': cluster subnets must be in availability " +
            'zones: ' +
            'subnets in Local Zones and Wavelength Zones are for nodes only',
        ],
      },
      {
        name: 'names, of which one may be',
        resources: inSubnets(subnet({ AvailabilityZone: 'us-east-1a' }), subnet({ AvailabilityZone: 'us-east-1b' })),
        facts: { region: 'us-east-1' },
        found: ['the control plane subnets are in us-east-1a and us-east-1b, one of which may be use1-az3'],
      },
    ],
    passes: [
      {
        name: 'ids of other zones',
        resources: inSubnets(subnet({ AvailabilityZoneId: 'use1-az1' }), subnet({ AvailabilityZoneId: 'use1-az2' })),
        facts: { region: 'us-east-1' },
      },
      {
        name: 'names in another region',
        resources: inSubnets(subnet({ AvailabilityZone: 'eu-west-1a' }), subnet({ AvailabilityZone: 'eu-west-1b' })),
        facts: { region: 'eu-west-1' },
      },
      {
        name: 'names where the region is not known',
        resources: inSubnets(subnet({ AvailabilityZone: 'us-east-1a' }), subnet({ AvailabilityZone: 'us-east-1b' })),
      },
    ],
  },

  'service-ip-family': {
    fails: [
      {
        name: '"not configured on this cluster"',
        manifests: web('type: ClusterIP, ipFamilies: [IPv4]'),
        facts: IPV6,
        found: ["Service 'shop/web' has ipFamilies IPv4, in an IPv6 cluster"],
      },
      {
        name: 'IPv6 in an IPv4 cluster',
        manifests: web('type: ClusterIP, ipFamilies: [IPv6]'),
        facts: { ipFamily: 'ipv4' },
        found: ["Service 'shop/web' has ipFamilies IPv6, in an IPv4 cluster"],
      },
      {
        name: '"this cluster is not configured for dual-stack services"',
        manifests: web('type: ClusterIP, ipFamilies: [IPv6, IPv4], ipFamilyPolicy: RequireDualStack'),
        facts: IPV6,
        found: ["Service 'shop/web' has ipFamilies IPv4 and ipFamilyPolicy RequireDualStack, in an IPv6 cluster"],
      },
    ],
    passes: [
      {
        name: 'the family of the cluster',
        manifests: web('type: ClusterIP, ipFamilies: [IPv6], ipFamilyPolicy: SingleStack'),
        facts: IPV6,
      },
      { name: 'both where there are both', manifests: web('type: ClusterIP, ipFamilyPolicy: PreferDualStack'), facts: IPV6 },
      { name: 'an imported cluster that was told nothing', manifests: web('type: ClusterIP, ipFamilies: [IPv6]') },
      {
        name: 'a headless Service without a selector, which may name any',
        manifests:
          'apiVersion: v1\nkind: Service\nmetadata: { name: db, namespace: shop }\n' +
          'spec: { clusterIP: None, ipFamilies: [IPv4, IPv6], ipFamilyPolicy: RequireDualStack, ports: [{ port: 5432 }] }\n',
        facts: IPV6,
      },
    ],
  },

  'subnet-address-family': {
    fails: [
      {
        name: 'a control plane in a subnet of IPv4 alone',
        resources: inSubnets(subnet(), subnet({ AvailabilityZone: 'b', ...DUAL })),
        facts: IPV6,
        found: ['the control plane subnet App/One has no IPv6 CIDR block'],
      },
      {
        name: 'nodes in a subnet that assigns no addresses',
        resources: inSubnets(subnet(DUAL), subnet({ ...DUAL, AssignIpv6AddressOnCreation: false }), groupIn('App/Two')),
        facts: IPV6,
        found: ['the node subnet App/Two does not assign IPv6 addresses'],
      },
    ],
    passes: [
      {
        name: 'both families',
        resources: inSubnets(subnet(DUAL), subnet({ ...DUAL, AvailabilityZone: 'b' }), groupIn('App/Two')),
        facts: IPV6,
      },
      {
        name: 'a block by a resource of its own',
        resources: inSubnets(subnet(), subnet(DUAL), {
          'App/Block': ['AWS::EC2::SubnetCidrBlock', { SubnetId: ref('App/One'), Ipv6CidrBlock: '<known-at-deploy>' }],
        }),
        facts: IPV6,
      },
      { name: 'an IPv4 cluster', resources: inSubnets(subnet(), subnet()), facts: { ipFamily: 'ipv4' } },
    ],
  },

  'address-family-unsupported': {
    fails: [
      {
        name: 'instances without Nitro',
        resources: { 'App/Nodes': ['AWS::EKS::Nodegroup', { InstanceTypes: ['m4.large', 'm5.large'] }] },
        facts: IPV6,
        found: ['the node group: instanceTypes contains m4.large: prefix delegation and IPv6 require Nitro instance types'],
      },
      {
        name: 'custom networking',
        facts: {
          ...IPV6,
          addonSettings: [{ path: 'App/Cni', value: { name: 'vpc-cni', values: { env: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' } } } }],
        },
        found: ["the add-on vpc-cni sets AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true'"],
        also: ['eni-config-missing'],
      },
      {
        name: 'Windows nodes',
        resources: { 'App/Nodes': ['AWS::EKS::Nodegroup', { AmiType: 'WINDOWS_CORE_2022_x86_64' }] },
        facts: IPV6,
        found: ['the node group has AmiType WINDOWS_CORE_2022_x86_64'],
      },
      {
        name: 'Windows nodes of Karpenter',
        manifests:
          'apiVersion: karpenter.k8s.aws/v1\nkind: EC2NodeClass\nmetadata: { name: win }\n' +
          'spec: { amiSelectorTerms: [{ alias: windows2022@latest }], role: nodes, subnetSelectorTerms: [{ id: subnet-1 }], ' +
          'securityGroupSelectorTerms: [{ id: sg-1 }] }\n',
        facts: IPV6,
        found: ["EC2NodeClass 'win' uses Windows AMIs"],
      },
      {
        name: 'FSx for Lustre',
        manifests:
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: scratch }\n' +
          'provisioner: fsx.csi.aws.com\nparameters: { subnetId: subnet-1, securityGroupIds: sg-1 }\n',
        facts: IPV6,
        found: ["StorageClass 'scratch' uses Amazon FSx for Lustre"],
      },
    ],
    passes: [
      { name: 'Linux', resources: { 'App/Nodes': ['AWS::EKS::Nodegroup', { AmiType: 'AL2023_x86_64_STANDARD' }] }, facts: IPV6 },
      {
        name: 'OpenZFS',
        manifests: 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: zfs }\nprovisioner: fsx.openzfs.csi.aws.com\n',
        facts: IPV6,
      },
      {
        name: 'Windows in an IPv4 cluster',
        resources: { 'App/Nodes': ['AWS::EKS::Nodegroup', { AmiType: 'WINDOWS_CORE_2022_x86_64' }] },
        facts: { ipFamily: 'ipv4' },
      },
    ],
  },
};
