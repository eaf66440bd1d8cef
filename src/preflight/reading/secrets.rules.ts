import { isDeployTimeValue } from '../../kubernetes/kubernetes-object.rules';

/** Patterns of credentials. Source: AWS IAM, unique identifiers; RFC 7468; the token formats of GitHub, GitLab and Slack. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(AKIA|ASIA)(?!\w*EXAMPLE)[A-Z2-7]{16}\b/, 'an AWS access key'],
  [/-----BEGIN ([A-Z]+ )?PRIVATE KEY-----(\s|\\n)+[A-Za-z0-9+/=:]{16}/, 'a private key'],
  [/\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_\w{22}/, 'a GitHub token'],
  [/\bglpat-[\w-]{20}/, 'a GitLab token'],
  [/\bxox[abprs]-[A-Za-z0-9-]{20}/, 'a Slack token'],
];
const IN_URL = /:\/\/[^\s/:@$({,;"']*:([^\s/:@$({,;"']{3,})@/g;

/** Names of variables and arguments for credentials, and names that may also be for the name of a Secret. */
const NAME = /(^|[_-])(PASSWORD|PASSWD|PASSPHRASE|(SECRET|ACCESS|API|PRIVATE)[_-]?KEY|(AUTH|ACCESS|API)[_-]?TOKEN|CLIENT[_-]?SECRET)$/i;
const NAME_OF_ANY = /(^|[_-])SECRET$/i;
const OBJECT_NAME = /^[a-z][a-z0-9]*([-./][a-z0-9]+)+$/;
/** Keys of a Secret that contain a credential: others are settings. */
const KEYS = [
  /(password|passwd|passphrase|secret|token|credentials?|dockerconfigjson)$/i,
  /(private|api|access|secret|encryption|signing)[._-]?key$/i,
  /(^|[._-])(key|pass|auth|cookie)$/i,
];

// placeholders to be replaced by a reader
const PLACEHOLDERS = [
  /^(change[-_ ]?(me|it|this)|replace[-_ ]?\w*|your[-_ ].*|<.*>|\[.*\]|x{3,}|\*+)$/i,
  /^(pass(word|wd)?|secret|todo|redacted|placeholder|dummy|example)$/i,
];
// a path, a reference, a flag or a number is not a credential
const NONE = /^[./]|\$\(|\$\{|\{\{|^%|^(true|false|none|null|disabled|enabled|required|optional)$|^\d{1,5}$|^[a-z][a-z0-9+.-]*:/i;

/** A credential in a string, in words; comment lines are ignored. */
export function credentialIn(text: string): string | undefined {
  const read = text.replace(/^[ \t]*[#;].*$/gm, '');
  const known = SECRETS.find(([pattern]) => pattern.test(read))?.[1];
  return (
    known ??
    ([...read.matchAll(IN_URL)].some(([, password]) => !isDeployTimeValue(password) && !isPlaceholder(password))
      ? 'a password in a URL'
      : undefined)
  );
}

/** Whether a value is a credential by the name of its variable or argument. */
export const isSecretByName = (name: string, value: string): boolean =>
  (NAME.test(name) || (NAME_OF_ANY.test(name) && !OBJECT_NAME.test(value))) && isWritten(value);

/** Whether a value is a credential by its key in a Secret. */
export const isSecretByKey = (key: string, value: string): boolean =>
  KEYS.some((pattern) => pattern.test(key)) && !/public/i.test(key) && isWritten(value);

// a path anywhere in the value ($__file{/etc/grafana/password}), or a path of words (kv/data/shop)
const PATHS = [/(^|[\s={(:,"'])\/[\w.-]+\/[\w./-]+/, /^[a-z][a-z0-9_.-]*(\/[a-z][a-z0-9_.-]*)+$/];

const isPlaceholder = (value: string): boolean => PLACEHOLDERS.some((pattern) => pattern.test(value));

const isWritten = (value: string): boolean =>
  isLong(value.trim()) &&
  !isDeployTimeValue(value) &&
  !isPlaceholder(value.trim()) &&
  ![NONE, ...PATHS].some((pattern) => pattern.test(value.trim()));

const isLong = (value: string): boolean => value.length >= 4;
