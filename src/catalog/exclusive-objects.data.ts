/** What a chart creates once in a cluster: of two installations, the second one is refused, or both do the same work. */
export interface ExclusiveRow {
  /** the object with a fixed name; without it two installations are accepted, and both act. */
  readonly object?: string;
  /** value that, if false, keeps the chart from creating it; without it the chart always creates it. */
  readonly createdBy?: readonly string[];
  /** the value is false by default. */
  readonly offByDefault?: true;
  /** the value with the name of the object, and its default: installations with different names are for different objects. */
  readonly named?: { readonly value: readonly string[]; readonly byDefault: string };
  /** what two of them do. */
  readonly both: string;
}

/**
 * Components that a cluster has once, by the name of the chart and of the EKS add-on. `metrics-server` has a rule of its own.
 *
 * Source: templates of the charts at the tags of test/simulator/tables/sources.csv. Helm refuses to adopt an object of another owner (helm/helm,
 * pkg/action/validate.go: "cannot be imported into the current release").
 */
export const EXCLUSIVE_COMPONENTS: Readonly<Record<string, ExclusiveRow>> = {
  'aws-load-balancer-controller': {
    object: "IngressClass 'alb'", createdBy: ['createIngressClassResource'], named: { value: ['ingressClass'], byDefault: 'alb' },
    both: 'both reconcile every Ingress and Service of AWS load balancers',
  },
  'keda': { object: "APIService 'v1beta1.external.metrics.k8s.io'", both: 'both scale every ScaledObject' },
  'external-secrets': {
    object: 'the CRDs of external-secrets.io', createdBy: ['installCRDs'], both: 'both synchronize every ExternalSecret',
  },
  'cert-manager': { object: 'the CRDs of cert-manager.io', createdBy: ['crds', 'enabled'], offByDefault: true, both: 'both issue every Certificate' },
  'aws-ebs-csi-driver': { object: "CSIDriver 'ebs.csi.aws.com'", both: 'both register as one driver' },
  'aws-efs-csi-driver': { object: "CSIDriver 'efs.csi.aws.com'", both: 'both register as one driver' },
  'aws-fsx-csi-driver': { object: "CSIDriver 'fsx.csi.aws.com'", both: 'both register as one driver' },
  'aws-mountpoint-s3-csi-driver': { object: "CSIDriver 's3.csi.aws.com'", both: 'both register as one driver' },
  'karpenter': { both: 'both create nodes for the same NodePools' },
  'cluster-autoscaler': { both: 'both change the size of the same Auto Scaling groups' },
  'vertical-pod-autoscaler': { both: 'both evict pods for the same VerticalPodAutoscalers' },
};

