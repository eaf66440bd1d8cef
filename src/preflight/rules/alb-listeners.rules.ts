import { isFilledIn } from '../../inventory/kubernetes-object.rules';
import { ANNOTATIONS, ingressesOf } from '../alb.rules';
import { named } from '../manifests.rules';
import { Rule } from '../rule';
import { albAnnotation } from './load-balancer-subnets.rules';

export const albListeners: Rule = {
  id: 'alb-listeners',
  area: 'Network',
  severity: 'error',
  finds: 'a certificate without HTTPS, a redirect to nobody',
  why: 'the controller refuses an Ingress whose certificates or redirect have no listener, and changes nothing of its load balancer',
  source: ANNOTATIONS,
  check: (facts) => ingressesOf(facts).flatMap(({ path, value }) => {
    const [ports, certificate, redirect] = ['listen-ports', 'certificate-arn', 'ssl-redirect'].map((name) => albAnnotation(value, name));
    const listeners = portsOf(ports, certificate);
    if (listeners === undefined) return [{ path, what: `${named(value)} has listen-ports '${ports}'`, fix: "Write it like '[{\"HTTP\":80},{\"HTTPS\":443}]'" }];
    return [
      ...(certificate && !listeners.some(([protocol]) => protocol === 'HTTPS') ? [{ path, what: `${named(value)} has a certificate and no listener for HTTPS`, fix: 'Add {"HTTPS":443} to listen-ports' }] : []),
      ...(redirect && !listeners.some(([, port]) => String(port) === redirect) ? [{ path, what: `${named(value)} redirects to port ${redirect}, on which nobody listens`, fix: 'Add it to listen-ports, or leave ssl-redirect out' }] : []),
    ];
  }),
};

function portsOf(annotation: string | undefined, certificate: string | undefined): [string, unknown][] | undefined {
  if (annotation === undefined) return certificate ? [['HTTPS', 443]] : [['HTTP', 80]];
  if (isFilledIn(annotation)) return [['HTTPS', annotation]];
  try {
    return (JSON.parse(annotation) as object[]).flatMap((each) => Object.entries(each));
  } catch {
    return undefined;
  }
}
