import { Given, ref } from './cases/case';

/** A place outside of our constructs that can contain the value which a function checks: the rule that checks it there, with a wrong value. */
export interface Covered {
  readonly rule: string;
  readonly wrong: Given;
}

/** A function that returns the problems of values: where else the same value can be, or why nowhere. */
export type ProblemFunction =
  /** Kubernetes kinds and CloudFormation types that can contain the value; text is the reason of a place without a rule. */
  | { readonly holders: Readonly<Record<string, Covered | string>> }
  /** a part of another function of the table, which has the holders. */
  | { readonly partOf: string }
  /** the value exists only in props, or at the border between a construct and others. */
  | { readonly only: string };

type Properties = Record<string, unknown>;
const by = (rule: string, wrong: Given): Covered => ({ rule, wrong });
const resource = (type: string, properties: Properties): Given => ({ resources: { 'App/It': [type, properties] } });
const input = (type: string, properties: Properties): Given => ({ inputs: { 'App/It': [type, properties] } });
const group = (properties: Properties): Given => resource('AWS::EKS::Nodegroup', properties);
const groupInput = (properties: Properties): Given =>
  input('AWS::EKS::Nodegroup', { ClusterName: 'shop', NodeRole: 'nodes', Subnets: ['subnet-0123'], ...properties });
const templated = (data: Properties, properties: Properties = {}): Given => ({
  resources: {
    'App/It': ['AWS::EKS::Nodegroup', { LaunchTemplate: { Id: ref('App/Template') }, ...properties }],
    'App/Template': ['AWS::EC2::LaunchTemplate', { LaunchTemplateData: data }],
  },
});
const selfManaged = (data: Properties): Given => ({
  resources: {
    'App/It': ['AWS::AutoScaling::AutoScalingGroup', { LaunchTemplate: { LaunchTemplateId: ref('App/Template') } }],
    'App/Template': ['AWS::EC2::LaunchTemplate', { LaunchTemplateData: data }],
  },
});
const yaml = (manifests: string): Given => ({ manifests });
const cluster = (properties: Properties): Given => ({
  resources: {
    'App/It': ['AWS::EKS::Cluster', { ResourcesVpcConfig: { SubnetIds: [ref('App/A'), ref('App/B')] }, ...properties }],
    'App/A': ['AWS::EC2::Subnet', { VpcId: ref('App/Vpc'), CidrBlock: '10.0.0.0/24', AvailabilityZone: 'us-west-2a' }],
    'App/B': ['AWS::EC2::Subnet', { VpcId: ref('App/Vpc'), CidrBlock: '10.0.1.0/24', AvailabilityZone: 'us-west-2-lax-1a' }],
    'App/Vpc': ['AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }],
  },
});
const clusterInput = (properties: Properties): Given =>
  input('AWS::EKS::Cluster', { RoleArn: 'role', ResourcesVpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] }, ...properties });
