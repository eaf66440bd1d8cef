import { part, ThingData } from './thing.rules';

/** What a Helm chart brings to the cluster. */
export interface ChartContents {
  /** whether nothing but the listed things (and namespaced things of its own release) comes with it. */
  readonly complete: boolean;
  readonly provides: readonly ThingData[];
  /** it brings definitions alone: no node has to be there. */
  readonly runsNoPods?: true;
  /** it is there before load balancers, whose webhook answers for every Service that other charts make. */
  readonly beforeLoadBalancers?: true;
  /** what it comes after beside what every chart comes after. */
  readonly follows?: readonly ThingData[];
}

const kinds = (group: string, ...names: readonly string[]): ThingData[] => names.map((kind) => ({ type: 'kind', group, kind }));

const CERT_MANAGER_KINDS = [
  ...kinds('cert-manager.io', 'Issuer', 'ClusterIssuer', 'Certificate', 'CertificateRequest'), ...kinds('acme.cert-manager.io', 'Order', 'Challenge'),
];

/** Source: aws/karpenter-provider-aws v1.14.1, pkg/apis/crds. */
const KARPENTER_KINDS = [
  ...kinds('karpenter.sh', 'NodePool', 'NodeClaim', 'NodeOverlay'), ...kinds('karpenter.k8s.aws', 'EC2NodeClass'),
  ...kinds('autoscaling.x-k8s.io', 'CapacityBuffer'),
];

/** Source: external-secrets/external-secrets, tag helm-chart-2.9.0, deploy/crds/bundle.yaml. */
const EXTERNAL_SECRETS_KINDS = [
  ...kinds(
    'external-secrets.io', 'SecretStore', 'ClusterSecretStore', 'ExternalSecret', 'ClusterExternalSecret', 'PushSecret', 'ClusterPushSecret',
  ),
  ...kinds(
    'generators.external-secrets.io', 'ACRAccessToken', 'BeyondtrustWorkloadCredentialsDynamicSecret', 'CloudsmithAccessToken',
    'ClusterGenerator', 'ECRAuthorizationToken', 'Fake', 'GCRAccessToken', 'GeneratorState', 'GithubAccessToken', 'GitlabDeployToken',
    'Grafana', 'MFA', 'Password', 'QuayAccessToken', 'SSHKey', 'STSSessionToken', 'UUID', 'VaultDynamicSecret', 'Webhook',
  ),
];

/**
 * Charts whose contents are known without rendering them, by chart name.
 *
 * A chart that is not here makes the cluster an open world: it may bring any class.
 */
