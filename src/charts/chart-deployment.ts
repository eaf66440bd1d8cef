import { createHash } from 'crypto';
import { Annotations, Aspects, CfnResource, Token } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Adoption } from './adoption';
import { adoptionProblems } from './adoption.rules';
import { droppedFieldsOfChart, FIRST, inOrder, isObject, renderChart, RenderedChart } from './chart-objects';
import { Conflicts } from './conflicts';
import { namesOfAdded, namespacesFor } from './namespaces';
import { formProblems, sizeProblems } from './object-form.rules';
import { shardsOf } from './shards.rules';
import { WaitOptions } from './wait-options';
import { waitProblems, waitSettings } from './wait-settings';
import { KubernetesObjects, ApplyOptions } from '../apply/kubernetes-objects';
import { failOn, Problem, problemText } from '../errors/problems';
import { groupKindOf, groupOf, KubernetesObject, namespaceOf, objectKeyOf, podSpecOf } from '../kubernetes/kubernetes-object.rules';
import { defaultLevelOf, isOfWorkload, notesIn, warningsIn } from '../model/chart-marks';
import { objectsOfOtherClusters } from '../model/cluster-binding';
import { ClusterModel } from '../model/cluster-model';
import { DeployedChart } from '../model/cluster-model-data';
import { DroppedField } from '../model/dropped-fields.rules';
import { oncePerSynthesis } from '../model/synthesis-pass';
import { noteUse } from '../model/undeployed-workloads';
import { misplacedChart, checkProps } from '../props/check-props';

/** Properties of a {@link ChartDeployment}. */
export interface ChartDeploymentProps {
  /** The cluster, of this stack or another. */
  readonly cluster: ICluster;
  /** The chart, with all charts in it. Objects that are added to it later are deployed as well. */
  readonly chart: Chart;
  /**
   * Conditions that the deployment waits for.
   *
   * @default - rollouts, Jobs, PersistentVolumeClaims and load balancers, for 30 minutes
   */
  readonly wait?: WaitOptions;
  /**
   * Existing objects, of no owner or of another stack, that this deployment takes over. Namespaces and objects that EKS creates are
   * applied without adoption, and retained when the deployment is deleted.
   *
   * @default - the deployment fails where an object exists that it did not apply, and names it
   */
  readonly adopt?: Adoption;
  /**
   * What happens to fields that another field manager has changed.
   *
   * @default Conflicts.FORCE
   */
  readonly conflicts?: Conflicts;
  /**
   * Whether PersistentVolumeClaims are deleted, with their data, when they are removed from the chart or the deployment is deleted.
   *
   * @default false
   */
  readonly deletePersistentVolumeClaims?: boolean;
  /**
   * Whether namespaces of the chart are deleted with all objects in them when they are removed from the chart or the deployment is
   * deleted. A namespace with PersistentVolumeClaims of other owners is retained, and the deletion fails.
   *
   * @default false: a namespace that the deployment created is deleted if it is empty, and retained otherwise
   */
  readonly deleteNamespaces?: boolean;
}

/** Number of objects that one run of the function can apply. */
const MOST_OBJECTS = 2000;

/**
 * A cdk8s chart that is applied to a cluster.
 *
 * It is created after, and deleted before, the constructs that it depends on: StorageClasses, IngressClasses, service accounts, controllers
 * and nodes of the cluster. The chart may contain CDK tokens of every kind. Namespaces that it uses and that nothing creates are created
 * with it, except in a cluster with a `DeliveryScope`. The deployment is complete when its pods are ready.
 *
 * It is one resource of the stack, whatever the size of its manifest; above 2,000 objects there are several.
 *
 * @example
 * const tools = new cdk8s.Chart(new cdk8s.App(), 'tools', { namespace: 'tools' });
 * new WebService(tools, 'web', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29' });
 *
 * new ChartDeployment(this, 'Tools', { cluster, chart: tools, wait: { timeout: cdk.Duration.minutes(20) } });
 */
