import { AspectPriority, Aspects, Lazy } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { ManagedAddon } from './managed-addon';
import { deepMerge } from '../apply/deep-merge.rules';
import { jsonParts, joined } from '../apply/token-json';
import { AddonSwitch } from '../catalog/addons.data';
import { addonRow, AUTO_MODE_ADDONS, CORE_ADDONS } from '../catalog/catalog.rules';
import { hasAccessEntries, NO_ACCESS_ENTRIES } from '../cluster/outpost-placement';
import { RoleOptions } from '../cluster/role-options';
import { failOn, Problem, problemText } from '../errors/problems';
import { ClusterModel } from '../model/cluster-model';
import { isAutoMode, settleAutoMode } from '../nodes/auto-mode/auto-mode';
import { PodNetwork } from '../nodes/pod-network';
import { checkProps } from '../props/check-props';

/** Properties of {@link CoreAddons}. */
export interface CoreAddonsProps {
  /** The cluster, without self-managed add-ons (`bootstrapSelfManagedAddons: false`). */
  readonly cluster: ICluster;
  /**
   * Add-on versions by add-on name, instead of those of this library.
   *
   * @default - by the Kubernetes version of the cluster
   */
  readonly addonVersions?: { [addonName: string]: string };
  /**
   * Pod networking mode of the VPC CNI.
   *
   * @default PodNetwork.nodeSubnets()
   */
  readonly podNetwork?: PodNetwork;
  /**
   * Enforce NetworkPolicies with vpc-cni. Without enforcement, NetworkPolicies are accepted and have no effect.
   *
   * @default false
   */
  readonly enforceNetworkPolicies?: boolean;
  /**
   * Configuration values by add-on name, merged over those of this construct, by the schema of the add-on version.
   *
   * @default - none
   */
  readonly configurationValues?: { [addonName: string]: { [key: string]: any } };
  /**
   * Permissions boundary and path of the roles of the add-ons. For an existing role, use `ManagedAddon`.
   *
   * @default - a new role for each add-on
   */
  readonly roleOptions?: RoleOptions;
}

/**
 * The add-ons of every cluster: vpc-cni, kube-proxy, coredns, the Pod Identity and node monitoring agents, and metrics-server. With EKS
 * Auto Mode, which includes the others, only metrics-server is installed unless the cluster also has other nodes.
 *
 * @example
 * const cluster = new Cluster(this, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, admins: [admin] });
 * new ManagedNodes(this, 'Nodes', { cluster });
 *
 * new CoreAddons(this, 'Addons', { cluster, enforceNetworkPolicies: true });
 */
export class CoreAddons extends Construct {
  private readonly made: { [addonName: string]: ManagedAddon } = {};
  private readonly names: () => readonly string[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CoreAddonsProps,
  ) {
    checkProps('CoreAddonsProps', scope, id, props, new.target !== CoreAddons);
    const { cluster, podNetwork } = props;
    if (!hasAccessEntries(cluster)) {
      failOn(scope, id, [
        {
          ...NO_ACCESS_ENTRIES,
          constraint: 'it does not support EKS add-ons: EKS installs vpc-cni, kube-proxy and coredns itself',
          remediation: 'Remove CoreAddons',
        },
      ]);
    }
    failOn(scope, id, [
      ...(podNetwork?._problems(cluster) ?? []),
      ...unknownNames(CORE_ADDONS, {
        addonVersions: props.addonVersions ?? {},
        configurationValues: props.configurationValues ?? {},
      }),
    ]);
    if (props.roleOptions?.role) {
      failOn(scope, id, [
        {
          finding: 'roleOptions.role is given',
          constraint: 'each add-on has its own role',
          remediation: 'Set the role on a ManagedAddon',
        },
      ]);
    }
    super(scope, id);
    podNetwork?._prepare(cluster);
    // what is said of an add-on that is not made would be ignored: known at the end, when all nodes are there
    this.node.addValidation({ validate: () => this.ignoredProps().map(problemText) });
    const inventory = ClusterModel.of(cluster);
    this.names = () => (isAutoMode(cluster) && !inventory._uses('otherNodes') ? AUTO_MODE_ADDONS : CORE_ADDONS);
    settleAutoMode(cluster, this);
    this.complete();
    // nodes that Auto Mode does not run may be created later than the add-ons
    Aspects.of(this).add(
      {
        visit: (node) => {
          if (node === this) this.complete();
        },
      },
      { priority: AspectPriority.MUTATING },
    );
  }

  /** The add-ons, by name. */
  public get addons(): { [addonName: string]: ManagedAddon } {
    this.complete();
    return this.made;
  }

  private complete(): void {
    for (const name of this.names().filter((each) => !(each in this.made))) this.createAddon(name);
  }

  private ignoredProps(): Problem[] {
    const { podNetwork, enforceNetworkPolicies, addonVersions = {}, configurationValues = {} } = this.props;
    const named = Object.entries({
      addonVersions: Object.keys(addonVersions),
      configurationValues: Object.keys(configurationValues),
      podNetwork: podNetwork ? ['vpc-cni'] : [],
      enforceNetworkPolicies: enforceNetworkPolicies ? ['vpc-cni'] : [],
    });
    return named.flatMap(([prop, names]) =>
      names
        .filter((name) => !(name in this.made))
        .map((name) => ({
          finding: `${prop} is given for ${name}`,
          constraint: 'it is already included in EKS Auto Mode, and the cluster has no other nodes that need it',
          remediation: `Remove ${prop} for ${name}`,
        })),
    );
  }

  private createAddon(addonName: string): void {
    const { props } = this;
    const managed = new ManagedAddon(this, addonName, {
      cluster: props.cluster,
      addonName,
      addonVersion: props.addonVersions?.[addonName],
      roleOptions: props.roleOptions,
    });
    this.made[addonName] = managed;
    managed.addon.configurationValues = Lazy.uncachedString({
      produce: (context) => {
        const values = deepMerge(neededConfiguration(addonName, props), props.configurationValues?.[addonName] ?? {});
        return Object.keys(values).length === 0 ? undefined : joined(jsonParts(values, context));
      },
    });
  }
}

// read at the end: nodes made later may need something of an add-on
function neededConfiguration(addonName: string, { cluster, podNetwork, enforceNetworkPolicies }: CoreAddonsProps): Record<string, unknown> {
  const inventory = ClusterModel.of(cluster);
  const isOn = (name: AddonSwitch) => (name === 'networkPolicies' ? enforceNetworkPolicies === true : inventory._uses(name));
  const settings = Object.entries(addonRow(addonName)?.settings ?? {})
    .filter(([name]) => isOn(name as AddonSwitch))
    .map(([, values]) => values);
  const ofPods = addonName === 'vpc-cni' ? withoutEmpty(podNetwork?._configuration(cluster) ?? {}) : {};
  return settings.reduce<Record<string, unknown>>((all, values) => deepMerge(all, values), ofPods);
}

const withoutEmpty = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => Object.keys(value as object).length > 0));

function unknownNames(names: readonly string[], given: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Problem[] {
  return Object.entries(given).flatMap(([prop, byName]) =>
    Object.keys(byName)
      .filter((name) => !names.includes(name))
      .map((name): Problem => ({
        finding: `${prop} contains '${name}'`,
        constraint: `CoreAddons installs ${names.join(', ')}`,
        remediation: 'Correct the name, or use new ManagedAddon(...)',
      })),
  );
}
