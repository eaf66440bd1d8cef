import { PinnedVersion } from './pinned-version.rules';

/**
 * Versions of the Helm charts that this library installs, by chart name. A new version is a cell; where a policy belongs to the chart, the policy is
 * read again for it (`policyOf`).
 */
export const CHART_VERSIONS = {
  'aws-load-balancer-controller': {
    version: '3.5.0', seen: 'kubernetes-sigs/aws-load-balancer-controller v3.5.0, helm/aws-load-balancer-controller/Chart.yaml',
  },
  'karpenter': { version: '1.14.1', seen: 'aws/karpenter-provider-aws v1.14.1, charts/karpenter/Chart.yaml' },
  'cluster-autoscaler': { version: '9.59.0', seen: 'kubernetes/autoscaler, tag cluster-autoscaler-chart-9.59.0' },
  'vertical-pod-autoscaler': {
    version: '0.11.0', seen: 'kubernetes/autoscaler 55c37cd (2026-08-22), vertical-pod-autoscaler/charts/vertical-pod-autoscaler/Chart.yaml',
  },
  'keda': { version: '2.20.2', seen: 'kedacore/charts v2.20.2, keda/Chart.yaml' },
  'cert-manager': { version: 'v1.21.1', seen: 'cert-manager/cert-manager, tag v1.21.1' },
  // the app is v0.22.0, a tag of kubernetes-sigs/external-dns
  'external-dns': { version: '1.22.0', seen: 'public deployments of September 2026: chart external-dns-1.22.0 with app v0.22.0, also on EKS 1.34' },
  'external-secrets': { version: '2.9.0', seen: 'external-secrets/external-secrets cc5bfbc (2026-08-08), deploy/charts/external-secrets/Chart.yaml' },
  'aws-gateway-controller-chart': { version: 'v2.1.3', seen: 'aws/aws-application-networking-k8s v2.1.3, helm/Chart.yaml' },
  'aws-fsx-openzfs-csi-driver': {
    version: '1.2.0', seen: 'kubernetes-sigs/aws-fsx-openzfs-csi-driver dc7b82c (2026-01-09), charts/aws-fsx-openzfs-csi-driver/Chart.yaml',
  },
  'trident-operator': { version: '100.2606.0', seen: 'NetApp/trident v26.06.0, helm/trident-operator/Chart.yaml; public deployments since June 2026' },
  'nvidia-device-plugin': { version: '0.20.0', seen: 'NVIDIA/k8s-device-plugin v0.20.0, deployments/helm/nvidia-device-plugin/Chart.yaml' },
  'neuron-helm-chart': { version: '1.10.0', seen: 'helm show values and helm list of a public deployment on EKS, 2026-09-11' },
  'aws-efa-k8s-device-plugin': { version: 'v0.5.30', seen: 'aws/eks-charts 5239609 (2026-08-03), stable/aws-efa-k8s-device-plugin/Chart.yaml' },
  'istio': { version: '1.31.1', seen: 'istio/istio, release 1.31.1 (2026-09-21)' },
} as const satisfies Readonly<Record<string, PinnedVersion>>;

/** Charts with a pinned version. The four of Istio have one. */
export type PinnedChart = keyof typeof CHART_VERSIONS;
