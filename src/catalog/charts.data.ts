import { NODE_APIS } from './aws-apis.data';
import { ComponentRow, ProvidedThings } from './component.rules';
import { CERT_MANAGER_KINDS, EXTERNAL_DNS_KINDS, KARPENTER_KINDS } from './crds.data';
import { PinnedVersion, pinned, VersionsByMinor } from './pinned-version.rules';
import { ALB_POLICY } from './policies/alb-policy.data';
import { DNS01_POLICY } from './policies/cert-manager-policy.data';
import { AUTOSCALER_POLICY } from './policies/cluster-autoscaler-policy.data';
import { CLOUD_MAP_POLICY } from './policies/external-dns-policy.data';
import { ONTAP_POLICY, OPENZFS_POLICY } from './policies/fsx-policy.data';
import { KARPENTER_POLICIES } from './policies/karpenter-policy.data';
import { KEDA_QUEUE_POLICY } from './policies/keda-policy.data';
import { LATTICE_POLICY } from './policies/lattice-policy.data';
import { SYNCED_PARAMETER_POLICY, SYNCED_SECRET_POLICY } from './policies/secrets-policy.data';
import { ByMinor } from '../kubernetes/kubernetes-version.data';
import { UnknownCell } from '../kubernetes/versions.rules';

/** Where this library installs a chart from, and as what. */
export interface ChartSource extends PinnedVersion {
  /** name of the chart, where the key of its row is another. */
  readonly chart?: string;
  /** of a registry (`oci://`) the whole address of the chart. */
  readonly repository: string;
  readonly release: string;
  readonly namespace: string;
}

/** A Helm chart. */
export interface ChartRow extends ComponentRow {
  /** the chart that this library installs; without it users install it, and the library knows its contents. */
  readonly installed?: ChartSource;
  /** its cluster-scoped contents are not listed: they depend on values, or its pods create them. */
  readonly contentsUnknown?: true;
  /** it is the CNI plugin of the nodes where a value is one of these; elsewhere it runs beside another plugin. */
  readonly cni?: { readonly value: readonly string[]; readonly is: readonly (string | undefined)[] };
  /** it contains CRDs alone: no node has to be ready. */
  readonly crdsOnly?: true;
  /** it is created before the webhook of the load balancer controller, which the API server calls for every Service of other charts. */
  readonly beforeLoadBalancerWebhook?: true;
  /** what it is created after, in addition to what every chart is created after. */
  readonly orderAfter?: ProvidedThings;
  /** it makes devices visible to pods: created by `DevicePlugin`. */
  readonly device?: 'nvidia' | 'neuron' | 'efa';
  /** where the values name the repository of the image; without a value it is one of a public registry. Source: the values of the chart. */
  readonly imageValue?: readonly string[];
  /** values of which it needs one: without them it is not rendered, or has no pods. */
  readonly needs?: { readonly oneOf: readonly (readonly string[])[]; readonly otherwise: string; readonly source: string };
  /** values that turn its CRDs on or off, and whether it installs them without any. */
  readonly crds?: { readonly values: readonly (readonly string[])[]; readonly byDefault: boolean; readonly source: string };
  /** tag of the image by Kubernetes minor, where it has the minor of the cluster. */
  readonly images?: VersionsByMinor;
  /** oldest version that supports a Kubernetes minor. */
  readonly minVersions?: ByMinor<string | UnknownCell>;
}

const IMAGE = ['image', 'repository'];
const tagged = (version: string): PinnedVersion => pinned(`v${version}`, `kubernetes/autoscaler, tag cluster-autoscaler-${version}`);

const EKS_CHARTS = 'https://aws.github.io/eks-charts';
const AUTOSCALER_CHARTS = 'https://kubernetes.github.io/autoscaler';
const KARPENTER = {
  ...pinned('1.14.1', 'aws/karpenter-provider-aws v1.14.1, charts/karpenter/Chart.yaml'),
  repository: 'oci://public.ecr.aws/karpenter/karpenter',
  namespace: 'kube-system',
};
const ISTIO = {
  ...pinned('1.31.1', 'istio/istio, release 1.31.1 (2026-09-21)'),
  repository: 'https://blob.istio.io/istio-release/charts',
  namespace: 'istio-system',
};

