import { KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { isSecretByName, credentialIn } from '../../reading/secrets.rules';
import { containersOf, mapAt, describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const secretLiteral: Rule = {
  id: 'secret-literal',
  area: 'Security',
  severity: 'warning',
  description: 'a password, key or token that is written out in env, args or a ConfigMap',
  reason: 'it stands in the template, in the history of the stack, and is read by everybody who may see pods and ConfigMaps',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/data-encryption-and-secrets-management.html',
  check: (facts) => [
    ...podSecrets(facts),
    ...facts.manifests.ofKind('/ConfigMap').flatMap(({ path, value }) => configSecrets(path, value)),
  ],
};

const FIX = 'Bring it by new ExternalSecret(...) or new MountedSecrets(...), and replace it';

function podSecrets({ manifests }: Facts): Violation[] {
  return manifests.workloads.flatMap(({ path, name, podSpec }) =>
    containersOf(podSpec).flatMap((container) =>
      [...envSecrets(container), ...argumentSecrets(container)].map((what) => ({
        path,
        finding: `container '${stringAt(container, 'name')}' of ${name} has ${what}`,
        remediation: FIX,
      })),
    ),
  );
}

const envSecrets = (container: unknown): string[] =>
  listAt(container, 'env').flatMap((env) => {
    const [variable, value] = [stringAt(env, 'name') ?? '', stringAt(env, 'value') ?? ''];
    const what = credentialIn(value) ?? (isSecretByName(variable, value) ? 'its value' : undefined);
    return what === undefined ? [] : [`${what} in the variable ${variable}`];
  });

function argumentSecrets(container: unknown): string[] {
  const all = [...listAt(container, 'command'), ...listAt(container, 'args')].map(String);
  return all.flatMap((argument, index) => {
    const what = credentialIn(argument);
    if (what !== undefined) return [`${what} in its arguments`];
    // like --password=…, or --password with what comes after it
    const [, name, given] = /^--?([a-z][\w-]*)(?:=([^]*))?$/i.exec(argument) ?? [];
    return name !== undefined && isSecretByName(name, given ?? all[index + 1] ?? '') && !(given ?? all[index + 1]).startsWith('-')
      ? [`the value of --${name} in its arguments`]
      : [];
  });
}

const configSecrets = (path: string, object: KubernetesObject): Violation[] =>
  Object.entries(mapAt(object, 'data')).flatMap(([key, value]) => {
    const what = credentialIn(value);
    return what === undefined ? [] : [{ path, finding: `${describeObject(object)} has ${what} in '${key}'`, remediation: FIX }];
  });
