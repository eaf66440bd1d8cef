import { addressErrors, blockErrors, isAddress } from './addresses.rules';
import { errorIf, forbidden, invalid, isGiven, isSet, required } from './field-error.rules';
import { outOfRange, Range } from './numbers.rules';
import { matchLabelErrors } from './selectors.rules';
import { optionalSyntaxErrors, portErrors, SYNTAX, syntaxErrors } from './syntax.rules';
import { at, isDeployTimeValue, KubernetesObject, listAt } from '../kubernetes-object.rules';

/** A day. Source: kubernetes, pkg/apis/core/types.go: MaxSessionAffinityTimeoutSeconds. */
const AFFINITY_SECONDS: Range = [1, 86_400];

/** Fields that only some types of a Service may have. Source: kubernetes, pkg/apis/core/validation/validation.go: ValidateService. */
const ONLY: readonly (readonly [field: string, types: readonly string[], why: string])[] = [
  ['loadBalancerSourceRanges', ['LoadBalancer'], "may only be used when `type` is 'LoadBalancer'"],
  ['loadBalancerClass', ['LoadBalancer'], "may only be used when `type` is 'LoadBalancer'"],
  ['allocateLoadBalancerNodePorts', ['LoadBalancer'], "may only be used when `type` is 'LoadBalancer'"],
  ['healthCheckNodePort', ['LoadBalancer'], "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"],
];
const TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];

/** Errors in a Service; its ports by number and name have a rule of their own. */
export function serviceErrors(object: KubernetesObject): string[] {
  const spec = at(object, 'spec');
  const type = at(spec, 'type') || 'ClusterIP';
  // an unsupported type is reported by the schema
  if (!TYPES.includes(String(type))) return [];
  return [
    ...typeErrors(spec, String(type)),
    ...portsErrors(spec, String(type)),
    ...affinityErrors(spec),
    ...matchLabelErrors(at(spec, 'selector'), 'spec.selector'),
    ...listAt(spec, 'externalIPs').flatMap((address, index) => addressErrors(address, `spec.externalIPs[${index}]`)),
    ...listAt(spec, 'loadBalancerSourceRanges').flatMap((block, index) =>
      blockErrors(trimmed(block), `spec.loadBalancerSourceRanges[${index}]`),
    ),
  ];
}

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);
const isFilled = (value: unknown): boolean => isSet(value) && value !== '' && value !== 0 && !(Array.isArray(value) && value.length === 0);

function typeErrors(spec: unknown, type: string): string[] {
  const [address, external, policy] = ['clusterIP', 'externalName', 'externalTrafficPolicy'].map((name) => at(spec, name));
  const isExternal = type === 'ExternalName';
  const isPublished = type === 'NodePort' || type === 'LoadBalancer' || isFilled(at(spec, 'externalIPs')) || isUnknown(spec, 'externalIPs');
  return [
    ...errorIf(isExternal && !isFilled(external), () => required('spec.externalName')),
    ...(isExternal && isFilled(external) ? syntaxErrors(external, 'spec.externalName', SYNTAX.externalName) : []),
    ...errorIf(isExternal && isFilled(address), () => forbidden('spec.clusterIP', "may not be set when `type` is 'ExternalName'")),
    ...errorIf(!isExternal && type !== 'ClusterIP' && address === 'None', () =>
      invalid('spec.clusterIP', address, `may not be set to 'None' for ${type} services`),
    ),
    ...errorIf(!isExternal && isFilled(address) && address !== 'None' && isGiven(address) && !isAddress(String(address)), () =>
      invalid('spec.clusterIP', address, 'must be a valid IP address or None'),
    ),
    ...errorIf(isFilled(policy) && !isPublished, () =>
      invalid('spec.externalTrafficPolicy', policy, 'may only be set for externally-accessible services'),
    ),
    ...ONLY.filter(([name, types]) => !types.includes(type) && isFilled(at(spec, name))).map(([name, , why]) =>
      forbidden(`spec.${name}`, why),
    ),
  ];
}

const isUnknown = (spec: unknown, name: string): boolean => isDeployTimeValue(at(spec, name));

function portsErrors(spec: unknown, type: string): string[] {
  const ports = listAt(spec, 'ports');
  const mayHaveNone =
    type === 'ExternalName' || at(spec, 'clusterIP') === 'None' || isUnknown(spec, 'ports') || isUnknown(spec, 'clusterIP');
  return [
    ...errorIf(ports.length === 0 && !mayHaveNone, () => required('spec.ports')),
    ...ports.flatMap((port, index) => {
      const place = `spec.ports[${index}]`;
      const target = at(port, 'targetPort');
      return [
        ...optionalSyntaxErrors(at(port, 'name'), `${place}.name`, SYNTAX.dnsLabel),
        // numbers have a rule of their own; an empty string is the port itself
        ...(typeof target === 'string' && target !== '' ? portErrors(target, `${place}.targetPort`) : []),
        ...optionalSyntaxErrors(at(port, 'appProtocol'), `${place}.appProtocol`, SYNTAX.qualifiedName),
        ...errorIf(type === 'ClusterIP' && isFilled(at(port, 'nodePort')), () =>
          forbidden(`${place}.nodePort`, "may not be used when `type` is 'ClusterIP'"),
        ),
      ];
    }),
  ];
}

function affinityErrors(spec: unknown): string[] {
  const affinity = at(spec, 'sessionAffinity') || 'None';
  return [
    ...errorIf(affinity === 'None' && isSet(at(spec, 'sessionAffinityConfig')), () =>
      forbidden('spec.sessionAffinityConfig', 'must not be set when session affinity is None'),
    ),
    ...outOfRange(spec, 'spec', { 'sessionAffinityConfig.clientIP.timeoutSeconds': AFFINITY_SECONDS }),
  ];
}
