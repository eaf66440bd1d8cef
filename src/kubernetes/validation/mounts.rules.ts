import { errorIf, forbidden, invalid, isSet, repeated, required } from './field-error.rules';
import { backstepErrors, relativePathErrors } from './syntax.rules';
import { at, listAt } from '../kubernetes-object.rules';

/** Errors in the mounts of a container. Source: kubernetes, pkg/apis/core/validation/validation.go: ValidateVolumeMounts. */
export function mountErrors(container: unknown, field: string): string[] {
  const mounts = listAt(container, 'volumeMounts');
  const devices = listAt(container, 'volumeDevices');
  const devicesOf = devices.map((device) => at(device, 'name'));
  return [
    ...mounts.flatMap((mount, index) => mountError(mount, `${field}.volumeMounts[${index}]`, container)),
    ...repeated(mounts.map((mount) => at(mount, 'mountPath'))).map((path) =>
      invalid(`${field}.volumeMounts.mountPath`, path, 'must be unique'),
    ),
    ...repeated(devices.map((device) => at(device, 'devicePath'))).map((path) =>
      invalid(`${field}.volumeDevices.devicePath`, path, 'must be unique'),
    ),
    ...devices.flatMap((device, index) => backstepErrors(at(device, 'devicePath'), `${field}.volumeDevices[${index}].devicePath`)),
    ...mounts
      .map((mount) => at(mount, 'name'))
      .filter((name) => typeof name === 'string' && devicesOf.includes(name))
      .map((name) => invalid(`${field}.volumeMounts.name`, name, 'must not already exist in volumeDevices')),
  ];
}

function mountError(mount: unknown, field: string, container: unknown): string[] {
  const [path, subPath, expression] = ['mountPath', 'subPath', 'subPathExpr'].map((name) => at(mount, name));
  const isPrivileged = at(container, 'securityContext', 'privileged') === true;
  const mustBePrivileged = at(mount, 'mountPropagation') === 'Bidirectional' && !isPrivileged;
  return [
    ...errorIf(path === '', () => required(`${field}.mountPath`)),
    ...relativePathErrors(subPath, `${field}.subPath`),
    ...relativePathErrors(expression, `${field}.subPathExpr`),
    ...errorIf(isText(subPath) && isText(expression), () =>
      invalid(`${field}.subPathExpr`, expression, 'subPathExpr and subPath are mutually exclusive'),
    ),
    ...errorIf(mustBePrivileged, () =>
      forbidden(`${field}.mountPropagation`, 'Bidirectional mount propagation is available only to privileged containers'),
    ),
    ...errorIf(isRecursive(mount) && at(mount, 'readOnly') !== true && !isSet(at(mount, 'readOnly')), () =>
      forbidden(`${field}.recursiveReadOnly`, 'may only be specified when readOnly is true'),
    ),
  ];
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isRecursive = (mount: unknown): boolean => ['Enabled', 'IfPossible'].includes(String(at(mount, 'recursiveReadOnly')));
