import { AspectPriority, Aspects, Lazy } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { ManagedAddon } from './managed-addon';
import { deepMerge } from '../apply/deep-merge.rules';
import { jsonParts, joined } from '../apply/token-json';
import { AddonSwitch } from '../catalog/addons.data';
import { addonRow, BESIDE_AUTO_MODE, CORE_ADDONS } from '../catalog/catalog.rules';
import { hasAccessEntries, NO_ACCESS_ENTRIES } from '../cluster/local-cluster';
import { RoleOptions } from '../cluster/role-options';
import { failOn, Problem, problemText } from '../errors/problems';
import { Inventory } from '../model/inventory';
import { isAutoMode, settleAutoMode } from '../nodes/auto-mode/auto-mode';
import { PodNetwork } from '../nodes/pod-network';

/** Properties of {@link CoreAddons}. */
export interface CoreAddonsProps {
  /** The cluster, made without the self-managed add-ons (`bootstrapSelfManagedAddons: false`). */
  readonly cluster: ICluster;
  /**
   * Versions by add-on name, for those that should not follow the table of this library.
   *
   * @default - by the cluster's Kubernetes version
   */
  readonly versions?: { [addonName: string]: string };
  /**
   * Where pods get their addresses from.
   *
   * @default PodNetwork.nodeSubnets()
   */
  readonly podNetwork?: PodNetwork;
  /**
   * Whether vpc-cni enforces the NetworkPolicies of the cluster. Without an enforcer they are accepted, and forbid nothing.
   *
   * @default false
   */
  readonly networkPolicies?: boolean;
  /**
   * Settings by add-on name, merged over those of this construct, by the schema of the add-on's version.
   *
   * @default - none
   */
  readonly configuration?: { [addonName: string]: { [key: string]: any } };
  /**
   * How the roles of the add-ons are bounded and where they lie. One that exists is for `ManagedAddon`.
   *
   * @default - roles of their own
   */
  readonly roleOptions?: RoleOptions;
}

/**
 * What every cluster needs: vpc-cni, kube-proxy, coredns, the Pod Identity and node monitoring agents, and metrics-server. On Auto Mode, which has
 * the others built in, metrics-server alone, until the cluster has other nodes as well.
 *
 * @example
 * const cluster = new Cluster(this, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, admins: [admin] });
 * new ManagedNodes(this, 'Nodes', { cluster });
 *
 * new CoreAddons(this, 'Addons', { cluster, networkPolicies: true });
 */
export class CoreAddons extends Construct {
  private readonly made: { [addonName: string]: ManagedAddon } = {};
  private readonly names: () => readonly string[];

  constructor(scope: Construct, id: string, private readonly props: CoreAddonsProps) {
    const { cluster, podNetwork } = props;
    if (!hasAccessEntries(cluster)) failOn(scope, id, [{ ...NO_ACCESS_ENTRIES, limit: 'it has no EKS add-ons: EKS installs vpc-cni, kube-proxy and coredns itself', fix: 'Leave them out' }]);
    failOn(scope, id, [...podNetwork?._problems(cluster) ?? [], ...unknownNames(
      CORE_ADDONS, { versions: props.versions ?? {}, configuration: props.configuration ?? {} },
    )]);
    if (props.roleOptions?.existing) failOn(scope, id, [{ what: 'roleOptions.existing is given', limit: 'each add-on has a role of its own', fix: 'Use ManagedAddon for it' }]);
    super(scope, id);
    podNetwork?._prepare(cluster);
    // what is said of an add-on that is not made would be ignored: known at the end, when all nodes are there
    this.node.addValidation({ validate: () => this.ignored().map(problemText) });
    const inventory = Inventory.of(cluster);
    this.names = () => (isAutoMode(cluster) && !inventory._uses('otherNodes') ? BESIDE_AUTO_MODE : CORE_ADDONS);
    settleAutoMode(cluster, this);
    this.complete();
    // nodes that Auto Mode does not run may be created later than the add-ons
    Aspects.of(this).add({ visit: (node) => { if (node === this) this.complete(); } }, { priority: AspectPriority.MUTATING });
  }

  /** The add-ons, by name. */
  public get addons(): { [addonName: string]: ManagedAddon } {
    this.complete();
    return this.made;
  }

  private complete(): void {
    for (const name of this.names().filter((each) => !(each in this.made))) this.make(name);
  }

  private ignored(): Problem[] {
    const { podNetwork, networkPolicies, versions = {}, configuration = {} } = this.props;
    const named = Object.entries({ versions: Object.keys(versions), configuration: Object.keys(configuration), podNetwork: podNetwork ? ['vpc-cni'] : [], networkPolicies: networkPolicies ? ['vpc-cni'] : [] });
    return named.flatMap(([prop, names]) => names.filter((name) => !(name in this.made)).map((name) => ({
      what: `${prop} is given for ${name}`, limit: 'Auto Mode has it built in, and there are no other nodes', fix: 'Leave it out',
    })));
  }

  private make(addonName: string): void {
    const { props } = this;
    const managed = new ManagedAddon(
      this, addonName, { cluster: props.cluster, addonName, version: props.versions?.[addonName], roleOptions: props.roleOptions },
    );
    this.made[addonName] = managed;
    managed.addon.configurationValues = Lazy.uncachedString({
      produce: (context) => {
        const values = deepMerge(neededConfiguration(addonName, props), props.configuration?.[addonName] ?? {});
        return Object.keys(values).length === 0 ? undefined : joined(jsonParts(values, context));
      },
    });
  }
}

// read at the end: nodes made later may need something of an add-on
function neededConfiguration(addonName: string, { cluster, podNetwork, networkPolicies }: CoreAddonsProps): Record<string, unknown> {
  const inventory = Inventory.of(cluster);
  const isOn = (name: AddonSwitch) => (name === 'networkPolicies' ? networkPolicies === true : inventory._uses(name));
  const settings = Object.entries(addonRow(addonName)?.settings ?? {}).filter(([name]) => isOn(name as AddonSwitch)).map(([, values]) => values);
  const ofPods = addonName === 'vpc-cni' ? withoutEmpty(podNetwork?._configuration(cluster) ?? {}) : {};
  return settings.reduce<Record<string, unknown>>((all, values) => deepMerge(all, values), ofPods);
}

const withoutEmpty = (values: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(
  Object.entries(values).filter(([, value]) => Object.keys(value as object).length > 0),
);

function unknownNames(names: readonly string[], given: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Problem[] {
  return Object.entries(given).flatMap(([prop, byName]) => Object.keys(byName).filter((name) => !names.includes(name)).map((name): Problem => ({
    what: `${prop} names the add-on '${name}'`, limit: `this construct makes ${names.join(', ')}`, fix: 'Correct the name, or make it with new ManagedAddon(...)',
  })));
}