export class ChartDeployment extends Construct {
  private readonly source: DeployedChart;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ChartDeploymentProps,
  ) {
    checkProps('ChartDeploymentProps', scope, id, props, new.target !== ChartDeployment);
    failOn(scope, id, [...misplacedChart(props.chart), ...waitProblems(props.wait)]);
    super(scope, id);
    const { cluster, chart } = props;
    this.source = {
      construct: this,
      objects: () => this.contents().filter(isObject),
      ofWorkloads: () => keysOfWorkloads(chart),
      defaultLevels: () => this.defaultLevels(),
      droppedFields: () => this.droppedFields(),
    };
    noteUse(chart);
    ClusterModel.of(cluster)._deploy(this.source);
    const applied = new KubernetesObjects(this, 'Objects', { cluster, objects: () => this.shard(''), ...this.options() });
    this.node.defaultChild = applied.node.defaultChild;
    this.node.addValidation({ validate: () => this.problems() });
    // the number of objects is known when all of them have been added
    Aspects.of(this).add({
      visit: (node) => {
        if (node !== this) return;
        if (isLarge(chart)) this.makeShards(applied);
        notesIn(chart).forEach((note) => Annotations.of(this).addInfo(note));
        warningsIn(chart).forEach(({ id: warning, text }) => Annotations.of(this).addWarningV2(warning, text));
      },
    });
  }

  private contents(): readonly unknown[] {
    return this.rendered().contents;
  }

  // no rule reads the objects of a chart that cannot be rendered
  private droppedFields(): DroppedField[] {
    failOn(this, '', [...this.rendered().problems]);
    return droppedFieldsOfChart(this.props.chart, this.props.cluster);
  }

  private rendered(): RenderedChart {
    return oncePerSynthesis(this, `contents ${this.node.path}`, () => renderChart(this.props.chart, this.props.cluster));
  }

  /** The constructs that set the Pod Security level of a namespace, where the user does not, by its name. */
  private defaultLevels(): Map<string, string> {
    const { _data } = ClusterModel.of(this.props.cluster);
    const added = namesOfAdded(this.source, _data).map((name) => [name, `ChartDeployment ${this.node.path}`] as const);
    const chosen = this.props.chart.node.findAll().flatMap((each) => {
      const name = defaultLevelOf(each);
      return name === undefined ? [] : [[name, `AppNamespace ${each.node.path}`] as const];
    });
    return new Map([...added, ...chosen]);
  }

  private options(): ApplyOptions {
    const { wait, adopt, conflicts, deletePersistentVolumeClaims, deleteNamespaces } = this.props;
    const refuseConflicts = conflicts === Conflicts.REFUSE;
    return { ...waitSettings(wait), adopt: adopt?._objects, refuseConflicts, deletePersistentVolumeClaims, deleteNamespaces };
  }

  // namespaces and CRDs first, then objects without pods, then objects with pods: each layer in separate shards
  private makeShards(first: KubernetesObjects): void {
    const shardsIn = (layer: string) => [...this.shards().keys()].filter((id) => id.startsWith(layer)).map((id) => this.madeShard(id));
    const layers = [[first], shardsIn('Parts'), shardsIn('Pods')];
    layers.slice(1).forEach((layer, index) =>
      layer.forEach((shard) =>
        layers[index].forEach((before) => {
          (shard.node.defaultChild as CfnResource).addResourceDependency(before.node.defaultChild as CfnResource);
        }),
      ),
    );
  }

  private madeShard(id: string): KubernetesObjects {
    const existing = this.node.tryFindChild(id) as KubernetesObjects | undefined;
    return existing ?? new KubernetesObjects(this, id, { cluster: this.props.cluster, objects: () => this.shard(id), ...this.options() });
  }

  private shard(id: string): unknown[] {
    return this.shards().get(id) ?? [];
  }

  private shards(): Map<string, unknown[]> {
    return oncePerSynthesis(this, `shards ${this.node.path}`, () => {
      const all = inOrder([
        ...namespacesFor(this.source, ClusterModel.of(this.props.cluster)._data),
        ...this.source.objects(),
      ]) as KubernetesObject[];
      if (!isLarge(this.props.chart)) return new Map<string, unknown[]>([['', all]]);
      const isFirst = (object: KubernetesObject) => FIRST.has(groupKindOf(object));
      const rest = all.filter((object) => !isFirst(object));
      const layer = (name: string, objects: KubernetesObject[]) =>
        [...shardsOf(objects, identityHash, MOST_OBJECTS)].map(([bits, each]) => [`${name}${bits}`, each] as const);
      return new Map<string, unknown[]>([
        ['', all.filter(isFirst)],
        ...layer(
          'Parts',
          rest.filter((object) => podSpecOf(object) === undefined),
        ),
        ...layer(
          'Pods',
          rest.filter((object) => podSpecOf(object) !== undefined),
        ),
      ]);
    });
  }

  private problems(): string[] {
    const { cluster, chart } = this.props;
    const { contents, problems: ofChart } = this.rendered();
    if (ofChart.length > 0) return ofChart.map(problemText);
    const problems: Problem[] = [
      ...formProblems(contents),
      ...adoptionProblems(this.props.adopt?._objects ?? [], [...this.shards().values()].flat() as KubernetesObject[]),
      ...contents.filter(isObject).flatMap((object) => sizeProblems(object, sizeOf(object))),
    ];
    if (contents.length === 0) {
      problems.push({
        finding: 'chart has no objects',
        constraint: 'a ChartDeployment must have at least one object',
        remediation: 'Add a workload to the chart, or remove the ChartDeployment',
      });
    }
    for (const { object, owner } of objectsOfOtherClusters(chart, cluster)) {
      problems.push({
        finding: `${object.node.path} was created for cluster ${owner.node.path}`,
        constraint: `the chart is deployed to ${cluster.node.path}, where the objects that it refers to do not exist`,
        remediation: 'Create one for this cluster',
      });
    }
    return problems.map(problemText);
  }
}

const isLarge = (chart: Chart): boolean => chart.node.findAll().filter(ApiObject.isApiObject).length > MOST_OBJECTS;

function keysOfWorkloads(chart: Chart): Set<string> {
  const objects = chart.node.findAll().filter((each) => ApiObject.isApiObject(each) && isOfWorkload(each)) as ApiObject[];
  return new Set(
    objects.map(({ apiVersion, kind, name, metadata }) =>
      objectKeyOf({ apiVersion, kind, metadata: { name, ...(metadata.namespace ? { namespace: metadata.namespace } : {}) } }),
    ),
  );
}

// cheap, because most objects are far below the limits
const sizeOf = (object: KubernetesObject): number => Buffer.byteLength(JSON.stringify(object));

// a name that CloudFormation fills in is not known yet
function identityHash(object: KubernetesObject): string {
  const identity = [groupOf(object.apiVersion), object.kind, namespaceOf(object), object.metadata?.name].filter(
    (text) => !Token.isUnresolved(text),
  );
  return createHash('sha256').update(identity.join(' ')).digest('hex');
}
