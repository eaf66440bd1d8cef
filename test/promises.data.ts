/** How the library keeps what a docstring asks for. Exactly one of the four. */
export type KeptBy =
  /** the construct does it: the test that proves it, as file and title. */
  | { readonly doneBy: readonly [file: string, title: string] }
  /** the id of a rule of the preflight, or a part of an error message of the library. */
  | { readonly foundBy: string }
  /** the library cannot know or do it, and why. */
  | { readonly outside: string }
  /** the sentence asks the reader for nothing: what it is about. */
  | { readonly asksNothing: string };

const ROLE_OF_ITS_OWN = { asksNothing: 'says what the role has that the construct creates by itself' };
const PODS = { asksNothing: 'describes the pods or the nodes that Kubernetes chooses' };
const REQUEST = { asksNothing: 'describes a request or a token that the load balancer or the cluster compares' };
const METRICS = { foundBy: 'metrics-missing' };
const CERTIFICATE = 'set without a certificate';

/**
 * Every exported docstring that says that something needs, must, requires or ensures, by type and member, with who keeps the promise.
 * `test/promises.test.ts` fails for a docstring without a row and for a row without a docstring.
 */
export const PROMISES: Readonly<Record<string, KeptBy>> = {
  'ClusterCapability': { asksNothing: 'defines what one part provides and another requires' },
  'DeliveryAccessProps.scope': { doneBy: ['access/delivery-access.test.ts', 'the Roles come after the namespaces'] },
  'DeliveryAccessProps.roleOptions': { outside: 'the trust and the policies of an existing role belong to its stack' },
  'DeliveryScope.namespaces': { outside: 'the namespaces are in the stack of the platform; the API server names a missing one' },
  'DeliveryScope.applyTo': { asksNothing: 'says why the cluster is an imported one' },
  'ClusterModel.provide': { doneBy: ['model/cluster-model.test.ts', 'what requires comes after what provides, in whatever order they were made'] },
  'ClusterModel.declareExternal': { asksNothing: 'says what becomes of a declaration that nothing needs' },
  'Egress.transitGateway': { outside: 'the route tables of the transit gateway and the acceptance of a shared one belong to its owner' },
  'ThreeTierVpcProps.podCidr': { outside: 'the time until the control plane reaches a new block is EKS\' own' },
  'ThreeTierVpcProps.ipv6': { foundBy: 'ipv6 is true and the VPC has no IPv6 CIDR block' },
  'MissingSubnetTag': { foundBy: 'subnets-untagged' },
  'ExistingVpc': { foundBy: 'subnets-untagged' },
  'ExistingVpc.missingTags': { foundBy: 'subnets-untagged' },
  'VpcPeeringProps.peerAccount': { foundBy: 'and peerRoleArn is missing' },
  'ClusterOptions.ipv6': { foundBy: 'ipv6 is true and the VPC has no IPv6 CIDR block' },
  'ClusterOptions.roleOptions': ROLE_OF_ITS_OWN,
  'ClusterOptions.handlerRoleOptions': { outside: 'a role that exists is not changed, and its policies may be anywhere' },
  'KubernetesGroupProps.namespaces': { foundBy: 'namespace-missing' },
  'PrivateEndpointAccess': { doneBy: ['network/reach.test.ts', 'tells the other side host and addresses'] },
  'KubeletConfiguration.evictionSoft': { foundBy: 'a grace period must be set for each soft eviction signal' },
  'Ec2NodeOptions.efa': { foundBy: 'EFA traffic cannot cross zones' },
  'Ec2NodeOptions.roleOptions': ROLE_OF_ITS_OWN,
  'ManagedNodes.grantPrincipal': { asksNothing: 'names the better place for a grant' },
  'SelfManagedNodesProps.onDemandBaseCapacity': { foundBy: 'without spot, all instances are on-demand' },
  'SelfManagedNodesProps.onDemandPercentageAboveBaseCapacity': { foundBy: 'without spot, all instances are on-demand' },
  'PodNetwork.podSubnets': { foundBy: 'kubernetes.io/role/cni=0: add the tag where the subnets are created' },
  'NodePoolCapacityType.SPOT': { outside: 'whether an account has used spot is not known at synth, and its service-linked role can be created once only' },
  'DisruptionBudget.schedule': { foundBy: 'schedule and duration must be set together' },
  'DisruptionBudget.duration': { foundBy: 'schedule and duration must be set together' },
  'NodePoolOptions.replicas': PODS,
  'KarpenterOptions.replicas': { foundBy: 'karpenter-nodes-too-few' },
  'KarpenterOptions.nodeRoleOptions': ROLE_OF_ITS_OWN,
  'KarpenterNodesProps.cluster': { foundBy: 'karpenter-nodes-too-few' },
  'KarpenterNodePool': PODS,
  'AutoModeNodesProps.nodeRoleOptions': ROLE_OF_ITS_OWN,
  'AutoModeNodesProps.builtInNodePools': { foundBy: 'auto-mode-subnets' },
  'AutoModeNodes': { asksNothing: 'says that the role of the cluster is given what it needs' },
  'AutoModeNodes.declareEnabled': { outside: 'the role of an imported cluster and the policies of keys for it are not in the app' },
  'AutoModeNodePoolOptions.instanceTags': { outside: 'the policy for tags is not made yet' },
  'FargateSelector.labels': PODS,
  'FargateNodesProps.roleOptions': ROLE_OF_ITS_OWN,
  'HybridCredentials.systemsManager': { outside: 'an activation is created by the operator of the machines; the trust policy of the role asks for the tag' },
  'HybridNodesProps.roleOptions': ROLE_OF_ITS_OWN,
  'HybridNodes': { asksNothing: 'says what the construct makes for the machines' },
  'PodIdentityOptions.targetRole': { doneBy: ['identity/workload-identity.test.ts', 'a role of the same stack is made to trust the role'] },
  'PodSecurityGroupProps.supportFargate': { asksNothing: 'says why these pods have the security group of the cluster' },
  'WorkloadIdentityProps.externalServiceAccount': { foundBy: 'identity-annotation-missing' },
  'EbsStorageProps.volumeTags': { outside: 'the policy for tags is not made yet' },
  'EbsStorage.claim': { foundBy: 'read-write-once-shared' },
  'TridentProps.iscsi': { asksNothing: 'says what the option is for' },
  'TridentProps.marketplaceAddon': { outside: 'the subscriptions of an account are not known at synth' },
  'AlbCondition': REQUEST,
  'AlbRule.conditions': REQUEST,
  'AlbAuth': { foundBy: CERTIFICATE },
  'AlbTargetOptions.backendProtocol': { foundBy: 'backendProtocol is GRPC without a certificate' },
  'AlbJwtValidation.additionalClaims': REQUEST,
  'AlbClassRouteOptions.conditions': REQUEST,
  'AlbClassRouteOptions.jwtValidation': { foundBy: 'jwtValidation is set without a certificate' },
  'AlbClassRouteOptions.auth': { foundBy: 'auth is set without a certificate' },
  'NlbOptions.proxyProtocolV2': { outside: 'what a program understands is not in its manifest' },
  'HttpGatewayRouteOptions.headers': REQUEST,
  'TargetGroupRoute': { foundBy: 'kind-missing' },
  'ExternalDnsProps.sources': { foundBy: 'kind-missing' },
  'ExternalDns': { foundBy: 'dns-unreachable' },
  'ContainerProbes.liveness': { outside: 'what an endpoint of a program asks is not in its manifest' },
  'ScalingMetric.cpu': METRICS,
  'ScalingMetric.memory': METRICS,
  'ScalingMetric.pods': { outside: 'any chart may bring the adapter, and which metrics it serves is its configuration' },
  'ScalingMetric.external': { outside: 'any chart may bring the adapter, and which metrics it serves is its configuration' },
  'Scaling.onCpu': METRICS,
  'Scaling.onMemory': METRICS,
  'WorkloadOptions.verticalScaling': { foundBy: 'kind-missing' },
  'PlusWorkload.scaleVertically': { foundBy: 'kind-missing' },
  'Workload.allowTo': { foundBy: 'network-policy-unenforced' },
  'JobOptions.completions': PODS,
  'BatchJob.job': { outside: 'what a patch changes is not known to the options, from which the name of the Job follows' },
  'AppNamespaceProps.defaultDeny': { foundBy: 'network-policy-unenforced' },
  'EcrChartOptions.chartEcrRepository': { outside: 'the policy of a repository of another account is there' },
  'HelmDeploymentProps.chartEcrRepository': { outside: 'the policy of a repository of another account is there' },
  'Platform': { asksNothing: 'lists what the platform makes' },
};
