import { Cases, Given, ref } from './case';

type Properties = Record<string, unknown>;

const cluster = (properties: Properties, more: Given['resources'] = {}): Given['resources'] => ({
  'App/Cluster': [
    'AWS::EKS::Cluster',
    {
      ResourcesVpcConfig: { SubnetIds: [ref('App/A'), ref('App/B')], EndpointPrivateAccess: true, EndpointPublicAccess: false },
      ...properties,
    },
  ],
  'App/A': ['AWS::EC2::Subnet', { VpcId: ref('App/Vpc'), CidrBlock: '10.0.0.0/24', AvailabilityZone: 'eu-west-1a' }],
  'App/B': ['AWS::EC2::Subnet', { VpcId: ref('App/Vpc'), CidrBlock: '10.0.1.0/24', AvailabilityZone: 'eu-west-1b' }],
  'App/Vpc': ['AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }],
  ...more,
});
const services = (cidr: string, more: Properties = {}) => cluster({ KubernetesNetworkConfig: { ServiceIpv4Cidr: cidr }, ...more });
const remote = (nodes: string, pods: string, more: Properties = {}) =>
  cluster({
    RemoteNetworkConfig: { RemoteNodeNetworks: [{ Cidrs: [nodes] }], RemotePodNetworks: [{ Cidrs: [pods] }] },
    KubernetesNetworkConfig: { ServiceIpv4Cidr: '172.20.0.0/16' },
    ...more,
  });
const secondary = (cidr: string) => cluster({}, { 'App/More': ['AWS::EC2::VPCCidrBlock', { VpcId: ref('App/Vpc'), CidrBlock: cidr }] });
const subnet = (properties: Properties) => cluster({}, { 'App/C': ['AWS::EC2::Subnet', { VpcId: ref('App/Vpc'), ...properties }] });
const profile = (...Selectors: unknown[]): Given['resources'] => ({ 'App/Fargate': ['AWS::EKS::FargateProfile', { Selectors }] });
const release = (value: { release?: string; repository?: string; version?: string }): Given['facts'] => ({
  helmReleases: [
    {
      path: 'App/Chart',
      value: { release: 'web', chart: 'podinfo', repository: 'https://stefanprodan.github.io/podinfo', values: {}, ...value },
    },
  ],
});
const logging = (data: string) => `apiVersion: v1
kind: Namespace
metadata: { name: aws-observability, labels: { aws-observability: enabled } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: aws-logging, namespace: aws-observability }
data:
  ${data}`;
const storageClass = (
  provisioner: string,
  parameters: string,
  kind = 'StorageClass',
  field = 'provisioner',
) => `apiVersion: storage.k8s.io/v1
kind: ${kind}
metadata: { name: fast }
${field}: ${provisioner}
parameters: { ${parameters} }
${kind === 'StorageClass' ? 'volumeBindingMode: WaitForFirstConsumer' : ''}`;
const EBS = 'ebs.csi.aws.com';
const bucket = (attributes: string) => `apiVersion: v1
kind: PersistentVolume
metadata: { name: files }
spec:
  capacity: { storage: 1Gi }
  accessModes: [ReadWriteMany]
  csi: { driver: s3.csi.aws.com, volumeHandle: files, volumeAttributes: { ${attributes} } }`;
const claim = (size: string, type: string) => `${storageClass(EBS, `type: ${type}`)}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop }
spec: { storageClassName: fast, accessModes: [ReadWriteOnce], resources: { requests: { storage: ${size} } } }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]
  containers: [{ name: web, image: registry.example.com/web:1.0, volumeMounts: [{ name: data, mountPath: /data }] }]`;

/** Values of clusters, networks, profiles, charts and storage that constructs refuse, in plain resources and objects. */
export const VALUES_BY_HAND: Cases = {
  'service-cidr': {
    fails: [
      {
        name: 'services in the addresses of the VPC',
        resources: services('10.0.128.0/20'),
        found: ["the cluster: serviceIpv4Cidr is '10.0.128.0/20': it must not overlap with the VPC, 10.0.0.0/16"],
      },
      {
        name: 'a block that does not begin at its first address',
        resources: services('172.20.1.0/16'),
        found: ["the cluster: serviceIpv4Cidr is '172.20.1.0/16': it must be an IPv4 CIDR block that begins at its first address"],
      },
      {
        name: 'a public block',
        resources: services('52.0.0.0/16'),
        found: ["the cluster: serviceIpv4Cidr is '52.0.0.0/16': it must be within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16"],
      },
    ],
    passes: [
      { name: 'a block outside of the VPC', resources: services('172.20.0.0/16') },
      { name: 'a block that is known at deploy', resources: services('<known-at-deploy>') },
    ],
  },

  'hybrid-networks': {
    fails: [
      {
        name: 'nodes on site in the addresses of the VPC',
        resources: remote('10.0.64.0/20', '192.168.0.0/16'),
        found: [
          'the cluster: remoteNodeCidrs 10.0.64.0/20 overlaps with the VPC 10.0.0.0/16: the CIDR blocks of nodes, pods, services and the ' +
            'VPC must not overlap',
        ],
      },
      {
        name: 'an endpoint that is public and private',
        resources: remote('10.80.0.0/16', '10.85.0.0/16', {
          ResourcesVpcConfig: { SubnetIds: [ref('App/A'), ref('App/B')], EndpointPrivateAccess: true },
        }),
        found: [
          'the cluster has hybrid nodes: the endpoint of the cluster is public and private: its name then resolves to public addresses ' +
            'outside of the VPC: hybrid nodes require one or the other',
        ],
      },
    ],
    passes: [
      { name: 'networks of their own', resources: remote('10.80.0.0/16', '100.64.0.0/16') },
      { name: 'no hybrid nodes', resources: cluster({}) },
    ],
  },

  'fargate-profile': {
    fails: [
      {
        name: 'an upper-case namespace',
        resources: profile({ Namespace: 'Batch' }),
        found: ["the Fargate profile: a selector has the namespace 'Batch': it must have 1–63 lower-case letters, digits, hyphens, * or ?"],
      },
      {
        name: 'six selectors',
        resources: profile(...['a', 'b', 'c', 'd', 'e', 'f'].map((Namespace) => ({ Namespace }))),
        found: ['the Fargate profile: namespaces and selectors have 6 entries: a profile can have at most 5'],
      },
    ],
    passes: [
      { name: 'a pattern', resources: profile({ Namespace: 'dev-*', Labels: [{ Key: 'team', Value: 'shop' }] }) },
      { name: 'a namespace that is known at deploy', resources: profile({ Namespace: '<known-at-deploy>' }) },
    ],
  },

  'fargate-logging': {
    fails: [
      {
        name: 'an input among the outputs',
        manifests: logging('output.conf: "[INPUT]\\n    Name tail"'),
        found: [
          "ConfigMap 'aws-observability/aws-logging': logging contains [INPUT] in output.conf: output.conf supports only [OUTPUT] " +
            'sections; Fargate defines inputs and the service itself',
        ],
      },
    ],
    passes: [
      { name: 'an output', manifests: logging('output.conf: "[OUTPUT]\\n    Name cloudwatch_logs\\n    Match *"') },
      { name: 'a filter and a parser', manifests: logging('filters.conf: "[FILTER]"\n  parsers.conf: "[PARSER]"') },
    ],
  },

  'vpc-cidr': {
    fails: [
      {
        name: 'a secondary block of another private range',
        resources: secondary('192.168.0.0/16'),
        found: [
          "the VPC: CidrBlock '192.168.0.0/16' is in 192.168.0.0/16, and the CIDR block of the VPC is in 10.0.0.0/8: a secondary " +
            'CIDR block of such a VPC must be in the same range or in 100.64.0.0/10',
        ],
      },
      {
        name: 'a subnet in the range of another one',
        resources: subnet({ CidrBlock: '10.0.1.128/25' }),
        found: ['the CIDR block 10.0.1.128/25 of the subnet overlaps with 10.0.1.0/24 of App/B'],
      },
      {
        name: 'a subnet outside of the VPC',
        resources: subnet({ CidrBlock: '10.1.0.0/24' }),
        found: ['the CIDR block 10.1.0.0/24 of the subnet is outside of its VPC'],
      },
      {
        name: 'a subnet in a zone of another region',
        resources: subnet({ CidrBlock: '10.0.2.0/24', AvailabilityZone: 'us-east-1a' }),
        facts: { region: 'eu-west-1' },
        found: ["the subnet: AvailabilityZone contains 'us-east-1a': the stack is in eu-west-1"],
      },
    ],
    passes: [
      { name: 'a block for pods', resources: secondary('100.64.0.0/16') },
      {
        name: 'a free range',
        resources: subnet({ CidrBlock: '10.0.2.0/24', AvailabilityZone: 'eu-west-1c' }),
        facts: { region: 'eu-west-1' },
      },
      { name: 'a range that is known at deploy', resources: subnet({ CidrBlock: '<known-at-deploy>' }) },
      {
        name: 'a subnet in a secondary block',
        resources: {
          ...secondary('100.64.0.0/16'),
          'App/Pods': ['AWS::EC2::Subnet', { VpcId: ref('App/Vpc'), CidrBlock: '100.64.0.0/18' }],
        },
      },
    ],
  },

  'chart-source': {
    fails: [
      {
        name: 'a repository by the name that helm repo add gave it',
        facts: release({ repository: 'bitnami' }),
        found: ["Helm release 'web': chartRepository is 'bitnami': must begin with https:// or, for an OCI registry, with oci://"],
      },
      {
        name: 'a release in upper case',
        facts: release({ release: 'Web' }),
        found: ["Helm release 'Web': its name is 'Web': must be 1–53 lower-case letters, digits, hyphens or dots"],
      },
      {
        name: 'an invalid version',
        facts: release({ version: 'latest' }),
        found: [
          "Helm release 'web': chartVersion is 'latest': must be one version, not a range: otherwise a deployment installs another chart " +
            'than the one before it without a change',
        ],
      },
      {
        name: 'the folder of a chart in an OCI registry',
        facts: release({ repository: 'oci://ghcr.io/stefanprodan/charts' }),
        found: [
          "Helm release 'web': chartRepository is 'oci://ghcr.io/stefanprodan/charts': the address in an OCI registry must end with " +
            'the name of the chart, podinfo',
        ],
      },
    ],
    passes: [
      { name: 'a version', facts: release({ version: '6.7.1' }) },
      { name: 'a range of versions', facts: release({ version: '~6.7' }) },
      { name: 'any version', facts: release({ version: '*' }) },
      {
        name: 'an OCI registry',
        facts: release({ repository: 'oci://ghcr.io/stefanprodan/charts/podinfo', version: '<known-at-deploy>' }),
      },
      { name: 'a chart that is uploaded', facts: release({ repository: '' }) },
    ],
  },

  'storage-class-parameters': {
    fails: [
      {
        name: 'a misspelled parameter',
        manifests: storageClass(EBS, 'type: gp3, throughputs: "250"'),
        found: ["StorageClass 'fast': unknown parameter 'throughputs'"],
      },
      {
        name: 'a type that has no iops by default',
        manifests: storageClass(EBS, 'type: io2, encrypted: "true"'),
        found: ["StorageClass 'fast': iops is missing for the volume type io2"],
      },
      {
        name: 'a file system that is missing, and values of EFS',
        manifests: storageClass(
          'efs.csi.aws.com',
          'provisioningMode: efs-ap, filesystemId: fs-1, directoryPerms: "700", reuseAccessPoint: "yes", uid: "-1", gid: "0"',
        ),
        found: [
          "StorageClass 'fast': fileSystemId is missing",
          "StorageClass 'fast': unknown parameter 'filesystemId'",
          "StorageClass 'fast': reuseAccessPoint is 'yes', which must be true or false",
          "StorageClass 'fast': uid is '-1', which must be an integer of at least 0",
        ],
      },
      {
        name: 'a parameter that cannot be changed',
        manifests:
          'apiVersion: storage.k8s.io/v1\nkind: VolumeAttributesClass\nmetadata: { name: fast }\n' +
          'driverName: ebs.csi.aws.com\nparameters: { iops: "6000", encrypted: "true" }',
        found: ["VolumeAttributesClass 'fast': unknown parameter 'encrypted'"],
      },
      {
        name: 'a volume type that does not exist',
        manifests: storageClass(EBS, 'type: gp4'),
        found: ["StorageClass 'fast': unknown volume type 'gp4'"],
      },
      {
        name: 'more throughput than the iops allow',
        manifests: storageClass(EBS, 'type: gp3, throughput: "1000"'),
        found: [
          "StorageClass 'fast': throughputMiBps is 1000 with 3000 iops: a gp3 volume has at most 1 MiB/s for each 4 iops, which " +
            'is 750 MiB/s',
        ],
      },
      {
        name: 'the same in a VolumeAttributesClass',
        manifests: storageClass(EBS, 'type: gp3, throughput: "3000", iops: "80000"', 'VolumeAttributesClass', 'driverName'),
        found: ["VolumeAttributesClass 'fast': throughputMiBps is 3000: must be an integer from 125 to 2000 MiB/s for a gp3 volume"],
      },
      {
        name: 'access points without their mode, with a range of one end',
        manifests: storageClass('efs.csi.aws.com', 'fileSystemId: fs-0123, gidRangeStart: "1000"'),
        found: [
          "StorageClass 'fast': provisioningMode is missing",
          "StorageClass 'fast': gidRangeStart is given without gidRangeEnd: they must be set together",
        ],
      },
      {
        name: 'a compression that FSx for OpenZFS does not have',
        manifests: storageClass('fsx.openzfs.csi.aws.com', `ResourceType: volume, DataCompressionType: '"GZIP"', RecordSizeKiB: '100'`),
        found: [
          "StorageClass 'fast': dataCompressionType is 'GZIP': must be NONE, ZSTD or LZ4",
          "StorageClass 'fast': recordSizeKiB is 100: must be a power of two from 4 to 1024",
        ],
      },
      {
        name: 'a throughput that FSx for Lustre does not have',
        manifests: storageClass('fsx.csi.aws.com', 'deploymentType: PERSISTENT_2, perUnitStorageThroughput: "200"'),
        found: ["StorageClass 'fast': throughputMBpsPerTiB is 200: must be 125, 250, 500, 1000 for PERSISTENT_2"],
      },
    ],
    passes: [
      {
        name: 'access points of EFS',
        manifests: storageClass(
          'efs.csi.aws.com',
          'provisioningMode: efs-ap, fileSystemId: fs-1, directoryPerms: "700", reuseAccessPoint: "true", uid: "0", gid: "0"',
        ),
      },
      {
        name: 'parameters and tags that can be changed',
        manifests:
          'apiVersion: storage.k8s.io/v1\nkind: VolumeAttributesClass\nmetadata: { name: fast }\n' +
          'driverName: ebs.csi.aws.com\nparameters: { iops: "6000", iopsPerGB: "50", tagSpecification_1: "Team=shop" }',
      },
      {
        name: 'parameters in any case, and those of the provisioner',
        manifests: storageClass(
          EBS,
          'type: io2, iopsPerGB: "500", encrypted: "true", kmsKeyID: a, csi.storage.k8s.io/fstype: xfs, tagSpecification_1: team=shop',
        ),
      },
      {
        name: 'a type without iops, which a VolumeAttributesClass sets',
        manifests:
          `${storageClass(EBS, 'type: io2')}\n---\napiVersion: storage.k8s.io/v1\nkind: VolumeAttributesClass\nmetadata: { name: fast }\n` +
          'driverName: ebs.csi.aws.com\nparameters: { iops: "6000" }',
      },
      { name: 'iops that the driver lowers', manifests: storageClass(EBS, 'type: gp3, iops: "100000"') },
      { name: 'values that are known at deploy', manifests: storageClass(EBS, 'type: "<known-at-deploy>", throughput: "1000"') },
      {
        name: 'access points',
        manifests: storageClass('efs.csi.aws.com', 'provisioningMode: efs-ap, fileSystemId: fs-0123, directoryPerms: "700", uid: "1000"'),
      },
      { name: 'a scratch file system', manifests: storageClass('fsx.csi.aws.com', 'deploymentType: SCRATCH_2, subnetId: subnet-0123') },
      {
        name: 'a volume of FSx for OpenZFS',
        manifests: storageClass('fsx.openzfs.csi.aws.com', `ResourceType: volume, DataCompressionType: '"LZ4"', RecordSizeKiB: '4096'`),
      },
      { name: 'another driver', manifests: storageClass('csi.trident.netapp.io', 'type: gold') },
    ],
  },

  'bucket-cache-invalid': {
    fails: [
      {
        name: 'a cache in GB',
        manifests: bucket('cache: emptyDir, cacheEmptyDirSizeLimit: 10GB'),
        found: ["PersistentVolume 'files': cache.sizeLimit is '10GB': must be a Kubernetes quantity"],
      },
    ],
    passes: [
      { name: 'a quantity', manifests: bucket('cache: emptyDir, cacheEmptyDirSizeLimit: 10Gi') },
      { name: 'no cache', manifests: bucket('bucketName: files') },
    ],
  },

  'claim-size': {
    fails: [
      {
        name: 'a small volume on hard disks',
        manifests: claim('10Gi', 'st1'),
        found: ["PersistentVolumeClaim 'shop/data': size is 10 GiB: a st1 volume must have at least 125 GiB and at most 16384 GiB"],
      },
      {
        name: 'a volume that is larger than its type',
        manifests: claim('20Ti', 'gp2'),
        found: ["PersistentVolumeClaim 'shop/data': size is 20480 GiB: a gp2 volume must have at least 1 GiB and at most 16384 GiB"],
      },
    ],
    passes: [
      { name: 'the smallest volume on hard disks', manifests: claim('125Gi', 'st1') },
      { name: 'a size that the driver rounds up', manifests: claim('500Mi', 'gp3') },
    ],
  },
};
