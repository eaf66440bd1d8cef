import { isFilledIn, KubernetesObject, listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { containersOf, mapAt, named } from '../manifests.rules';
import { Facts } from '../facts.rules';
import { Found, Rule } from '../rule';

/** What is a secret whatever it is called. Source: AWS IAM, unique identifiers; RFC 7468; the token formats of GitHub. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(AKIA|ASIA)[A-Z2-7]{16}\b/, 'an access key of AWS'], [/-----BEGIN ([A-Z]+ )?PRIVATE KEY-----/, 'a private key'],
  [/\bgh[pousr]_[A-Za-z0-9]{36}/, 'a token of GitHub'], [/:\/\/[^\s/:@$({]+:[^\s/:@$({]{3,}@/, 'a password in a URL'],
];
const SECRET_NAME = /(^|[_-])(PASSWORD|PASSWD|PASSPHRASE|SECRET|SECRET_?KEY|ACCESS_?KEY|API_?KEY|AUTH_?TOKEN|ACCESS_?TOKEN|API_?TOKEN|PRIVATE_?KEY|CLIENT_?SECRET)$/i;

export const secretLiteral: Rule = {
  id: 'secret-literal',
  area: 'Security',
  severity: 'warning',
  finds: 'a password, key or token that is written out in env, args or a ConfigMap',
  why: 'it stands in the template, in the history of the stack, and is read by everybody who may see pods and ConfigMaps',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/data-encryption-and-secrets-management.html',
  check: (facts) => [...envSecrets(facts), ...facts.manifests.ofKind('/ConfigMap').flatMap(({ path, value }) => configSecrets(path, value))],
};

const FIX = 'Bring it by new SyncedSecret(...) or new MountedSecrets(...), and replace it';

function envSecrets({ manifests }: Facts): Found[] {
  return manifests.pods.flatMap(({ path, name, pod }) => containersOf(pod).flatMap((container) => [
    ...listAt(container, 'env').flatMap((env): Found[] => {
      const [variable, value] = [textAt(env, 'name') ?? '', textAt(env, 'value') ?? ''];
      const what = secretIn(value) ?? (SECRET_NAME.test(variable) && isWritten(value) ? 'its value' : undefined);
      return what === undefined ? [] : [{ path, what: `container '${textAt(container, 'name')}' of ${name} has ${what} in the variable ${variable}`, fix: FIX }];
    }),
    ...[...listAt(container, 'command'), ...listAt(container, 'args')].map((argument) => secretIn(String(argument))).filter((what) => what !== undefined)
      .map((what) => ({ path, what: `container '${textAt(container, 'name')}' of ${name} has ${what} in its arguments`, fix: FIX })),
  ]));
}

const configSecrets = (path: string, object: KubernetesObject): Found[] => Object.entries(mapAt(object, 'data')).flatMap(([key, value]) => {
  const what = secretIn(value);
  return what === undefined ? [] : [{ path, what: `${named(object)} has ${what} in '${key}'`, fix: FIX }];
});

const secretIn = (text: string): string | undefined => SECRETS.find(([pattern]) => pattern.test(text))?.[1];

// a path, a reference, a switch or a number is none
const isWritten = (value: string): boolean => value.length >= 4 && !isFilledIn(value) && !/^[./]|\$\(|\$\{|^(true|false|none|null|disabled|enabled)$|^\d{1,5}$|^(secret|vault|arn|ssm|file):/i.test(value);
