import { isAddress } from './addresses.rules';
import { errorIf, invalid, isGiven, isSet, required } from './field-error.rules';
import { outOfRange, PORT } from './numbers.rules';
import { optionalSyntaxErrors, SYNTAX, syntaxErrors } from './syntax.rules';
import { at, isDeployTimeValue, KubernetesObject, listAt } from '../kubernetes-object.rules';

/** Source: kubernetes, pkg/apis/networking/validation/validation.go: invalidPathSequences, invalidPathSuffixes. */
const SEQUENCES = ['//', '/./', '/../', '%2f', '%2F'];
const SUFFIXES = ['/..', '/.'];
const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

/** Errors in an Ingress. Source: the same, ValidateIngressCreate, ValidateIngressSpec. */
export function ingressErrors(object: KubernetesObject): string[] {
  const spec = at(object, 'spec');
  const [backend, rules, name] = ['defaultBackend', 'rules', 'ingressClassName'].map((field) => at(spec, field));
  const annotation = at(object, 'metadata', 'annotations', CLASS_ANNOTATION);
  const isUnknown = isDeployTimeValue(rules) || isDeployTimeValue(spec);
  return [
    ...errorIf(!isSet(backend) && listAt(spec, 'rules').length === 0 && !isUnknown, () =>
      invalid('spec', null, 'either `defaultBackend` or `rules` must be specified'),
    ),
    ...backendErrors(backend, 'spec.defaultBackend'),
    ...listAt(spec, 'rules').flatMap((rule, index) => ruleErrors(rule, `spec.rules[${index}]`)),
    ...listAt(spec, 'tls').flatMap((tls, index) => [
      ...listAt(tls, 'hosts').flatMap((host) => hostErrors(host, `spec.tls[${index}].hosts`)),
      ...optionalSyntaxErrors(at(tls, 'secretName'), `spec.tls[${index}].secretName`, SYNTAX.subdomain),
    ]),
    ...errorIf(isGiven(name) && isGiven(annotation) && name !== annotation, () =>
      invalid(`annotations.${CLASS_ANNOTATION}`, annotation, 'must match `ingressClassName` when both are specified'),
    ),
  ];
}

function hostErrors(host: unknown, field: string): readonly string[] {
  const isWildcard = typeof host === 'string' && host.includes('*');
  return optionalSyntaxErrors(host, field, isWildcard ? SYNTAX.wildcard : SYNTAX.subdomain);
}

function ruleErrors(rule: unknown, field: string): string[] {
  const [host, http, paths] = [at(rule, 'host'), at(rule, 'http'), at(rule, 'http', 'paths')];
  const isIp = typeof host === 'string' && isAddress(host);
  return [
    ...(isIp ? [invalid(`${field}.host`, host, 'must be a DNS name, not an IP address')] : hostErrors(host, `${field}.host`)),
    ...errorIf(isGiven(http) && Array.isArray(paths) && paths.length === 0, () => required(`${field}.http.paths`)),
    ...listAt(rule, 'http', 'paths').flatMap((path, index) => {
      const place = `${field}.http.paths[${index}]`;
      return [...pathErrors(path, place), ...backendErrors(at(path, 'backend'), `${place}.backend`)];
    }),
  ];
}

function pathErrors(entry: unknown, field: string): string[] {
  const [path, type] = [at(entry, 'path') ?? '', at(entry, 'pathType')];
  if (typeof path !== 'string' || isDeployTimeValue(path) || isDeployTimeValue(type)) return [];
  const place = `${field}.path`;
  if (type === 'ImplementationSpecific') {
    return [...errorIf(path !== '' && !path.startsWith('/'), () => invalid(place, path, 'must be an absolute path'))];
  }
  // another type, or a missing one, is reported by the schema
  if (type !== 'Exact' && type !== 'Prefix') return [];
  return [
    ...errorIf(!path.startsWith('/'), () => invalid(place, path, 'must be an absolute path')),
    ...SEQUENCES.filter((each) => path.includes(each)).map((each) => invalid(place, path, `must not contain '${each}'`)),
    ...SUFFIXES.filter((each) => path.endsWith(each)).map((each) => invalid(place, path, `cannot end with '${each}'`)),
  ];
}

function backendErrors(backend: unknown, field: string): string[] {
  if (!isGiven(backend)) return [];
  const [service, resource, port] = [at(backend, 'service'), at(backend, 'resource'), at(backend, 'service', 'port')];
  if (isSet(service) && isSet(resource)) return [invalid(field, '', 'cannot set both resource and service backends')];
  if (!isSet(service) && !isSet(resource)) return [required(field, 'must specify a service or resource backend')];
  if (!isGiven(service)) return [];
  const [name, number] = ['name', 'number'].map((each) => at(port, each));
  const hasNumber = isSet(number) && number !== 0;
  const hasName = isSet(name) && name !== '';
  return [
    ...errorIf(at(service, 'name') === '', () => required(`${field}.service.name`)),
    ...errorIf(hasName && hasNumber, () => invalid(`${field}.service.port`, port, 'cannot set both port name & port number')),
    ...errorIf(!hasName && !hasNumber && !isDeployTimeValue(port), () =>
      required(`${field}.service.port`, 'port name or number is required'),
    ),
    // the API server allows names as in containers; use-annotation of the load balancer controller is one
    ...(hasName ? syntaxErrors(name, `${field}.service.port.name`, SYNTAX.portName) : []),
    ...(hasNumber ? outOfRange(port, `${field}.service.port`, { number: PORT }) : []),
  ];
}
