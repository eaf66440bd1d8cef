import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { problemsOfChart } from './chart-problems';
import { DroppedField } from './dropped-fields.rules';
import { droppedFieldsOf, pathInChart } from './typed-objects';

const CHART = Symbol.for('cdk-eks-strata.rendered-chart');

interface RenderedOnce {
  readonly chart: Chart;
  readonly objects: ReadonlySet<ApiObject>;
}
type Holder = IConstruct & { readonly [CHART]?: RenderedOnce };

const objectsIn = (chart: Chart): ApiObject[] => chart.node.findAll().filter(ApiObject.isApiObject);

/** Says that a manifest has the objects that a chart has now. */
export const noteRenderedChart = (manifest: IConstruct, chart: Chart): void =>
  void Object.defineProperty(manifest, CHART, { value: { chart, objects: new Set(objectsIn(chart)) } });

const renderedOnceOf = (resource: IConstruct): RenderedOnce | undefined =>
  resource.node.scopes.map((each) => (each as Holder)[CHART]).find((each) => each !== undefined);

/** Whether it is known from which chart a manifest was rendered. */
export const isOfKnownChart = (resource: IConstruct): boolean => renderedOnceOf(resource) !== undefined;

/** Constructs that were added to a chart after its manifest was rendered. */
export function lateObjectsOf(resource: IConstruct): string[] {
  const rendered = renderedOnceOf(resource);
  if (rendered === undefined) return [];
  const late = objectsIn(rendered.chart).filter((object) => !rendered.objects.has(object));
  return [...new Set(late.map(pathInChart))];
}

/** Fields of the objects of a chart that are not in the manifest that was rendered from it. */
export function droppedFieldsOfManifest(resource: IConstruct): DroppedField[] {
  const rendered = renderedOnceOf(resource);
  // it may have become invalid since
  if (rendered === undefined || problemsOfChart(rendered.chart).length > 0) return [];
  return [...rendered.objects].flatMap(droppedFieldsOf);
}
