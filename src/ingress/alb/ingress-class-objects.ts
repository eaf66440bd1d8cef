/** The IngressClass and IngressClassParams, of the controller or of Auto Mode. */
export function classObjects(name: string, spec: object, autoMode: boolean): object[] {
  const group = autoMode ? 'eks.amazonaws.com' : 'elbv2.k8s.aws';
  return [
    { apiVersion: autoMode ? `${group}/v1` : `${group}/v1beta1`, kind: 'IngressClassParams', metadata: { name }, spec },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name },
      // source: EKS User Guide, auto-configure-alb; aws-load-balancer-controller, ingress_class.md
      spec: {
        controller: autoMode ? 'eks.amazonaws.com/alb' : 'ingress.k8s.aws/alb',
        parameters: { apiGroup: group, kind: 'IngressClassParams', name },
      },
    },
  ];
}
