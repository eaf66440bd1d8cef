import { isDeployTimeValue } from '../../kubernetes/kubernetes-object.rules';

/** What is a secret whatever it is called. Source: AWS IAM, unique identifiers; RFC 7468; the token formats of GitHub, GitLab and Slack. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(AKIA|ASIA)(?!\w*EXAMPLE)[A-Z2-7]{16}\b/, 'an access key of AWS'],
  [/-----BEGIN ([A-Z]+ )?PRIVATE KEY-----(\s|\\n)+[A-Za-z0-9+/=:]{16}/, 'a private key'],
  [/\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_\w{22}/, 'a token of GitHub'],
  [/\bglpat-[\w-]{20}/, 'a token of GitLab'],
  [/\bxox[abprs]-[A-Za-z0-9-]{20}/, 'a token of Slack'],
];
const IN_URL = /:\/\/[^\s/:@$({,;"']*:([^\s/:@$({,;"']{3,})@/g;

/** Names of variables and arguments that hold a secret, and those that may just as well hold the name of a Secret. */
const NAME =
  /(^|[_-])(PASSWORD|PASSWD|PASSPHRASE|SECRET[_-]?KEY|ACCESS[_-]?KEY|API[_-]?KEY|AUTH[_-]?TOKEN|ACCESS[_-]?TOKEN|API[_-]?TOKEN|PRIVATE[_-]?KEY|CLIENT[_-]?SECRET)$/i;
const NAME_OF_ANY = /(^|[_-])SECRET$/i;
const OBJECT_NAME = /^[a-z][a-z0-9]*([-./][a-z0-9]+)+$/;
/** Names of keys of a Secret that hold one: others are its settings. */
const KEY =
  /(password|passwd|passphrase|secret|token|(private|api|access|secret|encryption|signing)[._-]?key|credentials?|dockerconfigjson)$|(^|[._-])(key|pass|auth|cookie)$/i;

// what a reader has to replace
const PLACEHOLDER =
  /^(change[-_ ]?(me|it|this)|replace[-_ ]?\w*|your[-_ ].*|<.*>|\[.*\]|x{3,}|\*+|pass(word|wd)?|secret|todo|redacted|placeholder|dummy|example)$/i;
// a path, a reference, a switch or a number is none
const NONE = /^[./]|\$\(|\$\{|\{\{|^%|^(true|false|none|null|disabled|enabled|required|optional)$|^\d{1,5}$|^[a-z][a-z0-9+.-]*:/i;

/** A secret that stands in a text, in words; lines that are a comment do not count. */
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

/** Whether a value is a secret by the name of the variable or the argument that holds it. */
export const isSecretByName = (name: string, value: string): boolean =>
  (NAME.test(name) || (NAME_OF_ANY.test(name) && !OBJECT_NAME.test(value))) && isWritten(value);

/** Whether a value is a secret by its key in a Secret. */
export const isSecretByKey = (key: string, value: string): boolean => KEY.test(key) && !/public/i.test(key) && isWritten(value);

const isPlaceholder = (value: string): boolean => PLACEHOLDER.test(value);

const isWritten = (value: string): boolean =>
  isLong(value.trim()) && !isDeployTimeValue(value) && !isPlaceholder(value.trim()) && !NONE.test(value.trim());

const isLong = (value: string): boolean => value.length >= 4;
