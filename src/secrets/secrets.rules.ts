import { Problem } from '../errors/problems';

/** A secret in AWS, with the names of its files or keys. */
export interface SourcePlan {
  readonly service: 'secretsmanager' | 'ssm';
  /** ARN or name, usually a token. */
  readonly id: string;
  /** name for the whole value. */
  readonly name?: string;
  /** names by the field of the JSON object. */
  readonly fields: Readonly<Record<string, string>>;
}

const CONFIGMAP = 'https://kubernetes.io/docs/concepts/configuration/secret/';

/** All names of files or keys. */
export const namesOf = (sources: readonly SourcePlan[]): string[] =>
  sources.flatMap(({ name, fields }) => [...(name === undefined ? [] : [name]), ...Object.values(fields)]);

/** Problems of the sources of one construct. */
export function sourceProblems(sources: readonly SourcePlan[]): Problem[] {
  const problems: Problem[] = [];
  const names = namesOf(sources);
  if (sources.length === 0) {
    problems.push({ finding: 'sources is empty', constraint: 'must have at least one source', remediation: 'Add a SecretSource' });
  }
  if (sources.some(({ name, fields }) => name === undefined && Object.keys(fields).length === 0)) {
    problems.push({
      finding: 'a source has no fields',
      constraint: 'fromSecretsManagerFields() requires at least one field',
      remediation: "Use a value like { password: 'db-password' }, or use SecretSource.fromSecretsManager()",
    });
  }
  for (const name of new Set(names)) {
    if (!/^[-._a-zA-Z0-9]{1,253}$/.test(name) || name.includes('..')) {
      problems.push({
        finding: `a source has the name '${name}'`,
        constraint: "must be 1–253 letters, digits, hyphens, underscores or dots, without '..'",
        remediation: "Use a name like 'db-password'",
        source: CONFIGMAP,
      });
    }
    if (names.filter((other) => other === name).length > 1) {
      problems.push({
        finding: `several sources have the name '${name}'`,
        constraint: 'names of files and keys must be unique',
        remediation: 'Rename one of the sources',
      });
    }
  }
  return problems;
}

/** The objects of a SecretProviderClass of AWS, as plain data. Source: AWS Secrets Manager User Guide, ascp-examples. */
export function providerObjects(sources: readonly SourcePlan[]): object[] {
  return sources.map(({ service, id, name, fields }) => ({
    objectName: id,
    objectType: service === 'ssm' ? 'ssmparameter' : 'secretsmanager',
    // the provider writes the whole value to a file as well
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
