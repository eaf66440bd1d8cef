import { Duration } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as s3_assets from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { WaitOptions } from './wait-options';
import { waitProblems, waitSettings } from './wait-settings';
import { assetProblems, mutuallyExclusive } from '../apply/chart-source';
import { HelmRelease } from '../apply/helm-release';
import { feature, keyOf } from '../catalog/capability.rules';
import { chartRow, isCniPlugin } from '../catalog/catalog.rules';
import { failOn } from '../errors/problems';
import { namespaceProblem } from '../identity/names.rules';
import { WorkloadIdentity } from '../identity/workload-identity';
import { ClusterCapability } from '../model/cluster-capability';
import { ClusterModel } from '../model/cluster-model';
import { checkProps } from '../props/check-props';

/** Properties of a {@link HelmDeployment}. */
export interface HelmDeploymentProps {
  /** The cluster, of this stack or another. */
  readonly cluster: ICluster;
  /**
   * Name of the chart.
   *
   * @default - the name of the uploaded chart
   */
  readonly chartName?: string;
  /**
   * Repository of the chart (`https://…`); for an OCI registry (`oci://…`) the full address of the chart, which may end with a digest
   * (`@sha256:…`).
   *
   * @default - it is uploaded with the app
   */
  readonly chartRepository?: string;
  /**
   * Amazon ECR repository of the chart, instead of `chartRepository`: the function that installs the chart may pull from this repository
   * only. The repository name has to end with the name of the chart. A repository of another account must allow the account of the cluster
   * to pull.
   *
   * @default - the chart comes from `chartRepository`
   */
  readonly chartEcrRepository?: ecr.IRepository;
  /**
   * Version of the chart, for example `1.2.3`. Required for a chart of a repository, unless its address ends with a digest.
   *
   * @default - the version of the uploaded chart or of the digest
   */
  readonly chartVersion?: string;
  /**
   * The chart as a folder or a .tgz file that is uploaded with the app.
   *
   * @default - from the repository
   */
  readonly chartAsset?: s3_assets.Asset;
  /**
   * Name of the release: 1–53 lower-case letters, digits, hyphens or dots. A new name installs a new release before the old one is
   * uninstalled.
   *
   * @default - the id of the construct in lower case
   */
  readonly releaseName?: string;
  /**
   * Namespace of the release. It is created if it does not exist, except in a cluster with a `DeliveryScope`.
   *
   * @default 'default'
   */
  readonly namespace?: string;
  /**
   * Values for the chart. They may contain CDK tokens, but not secrets.
   *
   * @default - those of the chart
   */
  readonly values?: { [key: string]: any };
  /**
   * Identity of the pods of the release: it is installed after the role, its policies and the Pod Identity association. The values give the
   * pods its `serviceAccountName`, and with IRSA its `serviceAccountAnnotations` where the chart creates the ServiceAccount.
   *
   * @default - the identities of its namespace, and those that its values name
   */
  readonly identity?: WorkloadIdentity;
  /**
   * Conditions that the deployment waits for. It always waits for hooks. Constructs that depend on the release are created when the wait
   * ends: without `rollouts`, an operator may not serve the webhooks of its custom resources yet.
   *
   * @default - rollouts (except of a CNI plugin), Jobs, PersistentVolumeClaims and load balancers, for 15 minutes
   */
  readonly wait?: WaitOptions;
  /**
   * Maximum time for a hook of the chart: at most 13 minutes, because Helm waits for it in one invocation of a Lambda function. A hook that
   * fails or takes longer fails the deployment, and is not started again. Run longer work, for example a migration, in a Job of a
   * `ChartDeployment` that the release depends on.
   *
   * @default - `wait.timeout`, at most 13 minutes
   */
  readonly hookTimeout?: Duration;
  /**
   * Whether a release of the same name that this deployment does not own is taken over with its history, and with it objects and CRDs of
   * other owners that are in the chart. Otherwise the deployment fails and names them.
   *
   * @default false
   */
  readonly adopt?: boolean;
  /**
   * Whether the CRDs in the folder `crds/` of the chart and its dependencies are left alone. Otherwise they are applied before each
   * installation and upgrade, and never deleted.
   *
   * @default false; true in a cluster with a `DeliveryScope`, which cannot contain CRDs
   */
  readonly skipCrds?: boolean;
  /**
   * Capabilities that the chart provides: constructs that use them are created after it and deleted before it. For an operator, the kinds
   * of its custom resources: `ClusterCapability.kind('kyverno.io', 'ClusterPolicy')`.
   *
   * @default - those in the catalogue of this library; objects of kinds that no chart is known to provide come after all charts with
   * unknown contents
   */
  readonly provides?: ClusterCapability[];
}

