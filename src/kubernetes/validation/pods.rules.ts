import { addressErrors } from './addresses.rules';
import { errorIf, invalid, isGiven, isSet, required } from './field-error.rules';
import { outOfRange, Range } from './numbers.rules';
import { podOsErrors } from './pod-os.rules';
import { podResourceErrors } from './resources.rules';
import { schedulingErrors } from './scheduling.rules';
import { podSecurityContextErrors } from './security-context.rules';
import { optionalSyntaxErrors, Syntax, SYNTAX, syntaxErrors } from './syntax.rules';
import { volumeErrors, volumeNameErrors } from './volumes.rules';
import { at, listAt } from '../kubernetes-object.rules';

/** Source: kubernetes, pkg/apis/core/validation/validation.go: ValidatePodSpec. */
const NAMES: Readonly<Record<string, Syntax>> = {
  serviceAccountName: SYNTAX.subdomain,
  nodeName: SYNTAX.subdomain,
  hostname: SYNTAX.dnsLabel,
  subdomain: SYNTAX.dnsLabel,
  priorityClassName: SYNTAX.subdomain,
  runtimeClassName: SYNTAX.subdomain,
};
const DEADLINE: Range = [1, 2 ** 31 - 1];

/** Source: the same, validatePodDNSConfig: the limits of the resolver of Linux. */
const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;
const MOST_SEARCH_CHARACTERS = 2048;

/** Errors in the spec of a pod, containers apart. */
export const podErrors = (pod: unknown, field: string): string[] => [
  ...Object.entries(NAMES).flatMap(([name, syntax]) => optionalSyntaxErrors(at(pod, name), `${field}.${name}`, syntax)),
  ...outOfRange(pod, field, { activeDeadlineSeconds: DEADLINE }),
  ...volumeErrors(pod, field),
  ...volumeNameErrors(pod, field),
  ...dnsErrors(pod, field),
  ...listAt(pod, 'hostAliases').flatMap((alias, index) => {
    const place = `${field}.hostAliases[${index}]`;
    return [
      ...addressErrors(at(alias, 'ip'), `${place}.ip`),
      ...listAt(alias, 'hostnames').flatMap((name) => syntaxErrors(name, `${place}.hostnames`, SYNTAX.subdomain)),
    ];
  }),
  ...listAt(pod, 'readinessGates').flatMap((gate, index) =>
    syntaxErrors(at(gate, 'conditionType'), `${field}.readinessGates[${index}].conditionType`, SYNTAX.qualifiedName),
  ),
  ...schedulingErrors(pod, field),
  ...podResourceErrors(pod, field),
  ...podSecurityContextErrors(pod, field),
  ...podOsErrors(pod, field),
];

function dnsErrors(pod: unknown, field: string): string[] {
  const config = at(pod, 'dnsConfig');
  const servers = at(config, 'nameservers');
  const [addresses, searches] = [listAt(config, 'nameservers'), listAt(config, 'searches')];
  const place = `${field}.dnsConfig`;
  // a deploy-time list of nameservers may have any
  const isUnknown = [config, servers].some((value) => isSet(value) && !isGiven(value));
  return [
    ...errorIf(at(pod, 'dnsPolicy') === 'None' && addresses.length === 0 && !isUnknown, () =>
      required(`${place}.nameservers`, 'must provide at least one DNS nameserver when `dnsPolicy` is None'),
    ),
    ...errorIf(addresses.length > MOST_NAMESERVERS, () =>
      invalid(`${place}.nameservers`, addresses, `must not have more than ${MOST_NAMESERVERS} nameservers`),
    ),
    ...addresses.flatMap((address, index) => addressErrors(address, `${place}.nameservers[${index}]`)),
    ...errorIf(searches.length > MOST_SEARCHES, () =>
      invalid(`${place}.searches`, searches, `must not have more than ${MOST_SEARCHES} search paths`),
    ),
    ...errorIf(searches.join(' ').length > MOST_SEARCH_CHARACTERS, () =>
      invalid(`${place}.searches`, searches, `must not have more than ${MOST_SEARCH_CHARACTERS} characters (including spaces)`),
    ),
    ...searches.flatMap((search, index) => syntaxErrors(search, `${place}.searches[${index}]`, SYNTAX.searchDomain)),
    ...listAt(config, 'options').flatMap((option, index) =>
      errorIf(!isSet(at(option, 'name')) || at(option, 'name') === '', () => required(`${place}.options[${index}].name`)),
    ),
  ];
}
