import { Choice, choiceErrors } from './choice.rules';
import { duplicate, errorIf, forbidden, invalid, isGiven, isSet, repeated, required } from './field-error.rules';
import { outOfRange } from './numbers.rules';
import { backstepErrors, modeErrors, relativePathErrors, SYNTAX, syntaxErrors } from './syntax.rules';
import { at, isDeployTimeValue, listAt } from '../kubernetes-object.rules';

const SEVERAL = 'may not specify more than 1 volume type';

/** Sources of a projected volume. Source: kubernetes, pkg/apis/core/validation/validation.go: validateProjectionSources. */
const PROJECTION: Choice = {
  fields: ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken', 'clusterTrustBundle', 'podCertificate'],
  several: SEVERAL,
};
const DOWNWARD: Choice = {
  fields: ['fieldRef', 'resourceFieldRef'],
  missing: 'must specify one of: `fieldRef` or `resourceFieldRef`',
  several: 'fieldRef and resourceFieldRef can not be specified simultaneously',
};

/** Fields of a source that must not be empty. Source: the same, validateVolumeSource and the functions of each source. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  secret: ['secretName'],
  configMap: ['name'],
  hostPath: ['path'],
  nfs: ['server', 'path'],
  persistentVolumeClaim: ['claimName'],
  ephemeral: ['volumeClaimTemplate'],
  csi: ['driver'],
  image: ['reference'],
};

/** The shortest and the longest lifetime of a token of a service account, in seconds. */
const TOKEN_LIFETIME = [600, 2 ** 32] as const;

/** Errors in the volumes of a pod; a volume without a source is an emptyDir. Source: the same, ValidateVolumes. */
export function volumeErrors(pod: unknown, field: string): string[] {
  const volumes = listAt(pod, 'volumes');
  return [
    ...volumes.flatMap((volume, index) => volumeError(volume, `${field}.volumes[${index}]`)),
    ...repeated(volumes.map((volume) => at(volume, 'name'))).map((name) => duplicate(`${field}.volumes.name`, name)),
  ];
}

function volumeError(volume: unknown, field: string): string[] {
  if (typeof volume !== 'object' || volume === null) return [];
  const sources = Object.keys(volume).filter((name) => name !== 'name' && isSet(at(volume, name)));
  return [
    ...errorIf(at(volume, 'name') === '', () => required(`${field}.name`)),
    ...errorIf(sources.length > 1, () => forbidden(`${field}.${sources[1]}`, `${SEVERAL} (${sources.join(', ')})`)),
    ...sources.flatMap((source) => sourceErrors(at(volume, source), source, `${field}.${source}`)),
  ];
}

function sourceErrors(source: unknown, name: string, field: string): string[] {
  if (isDeployTimeValue(source)) return [];
  const fixed = (REQUIRED[name] ?? []).filter((each) => !isSet(at(source, each)) || at(source, each) === '');
  return [
    ...fixed.map((each) => required(`${field}.${each}`)),
    ...modeErrors(at(source, 'defaultMode'), `${field}.defaultMode`),
    ...itemErrors(source, name, field),
    ...(name === 'hostPath' || name === 'nfs' ? backstepErrors(at(source, 'path'), `${field}.path`) : []),
    ...errorIf(name === 'nfs' && isRelative(at(source, 'path')), () =>
      invalid(`${field}.path`, at(source, 'path'), 'must be an absolute path'),
    ),
    ...(name === 'projected'
      ? listAt(source, 'sources').flatMap((each, index) => projectionErrors(each, `${field}.sources[${index}]`))
      : []),
  ];
}

const isRelative = (path: unknown): boolean => typeof path === 'string' && isGiven(path) && path !== '' && !path.startsWith('/');

const itemErrors = (source: unknown, name: string, field: string): string[] =>
  listAt(source, 'items').flatMap((item, index) => {
    const place = `${field}.items[${index}]`;
    return [
      ...errorIf(at(item, 'path') === '', () => required(`${place}.path`)),
      ...errorIf(at(item, 'key') === '', () => required(`${place}.key`)),
      ...relativePathErrors(at(item, 'path'), `${place}.path`),
      ...modeErrors(at(item, 'mode'), `${place}.mode`),
      ...(name === 'downwardAPI' ? choiceErrors(item, place, DOWNWARD) : []),
    ];
  });

function projectionErrors(projection: unknown, field: string): string[] {
  const token = at(projection, 'serviceAccountToken');
  const [least, most] = TOKEN_LIFETIME;
  return [
    ...choiceErrors(projection, field, PROJECTION),
    ...PROJECTION.fields.flatMap((name) => itemErrors(at(projection, name), name, `${field}.${name}`)),
    ...errorIf(isGiven(at(projection, 'configMap')) && at(projection, 'configMap', 'name') === '', () =>
      required(`${field}.configMap.name`),
    ),
    ...outOfRange(token, `${field}.serviceAccountToken`, { expirationSeconds: [least, most] }),
    ...relativePathErrors(at(token, 'path'), `${field}.serviceAccountToken.path`),
  ];
}

/** Names of objects that volumes reference. */
export const volumeNameErrors = (pod: unknown, field: string): string[] =>
  listAt(pod, 'volumes').flatMap((volume, index) =>
    syntaxErrors(
      at(volume, 'persistentVolumeClaim', 'claimName'),
      `${field}.volumes[${index}].persistentVolumeClaim.claimName`,
      SYNTAX.subdomain,
    ),
  );
