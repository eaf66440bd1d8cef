import { Manifest } from './manifest.rules';
import { ObjectRef } from './object-ref.rules';
import { WantedObjects } from './objects';
import { Waited } from './readiness.rules';
import { WantedRelease } from './release';
import { Failure, Properties } from './request';
import { withoutPlaceholders } from './substitutions.rules';
import { WantedValue } from './value';
import { KubernetesObject, objectsOf } from '../kubernetes/kubernetes-object.rules';

const text = (properties: Properties, name: string): string => {
  const value = properties[name];
  if (typeof value !== 'string' || value === '') throw new Failure(`property ${name} is missing`);
  return value;
};
// CloudFormation turns every value into text
const flag = (properties: Properties, name: string): boolean => String(properties[name]) === 'true';
const list = (properties: Properties, name: string): string[] => (Array.isArray(properties[name]) ? (properties[name] as unknown[]).map(String) : []);
const DEFAULT_WAIT_SECONDS = 1800;
const milliseconds = (properties: Properties): number => Number(properties.WaitSeconds ?? DEFAULT_WAIT_SECONDS) * 1000;
const skipped = (properties: Properties): Set<Waited> => new Set(list(properties, 'NotWaitedFor') as Waited[]);

/** The manifest of a resource: its text, or that of a file. */
export async function manifestOf(properties: Properties, download: (bucket: string, key: string) => Promise<string>): Promise<KubernetesObject[]> {
  const { ManifestFile: file } = properties as { ManifestFile?: { Bucket: string; Key: string; Values?: string[] } };
  const json = file ? withoutPlaceholders(await download(file.Bucket, file.Key), file.Values ?? []) : text(properties, 'Manifest');
  try {
    return objectsOf(JSON.parse(json));
  } catch (error) {
    throw new Failure(`the manifest is not JSON any more once CloudFormation filled in its values (a value holds a quote or a line break): ${(error as Error).message}`);
  }
}

/** A manifest with what its deployment says about claims and namespaces in it. */
export const manifestWanted = (properties: Properties, objects: readonly KubernetesObject[]): Manifest => ({
  objects,
  removeClaims: flag(properties, 'RemoveClaims'),
  removeNamespaces: flag(properties, 'RemoveNamespaces'),
});

export const objectsWanted = (properties: Properties, objects: readonly KubernetesObject[], before?: Manifest): WantedObjects => ({
  ...manifestWanted(properties, objects),
  deployment: text(properties, 'Deployment'),
  before,
  skipped: skipped(properties),
  waitMilliseconds: milliseconds(properties),
  takeOver: flag(properties, 'TakeOver'),
});

export function releaseWanted(properties: Properties): WantedRelease {
  const { ChartFile: file } = properties as { ChartFile?: { Bucket: string; Key: string } };
  return {
    deployment: text(properties, 'Deployment'),
    release: text(properties, 'Release'),
    namespace: text(properties, 'Namespace'),
    source: file ? { chart: `s3://${file.Bucket}/${file.Key}` } : { chart: text(properties, 'Chart'), repository: properties.Repository as string | undefined, version: properties.Version as string | undefined },
    values: String(properties.Values ?? '{}'),
    createNamespace: flag(properties, 'CreateNamespace'),
    waitMilliseconds: milliseconds(properties),
    skipped: skipped(properties),
  };
}

export function valueWanted(properties: Properties): { readonly wanted: WantedValue; readonly waitMilliseconds: number } {
  const object: ObjectRef = { apiVersion: text(properties, 'ApiVersion'), kind: text(properties, 'Kind'), name: text(properties, 'Name'), ...(properties.Namespace ? { namespace: text(properties, 'Namespace') } : {}) };
  return { wanted: { object, path: list(properties, 'Path') }, waitMilliseconds: milliseconds(properties) };
}
