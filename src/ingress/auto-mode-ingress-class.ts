import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { classObjects } from './ingress-class-objects';
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

/** The IngressClass of the load balancer controller that Auto Mode has built in, which nobody else makes: Ingresses say
 * what their load balancers are. In an `AlbIngressClass` the class says it. */
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
      // what its load balancers are is said by the Ingresses
      objects: () => classObjects(ingressClassName, {}, true),
    });
    this.node.defaultChild = applied.node.defaultChild;
  }
}

const NOT_AUTO: Problem = {
  what: 'the cluster does not run in Auto Mode', limit: 'this class is served by Auto Mode alone', fix: 'Use new AlbController(...), or make AutoModeNodes before', source: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html',
};
