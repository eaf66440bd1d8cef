import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Validations } from 'aws-cdk-lib';
import { CfnCluster, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as s3_assets from 'aws-cdk-lib/aws-s3-assets';
import { Construct, IConstruct } from 'constructs';
import { GATEWAY_KINDS } from './gateway.data';
import { HelmRelease } from '../../apply/helm-release';
import { Problem } from '../../errors/problems';
import { ClusterModel } from '../../model/cluster-model';
import { isAutoMode } from '../../nodes/auto-mode/auto-mode';
import { checkOptions } from '../../props/check-props';

/** A Helm chart with the Gateway API CRDs. */
export interface GatewayCrdsChartOptions {
  /** Repository of the chart; for an OCI registry (`oci://`) the full address of the chart. */
  readonly chartRepository: string;
  /** Name of the chart. */
  readonly chartName: string;
  /** Version of the chart. */
  readonly chartVersion: string;
  /**
   * Values for the chart.
   *
   * @default - none
   */
  readonly values?: { [key: string]: any };
}

const PROJECT = 'https://gateway-api.sigs.k8s.io/guides/getting-started/introduction/';

/**
 * Source of the Gateway API CRDs. The project publishes them as a YAML file, not as a chart; use version 1.6 with the load balancer
 * controller 3.5.
 *
 * @see https://gateway-api.sigs.k8s.io/guides/getting-started/introduction/
 */
export abstract class GatewayCrds {
  /**
   * From a copy of the file `standard-install.yaml` of the project. Helm installs CRDs that do not exist, and never changes them later.
   *
   * @param file path of the file
   */
  static fromFile(file: string): GatewayCrds {
    return new FromFile(file);
  }

  /** From a chart of a third party. Deleting it deletes the CRDs, and every Gateway with them, unless the chart retains them. */
  static fromChart(options: GatewayCrdsChartOptions): GatewayCrds {
    checkOptions('GatewayCrdsChartOptions', 'GatewayCrds.fromChart', options);
    return new FromChart(options);
  }

  /** From EKS, which installs and upgrades them. Auto Mode only. */
  static managedByEks(): GatewayCrds {
    return new ManagedByEks();
  }

  /** Declares that the CRDs exist in the cluster. */
  static declareExternal(reason: string): GatewayCrds {
    return new Existing(reason);
  }

  /** @internal */
  public abstract _problems(cluster: ICluster): Problem[];
  /** The construct that installs the CRDs; undefined if this app does not install them. @internal */
  public abstract _install(scope: Construct, cluster: ICluster): IConstruct | undefined;
}

class FromFile extends GatewayCrds {
  constructor(private readonly file: string) {
    super();
  }

  public _problems(): Problem[] {
    if (!fs.existsSync(this.file) || !fs.statSync(this.file).isFile()) {
      return [
        {
          finding: `file of crds is '${this.file}'`,
          constraint: 'the file does not exist',
          remediation: 'Download standard-install.yaml of a Gateway API release, and pass its path to GatewayCrds.fromFile()',
          source: PROJECT,
        },
      ];
    }
    return /kind: CustomResourceDefinition/.test(fs.readFileSync(this.file, 'utf8'))
      ? []
      : [
          {
            finding: `file of crds is '${this.file}'`,
            constraint: 'the file has no CustomResourceDefinition',
            remediation: 'Use standard-install.yaml of a Gateway API release',
            source: PROJECT,
          },
        ];
  }

  public _install(scope: Construct, cluster: ICluster): IConstruct {
    // the file is wrapped in a chart, because Helm never deletes the CRDs of a chart
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gateway-api-'));
    fs.mkdirSync(path.join(folder, 'crds'));
    fs.writeFileSync(path.join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: gateway-api-crds\nversion: 1.0.0\n');
    fs.copyFileSync(this.file, path.join(folder, 'crds', 'standard-install.yaml'));
    const chartAsset = new s3_assets.Asset(scope, 'CrdsChart', { path: folder });
    return release(scope, { cluster, chartName: CHART, chartRepository: '', chartVersion: '', chartAsset });
  }
}

class FromChart extends GatewayCrds {
  constructor(private readonly options: GatewayCrdsChartOptions) {
    super();
  }

  public _problems(): Problem[] {
    return [];
  }

  public _install(scope: Construct, cluster: ICluster): IConstruct {
    const { values = {}, ...chart } = this.options;
    return release(scope, { cluster, ...chart, values });
  }
}

class ManagedByEks extends GatewayCrds {
  public _problems(cluster: ICluster): Problem[] {
    if (cluster.node.defaultChild === undefined) {
      return [
        {
          finding: 'crds is GatewayCrds.managedByEks()',
          constraint: 'the cluster is imported, and this app cannot change its settings',
          remediation: 'Use GatewayCrds.declareExternal()',
        },
      ];
    }
    return isAutoMode(cluster)
      ? []
      : [
          {
            finding: 'crds is GatewayCrds.managedByEks()',
            constraint: 'EKS manages the Gateway API CRDs in Auto Mode only',
            remediation: 'Use GatewayCrds.fromFile()',
            source: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-networking.html',
          },
        ];
  }

  public _install(_scope: Construct, cluster: ICluster): IConstruct {
    const resource = cluster.node.defaultChild as CfnCluster;
    resource.addPropertyOverride('KubernetesNetworkConfig.ElasticLoadBalancing.GatewayApi.Crds.Managed', true);
    Validations.of(resource).acknowledge({
      id: 'CloudFormation-Validate::F3002',
      reason: 'the schema of the validation is older than GatewayApi',
    });
    return resource;
  }
}

class Existing extends GatewayCrds {
  constructor(private readonly reason: string) {
    super();
  }

  public _problems(): Problem[] {
    return [];
  }

  public _install(_scope: Construct, cluster: ICluster): undefined {
    for (const thing of GATEWAY_KINDS) ClusterModel.of(cluster)._external(thing, this.reason);
  }
}

const CHART = 'gateway-api-crds';

interface Release {
  readonly cluster: ICluster;
  readonly chartName: string;
  readonly chartRepository: string;
  readonly chartVersion: string;
  readonly chartAsset?: s3_assets.Asset;
  readonly values?: Record<string, unknown>;
}

function release(scope: Construct, { values = {}, ...chartName }: Release): IConstruct {
  const made = new HelmRelease(scope, 'Crds', { ...chartName, releaseName: CHART, namespace: 'kube-system', values: () => values });
  return made.node.defaultChild!;
}
