import { missing } from '../../reading/missing.rules';
import { Rule } from '../../rule';

export const secretMissing: Rule = {
  id: 'secret-missing',
  area: 'References',
  severity: 'error',
  finds: 'pods with a Secret that nobody makes',
  why: 'a pod does not start before every Secret that it names is there',
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/',
  check: (facts) => missing(facts, '', 'Secret', (name) => `Make it with new SyncedSecret(...) or new MountedSecrets(...), correct the name, mark it optional, or declare it: Inventory.of(cluster).external(Thing.secret(namespace, '${name}'), { reason })`),
};
