import { Annotations, CfnResource, Duration, Lazy, Stack } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3_assets from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { ApplyHandler, applyHandlerFor, serviceTimeoutOf } from './apply-handler';
import { ecrArnOf, ecrProblems, isUnknownRegistry } from './chart-source';
import { releaseNameProblems, repositoryProblems, versionProblems } from './chart-source.rules';
import { releaseProblems } from './delivery-scope.rules';
import { ApplyOptions, deploymentNameOf, applyProperties } from './kubernetes-objects';
import { limitedDeliveryOf } from './limited-delivery';
import { ReleaseValues } from './release-values';
import { acknowledgeWildcards } from '../cluster/nag-acknowledgements';
import { failOn, Problem } from '../errors/problems';
import { BUILT_IN_NAMESPACES } from '../kubernetes/kinds.data';
import { setChartName } from '../model/cluster-match';
import { ClusterModel } from '../model/cluster-model';
import { setValuesParts } from '../model/cluster-scan';
import { HELM_RELEASE_RESOURCE } from '../model/custom-resource-types.data';

/** Properties of a {@link HelmRelease}. */
export interface HelmReleaseProps extends Pick<ApplyOptions, 'skippedWaits' | 'podLogs'> {
  readonly cluster: eks.ICluster;
  readonly chartName: string;
  /** ignored if `chartEcrRepository` is given. */
  readonly chartRepository: string;
  /** an ECR repository: the function may pull from this repository only. */
  readonly chartEcrRepository?: ecr.IRepository;
  /** the prop of `chartEcrRepository`, for messages. @default 'chartEcrRepository' */
  readonly chartEcrRepositoryProp?: string;
  /** required unless the chart is uploaded, or the repository ends with a digest. */
  readonly chartVersion?: string;
  /** the chart as a folder that is uploaded with the app, instead of the repository. */
  readonly chartAsset?: s3_assets.Asset;
  /** name of the release: a change installs a new release before the old one is uninstalled. */
  readonly releaseName: string;
  readonly namespace: string;
  /** its row in the table of charts, if it differs from the name of the chart. */
  readonly chartContentsKey?: string;
  readonly values: () => Record<string, unknown>;
  /** maximum time for hooks and pods together: at most 55 minutes. @default Duration.minutes(15) */
  readonly timeout?: Duration;
  /** maximum time for a hook: at most 13 minutes. @default - `timeout`, at most 13 minutes */
  readonly hookTimeout?: Duration;
  /** takes a release of the same name, and objects of other owners, over. @default false */
  readonly adopt?: boolean;
  /** neither applies nor updates the CRDs in `crds/`. @default false */
  readonly skipCrds?: boolean;
}

const UNKNOWN_REGISTRY =
  'the registry of the chart is not known before deployment, so the function that installs the chart gets no permission to pull from ' +
  'Amazon ECR: if the chart is in an ECR repository, set chartEcrRepository ' +
  '(https://docs.aws.amazon.com/AmazonECR/latest/userguide/push-oci-artifact.html)';

/** Source: CloudFormation waits for an hour. */
const LONGEST_WAIT = Duration.minutes(55);
/** Helm waits for a hook in one run of the function, which ends after 15 minutes. */
const LONGEST_HOOK = Duration.minutes(13);

