/** Where networks without a way out are described. */
export const PRIVATE_CLUSTERS = 'https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html';
/** Registries of the internet, which have no endpoint in a VPC. */
export const PUBLIC_REGISTRIES = ['public.ecr.aws', 'registry.k8s.io', 'docker.io', 'ghcr.io', 'quay.io', 'nvcr.io', 'gcr.io', 'mcr.microsoft.com'];

// what nodes bring by themselves is made by hand where it needs settings
export const DEVICE_CHARTS = new Set(['nvidia-device-plugin', 'neuron-helm-chart', 'aws-efa-k8s-device-plugin']);
