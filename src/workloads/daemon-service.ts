import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ContainerProbes } from './container-probe';
import { besideFargate } from './placement.rules';
import { makeCompanions, makeObject, podPlanOf } from './pods';
import { Workload } from './workload';
import { daemonSetObject } from './workload-objects.rules';
import { PodOptions } from './workload-options';
import { checkChartProps } from '../props/check-props';

/** Properties of a {@link DaemonService}. */
export interface DaemonServiceProps extends PodOptions {
  /**
   * Whether it tolerates all taints.
   *
   * @default false
   */
  readonly tolerateAllTaints?: boolean;
  /**
   * Probes of the container.
   *
   * @default - none
   */
  readonly probes?: ContainerProbes;
}

/**
 * A DaemonSet with its ServiceAccount: one pod on each node, or on each node that `placement` selects.
 *
 * It runs on Linux nodes unless `placement` selects Windows, and never on Fargate.
 *
 * @example
 * new DaemonService(chart, 'agent', {
 *   image: 'public.ecr.aws/docker/library/busybox:1.37',
 *   command: ['sleep', 'infinity'],
 *   tolerateAllTaints: true,
 * });
 */
export class DaemonService extends Workload {
  /** The DaemonSet: `addJsonPatch` reaches every field that this construct does not cover. */
  public readonly daemonSet: ApiObject;
  /** Name of all objects. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: DaemonServiceProps) {
    checkChartProps('DaemonServiceProps', scope, id, props, new.target !== DaemonService);
    super(scope, id);
    const plan = podPlanOf(this, props, { maxReplicas: Infinity, givenProbes: props.probes });
    this.name = plan.name;
    makeCompanions(this, plan, props);
    const { placement } = plan;
    const placed = {
      ...plan,
      placement: {
        ...placement,
        // a Linux pod never starts on Windows, and the deployment of a DaemonSet that tolerates all taints would wait for it
        nodeSelector: { 'kubernetes.io/os': placement.windows ? 'windows' : 'linux', ...placement.nodeSelector },
        // a DaemonSet that tolerates all taints would also be scheduled on Fargate, which does not support DaemonSets
        terms: props.tolerateAllTaints ? besideFargate(placement.terms) : placement.terms,
        tolerations: props.tolerateAllTaints ? [{ operator: 'Exists' }] : placement.tolerations,
      },
    };
    this.daemonSet = makeObject(this, 'DaemonSet', plan.name, daemonSetObject(placed));
  }

  /** The DaemonSet. */
  public get apiObject(): ApiObject {
    return this.daemonSet;
  }
}
