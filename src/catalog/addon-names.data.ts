/** The month in which the lists were read. */
export const ADDONS_LISTED = 'September 2026';

/**
 * Add-ons of AWS and of the community, by the name that EKS has for them.
 *
 * Source: EKS User Guide, workloads-add-ons-available-eks (each "The Amazon EKS add-on name is …"), lis-csi,
 * workloads-add-ons-available-sagemaker and community-addons, 2026; aws-secrets-store-csi-driver-provider as public deployments
 * name it (its section of the guide does not).
 */
export const ADDON_NAMES: readonly string[] = [
  'adot', 'amazon-cloudwatch-observability', 'aws-ebs-csi-driver', 'aws-ec2-local-instance-store-csi-driver', 'aws-efs-csi-driver',
  'aws-fsx-csi-driver', 'aws-guardduty-agent', 'aws-mountpoint-s3-csi-driver', 'aws-network-flow-monitoring-agent',
  'aws-privateca-connector-for-kubernetes', 'aws-secrets-store-csi-driver-provider', 'coredns', 'eks-node-monitoring-agent',
  'eks-pod-identity-agent', 'kube-proxy', 'snapshot-controller', 'sriov-network-metrics-exporter', 'vpc-cni',
  'amazon-sagemaker-hyperpod-inference', 'amazon-sagemaker-hyperpod-observability', 'amazon-sagemaker-hyperpod-taskgovernance',
  'amazon-sagemaker-hyperpod-training-operator', 'amazon-sagemaker-spaces', 'cert-manager', 'external-dns', 'fluent-bit',
  'kube-state-metrics', 'metrics-server', 'prometheus-node-exporter',
];

/**
 * Add-ons of the AWS Marketplace, whose names begin with their vendor. There are more: another name is not a mistake.
 *
 * Source: aws/aws-cli awscli/examples/eks/describe-addon-versions.rst; EKS User Guide, workloads-add-ons-available-vendors;
 * output of describe-addon-versions in public repositories, December 2024.
 */
export const MARKETPLACE_ADDONS: readonly string[] = [
  'accuknox_kubearmor', 'akuity_agent', 'calyptia_fluent-bit', 'catalogic-software_cloudcasa',
  'cisco_cisco-cloud-observability-collectors', 'cisco_cisco-cloud-observability-operators', 'cloudsoft_cloudsoft-amp',
  'cribl_cribledge', 'datadog_operator', 'datree_engine-pro', 'dynatrace_dynatrace-operator', 'factorhouse_kpow',
  'grafana-labs_kubernetes-monitoring', 'groundcover_agent', 'guance_datakit', 'haproxy-technologies_kubernetes-ingress-ee',
  'kasten_k10', 'kong_konnect-ri', 'kubecost_kubecost', 'leaksignal_leakagent', 'netapp_trident-operator',
  'new-relic_kubernetes-operator', 'nirmata_kyverno', 'rad-security_rad-security', 'rafay-systems_rafay-operator',
  'snyk_runtime-sensor', 'solarwinds_swo-k8s-collector-addon', 'solo-io_gloo-gateway', 'solo-io_gloo-mesh-starter-pack',
  'solo-io_istio-distro', 'spacelift_workerpool-controller', 'splunk_splunk-otel-collector-chart', 'stormforge_optimize-live',
  'teleport_teleport', 'tetrate-io_istio-distro', 'upbound_universal-crossplane', 'upwind-security_upwind-operator',
];
