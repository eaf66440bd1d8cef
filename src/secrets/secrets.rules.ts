import { Problem } from '../errors/problems';

/** Where a secret is, and under which names pods find it. */
export interface SourcePlan {
  readonly service: 'secretsmanager' | 'ssm';
  /** ARN or name; a token mostly. */
  readonly id: string;
  /** of the whole text. */
  readonly name?: string;
  /** names by field of a JSON object. */
  readonly fields: Readonly<Record<string, string>>;
}

const CONFIGMAP = 'https://kubernetes.io/docs/concepts/configuration/secret/';

/** All names under which pods find something. */
export const namesOf = (sources: readonly SourcePlan[]): string[] =>
  sources.flatMap(({ name, fields }) => [...(name === undefined ? [] : [name]), ...Object.values(fields)]);

/** What is wrong with the sources of one set of secrets. */
export function sourceProblems(sources: readonly SourcePlan[]): Problem[] {
  const problems: Problem[] = [];
  const names = namesOf(sources);
  if (sources.length === 0)
    problems.push({ finding: 'sources is empty', constraint: 'there is nothing to bring', remediation: 'Name a secret' });
  if (sources.some(({ name, fields }) => name === undefined && Object.keys(fields).length === 0))
    problems.push({
      finding: 'a source names no field',
      constraint: 'pods find each field by a name',
      remediation: "Write it like { password: 'db-password' }, or use SecretSource.fromSecretsManager()",
    });
  for (const name of new Set(names)) {
    if (!/^[-._a-zA-Z0-9]{1,253}$/.test(name) || name.includes('..'))
      problems.push({
        finding: `a source has the name '${name}'`,
        constraint: 'it has 1–253 letters, digits, hyphens, underscores or dots',
        remediation: 'Correct it',
        source: CONFIGMAP,
      });
    if (names.filter((other) => other === name).length > 1)
      problems.push({
        finding: `several sources have the name '${name}'`,
        constraint: 'a file or key holds one',
        remediation: 'Rename one of them',
      });
  }
  return problems;
}

/** The objects of a SecretProviderClass of AWS, before they become text. Source: AWS Secrets Manager User Guide, ascp-examples. */
export function providerObjects(sources: readonly SourcePlan[]): object[] {
  return sources.map(({ service, id, name, fields }) => ({
    objectName: id,
    objectType: service === 'ssm' ? 'ssmparameter' : 'secretsmanager',
    // the whole text stands in a file as well
    objectAlias: name ?? `${Object.values(fields).join('.')}.json`.slice(-253),
    ...(Object.keys(fields).length > 0
      ? {
          jmesPath: Object.entries(fields).map(([field, alias]) => ({ path: JSON.stringify(field), objectAlias: alias })),
        }
      : {}),
  }));
}

/** The data of an ExternalSecret, for the sources of one service. Source: External Secrets documentation, externalsecret. */
export function externalData(sources: readonly SourcePlan[]): object[] {
  return sources.flatMap(({ id, name, fields }) => [
    ...(name === undefined ? [] : [{ secretKey: name, remoteRef: { key: id } }]),
    ...Object.entries(fields).map(([property, secretKey]) => ({ secretKey, remoteRef: { key: id, property } })),
  ]);
}
