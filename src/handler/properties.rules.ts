import { ObjectsSpec } from './apply-objects';
import { ValueSpec } from './awaited-value';
import { Failure, Properties } from './custom-resource-request';
import { DesiredManifest } from './manifest.rules';
import { ObjectRef } from './object-ref.rules';
import { WaitCategory } from './readiness.rules';
import { ReleaseSpec } from './release';
import { insertValues, Substitutions } from './substitutions.rules';
import { KubernetesObject, objectsIn } from '../kubernetes/kubernetes-object.rules';

const stringProperty = (properties: Properties, name: string): string => {
  const value = properties[name];
  if (typeof value !== 'string' || value === '') throw new Failure(`property ${name} is missing`);
  return value;
};
// CloudFormation turns every value into text
const booleanProperty = (properties: Properties, name: string): boolean => String(properties[name]) === 'true';
const listProperty = (properties: Properties, name: string): string[] =>
  Array.isArray(properties[name]) ? (properties[name] as unknown[]).map(String) : [];
/** Seconds that a deployment waits for its objects by default. */
export const DEFAULT_WAIT_SECONDS = 1800;
const timeoutMillisecondsOf = (properties: Properties): number => Number(properties.WaitSeconds ?? DEFAULT_WAIT_SECONDS) * 1000;
const skippedCategoriesOf = (properties: Properties): Set<WaitCategory> =>
  new Set(listProperty(properties, 'NotWaitedFor') as WaitCategory[]);

/** The namespaces that the role of the function has permissions in; none where it is an administrator of the cluster. */
export const namespacesOf = (properties: Properties): string[] => listProperty(properties, 'Namespaces');

/** The manifest of a resource: its text, or that of a file, with the values that CloudFormation inserted. */
export async function readObjects(
  properties: Properties,
  download: (bucket: string, key: string) => Promise<string>,
): Promise<KubernetesObject[]> {
  const { ManifestFile: file, Values: values = {} } = properties as {
    ManifestFile?: { Bucket: string; Key: string };
    Values?: Substitutions;
  };
  const json = file ? await download(file.Bucket, file.Key) : stringProperty(properties, 'Manifest');
  return objectsIn(insertValues(parsed(json), values));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new Failure(`the manifest is not valid JSON: ${(error as Error).message}`);
  }
}

/** A manifest with what its deployment says about claims and namespaces in it. */
export const desiredManifestOf = (properties: Properties, objects: readonly KubernetesObject[]): DesiredManifest => ({
  objects,
  deletePersistentVolumeClaims: booleanProperty(properties, 'RemoveClaims'),
  deleteNamespaces: booleanProperty(properties, 'RemoveNamespaces'),
});

export const objectsSpecOf = (properties: Properties, objects: readonly KubernetesObject[], before?: DesiredManifest): ObjectsSpec => ({
  ...desiredManifestOf(properties, objects),
  deployment: stringProperty(properties, 'Deployment'),
  namespaces: namespacesOf(properties),
  previous: before,
  skippedWaits: skippedCategoriesOf(properties),
  timeoutMilliseconds: timeoutMillisecondsOf(properties),
  adopt: listProperty(properties, 'Adopt'),
  refuseConflicts: booleanProperty(properties, 'RefuseConflicts'),
});

/** Hooks run in one process of Helm, and so in one run of the function, which ends after 15 minutes. */
const MAX_HOOK_SECONDS = 13 * 60;

export function releaseSpecOf(properties: Properties, download: (bucket: string, key: string) => Promise<string>): ReleaseSpec {
  const { ChartFile: file } = properties as { ChartFile?: { Bucket: string; Key: string } };
  const timeoutMilliseconds = timeoutMillisecondsOf(properties);
  const hookSeconds = properties.HookSeconds === undefined ? timeoutMilliseconds / 1000 : Number(properties.HookSeconds);
  return {
    deployment: stringProperty(properties, 'Deployment'),
    release: stringProperty(properties, 'Release'),
    namespace: stringProperty(properties, 'Namespace'),
    source: file
      ? { uploaded: `s3://${file.Bucket}/${file.Key}` }
      : {
          chart: stringProperty(properties, 'Chart'),
          repository: String(properties.Repository ?? ''),
          version: properties.Version as string | undefined,
        },
    values: () => readValues(properties, download),
    valuesKey: JSON.stringify([properties.Values ?? '{}', properties.ValuesFile ?? '', properties.Substitutions ?? {}]),
    createNamespace: booleanProperty(properties, 'CreateNamespace'),
    timeoutMilliseconds,
    hookTimeoutMilliseconds: Math.min(hookSeconds, MAX_HOOK_SECONDS) * 1000,
    skippedWaits: skippedCategoriesOf(properties),
    adopt: booleanProperty(properties, 'TakeOver'),
    skipCrds: booleanProperty(properties, 'SkipCrds'),
  };
}

/** The values of a release: their text, or that of a file, with the values that CloudFormation inserted. */
async function readValues(properties: Properties, download: (bucket: string, key: string) => Promise<string>): Promise<string> {
  const { ValuesFile: file, Substitutions: inserted = {} } = properties as {
    ValuesFile?: { Bucket: string; Key: string };
    Substitutions?: Substitutions;
  };
  const [values] = file ? (parsed(await download(file.Bucket, file.Key)) as unknown[]) : [parsed(String(properties.Values ?? '{}'))];
  return JSON.stringify(insertValues(values, inserted));
}

export function valueSpecOf(properties: Properties): { readonly wanted: ValueSpec; readonly waitMilliseconds: number } {
  const object: ObjectRef = {
    apiVersion: stringProperty(properties, 'ApiVersion'),
    kind: stringProperty(properties, 'Kind'),
    name: stringProperty(properties, 'Name'),
    ...(properties.Namespace ? { namespace: stringProperty(properties, 'Namespace') } : {}),
  };
  return { wanted: { object, path: listProperty(properties, 'Path') }, waitMilliseconds: timeoutMillisecondsOf(properties) };
}
