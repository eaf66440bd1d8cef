/** Kinds by API group. */
type Kinds = Readonly<Record<string, readonly string[]>>;

/** Kinds of components that come as an EKS add-on and as a chart, or with two charts. */
export const CERT_MANAGER_KINDS: Kinds = {
  'cert-manager.io': ['Issuer', 'ClusterIssuer', 'Certificate', 'CertificateRequest'], 'acme.cert-manager.io': ['Order', 'Challenge'],
};

export const EXTERNAL_DNS_KINDS: Kinds = { 'externaldns.k8s.io': ['DNSEndpoint'] };

/** Source: aws/karpenter-provider-aws v1.14.1, pkg/apis/crds. */
export const KARPENTER_KINDS: Kinds = {
  'karpenter.sh': ['NodePool', 'NodeClaim', 'NodeOverlay'], 'karpenter.k8s.aws': ['EC2NodeClass'], 'autoscaling.x-k8s.io': ['CapacityBuffer'],
};
