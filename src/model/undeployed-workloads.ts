import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';

const USED = Symbol.for('cdk-eks-strata.used');
type Used = IConstruct & { [USED]?: true };

/** The workloads that were created after the first construct of an app: a chart has no other relation to an app of the CDK. */
const WORKLOADS = new WeakMap<IConstruct, IConstruct[]>();
let lastRoot: WeakRef<IConstruct> | undefined;

/** Says that constructs of this library are created in an app. */
export function noteApp({ node: { root } }: IConstruct): void {
  if (lastRoot?.deref() !== root) lastRoot = new WeakRef(root);
}

/** Says that a workload was created in a chart. */
export function noteWorkload(workload: IConstruct): void {
  const root = lastRoot?.deref();
  if (root === undefined) return;
  const known = WORKLOADS.get(root);
  if (known === undefined) WORKLOADS.set(root, [workload]);
  else known.push(workload);
}

/** Says that a chart is deployed, or that an object of a chart was rendered. */
export function noteUse(construct: IConstruct): void {
  Object.defineProperty(construct, USED, { value: true, configurable: true });
}

/** The workloads of the charts of an app. */
export const workloadsOf = ({ node: { root } }: IConstruct): readonly IConstruct[] => WORKLOADS.get(root) ?? [];

/**
 * The charts of an app that are neither deployed nor rendered as YAML, so far: each with its workloads, like `WebService web`.
 *
 * @param isApplied whether a manifest of another construct has the workload
 */
export function undeployedCharts(
  scope: IConstruct,
  isApplied: (workload: IConstruct) => boolean = () => false,
): { readonly chart: string; readonly workloads: readonly string[] }[] {
  const charts = new Map<string, string[]>();
  for (const workload of workloadsOf(scope)) {
    const isUsed = [...workload.node.scopes, ...workload.node.children].some((each) => (each as Used)[USED]);
    // a workload whose constructor failed has no objects
    if (isUsed || workload.node.children.length === 0 || isApplied(workload)) continue;
    const chart = Chart.of(workload).node.path;
    const description = `${workload.constructor.name} ${workload.node.id}`;
    charts.set(chart, [...(charts.get(chart) ?? []), description]);
  }
  return [...charts].map(([chart, workloads]) => ({ chart, workloads }));
}
