import { Construct } from 'constructs';
import { Cluster } from '../cluster/cluster';
import { RoleOptions } from '../cluster/role-options';
import { AutoModeNodePool, AutoModeNodePoolOptions } from '../nodes/auto-mode/auto-mode-node-pool';
import { AutoModeNodes } from '../nodes/auto-mode/auto-mode-nodes';
import { KarpenterNodePool } from '../nodes/karpenter/karpenter-node-pool';
import { KarpenterNodePoolOptions } from '../nodes/karpenter/karpenter-node-pool-options';
import { KarpenterNodes, KarpenterOptions } from '../nodes/karpenter/karpenter-nodes';
import { NodePoolOptions, NodePoolCapacityType } from '../nodes/karpenter/node-pool-options';
import { checkOptions } from '../props/check-props';

/** How the worker nodes of a platform are provisioned. */
export abstract class Compute {
  /**
   * Karpenter, which runs on a small managed node group, with one general purpose NodePool that scales with the pods.
   *
   * @param pool options that override those of the default pool
   * @param options options of the controller
   */
  static karpenter(pool: KarpenterNodePoolOptions = {}, options: KarpenterOptions = {}): Compute {
    checkOptions('KarpenterNodePoolOptions', 'Compute.karpenter', pool);
    checkOptions('KarpenterOptions', 'Compute.karpenter', options);
    return new ByKarpenter(pool, options);
  }

  /**
   * EKS Auto Mode: EKS manages nodes, volumes and load balancers. No managed node group and no add-ons that Auto Mode includes are created.
   *
   * @param pool options that override those of the default pool
   */
  static autoMode(pool: AutoModeNodePoolOptions = {}): Compute {
    checkOptions('AutoModeNodePoolOptions', 'Compute.autoMode', pool);
    return new ByAutoMode(pool);
  }

  /** Managed node groups only, with a number of nodes that you choose. */
  static managedNodeGroups(): Compute {
    return new Managed();
  }

  /** Whether it is EKS Auto Mode. @internal */
  public readonly _autoMode: boolean = false;
  /** Whether the managed node group is only for Karpenter. @internal */
  public readonly _systemOnly: boolean = false;
  /** Runs before constructs that create pods. @internal */
  public _prepare(_scope: Construct, _cluster: Cluster, _roles?: RoleOptions): AutoModeNodes | undefined {
    return undefined;
  }
  /** Runs after the managed node group. @internal */
  public _complete(
    _scope: Construct,
    _cluster: Cluster,
    _auto: AutoModeNodes | undefined,
    _spot: boolean,
    _roles?: RoleOptions,
  ): KarpenterNodes | undefined {
    return undefined;
  }
}

class Managed extends Compute {}

class ByKarpenter extends Compute {
  public readonly _systemOnly = true;

  constructor(
    private readonly pool: KarpenterNodePoolOptions,
    private readonly options: KarpenterOptions,
  ) {
    super();
  }

  public _complete(
    scope: Construct,
    cluster: Cluster,
    _auto: AutoModeNodes | undefined,
    spot: boolean,
    roles?: RoleOptions,
  ): KarpenterNodes {
    const karpenter = new KarpenterNodes(scope, 'Karpenter', {
      cluster,
      nodeRoleOptions: roles,
      controllerRoleOptions: roles,
      ...this.options,
    });
    new KarpenterNodePool(scope, 'General', { karpenter, ...capacityOf(spot), ...this.pool });
    return karpenter;
  }
}

class ByAutoMode extends Compute {
  public readonly _autoMode = true;

  constructor(private readonly pool: AutoModeNodePoolOptions) {
    super();
  }

  public _prepare(scope: Construct, cluster: Cluster, roles?: RoleOptions): AutoModeNodes {
    return new AutoModeNodes(scope, 'AutoMode', { cluster, nodeRoleOptions: roles });
  }

  public _complete(scope: Construct, cluster: Cluster, auto: AutoModeNodes | undefined, spot: boolean): undefined {
    new AutoModeNodePool(scope, 'General', { cluster, nodeRole: auto!.nodeRole, ...capacityOf(spot), ...this.pool });
  }
}

const capacityOf = (spot: boolean): NodePoolOptions =>
  spot ? { capacityTypes: [NodePoolCapacityType.SPOT, NodePoolCapacityType.ON_DEMAND] } : {};