/**
 * Helm charts whose contents are known without rendering them, by name: one row each, with all that the library knows of it. Each row lists all of its
 * cluster-scoped contents; namespaced objects of the own release are not listed. The names of the charts of Istio are too common for a key: theirs are those
 * of their releases.
 *
 * A chart without a row makes the scope of a cluster incomplete: it may bring any CRD or class.
 */
export const CHARTS = {
  // contents: kubernetes-sigs/aws-load-balancer-controller v3.5.0, helm chart 3.5.0 (crds/, templates/ingressclass.yaml)
  'aws-load-balancer-controller': {
    installed: {
      ...pinned('3.5.0', 'kubernetes-sigs/aws-load-balancer-controller v3.5.0, helm/aws-load-balancer-controller/Chart.yaml'),
      repository: EKS_CHARTS,
      release: 'aws-load-balancer-controller',
      namespace: 'kube-system',
    },
    builtIntoAutoMode: true,
    needs: { oneOf: [['clusterName']], otherwise: 'is not rendered', source: 'aws/eks-charts v0.0.242, stable/aws-load-balancer-controller/templates/deployment.yaml' },
    beforeLoadBalancerWebhook: true,
    // its webhook answers for every Service, also for that of Karpenter
    // and it looks for the kinds of Gateways when it starts
    orderAfter: { features: ['karpenter'], kinds: { 'gateway.networking.k8s.io': ['Gateway'] } },
    provides: {
      features: ['load-balancer-webhook'],
      kinds: {
        'elbv2.k8s.aws': ['IngressClassParams', 'TargetGroupBinding', 'ALBTargetControlConfig'],
        'gateway.k8s.aws': ['LoadBalancerConfiguration', 'TargetGroupConfiguration', 'ListenerRuleConfiguration'],
        'aga.k8s.aws': ['GlobalAccelerator'],
      },
      objects: [{ group: 'networking.k8s.io', kind: 'IngressClass', name: 'alb' }],
    },
    identity: { namespace: 'kube-system', serviceAccount: 'aws-load-balancer-controller' },
    awsApis: ['ec2', 'elasticloadbalancing'],
    policies: { controller: ALB_POLICY },
    imageValue: IMAGE,
  },
  // contents: aws/karpenter-provider-aws 1.14, charts karpenter-crd and karpenter
  'karpenter-crd': {
    installed: { ...KARPENTER, release: 'karpenter-crd' },
    builtIntoAutoMode: true,
    crdsOnly: true,
    provides: { kinds: KARPENTER_KINDS },
  },
  'karpenter': {
    installed: { ...KARPENTER, release: 'karpenter' },
    needs: { oneOf: [['settings', 'clusterName']], otherwise: 'is not rendered', source: 'aws/karpenter-provider-aws v1.14.1, charts/karpenter/templates/deployment.yaml' },
    builtIntoAutoMode: true,
    beforeLoadBalancerWebhook: true,
    // its folder crds/ has the same kinds as karpenter-crd. The controller starts nodes for NodePools, and deletes them
    provides: { features: ['karpenter'], kinds: KARPENTER_KINDS },
    identity: { namespace: 'kube-system', serviceAccount: 'karpenter' },
    awsApis: [...NODE_APIS, 'sqs'],
    policies: { controller: KARPENTER_POLICIES },
    imageValue: ['controller', 'image', 'repository'],
    // source: Karpenter documentation, compatibility
    minVersions: { 1.36: '1.13.0', 1.35: '1.9.0', 1.34: '1.6.0', 1.33: '1.5.0', 1.32: '1.2.0', 1.31: '1.0.5' },
  },
  // contents: NVIDIA/k8s-device-plugin, aws-neuron/neuron-helm-charts, aws/eks-charts: DaemonSets and what they need
  'nvidia-device-plugin': {
    installed: {
      ...pinned('0.20.0', 'NVIDIA/k8s-device-plugin v0.20.0, deployments/helm/nvidia-device-plugin/Chart.yaml'),
      repository: 'https://nvidia.github.io/k8s-device-plugin',
      release: 'nvidia-device-plugin',
      namespace: 'kube-system',
    },
    builtIntoAutoMode: true,
    provides: {},
    device: 'nvidia',
    imageValue: IMAGE,
  },
  'neuron-helm-chart': {
    installed: {
      ...pinned('1.10.0', 'helm show values and helm list of a public deployment on EKS, 2026-09-11'),
      repository: 'oci://public.ecr.aws/neuron/neuron-helm-chart',
      release: 'neuron',
      namespace: 'kube-system',
    },
    builtIntoAutoMode: true,
    provides: {},
    device: 'neuron',
  },
  'aws-efa-k8s-device-plugin': {
    installed: {
      ...pinned('v0.5.30', 'aws/eks-charts 5239609 (2026-08-03), stable/aws-efa-k8s-device-plugin/Chart.yaml'),
      repository: EKS_CHARTS,
      release: 'aws-efa-k8s-device-plugin',
      namespace: 'kube-system',
    },
    provides: {},
    device: 'efa',
  },
  'cluster-autoscaler': {
    installed: {
      ...pinned('9.59.0', 'kubernetes/autoscaler, tag cluster-autoscaler-chart-9.59.0'),
      repository: AUTOSCALER_CHARTS,
      release: 'cluster-autoscaler',
      namespace: 'kube-system',
    },
    provides: {},
    needs: {
      oneOf: [['autoDiscovery', 'clusterName'], ['autoDiscovery', 'namespace'], ['autoDiscovery', 'labels'], ['autoscalingGroups']],
      otherwise: 'has no Deployment',
      source: 'kubernetes/autoscaler, tag cluster-autoscaler-chart-9.59.0, templates/deployment.yaml',
    },
    identity: { namespace: 'kube-system', serviceAccount: 'cluster-autoscaler' },
    awsApis: ['autoscaling', 'ec2', 'eks'],
    policies: { groups: AUTOSCALER_POLICY },
    imageValue: IMAGE,
    images: {
      1.36: tagged('1.36.1'), 1.35: tagged('1.35.2'), 1.34: tagged('1.34.5'), 1.33: tagged('1.33.6'), 1.32: tagged('1.32.7'),
    },
  },
  'aws-fsx-openzfs-csi-driver': {
    installed: {
      ...pinned('1.2.0', 'kubernetes-sigs/aws-fsx-openzfs-csi-driver dc7b82c (2026-01-09), charts/aws-fsx-openzfs-csi-driver/Chart.yaml'),
      repository: 'https://kubernetes-sigs.github.io/aws-fsx-openzfs-csi-driver',
      release: 'aws-fsx-openzfs-csi-driver',
      namespace: 'kube-system',
    },
    provides: {},
    csi: { driver: 'fsx.openzfs.csi.aws.com', feature: 'openzfs-driver' },
    orderAfter: { kinds: { 'snapshot.storage.k8s.io': ['VolumeSnapshot'] } },
    identity: { namespace: 'kube-system', serviceAccount: 'fsx-openzfs-csi-controller-sa' },
    awsApis: ['fsx'],
    policies: { volumes: OPENZFS_POLICY },
  },
  // contents: NetApp/trident v26.06.0, helm/trident-operator/crds; the operator creates the other kinds when it runs
  // (cli/k8s_client/yaml_factory.go)
  'trident-operator': {
    installed: {
      ...pinned('100.2606.0', 'NetApp/trident v26.06.0, helm/trident-operator/Chart.yaml; public deployments since June 2026'),
      repository: 'https://netapp.github.io/trident-helm-chart',
      release: 'trident',
      namespace: 'trident',
    },
    provides: {
      kinds: {
        'trident.netapp.io': [
          'TridentOrchestrator', 'TridentConfigurator', 'TridentActionMirrorUpdate', 'TridentActionSnapshotRestore', 'TridentAutogrowPolicy',
          'TridentAutogrowRequestInternal', 'TridentBackend', 'TridentBackendConfig', 'TridentGroupSnapshot', 'TridentMirrorRelationship', 'TridentNode',
          'TridentNodeRemediation', 'TridentNodeRemediationTemplate', 'TridentSnapshot', 'TridentSnapshotInfo', 'TridentStorageClass',
          'TridentTransaction', 'TridentVersion', 'TridentVolume', 'TridentVolumeMove', 'TridentVolumePublication', 'TridentVolumeReference',
        ],
      },
    },
    // of NetApp ONTAP
    csi: { driver: 'csi.trident.netapp.io', feature: 'trident' },
    orderAfter: { kinds: { 'snapshot.storage.k8s.io': ['VolumeSnapshot'] } },
    identity: { namespace: 'trident', serviceAccount: 'trident-controller' },
    awsApis: ['fsx', 'secretsmanager'],
    policies: { volumes: ONTAP_POLICY },
  },
  // kinds: external-secrets/external-secrets, tag helm-chart-2.9.0, deploy/crds/bundle.yaml
  'external-secrets': {
    installed: {
      ...pinned('2.9.0', 'external-secrets/external-secrets cc5bfbc (2026-08-08), deploy/charts/external-secrets/Chart.yaml'),
      repository: 'https://charts.external-secrets.io',
      release: 'external-secrets',
      namespace: 'external-secrets',
    },
    crds: { values: [['installCRDs']], byDefault: true, source: 'external-secrets/external-secrets, tag helm-chart-2.9.0, deploy/charts/external-secrets/values.yaml' },
    provides: {
      features: ['external-secrets'],
      kinds: {
        'external-secrets.io': ['SecretStore', 'ClusterSecretStore', 'ExternalSecret', 'ClusterExternalSecret', 'PushSecret', 'ClusterPushSecret'],
        'generators.external-secrets.io': [
          'ACRAccessToken', 'BeyondtrustWorkloadCredentialsDynamicSecret', 'CloudsmithAccessToken', 'ClusterGenerator', 'ECRAuthorizationToken', 'Fake',
          'GCRAccessToken', 'GeneratorState', 'GithubAccessToken', 'GitlabDeployToken', 'Grafana', 'MFA', 'Password', 'QuayAccessToken', 'SSHKey',
          'STSSessionToken', 'UUID', 'VaultDynamicSecret', 'Webhook',
        ],
      },
    },
    // of the pods whose secrets it synchronizes
    policies: { secret: SYNCED_SECRET_POLICY, parameter: SYNCED_PARAMETER_POLICY },
  },
  // contents: cert-manager chart v1.21
  'cert-manager': {
    installed: {
      ...pinned('v1.21.1', 'cert-manager/cert-manager, tag v1.21.1'),
      repository: 'https://charts.jetstack.io',
      release: 'cert-manager',
      namespace: 'cert-manager',
    },
    provides: { features: ['cert-manager'], kinds: CERT_MANAGER_KINDS },
    crds: {
      values: [['crds', 'enabled'], ['installCRDs']],
      byDefault: false,
      source: 'cert-manager/cert-manager v1.21.1, deploy/charts/cert-manager/templates/crd-acme.cert-manager.io_challenges.yaml',
    },
    identity: { namespace: 'cert-manager', serviceAccount: 'cert-manager' },
    policies: { dns01: DNS01_POLICY },
  },
  // contents: kubernetes-sigs/external-dns chart 1.22, whose app is v0.22.0, a tag of kubernetes-sigs/external-dns. As `ExternalDnsForCloudMap` installs it
  'external-dns': {
    installed: {
      ...pinned('1.22.0', 'public deployments of September 2026: chart external-dns-1.22.0 with app v0.22.0, also on EKS 1.34'),
      repository: 'https://kubernetes-sigs.github.io/external-dns',
      release: 'external-dns-cloud-map',
      namespace: 'external-dns-cloud-map',
    },
    provides: { features: ['external-dns'], kinds: EXTERNAL_DNS_KINDS },
    identity: { namespace: 'external-dns-cloud-map', serviceAccount: 'external-dns-cloud-map' },
    policies: { cloudMap: CLOUD_MAP_POLICY },
    imageValue: IMAGE,
  },
  // contents: wiremind/wiremind-helm-charts gateway-api-crds 1.6.0: the experimental channel
  'gateway-api-crds': {
    crdsOnly: true,
    provides: {
      kinds: {
        'gateway.networking.k8s.io': [
          'GatewayClass', 'Gateway', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute', 'ListenerSet', 'ReferenceGrant', 'BackendTLSPolicy',
        ],
        'gateway.networking.x-k8s.io': ['XBackend', 'XBackendTrafficPolicy', 'XMesh'],
      },
    },
  },
  // contents: aws/aws-application-networking-k8s v2.1.3, helm/crds
  'aws-gateway-controller-chart': {
    installed: {
      ...pinned('v2.1.3', 'aws/aws-application-networking-k8s v2.1.3, helm/Chart.yaml'),
      repository: 'oci://public.ecr.aws/aws-application-networking-k8s/aws-gateway-controller-chart',
      release: 'gateway-api-controller',
      namespace: 'aws-application-networking-system',
    },
    provides: {
      // creates services of VPC Lattice for routes, and deletes them
      features: ['lattice-controller'],
      kinds: {
        'application-networking.k8s.aws': [
          'AccessLogPolicy', 'IAMAuthPolicy', 'ServiceExport', 'ServiceImport', 'ServiceNetwork', 'TargetGroupPolicy', 'VpcAssociationPolicy',
        ],
      },
    },
    orderAfter: { kinds: { 'gateway.networking.k8s.io': ['Gateway'] } },
    identity: { namespace: 'aws-application-networking-system', serviceAccount: 'gateway-api-controller' },
    policies: { controller: LATTICE_POLICY },
  },
  // contents: istio/istio 1.31, manifests/charts
  'istio-base': {
    installed: { ...ISTIO, chart: 'base', release: 'istio-base' },
    crdsOnly: true,
    provides: {
      kinds: {
        'security.istio.io': ['AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication'],
        'networking.istio.io': [
          'DestinationRule', 'EnvoyFilter', 'Gateway', 'ProxyConfig', 'ServiceEntry', 'Sidecar', 'VirtualService', 'WorkloadEntry', 'WorkloadGroup',
        ],
        'telemetry.istio.io': ['Telemetry'],
        'extensions.istio.io': ['WasmPlugin', 'TrafficExtension'],
      },
    },
  },
  'istiod': { installed: { ...ISTIO, release: 'istiod' }, provides: {} },
  'istio-cni': { installed: { ...ISTIO, chart: 'cni', release: 'istio-cni' }, provides: {} },
  'ztunnel': { installed: { ...ISTIO, release: 'ztunnel' }, provides: { features: ['mesh'] } },
  // contents: kedacore/charts keda 2.20
  'keda': {
    installed: {
      ...pinned('2.20.2', 'kedacore/charts v2.20.2, keda/Chart.yaml'),
      repository: 'https://kedacore.github.io/charts',
      release: 'keda',
      namespace: 'keda',
    },
    provides: {
      features: ['keda'],
      kinds: {
        'keda.sh': ['ScaledObject', 'ScaledJob', 'TriggerAuthentication', 'ClusterTriggerAuthentication'],
        'eventing.keda.sh': ['CloudEventSource', 'ClusterCloudEventSource'],
      },
    },
    identity: { namespace: 'keda', serviceAccount: 'keda-operator' },
    awsApis: ['sqs', 'sts'],
    policies: { queue: KEDA_QUEUE_POLICY },
  },
  'vertical-pod-autoscaler': {
    installed: {
      ...pinned('0.11.0', 'kubernetes/autoscaler 55c37cd (2026-08-22), vertical-pod-autoscaler/charts/vertical-pod-autoscaler/Chart.yaml'),
      repository: AUTOSCALER_CHARTS,
      release: 'vertical-pod-autoscaler',
      namespace: 'vertical-pod-autoscaler',
    },
    provides: { kinds: { 'autoscaling.k8s.io': ['VerticalPodAutoscaler', 'VerticalPodAutoscalerCheckpoint'] } },
    orderAfter: { features: ['metrics'] },
  },
  // contents: kubernetes-sigs/metrics-server chart 3.13.1 (templates/apiservice.yaml)
  'metrics-server': { provides: { features: ['metrics'] }, imageValue: IMAGE },
  // CNI plugins, whose operators need nodes that need the plugin. cilium-operator creates the CRDs of Cilium. Source: Cilium, CNI chaining
  'cilium': { provides: {}, contentsUnknown: true, cni: { value: ['cni', 'chainingMode'], is: [undefined, 'none'] } },
  // with the VPC CNI, Calico enforces policies alone, which is the default on EKS. Source: Calico, managed-public-cloud/eks
  'tigera-operator': { provides: {}, contentsUnknown: true, cni: { value: ['installation', 'cni', 'type'], is: ['Calico'] } },
} as const satisfies Readonly<Record<string, ChartRow>>;

/** Charts whose contents this library knows. */
export type KnownChart = keyof typeof CHARTS;
/** Charts that this library installs. */
export type InstalledChart = { [Name in KnownChart]: (typeof CHARTS)[Name] extends { installed: ChartSource } ? Name : never }[KnownChart];
