import { AddonRow, ADDONS } from './addons.data';
import { ClusterFeature, CapabilityData } from './capability.rules';
import { ChartRow, CHARTS } from './charts.data';
import { ComponentRow, ProvidedThings } from './component.rules';
import { at, stringAt } from '../kubernetes/kubernetes-object.rules';

/** The row of an add-on; nothing for one that this library does not know. */
export const addonRow = (name: string): AddonRow | undefined => (ADDONS as Readonly<Record<string, AddonRow>>)[name];

/** The row of a chart; nothing for one that this library does not know. */
export const chartRow = (name: string): ChartRow | undefined => (CHARTS as Readonly<Record<string, ChartRow>>)[name];

/** What is provided, as plain data. */
export const thingsOf = ({ features = [], kinds = {}, objects = [] }: ProvidedThings): CapabilityData[] => [
  ...features.map((name): CapabilityData => ({ type: 'feature', name })),
  ...Object.entries(kinds).flatMap(([group, names]) => names.map((kind): CapabilityData => ({ type: 'kind', group, kind }))),
  ...objects.map((each): CapabilityData => ({ type: 'object', ...each })),
];

/** What a component provides, its CSI driver included. */
export const providedByComponent = ({ provides, csi }: ComponentRow): CapabilityData[] => [
  ...(csi ? [{ type: 'feature' as const, name: csi.feature }] : []),
  ...thingsOf(provides),
];

const COMPONENTS: readonly (readonly [name: string, row: ComponentRow])[] = [...Object.entries(ADDONS), ...Object.entries(CHARTS)];

/** The feature that volumes of a CSI driver depend on, by the name of the driver. */
export const CSI_DRIVERS: Readonly<Record<string, ClusterFeature>> = Object.fromEntries(
  COMPONENTS.flatMap(([, { csi }]) => (csi ? [[csi.driver, csi.feature as ClusterFeature]] : [])),
);

const BUILT_IN = new Set(COMPONENTS.filter(([, row]) => row.builtIntoAutoMode).map(([name]) => name));

/** Whether EKS Auto Mode includes an add-on or a chart of this name. */
export const isBuiltIntoAutoMode = (name: string): boolean => BUILT_IN.has(name);

const namesOf = <Row extends AddonRow | ChartRow>(rows: Readonly<Record<string, Row>>, is: (row: Row) => unknown): string[] =>
  Object.entries(rows)
    .filter(([, row]) => is(row))
    .map(([name]) => name);

/** The add-ons of every cluster, in the order in which they are created. */
export const CORE_ADDONS: readonly string[] = namesOf<AddonRow>(ADDONS, ({ core }) => core);

/** The core add-ons that EKS Auto Mode does not include. */
export const AUTO_MODE_ADDONS: readonly string[] = namesOf<AddonRow>(ADDONS, ({ core, builtIntoAutoMode }) => core && !builtIntoAutoMode);

/** Whether a chart is the CNI plugin of the nodes, by its values. */
export function isCniPlugin(row: ChartRow | undefined, values: unknown): boolean {
  if (row?.cni === undefined) return false;
  const { value, is } = row.cni;
  return is.includes(stringAt(values, ...value));
}

/** Charts of device plugins. */
export const DEVICE_CHARTS: ReadonlySet<string> = new Set(namesOf<ChartRow>(CHARTS, ({ device }) => device));

/** What a chart provides with these values: without its CRDs, their kinds do not exist. Values that are not known may install them. */
export function providedByChart(row: ChartRow, values: unknown): CapabilityData[] {
  const { crds } = row;
  const things = providedByComponent(row);
  if (!crds || typeof values === 'string') return things;
  const given = crds.values.map((path) => at(values, ...path)).filter((value) => value !== undefined);
  const installed = given.length === 0 ? crds.byDefault : given.some((value) => value !== false);
  return installed ? things : things.filter(({ type }) => type !== 'kind');
}

/** The values of which a chart needs one, if it has none of them. */
export function missingValuesOf(row: ChartRow, values: unknown): ChartRow['needs'] {
  const isGiven = (path: readonly string[]) => !EMPTY.has(JSON.stringify(at(values, ...path) ?? null));
  return row.needs && !row.needs.oneOf.some(isGiven) ? row.needs : undefined;
}

const EMPTY: ReadonlySet<string> = new Set(['null', '""', '[]', '{}', 'false']);
