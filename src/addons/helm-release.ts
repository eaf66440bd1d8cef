import { CustomResource, Duration } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { kubectlFor } from '../cluster/kubectl-handler';
import { tokenJson } from '../cluster/token-json';
import { failOn, Problem } from '../errors/problems';
import { Inventory } from '../inventory/inventory';

/** Properties of a {@link HelmRelease}. */
export interface HelmReleaseProps {
  readonly cluster: eks.ICluster;
  readonly chart: string;
  readonly repository: string;
  readonly version: string;
  /** name of the release: it can never change, because CDK's handler leaves the old one behind. */
  readonly release: string;
  readonly namespace: string;
  readonly values: () => Record<string, unknown>;
  /** how long pods may take to become ready: at most 14 minutes. @default Duration.minutes(10) */
  readonly timeout?: Duration;
}

/** Helm waits inside of one Lambda run of 15 minutes: a release must give up before, or stays locked. */
const LONGEST_WAIT = Duration.minutes(14);

/** A Helm chart that is ready when its resource is: it waits for its pods and undoes what fails. */
export class HelmRelease extends Construct {
  constructor(scope: Construct, id: string, props: HelmReleaseProps) {
    const { cluster, chart, repository, version, release, namespace, timeout = Duration.minutes(10) } = props;
    failOn(scope, id, problemsOf(release, timeout));
    super(scope, id);
    const { serviceToken } = kubectlFor(this, cluster);
    const resource = new CustomResource(this, 'Resource', {
      serviceToken,
      resourceType: eks.HelmChart.RESOURCE_TYPE,
      properties: {
        ClusterName: cluster.clusterName,
        Release: release,
        Chart: chart,
        Version: version,
        Repository: repository,
        Namespace: namespace,
        Values: tokenJson(props.values),
        Wait: true,
        Atomic: true,
        Timeout: `${timeout.toSeconds()}s`,
      },
    });
    this.node.defaultChild = resource.node.defaultChild;
    // what it provides and requires is read from the resource
    Inventory.of(cluster);
  }
}

function problemsOf(release: string, timeout: Duration): Problem[] {
  const problems: Problem[] = [];
  if (!/^[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?$/.test(release)) {
    problems.push({ what: `release is '${release}'`, limit: 'it has 1–53 lower-case letters, digits or hyphens', fix: 'Shorten it', source: 'https://helm.sh/docs/chart_template_guide/getting_started/' });
  }
  if (!timeout.isUnresolved() && timeout.toSeconds() > LONGEST_WAIT.toSeconds()) {
    problems.push({ what: `timeout is ${timeout.toHumanString()}`, limit: `the function that waits ends after 15 minutes, so a release may take ${LONGEST_WAIT.toHumanString()}`, fix: 'Use a shorter timeout', source: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html' });
  }
  return problems;
}
