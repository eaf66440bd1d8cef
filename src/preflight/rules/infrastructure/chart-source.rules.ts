import { releaseNameProblems, repositoryProblems, versionProblems } from '../../../apply/chart-source.rules';
import { isDeployTimeValue } from '../../../kubernetes/kubernetes-object.rules';
import { Facts, HelmReleaseFacts } from '../../facts/facts.rules';
import { Located } from '../../facts/located.rules';
import { violationsOf } from '../../reading/problems.rules';
import { Rule, Violation } from '../../rule';

export const chartSource: Rule = {
  id: 'chart-source',
  area: 'Infrastructure',
  severity: 'error',
  description: 'name, repository or version of a Helm release that Helm rejects',
  reason: 'Helm requires a release name of lower-case letters, the URL of a repository, and a semantic version or a range of versions',
  source: 'https://helm.sh/docs/helm/helm_upgrade/',
  check: ({ helmReleases }: Facts) => helmReleases.flatMap(problems),
};

/** A semantic version or a range of versions, which Helm resolves. Source: Masterminds/semver v3, constraints. */
const RANGE = /^[\s^~<>=!vV]*(\d|[*xX](\W|$))/;

function problems({ path, value: { release, chart, repository, version } }: Located<HelmReleaseFacts>): Violation[] {
  const subject = `Helm release '${release}'`;
  const name = release === '' || isDeployTimeValue(release) ? [] : releaseNameProblems(release, 'its name');
  const noRange = version === undefined || RANGE.test(version) ? [] : versionProblems(version, repository);
  return [
    ...violationsOf(path, subject, name),
    ...violationsOf(path, subject, noRange),
    ...(repository === '' ? [] : sourceProblems(path, subject, chart, repository)),
  ];
}

// Helm accepts http:// as well, and the provider of CDK pulls an OCI chart of any name
function sourceProblems(path: string, subject: string, chart: string, repository: string): Violation[] {
  if (repository.startsWith('http://')) return [];
  return violationsOf(path, subject, repositoryProblems(chart, repository), repository.startsWith('oci://') ? 'warning' : undefined);
}
