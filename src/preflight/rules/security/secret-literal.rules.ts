import { KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { isSecretByName, credentialIn } from '../../reading/secrets.rules';
import { containersOf, mapAt, describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const secretLiteral: Rule = {
  id: 'secret-literal',
  area: 'Security',
  severity: 'warning',
  description: 'literal password, key or token in env, args or a ConfigMap',
  reason: 'the value is in the template and in the history of the stack, and readable with permission to read pods and ConfigMaps',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/data-encryption-and-secrets-management.html',
  check: (facts) => [
    ...podSecrets(facts),
    ...facts.manifests.ofKind('/ConfigMap').flatMap(({ path, value }) => configSecrets(path, value)),
  ],
};

const FIX = 'Provide it with new ExternalSecret(...) or new MountedSecrets(...), and rotate it';

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
    const what = credentialIn(value) ?? (isSecretByName(variable, value) ? 'a literal secret' : undefined);
    return what === undefined ? [] : [`${what} in the env variable ${variable}`];
  });

function argumentSecrets(container: unknown): string[] {
  const all = [...listAt(container, 'command'), ...listAt(container, 'args')].map(String);
  return all.flatMap((argument, index) => {
    const what = credentialIn(argument);
    if (what !== undefined) return [`${what} in its arguments`];
    // --password=…, or --password followed by the value
    const [, name, given] = /^--?([a-z][\w-]*)(?:=([^]*))?$/i.exec(argument) ?? [];
    return name !== undefined && isSecretByName(name, given ?? all[index + 1] ?? '') && !(given ?? all[index + 1]).startsWith('-')
      ? [`a literal secret (--${name}) in its arguments`]
      : [];
  });
}

const configSecrets = (path: string, object: KubernetesObject): Violation[] =>
  Object.entries(mapAt(object, 'data')).flatMap(([key, value]) => {
    const what = credentialIn(value);
    return what === undefined ? [] : [{ path, finding: `${describeObject(object)} has ${what} in '${key}'`, remediation: FIX }];
  });