export const CHART_CONTENTS: Readonly<Record<string, ChartContents>> = {
  // source: kubernetes-sigs/aws-load-balancer-controller v3.5.0, helm chart 3.5.0 (crds/, templates/ingressclass.yaml)
  'aws-load-balancer-controller': {
    complete: true,
    beforeLoadBalancers: true,
    // its webhook answers for every Service, also for that of Karpenter
    // and it looks for the kinds of Gateways when it starts
    follows: [part('karpenter'), { type: 'kind', group: 'gateway.networking.k8s.io', kind: 'Gateway' }],
    provides: [
      { type: 'part', name: 'load-balancer-webhook' },
      { type: 'object', group: 'networking.k8s.io', kind: 'IngressClass', name: 'alb' },
      ...['IngressClassParams', 'TargetGroupBinding', 'ALBTargetControlConfig']
        .map((kind): ThingData => ({ type: 'kind', group: 'elbv2.k8s.aws', kind })),
      ...['LoadBalancerConfiguration', 'TargetGroupConfiguration', 'ListenerRuleConfiguration']
        .map((kind): ThingData => ({ type: 'kind', group: 'gateway.k8s.aws', kind })),
      ...kinds('aga.k8s.aws', 'GlobalAccelerator'),
    ],
  },
  // source: aws/karpenter-provider-aws 1.14, charts karpenter-crd and karpenter
  'karpenter-crd': { complete: true, runsNoPods: true, provides: KARPENTER_KINDS },
  // its folder crds/ has the same kinds
  'karpenter': { complete: true, beforeLoadBalancers: true, provides: [part('karpenter'), ...KARPENTER_KINDS] },
  // source: NVIDIA/k8s-device-plugin, aws-neuron/neuron-helm-charts, aws/eks-charts: DaemonSets and what they need
  'nvidia-device-plugin': { complete: true, provides: [] },
  'neuron-helm-chart': { complete: true, provides: [] },
  'aws-efa-k8s-device-plugin': { complete: true, provides: [] },
  // source: kubernetes/autoscaler, chart cluster-autoscaler 9.59.0
  'cluster-autoscaler': { complete: true, provides: [] },
  // source: kubernetes-sigs/aws-fsx-openzfs-csi-driver chart 1.2.0
  'aws-fsx-openzfs-csi-driver': { complete: true, provides: [part('openzfs-driver')], follows: [{ type: 'kind', group: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot' }] },
  // source: NetApp/trident v26.06.0, helm/trident-operator/crds; the operator creates the other kinds when it runs
  // (cli/k8s_client/yaml_factory.go)
  'trident-operator': {
    complete: true,
    provides: [
      part('trident'),
      ...kinds(
        'trident.netapp.io', 'TridentOrchestrator', 'TridentConfigurator', 'TridentActionMirrorUpdate', 'TridentActionSnapshotRestore',
        'TridentAutogrowPolicy', 'TridentAutogrowRequestInternal', 'TridentBackend', 'TridentBackendConfig', 'TridentGroupSnapshot',
        'TridentMirrorRelationship', 'TridentNode', 'TridentNodeRemediation', 'TridentNodeRemediationTemplate', 'TridentSnapshot',
        'TridentSnapshotInfo', 'TridentStorageClass', 'TridentTransaction', 'TridentVersion', 'TridentVolume', 'TridentVolumeMove',
        'TridentVolumePublication', 'TridentVolumeReference',
      ),
    ],
    follows: [{ type: 'kind', group: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot' }],
  },
  // source: external-secrets/external-secrets chart 2.9.0
  'external-secrets': {
    complete: true,
    provides: [part('external-secrets'), ...EXTERNAL_SECRETS_KINDS],
  },
  // source: cert-manager chart v1.21
  'cert-manager': { complete: true, provides: [part('cert-manager'), ...CERT_MANAGER_KINDS] },
  // source: kubernetes-sigs/external-dns chart 1.22
  'external-dns': { complete: true, provides: [part('external-dns'), ...kinds('externaldns.k8s.io', 'DNSEndpoint')] },
  // source: wiremind/wiremind-helm-charts gateway-api-crds 1.6.0: the experimental channel
  'gateway-api-crds': {
    complete: true,
    runsNoPods: true,
    provides: [
      ...kinds(
        'gateway.networking.k8s.io', 'GatewayClass', 'Gateway', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute', 'ListenerSet',
        'ReferenceGrant', 'BackendTLSPolicy',
      ),
      ...kinds('gateway.networking.x-k8s.io', 'XBackend', 'XBackendTrafficPolicy', 'XMesh'),
    ],
  },
  // source: aws/aws-application-networking-k8s v2.1.3, helm/crds
  'aws-gateway-controller-chart': {
    complete: true,
    provides: [
      part('lattice-controller'),
      ...['AccessLogPolicy', 'IAMAuthPolicy', 'ServiceExport', 'ServiceImport', 'ServiceNetwork', 'TargetGroupPolicy', 'VpcAssociationPolicy']
        .map((kind): ThingData => ({ type: 'kind', group: 'application-networking.k8s.aws', kind })),
    ],
    follows: [{ type: 'kind', group: 'gateway.networking.k8s.io', kind: 'Gateway' }],
  },
  // source: istio/istio 1.31, manifests/charts
  'istio-base': {
    complete: true,
    runsNoPods: true,
    provides: [
      ...['AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication'].map((kind): ThingData => ({ type: 'kind', group: 'security.istio.io', kind })),
      ...['DestinationRule', 'EnvoyFilter', 'Gateway', 'ProxyConfig', 'ServiceEntry', 'Sidecar', 'VirtualService', 'WorkloadEntry', 'WorkloadGroup'].map((kind): ThingData => ({ type: 'kind', group: 'networking.istio.io', kind })),
      { type: 'kind', group: 'telemetry.istio.io', kind: 'Telemetry' },
      ...kinds('extensions.istio.io', 'WasmPlugin', 'TrafficExtension'),
    ],
  },
  'istiod': { complete: true, provides: [] },
  'istio-cni': { complete: true, provides: [] },
  'ztunnel': { complete: true, provides: [part('mesh')] },
  // source: kedacore/charts keda 2.20
  'keda': {
    complete: true,
    provides: [
      part('keda'), ...kinds('keda.sh', 'ScaledObject', 'ScaledJob', 'TriggerAuthentication', 'ClusterTriggerAuthentication'),
      ...kinds('eventing.keda.sh', 'CloudEventSource', 'ClusterCloudEventSource'),
    ],
  },
  // source: kubernetes/autoscaler chart vertical-pod-autoscaler 0.11.0
  'vertical-pod-autoscaler': {
    complete: true,
    provides: ['VerticalPodAutoscaler', 'VerticalPodAutoscalerCheckpoint'].map((kind): ThingData => ({ type: 'kind', group: 'autoscaling.k8s.io', kind })),
    follows: [part('metrics')],
  },
  // source: kubernetes-sigs/metrics-server chart 3.13.1 (templates/apiservice.yaml)
  'metrics-server': { complete: true, provides: [{ type: 'part', name: 'metrics' }] },
};

/** What an EKS add-on brings, by its name. Source: EKS User Guide, workloads-add-ons-available-eks. */
export const ADDON_PROVIDES: Readonly<Record<string, readonly ThingData[]>> = {
  'vpc-cni': [part('pod-network')],
  'kube-proxy': [part('service-network')],
  'coredns': [part('cluster-dns'), part('add-ons')],
  'eks-pod-identity-agent': [part('pod-identity')],
  'eks-node-monitoring-agent': [part('node-monitoring'), ...kinds('eks.amazonaws.com', 'NodeDiagnostic')],
  'metrics-server': [part('metrics'), part('add-ons')],
  'aws-ebs-csi-driver': [part('ebs-driver')],
  'aws-efs-csi-driver': [part('efs-driver')],
  'aws-fsx-csi-driver': [part('fsx-driver')],
  'aws-mountpoint-s3-csi-driver': [part('s3-driver'), ...kinds('s3.csi.aws.com', 'MountpointS3PodAttachment')],
  'snapshot-controller': [
    ...kinds('snapshot.storage.k8s.io', 'VolumeSnapshot', 'VolumeSnapshotClass', 'VolumeSnapshotContent'),
    ...kinds('groupsnapshot.storage.k8s.io', 'VolumeGroupSnapshot', 'VolumeGroupSnapshotClass', 'VolumeGroupSnapshotContent'),
  ],
  'aws-secrets-store-csi-driver-provider': [
    part('secrets-driver'), ...kinds('secrets-store.csi.x-k8s.io', 'SecretProviderClass', 'SecretProviderClassPodStatus'),
  ],
  'external-dns': [part('external-dns'), part('add-ons'), ...kinds('externaldns.k8s.io', 'DNSEndpoint')],
  'cert-manager': [part('cert-manager'), part('add-ons'), ...CERT_MANAGER_KINDS],
};
