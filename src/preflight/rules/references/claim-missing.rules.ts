import { missing } from '../../reading/missing.rules';
import { isMadeByTemplate } from '../../reading/volumes.rules';
import { Rule } from '../../rule';

export const claimMissing: Rule = {
  id: 'claim-missing',
  area: 'References',
  severity: 'error',
  finds: 'pods that mount a claim that nobody makes',
  why: 'a pod waits for ever for a claim that does not exist',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes',
  check: (facts) => missing(
    facts, '', 'PersistentVolumeClaim',
    (name) => `Deploy the claim, correct the name, or declare it: Inventory.of(cluster).external(Thing.object('', 'PersistentVolumeClaim', '${name}', namespace), { reason })`,
    ({ namespace, name }) => isMadeByTemplate(facts.manifests, namespace, name),
  ),
};
