import { IResolvable, Reference, ResolutionTypeHint, Token, Tokenization } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { ApiObject, App, Chart, DependencyGraph, IResolver, ResolutionContext } from 'cdk8s';
import { TypedToken } from '../apply/token-json';
import { Problem } from '../errors/problems';
import { choiceOf } from '../ingress/cluster-choice';
import { CLUSTER_SCOPED } from '../kubernetes/kinds.data';
import { expandLists, groupKindOf, KubernetesObject, podSpecOf, stringAt } from '../kubernetes/kubernetes-object.rules';
import { problemsOfChart, serviceAccountProblems } from '../model/chart-problems';
import { DroppedField } from '../model/dropped-fields.rules';
import { droppedFieldsOf } from '../model/typed-objects';

/** Retains CDK tokens as strings while cdk8s renders: it would write an object like `Fn.getAtt(...)` as literal JSON. */
class TokensAsText implements IResolver {
  resolve(context: ResolutionContext): void {
    const { value } = context;
    if (typeof value === 'object' && !Array.isArray(value) && Tokenization.isResolvable(value)) {
      context.replaceValue(asEncoded(value));
    }
  }
}

function asEncoded(value: IResolvable): unknown {
  if (value.typeHint === ResolutionTypeHint.NUMBER) return Token.asNumber(value);
  if (value.typeHint === ResolutionTypeHint.STRING_LIST) return Token.asList(value);
  // what is not a reference may be a value of any type: a condition, or a lazy object
  return Reference.isReference(value) ? Token.asString(value) : new TypedToken(value).toString();
}

/** Renders values that depend on the cluster to which a chart is deployed. */
class ChoicesOfCluster implements IResolver {
  constructor(private readonly cluster: ICluster) {}

  resolve(context: ResolutionContext): void {
    const choice = choiceOf(context.value);
    if (choice) context.replaceValue(choice(this.cluster));
  }
}

/** What a chart contains when it is rendered, or why it cannot be. */
export interface RenderedChart {
  /** lists expanded, CDK tokens retained; also values that are not Kubernetes objects. Empty if there are problems. */
  readonly contents: readonly unknown[];
  readonly problems: readonly Problem[];
}

/**
 * Renders a chart and the charts in it. Errors of cdk8s are problems of the chart, all of them together: CDK would report the first one as
 * the error of a token.
 *
 * @param cluster to which it is deployed; without a cluster, values that depend on it are omitted
 */
export function renderChart(chart: Chart, cluster?: ICluster): RenderedChart {
  return withResolvers(chart, cluster, () => {
    // cdk8s would render these workloads without the service account
    const hasIdentities = chart.node.findAll().some((each) => serviceAccountProblems(each).length > 0);
    if (hasIdentities) {
      return { contents: [], problems: problemsOfChart(chart) };
    }
    try {
      const objects = rendered(chart.node.findAll().filter(Chart.isChart));
      return { contents: objects.flatMap(expandLists).map(withoutForeignNamespace), problems: [] };
    } catch (error) {
      const problems = problemsOfChart(chart);
      if (problems.length === 0) throw error;
      return { contents: [], problems };
    }
  });
}

/** Fields of the objects of a chart that are not in its manifest. */
export const droppedFieldsOfChart = (chart: Chart, cluster: ICluster): DroppedField[] =>
  withResolvers(chart, cluster, () => chart.node.findAll().filter(ApiObject.isApiObject).flatMap(droppedFieldsOf));

function withResolvers<T>(chart: Chart, cluster: ICluster | undefined, render: () => T): T {
  const { resolvers } = App.of(chart);
  const ours: IResolver[] = [...(cluster ? [new ChoicesOfCluster(cluster)] : []), new TokensAsText()];
  resolvers.unshift(...ours);
  try {
    return render();
  } finally {
    resolvers.splice(resolvers.indexOf(ours[0]), ours.length);
  }
}

/**
 * The objects of charts of one app, as `Chart.toJson()` renders them. That resolves the dependencies of the whole app and validates it for
 * each chart (cdk8s: lib/app.ts, _synthChart), which is quadratic in the number of charts: here it does so once. It validates charts that
 * are not among these, too: their problems are those of their own deployments.
 */
function rendered(charts: Chart[]): unknown[] {
  const objectsOf = (chart: Chart) =>
    new DependencyGraph(chart.node)
      .topology()
      .filter(ApiObject.isApiObject)
      .filter((object) => Chart.of(object) === chart)
      .map((object) => object.toJson());
  const [first, ...others] = charts;
  try {
    return [...first.toJson(), ...others.flatMap(objectsOf)];
  } catch (error) {
    if (problemsOfChart(first).length > 0) throw error;
    return charts.flatMap(objectsOf);
  }
}

// cdk8s adds the namespace of a chart to all objects, also to cluster-scoped ones
function withoutForeignNamespace(content: unknown): unknown {
  if (!isObject(content) || content.metadata?.namespace === undefined || !CLUSTER_SCOPED.has(groupKindOf(content))) return content;
  const { namespace: _, ...metadata } = content.metadata;
  return { ...content, metadata };
}

/** Whether a value has the fields of a Kubernetes object that are read here. */
export const isObject = (content: unknown): content is KubernetesObject =>
  stringAt(content, 'kind') !== undefined && stringAt(content, 'apiVersion') !== undefined;

/**
 * Objects with pods are last, because objects that are injected into new pods must exist before. Otherwise the order of the chart is
 * retained.
 */
export function inOrder(objects: readonly unknown[]): unknown[] {
  const rank = (object: unknown): number => {
    if (FIRST.has(groupKindOf(object as KubernetesObject))) return 0;
    return podSpecOf(object as KubernetesObject) === undefined ? 1 : 2;
  };
  return [0, 1, 2].flatMap((wanted) => objects.filter((object) => rank(object) === wanted));
}

/** Kinds that other objects depend on: CRDs and namespaces. */
export const FIRST: ReadonlySet<string> = new Set(['/Namespace', 'apiextensions.k8s.io/CustomResourceDefinition']);