const inVpc = (type: string, properties: Properties): Given => ({
  resources: { 'App/It': [type, { VpcId: ref('App/Vpc'), ...properties }], 'App/Vpc': ['AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }] },
});
const fsx = (properties: Properties): Given => input('AWS::FSx::FileSystem', { SubnetIds: ['subnet-0123456789abcdef0'], ...properties });

const object = (apiVersion: string, kind: string, rest: string, name = 'it') => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\n${rest}`;
const AUTOSCALERS = yaml(
  [
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: it, namespace: shop }\nspec: { selector: { matchLabels: { a: b } }, template: { metadata: { labels: { a: b } }, spec: { containers: [{ name: a, image: registry.example.com/a:1, resources: { requests: { cpu: 1 } } }] } } }',
    'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: it, namespace: shop }\nspec: { minReplicas: 2, maxReplicas: 4, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: it } }',
    'apiVersion: autoscaling.k8s.io/v1\nkind: VerticalPodAutoscaler\nmetadata: { name: it, namespace: shop }\nspec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: it } }',
  ].join('\n---\n'),
);
const pool = (template: string, more = ''): Given => ({
  ...yaml(object('karpenter.sh/v1', 'NodePool', `spec: { ${more} template: { ${template} } }`)),
  // what the CRD refuses as well is found by its schema
  installed: [],
});
const poolSpec = (spec: string, more = '') =>
  pool(`spec: { nodeClassRef: { group: karpenter.k8s.aws, kind: EC2NodeClass, name: a }, ${spec} }`, more);
const nodeClass = (spec: string) => yaml(object('karpenter.k8s.aws/v1', 'EC2NodeClass', `spec: { ${spec} }`));
const autoClass = (spec: string) => yaml(object('eks.amazonaws.com/v1', 'NodeClass', `spec: { role: nodes, ${spec} }`));
const storageClass = (provisioner: string, parameters: string) =>
  yaml(object('storage.k8s.io/v1', 'StorageClass', `provisioner: ${provisioner}\nparameters: { ${parameters} }\nvolumeBindingMode: WaitForFirstConsumer`));
const pod = (spec: string, container = '') =>
  yaml(
    'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec:\n  ' +
      `${spec}\n  containers: [{ name: web, image: registry.example.com/web:1.0${container} }]`,
  );
const pvc = (spec: string, name = 'data') =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: ${name}, namespace: shop }\nspec: { ${spec} }`;
const configMap = (data: string, name = 'web') =>
  yaml(`apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: shop }\ndata: { ${data} }`);
const helm = (value: Properties): Given => ({
  facts: { helmReleases: [{ path: 'App/It', value: { release: 'web', chart: 'podinfo', repository: 'https://a.example.com', values: {}, ...value } }] },
});
const text = (base64: string) => ({ base64 });
const nodeConfig = (spec: Properties) => text(JSON.stringify({ apiVersion: 'node.eks.aws/v1alpha1', kind: 'NodeConfig', spec }));
const AL2023 = { ssmParameter: '/aws/service/eks/optimized-ami/1.36/amazon-linux-2023/x86_64/standard/recommended/image_id' };
const AMI_TYPE = 'AL2023_x86_64_STANDARD';

const ANNOTATIONS = 'annotations of a controller: their values are checked by the rules of load balancers';
const CUSTOM = 'custom resources of a chart: checked with the schemas of charts';

/** All functions of src that return problems, by file and name. Those of src/preflight are parts of rules. */
const annotated = (name: string, value: string): Given =>
  yaml(`apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: it, namespace: shop, annotations: { ${name}: ${JSON.stringify(value)} } }\nspec: { ingressClassName: alb, rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: a, port: { name: use-annotation } } } }] } }] }`);

export const PROBLEM_FUNCTIONS: Readonly<Record<string, ProblemFunction>> = {
  // access and identity
  'access/access-entry.rules.ts usernameProblems': { holders: { 'AWS::EKS::AccessEntry': by('access-entry', resource('AWS::EKS::AccessEntry', { PrincipalArn: 'arn:aws:iam::111122223333:role/team', Username: '{{SessionName}}' })) } },
  'props/check-props.ts scopeProblem': { only: 'the scope of a construct of this library' },
  'access/rbac.rules.ts rbacProblems': { only: 'the name of a group that the construct creates: Kubernetes accepts any name of a subject; the rules of roles are in rulesProblems' },
  'access/rbac.rules.ts rulesProblems': {
    holders: {
      'rbac.authorization.k8s.io/ClusterRole': by('role-invalid', yaml(object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'rules: [{ apiGroups: [""], resources: [pods], verbs: [] }]'))),
      'rbac.authorization.k8s.io/Role': by('role-rule-unknown', yaml('apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: it, namespace: shop }\nrules: [{ apiGroups: [""], resources: [Pods], verbs: [get] }]')),
    },
  },
  'identity/names.rules.ts namespaceProblem': { holders: { Namespace: by('name-invalid', yaml(object('v1', 'Namespace', '', 'Shop_1'))), 'AWS::EKS::FargateProfile': by('fargate-profile', resource('AWS::EKS::FargateProfile', { Selectors: [{ Namespace: 'Shop_1' }] })) } },
  'identity/names.rules.ts objectNameProblem': { holders: { 'storage.k8s.io/StorageClass': by('name-invalid', yaml(object('storage.k8s.io/v1', 'StorageClass', 'provisioner: example.com/a', 'Fast_1'))) } },
  'identity/pod-identity.ts podIdentityProblems': { holders: { 'AWS::EKS::PodIdentityAssociation': by('service-input', input('AWS::EKS::PodIdentityAssociation', { ClusterName: 'a', Namespace: 'a', RoleArn: 'a', ServiceAccount: 'a', Policy: '{}' })) } },
  // add-ons and charts
  'addons/managed-addon.ts mechanismProblems': { only: 'the props of an add-on that exclude each other' },
  'apply/chart-source.ts assetProblems': { only: 'props that exclude each other: HelmChart of aws-eks-v2 checks its own' },
  'apply/chart-source.ts chartSourceProblems': { only: 'props that exclude each other' },
  'apply/chart-source.ts ecrProblems': { partOf: 'apply/chart-source.rules.ts repositoryProblems' },
  'apply/chart-source.rules.ts releaseNameProblems': { holders: { 'Custom::AWSCDK-EKS-HelmChart': by('chart-source', helm({ release: 'Web_1' })) } },
  'apply/chart-source.rules.ts repositoryProblems': { holders: { 'Custom::AWSCDK-EKS-HelmChart': by('chart-source', helm({ repository: 'bitnami' })) } },
  'apply/chart-source.rules.ts versionProblems': { holders: { 'Custom::AWSCDK-EKS-HelmChart': by('chart-source', helm({ version: 'latest' })) } },
  'apply/delivery-scope.rules.ts namespacesProblems': { only: 'namespaces of a limited delivery, which only this library has' },
  'apply/delivery-scope.rules.ts outsideProblems': { only: 'a limited delivery: the function that applies objects checks them as well' },
  'apply/delivery-scope.rules.ts releaseProblems': { only: 'a limited delivery' },
  'cdk8s-plus/plus-workload.rules.ts claimNamespaceProblems': { only: 'a call for a claim of this library: claim-missing finds others' },
  'cdk8s-plus/plus-workload.rules.ts containerProblems': { only: 'a call for a container, or for a workload without one' },
  'cdk8s-plus/plus-workload.rules.ts contentProblems': { only: 'a ConfigMap by its name, whose content is not in the chart' },
  'cdk8s-plus/plus-workload.rules.ts exposureProblems': { only: 'a call that makes the Service of a workload' },
  'cdk8s-plus/plus-workload.rules.ts replicaProblems': { only: 'a call for the kind of the workload' },
  'cdk8s-plus/plus-workload.rules.ts requestProblems': { only: 'a call for the kind of the workload' },
  'cdk8s-plus/plus-workload.rules.ts rollProblems': { only: 'a call for the kind of the workload' },
  'cdk8s-plus/plus-workload.rules.ts scaleProblems': { only: 'a prop and a call for one number; kube-controller-manager lets an autoscaler win' },
  'cdk8s-plus/plus-workload.rules.ts secondCallProblems': { only: 'two calls for one workload' },
  'cdk8s-plus/plus-workload.rules.ts serviceProblems': { only: 'the Service in a call for a workload' },
  'cdk8s-plus/plus-workload.rules.ts templateProblems': { only: 'a call for the kind of the workload and of the claim' },
  'charts/adoption.rules.ts adoptionProblems': { only: 'names in the prop adopt' },
  'charts/object-form.rules.ts formProblems': { holders: { 'any kind': by('unreadable-object', yaml('metadata: { name: a }')) } },
  'charts/object-form.rules.ts sizeProblems': { holders: { ConfigMap: by('data-too-large', configMap(`a: ${'x'.repeat(1_100_000)}`)) } },
  'charts/wait-settings.ts waitProblems': { only: 'the time for which this library waits' },
  // cluster
  'cluster/cluster-environment.ts accountProblems': { partOf: 'cluster/cluster-environment.ts environmentProblems' },
  'cluster/cluster-environment.ts environmentProblems': { holders: { 'any resource of a cluster': by('cluster-elsewhere', { facts: { misplacedResources: [{ path: 'App/It', value: { finding: 'the stack is in another region', remediation: 'Move it' } }] } }) } },
  'cluster/cluster-name.rules.ts clusterNameProblem': { holders: { 'AWS::EKS::Cluster': by('service-input', clusterInput({ Name: '-shop' })) } },
  'cluster/cluster.ts ipv6Problems': { holders: { 'AWS::EKS::Cluster': by('service-input', clusterInput({ KubernetesNetworkConfig: { IpFamily: 'ipv6', ServiceIpv4Cidr: '172.20.0.0/16' } })) } },
  'cluster/cluster.ts sameNameProblems': { holders: { 'AWS::EKS::Cluster': by('cluster-name-taken', { facts: { clusterNameConflicts: [{ path: 'App/It', value: { path: 'App/Other', certain: true, name: 'shop' } as never }] } }) } },
  'cluster/private-endpoint-access.ts endpointProblems': { only: 'clients of another network, whom only this construct knows' },
  'cluster/service-cidr.rules.ts serviceCidrProblem': { holders: { 'AWS::EKS::Cluster': by('service-cidr', cluster({ KubernetesNetworkConfig: { ServiceIpv4Cidr: '10.0.0.0/16' } })) } },
  // ingress
  'ingress/alb/alb-action-json.rules.ts actionProblem': { holders: { 'networking.k8s.io/Ingress': by('alb-action', annotated('alb.ingress.kubernetes.io/actions.a', '{"type":"redirect","redirectConfig":{"port":"443"}}')) } },
  'ingress/alb/alb-action-json.rules.ts conditionsProblem': { holders: { 'networking.k8s.io/Ingress': by('alb-action', annotated('alb.ingress.kubernetes.io/conditions.a', '[{"field":"cookie"}]')) } },
  'ingress/alb/alb-action-json.rules.ts forwardProblem': { partOf: 'ingress/alb/alb-action-json.rules.ts actionProblem' },
  'ingress/alb/alb-action-json.rules.ts statusCodeProblem': { partOf: 'ingress/alb/alb-action-json.rules.ts actionProblem' },
  'ingress/alb/alb-action-json.rules.ts transformsProblem': { holders: { 'networking.k8s.io/Ingress': by('alb-action', annotated('alb.ingress.kubernetes.io/transforms.a', '[{"type":"cookie"}]')) } },
  'ingress/alb/alb-action-json.rules.ts mutualAuthenticationProblem': { holders: { 'networking.k8s.io/Ingress': by('alb-action', annotated('alb.ingress.kubernetes.io/mutual-authentication', '[{"port":443,"mode":"always"}]')) } },
  'ingress/alb/alb-action-json.rules.ts entryProblem': { partOf: 'ingress/alb/alb-action-json.rules.ts mutualAuthenticationProblem' },
  'ingress/alb/alb-action-json.rules.ts jwtValidationProblem': { holders: { 'networking.k8s.io/Ingress': by('alb-action', annotated('alb.ingress.kubernetes.io/jwt-validation', '{"issuer":"https://login.example.com"}')) } },
  'ingress/annotation-values.rules.ts mapProblem': { partOf: 'ingress/annotation-values.rules.ts valueProblem' },
  'ingress/annotation-values.rules.ts rangeProblem': { partOf: 'ingress/annotation-values.rules.ts valueProblem' },
  'ingress/annotation-values.rules.ts tableProblem': { partOf: 'ingress/annotation-values.rules.ts valueProblem' },
  'ingress/annotation-values.rules.ts valueProblem': { holders: { 'networking.k8s.io/Ingress': by('annotation-value', annotated('alb.ingress.kubernetes.io/target-type', 'ips')) } },
  'ingress/alb/alb-ingress-class.ts ignoredProblems': { only: 'props without a field in IngressClassParams' },
  'ingress/alb/alb-ingress.rules.ts albRouteProblems': { holders: { 'networking.k8s.io/Ingress': by('alb-group-name', yaml('apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: it, namespace: shop, annotations: { alb.ingress.kubernetes.io/group.name: Public } }\nspec: { ingressClassName: alb, rules: [] }')) } },
  'ingress/alb/alb.rules.ts albProblems': { holders: { 'networking.k8s.io/Ingress': ANNOTATIONS, 'elbv2.k8s.aws/IngressClassParams': CUSTOM } },
  'ingress/gateway/gateways.ts autoModeProblems': { only: 'props of Gateways of Auto Mode' },
  'ingress/gateway/gateways.ts ignoredProblems': { only: 'props that Gateways do not have' },
  'ingress/ip-address-type.rules.ts addressTypeProblems': { holders: { 'networking.k8s.io/Ingress': by('load-balancer-single-stack', { manifests: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: it, namespace: shop, annotations: { alb.ingress.kubernetes.io/target-type: ip } }\nspec: { ingressClassName: alb, defaultBackend: { service: { name: web, port: { number: 80 } } } }', facts: { ipFamily: 'ipv6' } }) } },
  'ingress/nlb/nlb-action-json.rules.ts groupProblem': { partOf: 'ingress/nlb/nlb-action-json.rules.ts serviceActionProblem' },
  'ingress/nlb/nlb-action-json.rules.ts serviceActionProblem': { holders: { Service: by('nlb-annotations', yaml('apiVersion: v1\nkind: Service\nmetadata: { name: it, namespace: shop, annotations: { service.beta.kubernetes.io/actions.TCP-80: \'{"type":"redirect"}\' } }\nspec: { type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb, ports: [{ port: 80 }] }')) } },
  'ingress/nlb/nlb.rules.ts nlbProblems': { holders: { Service: ANNOTATIONS } },
  // Kubernetes
  'kubernetes/image-reference.rules.ts imageReferenceProblem': { holders: { Pod: by('image-invalid', yaml('apiVersion: v1\nkind: Pod\nmetadata: { name: it, namespace: shop }\nspec: { containers: [{ name: a, image: "web 1.0" }] }')) } },
  'kubernetes/kubernetes-version.rules.ts nodeVersionProblem': { holders: { 'AWS::EKS::Nodegroup': by('node-group-version', { ...group({ Version: '1.36' }), facts: { version: '1.35' } }) } },
  'kubernetes/kubernetes-version.rules.ts versionProblem': { holders: { 'AWS::EKS::Cluster': by('cluster-version', { facts: { version: '1.20' } }) } },
  // charts
  'model/chart-problems.ts serviceAccountProblems': { only: 'an object of this library as a prop of cdk8s-plus' },
  // network
  'network/edge-subnet.ts cidrProblems': { holders: { 'AWS::EC2::Subnet': by('vpc-cidr', inVpc('AWS::EC2::Subnet', { CidrBlock: '10.1.0.0/24' })) } },
  'network/edge-subnet.ts regionProblems': { holders: { 'AWS::EC2::Subnet': by('vpc-cidr', { ...cluster({}), facts: { region: 'eu-west-1' } }) } },
  'network/routes.ts cidrListProblems': { holders: { 'AWS::EC2::Route': 'one resource for each route: two with the same destination may have conditions of CloudFormation that exclude each other' } },
  'network/routes.ts routeTableProblems': { only: 'an imported VPC without route tables, in which the construct creates routes' },
  'network/three-tier-vpc.rules.ts extraTierProblems': { only: 'the subnet plan of ThreeTierVpc' },
  'network/three-tier-vpc.rules.ts podCidrProblems': { partOf: 'network/vpc-cidr.rules.ts secondaryCidrProblem' },
  'network/three-tier-vpc.rules.ts threeTierVpcProblems': { only: 'the subnet plan of ThreeTierVpc' },
  'network/three-tier-vpc.rules.ts transitProblems': { only: 'the subnet plan of ThreeTierVpc' },
  'network/three-tier-vpc.rules.ts zonesProblems': { partOf: 'network/zones.rules.ts zoneProblems' },
  'network/transit-gateway-attachment.ts attachmentProblems': { holders: { 'AWS::EC2::TransitGatewayAttachment': 'an ID with another form is usually a parameter: EC2 says so in its error message' } },
  'network/transit-gateway-attachment.ts subnetProblems': { only: 'a VPC without application subnets: a resource of the template lists its subnets' },
  'network/vpc-cidr.rules.ts secondaryCidrProblem': { holders: { 'AWS::EC2::VPCCidrBlock': by('vpc-cidr', inVpc('AWS::EC2::VPCCidrBlock', { CidrBlock: '192.168.0.0/16' })) } },
  'network/zones.rules.ts mixProblems': { partOf: 'network/zones.rules.ts zoneProblems' },
  'network/zones.rules.ts regionProblem': { holders: { 'AWS::EC2::Subnet': by('vpc-cidr', { ...cluster({}), facts: { region: 'eu-west-1' } }) } },
  'network/zones.rules.ts zoneIdProblems': { holders: { 'karpenter.sh/NodePool': by('node-pool-invalid', poolSpec('requirements: [{ key: topology.kubernetes.io/zone, operator: In, values: [use1-az1] }]')) } },
  'network/zones.rules.ts zoneProblems': { holders: { 'AWS::EKS::Cluster': by('cluster-zone', cluster({})) } },
  // nodes
  'nodes/auto-mode/auto-mode-node-class.rules.ts nodeClassProblems': { holders: { 'eks.amazonaws.com/NodeClass': by('node-class-invalid', autoClass('ephemeralStorage: { iops: 100 }')) } },
  'nodes/ec2/ec2-nodes.rules.ts ec2NodesProblems': { holders: { 'AWS::EKS::Nodegroup': by('node-labels', group({ Labels: { 'kubernetes.io/a': 'b' } })) } },
  'nodes/ec2/ec2-nodes.rules.ts efaProblems': { holders: { 'AWS::EC2::LaunchTemplate': by('node-efa', templated({ NetworkInterfaces: [{ InterfaceType: 'efa' }] }, { InstanceTypes: ['m6i.large'] })) } },
  'nodes/ec2/ec2-nodes.rules.ts machineProblems': {
    holders: {
      'AWS::EKS::Nodegroup': by('node-disk', group({ AmiType: AMI_TYPE, DiskSize: 8 })),
      'AWS::EC2::LaunchTemplate': by('node-disk', templated({ BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 8 } }] }, { AmiType: AMI_TYPE })),
      'AWS::EC2::LaunchTemplate (device names)': by('service-input', input('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { BlockDeviceMappings: [{ DeviceName: '/dev/xvda' }, { DeviceName: '/dev/xvda' }] } })),
    },
  },
  'nodes/ec2/ec2-nodes.rules.ts reservationProblems': { holders: { 'AWS::EC2::LaunchTemplate': by('node-reservation', templated({ CapacityReservationSpecification: { CapacityReservationTarget: { CapacityReservationId: 'cr-1' } } }, { CapacityType: 'SPOT' })) } },
  'nodes/ec2/ec2-nodes.rules.ts sizeProblems': { holders: { 'AWS::EKS::Nodegroup': by('node-group-sizes', group({ ScalingConfig: { MinSize: 3, MaxSize: 1, DesiredSize: 1 } })), 'AWS::AutoScaling::AutoScalingGroup': by('service-input', input('AWS::AutoScaling::AutoScalingGroup', { MinSize: '3', MaxSize: '1', DesiredCapacity: '1', LaunchTemplate: { LaunchTemplateId: 'lt-0123', Version: '1' } })) } },
  'nodes/ec2/ec2-nodes.rules.ts startProblems': { holders: { 'AWS::EC2::LaunchTemplate': by('node-user-data', templated({ UserData: text('#!/bin/bash') }, { AmiType: 'BOTTLEROCKET_x86_64' })) } },
  'nodes/ec2/group-image.rules.ts bootstrapProblems': { holders: { 'AWS::AutoScaling::AutoScalingGroup': by('node-user-data', selfManaged({ ImageId: AL2023, UserData: nodeConfig({ cluster: { name: 'shop' } }) })) } },
  'nodes/ec2/image-parameters.rules.ts imageParameterProblem': { holders: { 'AWS::EC2::LaunchTemplate': by('image-parameter-unknown', { facts: { imageParameters: [{ path: 'App/It', value: '/aws/service/eks/optimized-ami/1.36/amazon-linux-2024/image_id' }] } }) } },
  'nodes/ec2/managed-nodes.rules.ts imageProblems': { holders: { 'AWS::EKS::Nodegroup': by('node-group-template', templated({ ImageId: 'ami-0123' }, { AmiType: AMI_TYPE })) } },
  'nodes/ec2/managed-nodes.rules.ts managedNodesProblems': { holders: { 'AWS::EKS::Nodegroup': by('node-group-update', group({ UpdateConfig: { MaxUnavailable: 1, MaxUnavailablePercentage: 10 } })) } },
  'nodes/ec2/managed-nodes.rules.ts repairProblems': { holders: { 'AWS::EKS::Nodegroup': by('service-input', groupInput({ NodeRepairConfig: { MaxUnhealthyNodeThresholdCount: 1, MaxUnhealthyNodeThresholdPercentage: 10 } })) } },
  'nodes/ec2/managed-nodes.rules.ts updateProblems': { holders: { 'AWS::EKS::Nodegroup': by('node-group-update', group({ UpdateConfig: { MaxUnavailable: 1, MaxUnavailablePercentage: 10 } })) } },
  'nodes/ec2/managed-nodes.rules.ts warmPoolProblems': { holders: { 'AWS::EKS::Nodegroup': by('node-warm-pool', group({ CapacityType: 'SPOT', WarmPoolConfig: { MinSize: 1 } })) } },
  'nodes/ec2/managed-nodes.rules.ts windowsProblems': { only: 'the kubelet of Windows nodes, which the user data of EKS configures' },
  'nodes/ec2/self-managed-nodes.rules.ts selfManagedProblems': { holders: { 'AWS::AutoScaling::WarmPool': by('node-warm-pool', { resources: { 'App/It': ['AWS::AutoScaling::WarmPool', { AutoScalingGroupName: ref('App/Group') }], 'App/Group': ['AWS::AutoScaling::AutoScalingGroup', { MixedInstancesPolicy: {} }] } }) } },
  'nodes/fargate/fargate-logging.rules.ts loggingProblems': { holders: { ConfigMap: by('fargate-logging', yaml('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: aws-logging, namespace: aws-observability }\ndata: { filters.conf: "[OUTPUT]" }')) } },
  'nodes/fargate/fargate.rules.ts fargateProblems': { holders: { 'AWS::EKS::FargateProfile': by('fargate-profile', resource('AWS::EKS::FargateProfile', { Selectors: [] })) } },
  'nodes/hybrid/hybrid.rules.ts hybridProblems': { partOf: 'nodes/hybrid/hybrid.rules.ts remoteNetworkProblems' },
  'nodes/hybrid/hybrid.rules.ts remoteNetworkProblems': { holders: { 'AWS::EKS::Cluster': by('hybrid-networks', cluster({ RemoteNetworkConfig: { RemoteNodeNetworks: [{ Cidrs: ['10.0.0.0/20'] }] } })) } },
  'nodes/karpenter/karpenter-node-class.rules.ts nodeClassProblems': { holders: { 'karpenter.k8s.aws/EC2NodeClass': by('node-class-invalid', nodeClass('role: nodes, tags: { karpenter.sh/nodepool: a }')) } },
  'nodes/karpenter/karpenter-node-class.rules.ts nodeIdentityProblems': { holders: { 'karpenter.k8s.aws/EC2NodeClass': by('node-class-invalid', nodeClass('amiFamily: AL2023')) } },
  'nodes/karpenter/node-pool-instances.rules.ts imageProblems': { holders: { 'karpenter.sh/NodePool': 'the AMI of a pool is in its node class, and the architecture in any of its requirements: Karpenter chooses other instances' } },
  'nodes/karpenter/node-pool-instances.rules.ts instanceProblems': { holders: { 'karpenter.sh/NodePool': by('node-pool-invalid', poolSpec('requirements: [{ key: kubernetes.io/arch, operator: In, values: [arm64] }, { key: karpenter.k8s.aws/instance-family, operator: In, values: [m7i] }]')) } },
  'nodes/karpenter/node-pool.rules.ts foreignLabelProblems': { holders: { 'karpenter.sh/NodePool': by('node-pool-invalid', poolSpec('requirements: [{ key: eks.amazonaws.com/instance-family, operator: Exists }]')) } },
  'nodes/karpenter/node-pool.rules.ts nodePoolProblems': { holders: { 'karpenter.sh/NodePool': by('node-pool-invalid', poolSpec('requirements: []', 'weight: 200,')) } },
  'nodes/karpenter/node-pool.rules.ts requirementProblems': { holders: { 'karpenter.sh/NodePool': by('node-pool-invalid', poolSpec('requirements: [{ key: a, operator: Between, values: [b] }]')) } },
  'nodes/kubelet.rules.ts kubeletProblems': {
    holders: {
      'AWS::EC2::LaunchTemplate': by('node-user-data', templated({ ImageId: 'ami-0123', UserData: nodeConfig({ kubelet: { config: { containerLogMaxFiles: 1 } } }) })),
      'karpenter.k8s.aws/EC2NodeClass': by('node-class-invalid', nodeClass('role: nodes, kubelet: { imageGCHighThresholdPercent: 50 }')),
    },
  },
  'nodes/labels.rules.ts keyProblems': { partOf: 'nodes/labels.rules.ts labelProblems' },
  'nodes/labels.rules.ts labelProblems': {
    holders: {
      'AWS::EKS::Nodegroup': by('node-labels', group({ Labels: { 'kubernetes.io/a': 'b' } })),
      'AWS::EC2::LaunchTemplate': by('node-labels', templated({ UserData: text('#!/bin/bash\n--node-labels=kubernetes.io/a=b') })),
      'karpenter.sh/NodePool': by('node-labels', pool('metadata: { labels: { karpenter.sh/a: b } }')),
    },
  },
  'nodes/labels.rules.ts reservedProblems': { partOf: 'nodes/labels.rules.ts labelProblems' },
  'nodes/labels.rules.ts taintKeyProblems': {
    holders: {
      'AWS::EKS::Nodegroup': by('node-labels', group({ Taints: [{ Key: 'a b', Effect: 'NO_SCHEDULE' }] })),
      'karpenter.sh/NodePool': by('node-labels', poolSpec('startupTaints: [{ key: "a b", effect: NoSchedule }]')),
    },
  },
  'nodes/max-pods.rules.ts maxPodsProblems': { holders: { 'AWS::EKS::Nodegroup': by('address-family-unsupported', { ...group({ InstanceTypes: ['m4.large'] }), facts: { ipFamily: 'ipv6' } }), 'karpenter.k8s.aws/EC2NodeClass': 'pods above the addresses of an instance stay Pending on it only: Karpenter chooses larger instances' } },
  'nodes/node-subnets.ts isolatedSubnetProblems': {
    holders: {
      'AWS::EKS::Nodegroup': by('node-subnets', {
        resources: {
          'App/It': ['AWS::EKS::Nodegroup', { Subnets: [ref('App/Isolated')] }],
          'App/Isolated': ['AWS::EC2::Subnet', { VpcId: ref('App/Vpc') }],
          'App/Private': ['AWS::EC2::Subnet', { VpcId: ref('App/Vpc') }],
          'App/Vpc': ['AWS::EC2::VPC', {}],
          'App/One': ['AWS::EC2::SubnetRouteTableAssociation', { SubnetId: ref('App/Isolated'), RouteTableId: ref('App/T1') }],
          'App/Two': ['AWS::EC2::SubnetRouteTableAssociation', { SubnetId: ref('App/Private'), RouteTableId: ref('App/T2') }],
          'App/Route': ['AWS::EC2::Route', { RouteTableId: ref('App/T2'), DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: ref('App/Nat') }],
        },
      }),
    },
  },
  'nodes/node-subnets.ts publicSubnetProblems': {
    holders: {
      'AWS::EKS::Nodegroup': by('node-subnets', {
        resources: {
          'App/It': ['AWS::EKS::Nodegroup', { Subnets: [ref('App/Public')] }],
          'App/Public': ['AWS::EC2::Subnet', {}],
          'App/One': ['AWS::EC2::SubnetRouteTableAssociation', { SubnetId: ref('App/Public'), RouteTableId: ref('App/T1') }],
          'App/Route': ['AWS::EC2::Route', { RouteTableId: ref('App/T1'), DestinationCidrBlock: '0.0.0.0/0', GatewayId: ref('App/Gateway') }],
          'App/Gateway': ['AWS::EC2::InternetGateway', {}],
        },
      }),
    },
  },
  'nodes/pod-network.rules.ts podNetworkProblems': { holders: { 'AWS::EKS::Addon': by('address-family-unsupported', { facts: { ipFamily: 'ipv6', addonSettings: [{ path: 'App/It', value: { name: 'vpc-cni', values: { env: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' } } } }] } }) } },
  'nodes/tables/instance-types.rules.ts amiTypeProblems': { holders: { 'AWS::EKS::Nodegroup': by('node-group-image', group({ AmiType: AMI_TYPE, InstanceTypes: ['m7g.large'] })) } },
  'nodes/tables/node-features.rules.ts featureProblems': { only: 'props of a construct that its type of nodes does not support; a resource of the template has no such property' },
  'nodes/tables/os.rules.ts diskSizeProblems': { holders: { 'AWS::EKS::Nodegroup': by('node-disk', group({ DiskSize: 8 })), 'karpenter.k8s.aws/EC2NodeClass': by('node-class-invalid', nodeClass('role: nodes, amiSelectorTerms: [{ alias: al2023@latest }], blockDeviceMappings: [{ deviceName: /dev/xvda, ebs: { volumeSize: 8Gi } }]')) } },
  // secrets
  'secrets/external-secret.ts mechanismProblems': { holders: { 'external-secrets.io/SecretStore': CUSTOM } },
  'secrets/secrets.rules.ts sourceProblems': { holders: { Secret: by('data-invalid', yaml('apiVersion: v1\nkind: Secret\nmetadata: { name: it, namespace: shop }\nstringData: { "a/b": c }')), 'secrets-store.csi.x-k8s.io/SecretProviderClass': CUSTOM } },
  // storage
  'storage/claim.rules.ts claimProblems': { holders: { PersistentVolumeClaim: by('claim-size', yaml(`${object('storage.k8s.io/v1', 'StorageClass', 'provisioner: ebs.csi.aws.com\nparameters: { type: st1 }\nvolumeBindingMode: WaitForFirstConsumer', 'st1')}\n---\n${pvc('storageClassName: st1, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } }')}`)) } },
  'storage/csi-driver.ts driverRoleProblems': { only: 'the role of a driver that another construct created' },
  'storage/ebs/ebs-volume-attributes-class.ts versionProblem': { holders: { 'storage.k8s.io/VolumeAttributesClass': by('api-not-served', { ...yaml(object('storage.k8s.io/v1', 'VolumeAttributesClass', 'driverName: ebs.csi.aws.com\nparameters: { type: gp3 }')), facts: { version: '1.33' } }) } },
  'storage/ebs/ebs.rules.ts ebsProblems': { holders: { 'storage.k8s.io/StorageClass': by('storage-class-parameters', storageClass('ebs.csi.aws.com', 'type: gp3, throughput: "5000"')), 'storage.k8s.io/VolumeAttributesClass': by('storage-class-parameters', yaml(object('storage.k8s.io/v1', 'VolumeAttributesClass', 'driverName: ebs.csi.aws.com\nparameters: { type: gp3, throughput: "5000" }'))) } },
  'storage/ebs/ebs.rules.ts ebsSizeProblems': { holders: { PersistentVolumeClaim: 'the driver lowers iops to the limit of the size' } },
  'storage/efs/efs-access-points.rules.ts accessPointProblems': { holders: { 'storage.k8s.io/StorageClass': by('storage-class-parameters', storageClass('efs.csi.aws.com', 'provisioningMode: efs-ap, fileSystemId: fs-1, directoryPerms: "999"')), 'AWS::EFS::AccessPoint': by('service-input', input('AWS::EFS::AccessPoint', { FileSystemId: 'fs-01234567', RootDirectory: { Path: '/a', CreationInfo: { OwnerGid: '1', OwnerUid: '1', Permissions: '999' } } })) } },
  'storage/efs/efs-problems.ts efsProblems': { holders: { 'AWS::EFS::FileSystem': by('service-input', input('AWS::EFS::FileSystem', { ThroughputMode: 'provisioned' })) } },
  'storage/efs/efs-storage.ts withoutDriverProblems': { only: 'props that have no effect without dynamic provisioning' },
  'storage/fsx/fsx-lustre-storage.ts ignoredProblems': { only: 'props that have no effect for a shared file system' },
  'storage/fsx/fsx-ontap-storage.ts sanProblems': { holders: { 'trident.netapp.io/TridentBackendConfig': CUSTOM } },
  'storage/fsx/fsx-openzfs-storage.ts driverProblems': { only: 'the driver that another construct created' },
  'storage/fsx/fsx.rules.ts openZfsVolumeProblems': { holders: { 'storage.k8s.io/StorageClass': by('storage-class-parameters', storageClass('fsx.openzfs.csi.aws.com', `ResourceType: volume, DataCompressionType: '"GZIP"'`)), 'AWS::FSx::Volume': by('service-input', input('AWS::FSx::Volume', { Name: 'a', VolumeType: 'OPENZFS', OpenZFSConfiguration: { ParentVolumeId: 'fsvol-0123456789abcdef0', DataCompressionType: 'GZIP' } })) } },
  'storage/fsx/fsx.rules.ts ontapProblems': { holders: { 'AWS::FSx::FileSystem': by('service-input', fsx({ FileSystemType: 'ONTAP', StorageCapacity: 1024, OntapConfiguration: { DeploymentType: 'MULTI_AZ_1', ThroughputCapacity: 100, PreferredSubnetId: 'subnet-0123456789abcdef0' } })) } },
  'storage/fsx/fsx.rules.ts openZfsProblems': { holders: { 'AWS::FSx::FileSystem': by('service-input', fsx({ FileSystemType: 'OPENZFS', StorageCapacity: 10, OpenZFSConfiguration: { DeploymentType: 'SINGLE_AZ_2', ThroughputCapacity: 100 } })) } },
  'storage/fsx/lustre.rules.ts capacityProblems': { holders: { 'AWS::FSx::FileSystem': by('service-input', fsx({ FileSystemType: 'LUSTRE', StorageCapacity: 1000, LustreConfiguration: { DeploymentType: 'SCRATCH_2' } })), PersistentVolumeClaim: 'the driver raises a size to the next one that FSx has' } },
  'storage/fsx/lustre.rules.ts lustreProblems': { holders: { 'AWS::FSx::FileSystem': by('service-input', fsx({ FileSystemType: 'LUSTRE', StorageCapacity: 1200, LustreConfiguration: { DeploymentType: 'PERSISTENT_2', PerUnitStorageThroughput: 200 } })), 'storage.k8s.io/StorageClass': by('storage-class-parameters', storageClass('fsx.csi.aws.com', 'deploymentType: PERSISTENT_2, perUnitStorageThroughput: "200"')) } },
  'storage/fsx/trident.ts addonProblems': { only: 'props that exclude each other' },
  'storage/s3/s3-cache.rules.ts cacheProblems': { holders: { PersistentVolume: by('bucket-cache-invalid', yaml(object('v1', 'PersistentVolume', 'spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteMany], csi: { driver: s3.csi.aws.com, volumeHandle: a, volumeAttributes: { cacheEmptyDirSizeLimit: 10GB } } }'))) } },
  'storage/storage-class.ts classNameProblems': { holders: { 'storage.k8s.io/StorageClass': by('name-invalid', yaml(object('storage.k8s.io/v1', 'StorageClass', 'provisioner: example.com/a', 'Fast_1'))) } },
  // workloads
  'workloads/container-probe.ts optionProblems': { holders: { Pod: by('container-invalid', pod('restartPolicy: Always', ', livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: -1 }')) } },
  'workloads/container-probe.ts portProblems': { holders: { Pod: by('container-invalid', pod('restartPolicy: Always', ', livenessProbe: { tcpSocket: { port: 70000 } }')) } },
  'workloads/job-plan.ts jobProblems': { holders: { 'batch/Job': by('job-invalid', yaml('apiVersion: batch/v1\nkind: Job\nmetadata: { name: it, namespace: shop }\nspec: { backoffLimit: -1, template: { spec: { restartPolicy: Never, containers: [{ name: a, image: registry.example.com/a:1 }] } } }')) } },
  'workloads/placement.rules.ts placementProblems': { holders: { Pod: by('malformed-object', pod('tolerations: [{ key: a, operator: Exists, effect: Never }]')) } },
  'workloads/pods.ts readerProblems': { only: 'secrets that are mounted by a construct, and the identity of another' },
  'workloads/pods.ts secretProblems': { holders: { Pod: by('secret-missing', pod('volumes: [{ name: a, secret: { secretName: db } }]')) } },
  'workloads/pods.ts variableProblems': { holders: { Pod: by('duplicate-entries', pod('restartPolicy: Always', ', env: [{ name: A, value: b }, { name: A, value: c }]')) } },
  'workloads/replicas.ts autoscalerProblems': { holders: { 'autoscaling.k8s.io/VerticalPodAutoscaler': by('vertical-autoscaler-conflict', AUTOSCALERS) } },
  'workloads/scheduled-job.ts scheduleProblems': { holders: { 'batch/CronJob': by('cron-schedule', yaml('apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: it, namespace: shop }\nspec: { schedule: "61 * * * *", jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: registry.example.com/a:1 }] } } } } }')) } },
  'workloads/workload-config-map.ts dataProblems': { holders: { ConfigMap: by('data-invalid', configMap('"a/b": c')) } },
  'workloads/workload-config-map.ts nameProblems': { holders: { ConfigMap: by('name-invalid', configMap('a: b', 'Web_1')) } },
  'workloads/workload.rules.ts containerProblems': { holders: { Pod: by('name-invalid', yaml('apiVersion: v1\nkind: Pod\nmetadata: { name: it, namespace: shop }\nspec: { containers: [{ name: Web_1, image: registry.example.com/web:1.0 }] }')) } },
  'workloads/workload.rules.ts groupProblems': { only: 'two props for the same security groups' },
  'workloads/workload.rules.ts identityNamespaceProblems': { only: 'two constructs: in YAML a service account is named without its namespace' },
  'workloads/workload.rules.ts volumeProblems': { holders: { Pod: by('container-invalid', pod('volumes: [{ name: a, emptyDir: {} }, { name: b, emptyDir: {} }]', ', volumeMounts: [{ name: a, mountPath: /data }, { name: b, mountPath: /data }]')) } },
  'workloads/workload.rules.ts workloadProblems': { holders: { 'apps/Deployment': by('name-invalid', yaml('apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: Web_1, namespace: shop }\nspec: { selector: { matchLabels: { a: b } }, template: { metadata: { labels: { a: b } }, spec: { containers: [{ name: a, image: registry.example.com/a:1 }] } } }')) } },
  'workloads/workload.ts portProblems': { holders: { 'networking.k8s.io/NetworkPolicy': by('network-policy-invalid', yaml('apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: it, namespace: shop }\nspec: { podSelector: {}, ingress: [{ ports: [{ port: 70000 }] }] }')) } },
};
