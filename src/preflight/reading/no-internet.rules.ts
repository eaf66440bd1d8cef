/** Where networks without a way out are described. */
export const PRIVATE_CLUSTERS = 'https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html';
/** Registries of the internet, which have no endpoint in a VPC. */
export const PUBLIC_REGISTRIES = [
  'public.ecr.aws',
  'registry.k8s.io',
  'k8s.gcr.io',
  'docker.io',
  'index.docker.io',
  'registry-1.docker.io',
  'ghcr.io',
  'quay.io',
  'nvcr.io',
  'gcr.io',
  'mcr.microsoft.com',
  'registry.gitlab.com',
  'docker.elastic.co',
  'cgr.dev',
  'cr.fluentbit.io',
];
/** Hosts of public charts that are not registries. Source: the installation page of each. */
export const PUBLIC_CHART_HOSTS = [
  'charts.jetstack.io',
  'charts.bitnami.com',
  'helm.releases.hashicorp.com',
  'charts.external-secrets.io',
  'helm.elastic.co',
  'helm.cilium.io',
  'charts.gitlab.io',
  'helm.ngc.nvidia.com',
];
