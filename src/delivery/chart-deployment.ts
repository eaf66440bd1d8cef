import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { brokenTokens, inOrder, objectsOfChart } from './chart-objects';
import { namespacesFor } from './namespaces';
import { AppliedObjects } from '../cluster/applied-objects';
import { problemText } from '../errors/problems';
import { Inventory } from '../inventory/inventory';
import { ChartSource } from '../inventory/inventory-data';
import { foreignObjects } from '../inventory/owner';
import { oncePerSynthesis } from '../inventory/synthesis-pass';

/** Properties of a {@link ChartDeployment}. */
export interface ChartDeploymentProps {
  /** The cluster, of this stack or another. */
  readonly cluster: ICluster;
  /** The chart, with all charts in it. What is added to it later is deployed as well. */
  readonly chart: Chart;
}

/**
 * A cdk8s chart in a cluster, as one resource of this stack.
 *
 * It is created after, and deleted before, what it requires: the classes, service accounts, controllers and nodes that any part of
 * the cluster provides. CDK tokens of every kind may stand in it. A namespace that it uses and nobody makes comes with it.
 */
export class ChartDeployment extends Construct {
  constructor(scope: Construct, id: string, { cluster, chart }: ChartDeploymentProps) {
    super(scope, id);
    const { _data } = Inventory.of(cluster);
    const source: ChartSource = { construct: this, objects: () => oncePerSynthesis(this, `chart ${this.node.path}`, () => objectsOfChart(chart)) };
    _data.charts.push(source);
    const objects = () => oncePerSynthesis(this, `objects ${this.node.path}`, () => inOrder([...namespacesFor(source, _data), ...source.objects()]));
    const applied = new AppliedObjects(this, 'Objects', { cluster, objects });
    this.node.defaultChild = applied.node.defaultChild;
    this.node.addValidation({ validate: () => this.problems(source.objects(), chart, cluster) });
  }

  private problems(objects: unknown[], chart: Chart, cluster: ICluster): string[] {
    const problems = objects.flatMap((object) => brokenTokens(object, nameOf(object)));
    if (objects.length === 0) problems.push({ what: 'chart has no objects', limit: 'a deployment applies one object at the least', fix: 'Add a workload to the chart, or remove the deployment' });
    for (const { object, owner } of foreignObjects(chart, cluster)) {
      problems.push({ what: `${object.node.path} was made for ${owner.node.path}`, limit: `the chart is deployed to ${cluster.node.path}, where it names what is not there`, fix: 'Make one for this cluster' });
    }
    return problems.map(problemText);
  }
}

function nameOf(object: unknown): string {
  const { kind, metadata } = object as { kind?: string; metadata?: { name?: string } };
  return `${kind}/${metadata?.name}`;
}