// its pods run on nodes that are ready when its pods run
const isCni = (chartName: string, { values, provides = [] }: HelmDeploymentProps): boolean =>
  isCniPlugin(chartRow(chartName), values) || provides.some(({ _data }) => keyOf(_data) === keyOf(feature('pod-network')));

/**
 * Any Helm chart in a cluster, with the same waits as a `ChartDeployment`.
 *
 * @example
 * new HelmDeployment(this, 'Podinfo', {
 *   cluster,
 *   chartName: 'podinfo',
 *   chartRepository: 'https://stefanprodan.github.io/podinfo',
 *   chartVersion: '6.9.2',
 *   namespace: 'podinfo',
 * });
 */
export class HelmDeployment extends Construct {
  /** Name of the release. */
  public readonly releaseName: string;

  constructor(scope: Construct, id: string, props: HelmDeploymentProps) {
    checkProps('HelmDeploymentProps', scope, id, props, new.target !== HelmDeployment);
    const {
      cluster,
      chartName,
      chartRepository,
      chartEcrRepository,
      chartVersion,
      chartAsset,
      namespace = 'default',
      values = {},
      identity,
      wait,
      hookTimeout,
      adopt,
      skipCrds,
      provides = [],
    } = props;
    const release = props.releaseName ?? id.toLowerCase();
    const invalid = namespaceProblem('namespace', namespace);
    failOn(scope, id, [
      ...waitProblems(wait),
      ...assetProblems({ chartName, chartRepository, chartEcrRepository, chartVersion }, 'chartAsset', chartAsset !== undefined),
      ...mutuallyExclusive({ chartRepository, chartEcrRepository }),
      ...(invalid ? [invalid] : []),
      ...(identity && !identity._belongsTo(cluster)
        ? [
            {
              finding: `identity is ${identity.node.path}, an identity of another cluster`,
              constraint: `the release is installed in ${cluster.node.path}`,
              remediation: 'Create an identity for this cluster',
            },
          ]
        : []),
      ...((chartAsset ?? (chartName && (chartRepository ?? chartEcrRepository)))
        ? []
        : [
            {
              finding: `${chartName ? 'chartRepository' : 'chartName'} is missing`,
              constraint: 'a chart requires a name and a repository, or an uploaded file',
              remediation: 'Set `chartName` and `chartRepository`, or `chartAsset`',
            },
          ]),
    ]);
    super(scope, id);
    this.releaseName = release;
    const made = new HelmRelease(this, 'Release', {
      cluster,
      chartName: chartName ?? release,
      chartRepository: chartRepository ?? '',
      chartEcrRepository,
      chartEcrRepositoryProp: 'chartEcrRepository',
      chartVersion,
      chartAsset,
      releaseName: release,
      namespace,
      values: () => values,
      timeout: wait?.timeout ?? Duration.minutes(15),
      skippedWaits: waitSettings(isCni(chartName ?? release, props) ? { rollouts: false, ...wait } : wait).skippedWaits,
      hookTimeout,
      adopt,
      skipCrds,
      podLogs: wait?.podLogs,
    });
    this.node.defaultChild = made.node.defaultChild;
    if (identity) {
      const { namespace: place, serviceAccountName } = identity;
      ClusterModel.of(cluster)._orderAfter(made.node.defaultChild as Construct, feature(`identity ${place}/${serviceAccountName}`));
    }
    if (provides.length > 0) ClusterModel.of(cluster).provide(made.node.defaultChild as Construct, ...provides);
  }
}
