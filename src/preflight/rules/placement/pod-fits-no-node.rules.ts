import { requestsInWords } from '../../placement/amounts.rules';
import { impossibleLandings, Landing } from '../../placement/pod-places.rules';
import { Found, Rule } from '../../rule';

const MOST_PLACES = 4;

export const podFitsNoNode: Rule = {
  id: 'pod-fits-no-node',
  area: 'Placement',
  severity: 'error',
  finds: 'pods that no node of the cluster takes, with the reason of each',
  why: 'a pod waits for ever that asks for more than any node has, for labels that none has, or does not tolerate their taints',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/',
  ofPods: true,
  check: (facts) => impossibleLandings(facts).filter(({ maker }) => maker.groupKind !== 'apps/DaemonSet').map(finding),
};

/** A finding for pods that land nowhere. */
export function finding({ maker, refusals, wishes }: Landing): Found {
  const kinds = new Set(refusals.map(({ kind }) => kind));
  const asks = kinds.has('resources') ? ` asks for ${requestsInWords(wishes.requests)} and` : '';
  const reasons = refusals.slice(0, MOST_PLACES).map(({ place, why }) => `${place.name} ${why}`);
  return {
    path: maker.path,
    what: `${maker.name}${asks} fits no node: ${reasons.join('; ')}${refusals.length > MOST_PLACES ? `; and ${refusals.length - MOST_PLACES} more` : ''}`,
    fix: capitalized([...kinds].map((kind) => FIXES[kind]).join(', or ')),
  };
}

const FIXES = {
  resources: 'ask for less, or add nodes of a larger type',
  labels: 'correct nodeSelector and affinity, or give nodes these labels',
  taints: 'tolerate the taint, or add nodes without it',
  zone: 'add nodes in the zone of the volume',
} as const;

const capitalized = (text: string): string => text[0].toUpperCase() + text.slice(1);