/** A Helm release: the deployment waits for its pods, and rolls back a release that fails. */
export class HelmRelease extends Construct {
  constructor(scope: Construct, id: string, props: HelmReleaseProps) {
    const { cluster, chartName, chartEcrRepository, chartVersion, releaseName, namespace, timeout = Duration.minutes(15) } = props;
    const repository = chartEcrRepository ? `oci://${chartEcrRepository.repositoryUri}` : props.chartRepository;
    const problems = chartEcrRepository
      ? ecrProblems(chartName, chartEcrRepository, props.chartEcrRepositoryProp)
      : repositoryProblems(chartName, repository);
    const remote = [...problems, ...versionProblems(chartVersion, repository)];
    const limits = limitedDeliveryOf(cluster)?.namespaces;
    failOn(scope, id, [
      ...problemsOf(releaseName, timeout, props.hookTimeout),
      ...(props.chartAsset ? [] : remote),
      ...(limits ? releaseProblems(namespace, limits, cluster.node.path) : []),
    ]);
    super(scope, id);
    if (!props.chartAsset && isUnknownRegistry(repository)) Annotations.of(this).addWarningV2('strata:chart-registry', UNKNOWN_REGISTRY);
    const handler = applyHandlerFor(this, cluster);
    const values = new ReleaseValues(Stack.of(this), props.values);
    allowChart(handler, props, repository);
    const resource: CfnResource = new CfnResource(this, 'Resource', {
      type: HELM_RELEASE_RESOURCE,
      properties: {
        ...handler.properties,
        Deployment: Lazy.string({ produce: () => deploymentNameOf(resource) }),
        Release: releaseName,
        ...(props.chartAsset
          ? { ChartFile: { Bucket: props.chartAsset.s3BucketName, Key: props.chartAsset.s3ObjectKey } }
          : { Chart: chartName, Version: chartVersion, Repository: repository }),
        Namespace: namespace,
        ...(limits || BUILT_IN_NAMESPACES.has(namespace) ? {} : { CreateNamespace: true }),
        ...values.properties,
        ...applyProperties({ skippedWaits: props.skippedWaits, podLogs: props.podLogs, timeoutSeconds: timeout.toSeconds() }),
        ...(props.adopt ? { TakeOver: true } : {}),
        ...(props.hookTimeout ? { HookSeconds: props.hookTimeout.toSeconds() } : {}),
        // CRDs are cluster-scoped
        ...(props.skipCrds || limits ? { SkipCrds: true } : {}),
        ServiceTimeout: serviceTimeoutOf(timeout.toSeconds()),
      },
    });
    handler.addDependent(resource);
    handler.addFile(values.manifest);
    setValuesParts(resource, () => values.manifest.resolvedParts());
    this.node.defaultChild = resource;
    setChartName(resource, props.chartContentsKey ?? chartName);
    // what else it provides and requires is read from the resource
    ClusterModel.of(cluster);
  }
}

// a chart in private ECR is pulled with a login, any other without, and an asset is read from its bucket
function allowChart(handler: ApplyHandler, { chartAsset, chartEcrRepository }: HelmReleaseProps, repository: string): void {
  if (chartAsset) {
    handler.addToPolicy(
      new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [chartAsset.bucket.arnForObjects(chartAsset.s3ObjectKey)] }),
    );
    return;
  }
  const arn = chartEcrRepository?.repositoryArn ?? ecrArnOf(handler, repository);
  if (arn === undefined) return;
  handler.addToPolicy(
    new iam.PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }),
    new iam.PolicyStatement({
      actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'],
      resources: [arn],
    }),
  );
  acknowledgeWildcards(handler, ['*'], 'a login to a registry of ECR has no resource');
  handler.requireAwsApis('ecr.api', 'ecr.dkr');
}

function problemsOf(release: string, timeout: Duration, hookTimeout?: Duration): Problem[] {
  const problems: Problem[] = releaseNameProblems(release);
  if (!timeout.isUnresolved() && timeout.toSeconds() > LONGEST_WAIT.toSeconds()) {
    problems.push({
      finding: `timeout is ${timeout.toHumanString()}`,
      constraint: `must be at most ${LONGEST_WAIT.toHumanString()}, because CloudFormation waits for a custom resource for an hour`,
      remediation: 'Decrease `timeout`',
      source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudformation-customresource.html',
    });
  }
  if (hookTimeout && !hookTimeout.isUnresolved() && hookTimeout.toSeconds() > LONGEST_HOOK.toSeconds()) {
    problems.push({
      finding: `hookTimeout is ${hookTimeout.toHumanString()}`,
      constraint: `must be at most ${LONGEST_HOOK.toHumanString()}, because Helm waits for a hook in one invocation of a Lambda function`,
      remediation: 'Decrease `hookTimeout`, or run the work of the hook in a Job of a ChartDeployment that the release depends on',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
    });
  }
  return problems;
}
