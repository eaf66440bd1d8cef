import { CUSTOM_FIELDS, CUSTOM_KINDS, CUSTOM_LIMITS, CUSTOM_RULES, CustomKindsRow } from './custom-kinds.data';
import { CrdSchema, CrdTypes } from '../kubernetes/crd-schema.rules';
import { FieldTable } from '../kubernetes/field-table.rules';
import { at, groupKindOf, groupOf, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../kubernetes/kubernetes-object.rules';
import { CustomSchema, CustomSchemas } from '../kubernetes/schema-validation.rules';

/** A chart or an add-on on a cluster. */
export interface InstalledComponent {
  readonly type: 'chart' | 'addon';
  readonly name: string;
  readonly version?: string;
}

/**
 * Finds the schema of custom resources: that of a CRD among the objects, or else that of the table. The latter is certain if the components
 * that install the CRD have the version of the table.
 */
export function customSchemas(objects: readonly KubernetesObject[], installed: readonly InstalledComponent[]): CustomSchemas {
  const own = new Map(objects.filter(isReadableCrd).map((crd) => [kindOfCrd(crd), crd]));
  const schemas = new Map<string, CustomSchema | undefined>();
  let table: FieldTable | undefined;
  return (object) => {
    const key = `${object.apiVersion}/${object.kind}`;
    if (schemas.has(key)) return schemas.get(key);
    const crd = own.get(groupKindOf(object));
    const schema = crd
      ? schemaOfCrd(crd, object)
      : schemaOfTable(object, installed, () => (table ??= new FieldTable(CUSTOM_FIELDS, CUSTOM_LIMITS, CUSTOM_RULES)));
    schemas.set(key, schema);
    return schema;
  };
}

const isReadableCrd = (object: KubernetesObject): boolean =>
  object.apiVersion === 'apiextensions.k8s.io/v1' &&
  object.kind === 'CustomResourceDefinition' &&
  listAt(object, 'spec', 'versions').length > 0 &&
  !isDeployTimeValue(JSON.stringify(object.spec));

const kindOfCrd = (crd: KubernetesObject): string => `${stringAt(crd, 'spec', 'group')}/${stringAt(crd, 'spec', 'names', 'kind')}`;
const versionOf = ({ apiVersion }: KubernetesObject): string => apiVersion.slice(groupOf(apiVersion).length + 1);

function schemaOfCrd(crd: KubernetesObject, object: KubernetesObject): CustomSchema | undefined {
  const served = listAt(crd, 'spec', 'versions').filter((version) => at(version, 'served') === true);
  const version = served.find((each) => at(each, 'name') === versionOf(object));
  const schema = at(version, 'schema', 'openAPIV3Schema') as CrdSchema | undefined;
  // a CRD without a description of its fields
  if (version !== undefined && schema?.properties === undefined) return undefined;
  const types = new CrdTypes();
  const type = schema === undefined ? undefined : types.add(schema);
  return {
    type,
    table: new FieldTable(`\n${types.lines.join('\n')}\n`, types.limits.join('\n'), types.rules.join('\n')),
    served: served.map((each) => stringAt(each, 'name') ?? ''),
    certain: true,
  };
}

function schemaOfTable(
  object: KubernetesObject,
  installed: readonly InstalledComponent[],
  table: () => FieldTable,
): CustomSchema | undefined {
  const row = CUSTOM_KINDS.find(({ kinds }) => groupKindOf(object) in kinds);
  if (!row) return undefined;
  const versions = row.kinds[groupKindOf(object)];
  return { type: versions[versionOf(object)], table: table(), served: Object.keys(versions), certain: isPinned(row, installed) };
}

function isPinned({ charts = {}, addons = {} }: CustomKindsRow, installed: readonly InstalledComponent[]): boolean {
  const providers = installed.filter(({ type, name }) => name in (type === 'chart' ? charts : addons));
  return (
    providers.length > 0 &&
    providers.every(({ type, name, version }) => (type === 'chart' ? version === charts[name] : version?.startsWith(addons[name])))
  );
}
