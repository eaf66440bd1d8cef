import {
  at,
  groupKindOf,
  isDeployTimeValue,
  KubernetesObject,
  listAt,
  namespaceOf,
  stringAt,
} from '../../../kubernetes/kubernetes-object.rules';
import { describeObject, Manifests } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

export const certificateWildcard: Rule = {
  id: 'certificate-wildcard',
  area: 'Network',
  severity: 'error',
  description: 'certificate with a wildcard name of an ACME issuer without a DNS01 solver',
  reason:
    'Let\'s Encrypt offers only the challenge DNS-01 for names with a wildcard: cert-manager reports "no configured challenge solvers ' +
    'can be used for this challenge", and the Certificate is never Ready',
  source: 'https://letsencrypt.org/docs/challenge-types/',
  check: (facts) =>
    facts.objects.flatMap(({ path, value }) => {
      const names = namesOf(value).filter((name) => name.startsWith('*.') && !isDeployTimeValue(name));
      const issuer = names.length === 0 ? undefined : issuerOf(value, facts.manifests);
      return issuer === undefined || !hasHttpOnly(issuer) ? [] : [violation(path, value, names, issuer)];
    }),
};

function violation(path: string, object: KubernetesObject, names: readonly string[], issuer: KubernetesObject): Violation {
  return {
    path,
    finding: `${describeObject(object)} requests ${names.join(', ')} from ${describeObject(issuer)}, which has only HTTP01 solvers`,
    remediation: 'Add a DNS01 solver to the issuer, such as `dns01: { route53: {} }`, or list each host',
    // another ACME server may offer other challenges
    ...(isLetsEncrypt(issuer) ? {} : { severity: 'warning' as const }),
  };
}

const isLetsEncrypt = (issuer: KubernetesObject): boolean =>
  /^https:\/\/acme-(staging-)?v02\.api\.letsencrypt\.org\//.test(stringAt(issuer, 'spec', 'acme', 'server') ?? '');

const GROUP = 'cert-manager.io';

/** The names of a certificate that an object is or requests. Source: cert-manager v1.21.1, pkg/controller/certificate-shim/sync.go. */
const NAMES: Readonly<Record<string, (object: KubernetesObject) => readonly unknown[]>> = {
  'cert-manager.io/Certificate': (object) => [at(object, 'spec', 'commonName'), ...listAt(object, 'spec', 'dnsNames')],
  'networking.k8s.io/Ingress': (object) => listAt(object, 'spec', 'tls').flatMap((each) => listAt(each, 'hosts')),
};

const namesOf = (object: KubernetesObject): string[] =>
  (NAMES[groupKindOf(object)]?.(object) ?? []).filter((name): name is string => typeof name === 'string');

function issuerOf(object: KubernetesObject, manifests: Manifests): KubernetesObject | undefined {
  const { kind = 'Issuer', name, group = GROUP } = object.kind === 'Certificate' ? referenceOf(object) : annotated(object);
  if (group !== GROUP || (kind !== 'Issuer' && kind !== 'ClusterIssuer')) return undefined;
  return manifests.find(`${GROUP}/${kind}`, kind === 'Issuer' ? namespaceOf(object) : undefined, name)?.value;
}

interface IssuerReference {
  readonly kind?: string;
  readonly name?: string;
  readonly group?: string;
}

const referenceOf = (certificate: KubernetesObject): IssuerReference => ({
  kind: stringAt(certificate, 'spec', 'issuerRef', 'kind'),
  name: stringAt(certificate, 'spec', 'issuerRef', 'name'),
  group: stringAt(certificate, 'spec', 'issuerRef', 'group'),
});

/** Source: cert-manager v1.21.1, pkg/controller/certificate-shim/helper.go. */
function annotated({ metadata }: KubernetesObject): IssuerReference {
  const annotation = (name: string): string | undefined => metadata?.annotations?.[`${GROUP}/${name}`];
  const ofCluster = annotation('cluster-issuer');
  return {
    kind: annotation('issuer-kind') ?? (ofCluster === undefined ? 'Issuer' : 'ClusterIssuer'),
    name: annotation('issuer') ?? ofCluster,
    group: annotation('issuer-group'),
  };
}

function hasHttpOnly(issuer: KubernetesObject): boolean {
  const solvers = listAt(issuer, 'spec', 'acme', 'solvers');
  return solvers.length > 0 && solvers.every((each) => at(each, 'http01') !== undefined && at(each, 'dns01') === undefined);
}
