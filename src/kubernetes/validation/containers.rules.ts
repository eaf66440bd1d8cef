import { environmentErrors } from './environment.rules';
import { duplicate, errorIf, invalid, isGiven, isSet, repeated, required } from './field-error.rules';
import { mountErrors } from './mounts.rules';
import { NOT_NEGATIVE, numberError, outOfRange, PORT } from './numbers.rules';
import { initContainerErrors, probeErrors } from './probes.rules';
import { resourceErrors } from './resources.rules';
import { securityContextErrors } from './security-context.rules';
import { at, listAt } from '../kubernetes-object.rules';

/** Errors in the containers of a pod. Source: kubernetes, pkg/apis/core/validation/validation.go: validateContainers. */
export function containerErrors(pod: unknown, field: string): string[] {
  const containers = listAt(pod, 'containers');
  const inits = listAt(pod, 'initContainers');
  const all = [...inits, ...containers];
  const hostNetwork = at(pod, 'hostNetwork') === true;
  return [
    ...(['initContainers', 'containers'] as const).flatMap((list) =>
      listAt(pod, list).flatMap((container, index) => {
        const place = `${field}.${list}[${index}]`;
        return [
          ...containerError(container, place, hostNetwork),
          ...(list === 'initContainers' ? initContainerErrors(container, place) : []),
        ];
      }),
    ),
    ...repeated(all.map((container) => at(container, 'name'))).map((name) => duplicate(`${field}.containers.name`, name)),
    ...repeated(containers.flatMap(hostPortsOf)).map((port) => duplicate(`${field}.containers.ports.hostPort`, port)),
  ];
}

function containerError(container: unknown, field: string, hostNetwork: boolean): string[] {
  const image = at(container, 'image');
  return [
    ...errorIf(at(container, 'name') === '', () => required(`${field}.name`)),
    ...errorIf(!isSet(image) || image === '', () => required(`${field}.image`)),
    ...errorIf(typeof image === 'string' && image !== image.trim(), () =>
      invalid(`${field}.image`, image, 'must not have leading or trailing whitespace'),
    ),
    ...portsErrors(container, field, hostNetwork),
    ...environmentErrors(container, field),
    ...mountErrors(container, field),
    ...probeErrors(container, field),
    ...resourceErrors(container, field),
    ...securityContextErrors(container, field),
  ];
}

function portsErrors(container: unknown, field: string, hostNetwork: boolean): string[] {
  const ports = listAt(container, 'ports');
  return [
    ...ports.flatMap((port, index) => {
      const place = `${field}.ports[${index}]`;
      const [inside, outside] = [at(port, 'containerPort'), at(port, 'hostPort')];
      // 0 is the same as no hostPort
      const isOther = typeof inside === 'number' && typeof outside === 'number' && outside !== 0 && inside !== outside;
      return [
        ...outOfRange(port, place, { containerPort: PORT }),
        ...numberError(outside, `${place}.hostPort`, [NOT_NEGATIVE[0], PORT[1]]),
        ...errorIf(hostNetwork && isOther, () =>
          invalid(`${place}.containerPort`, inside, 'must match `hostPort` when `hostNetwork` is true'),
        ),
      ];
    }),
    ...repeated(ports.map((port) => at(port, 'name'))).map((name) => duplicate(`${field}.ports.name`, name)),
  ];
}

const hostPortsOf = (container: unknown): string[] =>
  listAt(container, 'ports')
    .filter((port) => isGiven(at(port, 'hostPort')) && at(port, 'hostPort') !== 0)
    .map((port) => [at(port, 'protocol') ?? 'TCP', at(port, 'hostIP') ?? '', at(port, 'hostPort')].map(String).join('/'));
