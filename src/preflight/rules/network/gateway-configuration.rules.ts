import { at, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { isAddress } from '../../../kubernetes/validation/addresses.rules';
import { Facts } from '../../facts/facts.rules';
import {
  AWS_GATEWAYS,
  AwsGateway,
  awsGatewaysOf,
  awsRoutesOf,
  configuredValue,
  defaultSchemeOf,
  ListenerPort,
  listenerPortsOf,
} from '../../reading/aws-gateways.rules';
import { mayHaveMoreListeners } from '../../reading/gateways.rules';
import { optionProblems } from '../../reading/load-balancer-options.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

const GUIDE = 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/loadbalancerconfig/';

export const gatewayConfiguration: Rule = {
  id: 'gateway-configuration',
  area: 'Network',
  severity: 'error',
  description: 'listeners or configuration of a Gateway that the load balancer controller rejects',
  reason: 'the load balancer controller rejects the Gateway, and does not create or change its load balancer',
  source: GUIDE,
  check: (facts) => [
    ...classProblems(facts),
    ...awsGatewaysOf(facts).flatMap((each) => [...subnetProblems(each, facts), ...listenerProblems(each, facts)]),
  ],
};

/** Source: aws-load-balancer-controller v3.5.0, controllers/gateway/gateway_class_controller.go. */
const classProblems = ({ manifests }: Facts): Violation[] =>
  manifests
    .ofKind('gateway.networking.k8s.io/GatewayClass')
    .filter(({ value }) => Object.hasOwn(AWS_GATEWAYS, stringAt(value, 'spec', 'controllerName') ?? ''))
    .filter(
      ({ value }) => at(value, 'spec', 'parametersRef') !== undefined && at(value, 'spec', 'parametersRef', 'namespace') === undefined,
    )
    .map(({ path, value }) => ({
      path,
      finding: `${describeObject(value)}: Namespace must be specified in ParametersRef`,
      remediation: 'Set spec.parametersRef.namespace',
    }));

interface Allocation {
  readonly field: string;
  /** in the words of the controller. */
  readonly name: string;
  readonly all: string;
  readonly kind?: string;
  /** the field of the configuration, its value, and what has it, in words. */
  readonly requires?: readonly [field: string, value: string, words: string];
  readonly family?: 'IPv4' | 'IPv6';
}

/** What each subnet can have. Source: pkg/gateway/model/model_build_subnet.go, validateSubnetsInput; pkg/gateway/model/subnet. */
const ALLOCATIONS: readonly Allocation[] = [
  { field: 'identifier', name: '', all: 'subnet identifiers' },
  {
    field: 'eipAllocation',
    name: 'EIPAllocation',
    all: 'eip allocations',
    kind: 'EIP Allocation is only allowed for',
    requires: ['scheme', 'internet-facing', 'internet facing'],
  },
  {
    field: 'ipv6Allocation',
    name: 'IPv6Allocation',
    all: 'ipv6 allocations',
    kind: 'IPv6Allocation is only supported for',
    requires: ['ipAddressType', 'dualstack', 'dualstack'],
    family: 'IPv6',
  },
  {
    field: 'privateIPv4Allocation',
    name: 'PrivateIPv4Allocation',
    all: 'private ipv4 allocations',
    kind: 'PrivateIPv4Allocation is only supported for',
    requires: ['scheme', 'internal', 'internal'],
    family: 'IPv4',
  },
  {
    field: 'sourceNatIPv6Prefix',
    name: 'SourceNatIPv6Prefix',
    all: 'source nat prefixes',
    kind: 'SourceNatIPv6Prefix is only supported for',
  },
];

function subnetProblems(gateway: AwsGateway, facts: Facts): Violation[] {
  const given = (gateway.configurations ?? []).filter(({ spec }) => listAt(spec, 'loadBalancerSubnets').length > 0);
  // of two lists, one wins by the mode of the class
  return given.length === 1
    ? [...allocationProblems(given[0], gateway, facts), ...optionProblems(given[0], facts)].map((problem) =>
        violation(gateway, problem, given[0]),
      )
    : (gateway.configurations ?? []).flatMap((each) => optionProblems(each, facts).map((problem) => violation(gateway, problem, each)));
}

const violation = ({ path, gateway }: AwsGateway, problem: string, configuration?: KubernetesObject): Violation => ({
  path,
  finding: `${describeObject(gateway)}${configuration ? ` with ${describeObject(configuration)}` : ''}: ${problem}`,
  remediation: configuration ? 'Correct the configuration' : 'Correct the listeners',
});

function allocationProblems({ spec }: KubernetesObject, gateway: AwsGateway, facts: Facts): string[] {
  const subnets = listAt(spec, 'loadBalancerSubnets').filter((each) => !isDeployTimeValue(each));
  const has = (subnet: unknown, field: string) => ![undefined, null, ''].includes(at(subnet, field) as null);
  const byDefault: Readonly<Record<string, string | undefined>> = { scheme: defaultSchemeOf(facts), ipAddressType: 'ipv4' };
  return ALLOCATIONS.flatMap(({ field, name, all, kind, requires, family }) => {
    const isGiven = subnets.length > 0 && has(subnets[0], field);
    const differs = subnets.some((subnet) => has(subnet, field) !== isGiven);
    const value = requires && configuredValue(gateway, requires[0], byDefault[requires[0]]);
    const addresses = family
      ? subnets.map((subnet) => stringAt(subnet, field) ?? '').filter((text) => text !== '' && !isDeployTimeValue(text))
      : [];
    return [
      ...(isGiven && kind && gateway.kind !== 'network' ? [`${kind} Network LoadBalancers`] : []),
      ...(isGiven && requires && value !== undefined && value !== requires[1]
        ? [`${name} can only be set for ${requires[2]} load balancers`]
        : []),
      ...(differs ? [`Either specify all ${all} or none.`] : []),
      ...addresses.flatMap((text) => addressProblem(text, family === 'IPv6') ?? []),
    ];
  });
}

function addressProblem(text: string, isIpv6: boolean): string | undefined {
  const name = isIpv6 ? 'IPv6 addresses' : 'private IPv4 addresses';
  if (!isAddress(text)) return `${name} must be valid IP address: ${text}`;
  return text.includes(':') === isIpv6 ? undefined : `${name} must be valid ${isIpv6 ? 'IPv6' : 'IPv4'} address: ${text}`;
}

/** Source: pkg/gateway/model/model_build_listener.go; pkg/gateway/routeutils/utils.go for hostnames. */
function listenerProblems(gateway: AwsGateway, facts: Facts): Violation[] {
  const ports = listenerPortsOf(gateway.gateway);
  if (ports === undefined) return [];
  return ports.flatMap((port) =>
    port.protocol === undefined
      ? [violation(gateway, `listeners with the same port ${port.port} cannot have different protocols`)]
      : [
          // an error where a route has hostnames
          ...hostnameProblems(port).map((problem) => ({ ...violation(gateway, problem), severity: 'warning' as const })),
          ...quicProblems(gateway, port).map((problem) => violation(gateway, problem)),
          ...certificateProblems(gateway, port, facts),
        ],
  );
}

const LONGEST_LABEL = 63;

const hostnameProblems = ({ hostnames }: ListenerPort): string[] =>
  hostnames.flatMap((hostname) => {
    if (isAddress(hostname)) return [`hostname can not be IP address: ${hostname}`];
    const isLong = hostname.split('.').some((label) => label.length > LONGEST_LABEL);
    return isLong ? [`invalid hostname label length, length must between 1 and ${LONGEST_LABEL}: ${hostname}`] : [];
  });

// the configuration of a listener, by its protocol and port in any case
const configuredListeners = ({ configurations = [] }: AwsGateway, { port, protocol }: ListenerPort): unknown[] =>
  configurations
    .flatMap(({ spec }) => listAt(spec, 'listenerConfigurations'))
    .filter((listener) => stringAt(listener, 'protocolPort')?.toLowerCase() === `${protocol?.toLowerCase()}:${port}`);

const quicProblems = (gateway: AwsGateway, port: ListenerPort): string[] =>
  !['UDP', 'TCP_UDP'].includes(port.protocol ?? '') &&
  configuredListeners(gateway, port).some((listener) => at(listener, 'quicEnabled') === true)
    ? [`QUIC protocol upgrade not supported for protocol ${port.protocol}`]
    : [];

// certificates of Secrets are not read: they are discovered by hostname
function certificateProblems(gateway: AwsGateway, port: ListenerPort, facts: Facts): Violation[] {
  const listeners = configuredListeners(gateway, port);
  const hasCertificate = listeners.some((each) => at(each, 'defaultCertificate') !== undefined || listAt(each, 'certificates').length > 0);
  const isSecure = ['HTTPS', 'TLS'].includes(port.protocol ?? '');
  if (!isSecure || gateway.configurations === undefined || hasCertificate || port.hostnames.length > 0) return [];
  const routes = awsRoutesOf(facts).filter(({ gateways }) => gateways.some((each) => each.gateway === gateway.gateway));
  if (routes.some(({ value }) => listAt(value, 'spec', 'hostnames').length > 0) || mayHaveMoreListeners(facts)) return [];
  return [
    {
      ...violation(gateway, `no hostnames and no certificate for the ${port.protocol} listener of port ${port.port}`),
      remediation: `Set defaultCertificate for ${port.protocol}:${port.port} in its configuration, or a hostname of the listener`,
      // routes elsewhere may have hostnames
      severity: facts.scopeComplete ? undefined : 'warning',
    },
  ];
}
