import { Choice, choiceErrors } from './choice.rules';
import { errorIf, forbidden, invalid, isGiven, isSet, required } from './field-error.rules';
import { NOT_NEGATIVE, outOfRange, PORT, POSITIVE, Range } from './numbers.rules';
import { portErrors, SYNTAX, syntaxErrors } from './syntax.rules';
import { at, listAt } from '../kubernetes-object.rules';

/** Source: kubernetes, pkg/apis/core/validation/validation.go: validateHandler, validateProbe, validateLifecycle. */
const SEVERAL = 'may not specify more than 1 handler type';
const MISSING = 'must specify a handler type';
const PROBE: Choice = { fields: ['exec', 'httpGet', 'tcpSocket', 'grpc'], missing: MISSING, several: SEVERAL };
const HOOK: Choice = { fields: ['exec', 'httpGet', 'tcpSocket', 'sleep'], missing: MISSING, several: SEVERAL };

const NUMBERS: Readonly<Record<string, Range>> = {
  initialDelaySeconds: NOT_NEGATIVE,
  timeoutSeconds: NOT_NEGATIVE,
  periodSeconds: NOT_NEGATIVE,
  successThreshold: NOT_NEGATIVE,
  failureThreshold: NOT_NEGATIVE,
  terminationGracePeriodSeconds: POSITIVE,
  'grpc.port': PORT,
};
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/** Errors in the probes and lifecycle hooks of a container. */
export const probeErrors = (container: unknown, field: string): string[] => [
  ...PROBES.filter((name) => isGiven(at(container, name))).flatMap((name) => ofProbe(at(container, name), name, `${field}.${name}`)),
  ...['postStart', 'preStop'].flatMap((name) => {
    const [hook, place] = [at(container, 'lifecycle', name), `${field}.lifecycle.${name}`];
    return [
      ...choiceErrors(hook, place, HOOK),
      ...handlerErrors(hook, place),
      ...outOfRange(hook, place, { 'sleep.seconds': NOT_NEGATIVE }),
    ];
  }),
];

/** Fields that an init container without restartPolicy: Always must not have. */
export const initContainerErrors = (container: unknown, field: string): string[] =>
  at(container, 'restartPolicy') === 'Always' || !isKnown(at(container, 'restartPolicy'))
    ? []
    : [...PROBES, 'lifecycle']
        .filter((name) => isSet(at(container, name)))
        .map((name) => forbidden(`${field}.${name}`, 'may not be set for init containers without restartPolicy=Always'));

const isKnown = (value: unknown): boolean => !isSet(value) || isGiven(value);

function ofProbe(probe: unknown, name: string, field: string): string[] {
  const threshold = at(probe, 'successThreshold');
  return [
    ...choiceErrors(probe, field, PROBE),
    ...handlerErrors(probe, field),
    ...outOfRange(probe, field, NUMBERS),
    ...errorIf(name !== 'readinessProbe' && typeof threshold === 'number' && threshold > 1, () =>
      invalid(`${field}.successThreshold`, threshold, 'must be 1'),
    ),
    ...errorIf(name === 'readinessProbe' && isSet(at(probe, 'terminationGracePeriodSeconds')), () =>
      invalid(`${field}.terminationGracePeriodSeconds`, at(probe, 'terminationGracePeriodSeconds'), 'must not be set for readinessProbes'),
    ),
  ];
}

const handlerErrors = (handler: unknown, field: string): string[] => [
  ...errorIf(isGiven(at(handler, 'exec')) && isKnownEmpty(at(handler, 'exec', 'command')), () => required(`${field}.exec.command`)),
  ...['httpGet', 'tcpSocket'].flatMap((name) => portErrors(at(handler, name, 'port'), `${field}.${name}.port`)),
  ...listAt(handler, 'httpGet', 'httpHeaders').flatMap((header, index) =>
    syntaxErrors(at(header, 'name'), `${field}.httpGet.httpHeaders[${index}].name`, SYNTAX.headerName),
  ),
];

const isKnownEmpty = (list: unknown): boolean => !isSet(list) || (Array.isArray(list) && list.length === 0);
