import { isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { GroupMember, groupMembersOf, listensOn } from '../../reading/alb-listeners.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

/**
 * Source: aws-load-balancer-controller v3.5.0, pkg/ingress/model_build_listener.go (computeIngressListenPorts: HTTP 80 without
 * listen-ports and certificate; computeIngressInferredTLSCertARNs: only hosts of tls are read) and pkg/certs/cert_discovery.go ("no
 * certificate found for host").
 */
export const ingressTlsIgnored: Rule = {
  id: 'ingress-tls-ignored',
  area: 'Network',
  severity: 'warning',
  description: 'tls of an Ingress of an Application Load Balancer without an HTTPS listener, or with a Secret',
  reason:
    'the load balancer controller does not read the Secrets of tls: it listens on HTTP port 80 only, unless a certificate or ' +
    'listen-ports is set, and an HTTPS listener without certificate-arn needs a certificate in ACM for each host',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/cert_discovery/',
  check: (facts) => groupMembersOf(facts).flatMap(problem),
};

function problem(member: GroupMember): Violation[] {
  const { path, ingress, listeners, hasCertificate } = member;
  const tls = listAt(ingress, 'spec', 'tls').filter((each) => !isDeployTimeValue(each));
  if (tls.length === 0 || listeners === undefined || hasCertificate) return [];
  if (!listensOn(member, 'HTTPS')) {
    return [
      {
        path,
        finding: `${describeObject(ingress)} has tls, and its Application Load Balancer has no HTTPS listener`,
        remediation: FIX,
      },
    ];
  }
  const secrets = tls.map((each) => stringAt(each, 'secretName')).filter((name) => name !== undefined);
  return secrets.length === 0 ? [] : [{ path, finding: ignored(ingress, secrets), remediation: `Remove secretName. ${FIX_OF_SECRET}` }];
}

const ignored = (ingress: KubernetesObject, secrets: readonly string[]): string =>
  `${describeObject(ingress)} has tls with ${secrets.length === 1 ? 'the Secret' : 'the Secrets'} ` +
  `${secrets.map((name) => `'${name}'`).join(', ')}, which its Application Load Balancer does not use`;

const CERTIFICATE = 'the annotation alb.ingress.kubernetes.io/certificate-arn';
const FIX = `Set ${CERTIFICATE} (in a Route: certificates), or listen-ports with {"HTTPS":443} if ACM has certificates for all hosts`;
const FIX_OF_SECRET = `Set ${CERTIFICATE} (in a Route: certificates), or make sure that ACM has certificates for all hosts`;
