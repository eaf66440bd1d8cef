import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { AppliedObjects } from '../cluster/applied-objects';
import { failOn, Problem } from '../errors/problems';
import { objectNameProblem } from '../identity/names.rules';
import { isAutoMode } from '../nodes/auto-mode';

/** Properties of an {@link AutoModeIngressClass}. */
export interface AutoModeIngressClassProps {
  /** The cluster, which runs in Auto Mode. */
  readonly cluster: ICluster;
  /**
   * Name of the IngressClass. It can never change.
   *
   * @default 'alb'
   */
  readonly ingressClassName?: string;
}

/** The IngressClass of the load balancer controller that Auto Mode has built in, which nobody else makes. */
export class AutoModeIngressClass extends Construct {
  /** Name of the IngressClass. */
  public readonly ingressClassName: string;

  constructor(scope: Construct, id: string, { cluster, ingressClassName = 'alb' }: AutoModeIngressClassProps) {
    const problem = objectNameProblem('ingressClassName', ingressClassName);
    failOn(scope, id, [...(problem ? [problem] : []), ...(isAutoMode(cluster) || cluster.node.defaultChild === undefined ? [] : [NOT_AUTO])]);
    super(scope, id);
    this.ingressClassName = ingressClassName;
    const applied = new AppliedObjects(this, 'Objects', {
      cluster,
      objects: () => [
        { apiVersion: 'eks.amazonaws.com/v1', kind: 'IngressClassParams', metadata: { name: ingressClassName }, spec: {} },
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'IngressClass',
          metadata: { name: ingressClassName },
          // source: EKS User Guide, auto-configure-alb
          spec: { controller: 'eks.amazonaws.com/alb', parameters: { apiGroup: 'eks.amazonaws.com', kind: 'IngressClassParams', name: ingressClassName } },
        },
      ],
    });
    this.node.defaultChild = applied.node.defaultChild;
  }
}

const NOT_AUTO: Problem = {
  what: 'the cluster does not run in Auto Mode', limit: 'this class is served by Auto Mode alone', fix: 'Use new AlbController(...), or make AutoModeNodes before', source: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html',
};
