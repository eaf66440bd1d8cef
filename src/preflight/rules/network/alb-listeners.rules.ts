import { isDeployTimeValue, KubernetesObject } from '../../../kubernetes/kubernetes-object.rules';
import { GroupMember, groupMembersOf, groupOf } from '../../reading/alb-listeners.rules';
import { albAnnotation, ANNOTATIONS } from '../../reading/alb.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const albListeners: Rule = {
  id: 'alb-listeners',
  area: 'Network',
  severity: 'error',
  description: 'certificate without an HTTPS listener, HTTPS listener without a certificate, redirect to a port without an HTTPS listener',
  reason:
    'HTTPS needs a listener and a certificate, and a redirect needs an HTTPS listener: otherwise the controller rejects the ' +
    'Ingress and leaves its load balancer unchanged, or ignores the certificate',
  source: ANNOTATIONS,
  check: (facts) => {
    const members = groupMembersOf(facts);
    // a group name known only at deploy may be any
    const mayBeJoined = members.some(({ group }) => isDeployTimeValue(group));
    return members.flatMap((member) => problems(member, facts.scopeComplete, groupOf(member, members), mayBeJoined));
  },
};

function problems(member: GroupMember, closed: boolean, members: readonly GroupMember[], mayBeJoined: boolean): Violation[] {
  const { path, ingress, group, listeners, malformed, hasCertificate } = member;
  if (malformed) {
    return [
      {
        path,
        finding: `${describeObject(ingress)} has the invalid listen-ports '${albAnnotation(ingress, 'listen-ports')}'`,
        remediation: 'Use a value like \'[{"HTTP":80},{"HTTPS":443}]\'',
      },
    ];
  }
  if (listeners === undefined || (group !== undefined && mayBeJoined)) return [];
  // Ingresses outside this app may be in the same group
  const severity = group === undefined || closed ? undefined : ('warning' as const);
  const isSecure = listeners.some(([protocol]) => protocol === 'HTTPS');
  return [
    ...(albAnnotation(ingress, 'certificate-arn') && !isSecure
      ? [
          {
            path,
            finding: `${describeObject(ingress)} has a certificate and no HTTPS listener`,
            remediation: 'Add {"HTTPS":443} to listen-ports',
            severity: 'warning' as const,
          },
        ]
      : []),
    ...(isSecure && !hasCertificate && !members.some((each) => each.hasCertificate || each.hasHosts)
      ? [
          {
            path,
            finding: `${describeObject(ingress)} has an HTTPS listener, and neither a certificate nor a host to discover one`,
            remediation: 'Add the annotation alb.ingress.kubernetes.io/certificate-arn, or a host to its rules',
            severity,
          },
        ]
      : []),
    ...redirectProblems(ingress, members).map(([what, remediation]) => ({
      path,
      finding: `${describeObject(ingress)} ${what}`,
      remediation,
      severity,
    })),
  ];
}

function redirectProblems(ingress: KubernetesObject, members: readonly GroupMember[]): [string, string][] {
  const redirect = albAnnotation(ingress, 'ssl-redirect');
  if (!redirect || isDeployTimeValue(redirect) || members.some(({ listeners }) => listeners === undefined)) return [];
  const there = members.flatMap(({ listeners = [] }) => listeners).filter(([, port]) => port === redirect);
  if (there.length === 0) {
    return [[`redirects to port ${redirect}, which has no listener`, 'Add the port to listen-ports, or remove ssl-redirect']];
  }
  return there.some(([protocol]) => protocol === 'HTTPS')
    ? []
    : [[`redirects to port ${redirect}, which has an HTTP listener`, 'Set ssl-redirect to the port of an HTTPS listener']];
}
