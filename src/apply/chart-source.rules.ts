import { Problem } from '../errors/problems';
import { isDeployTimeValue } from '../kubernetes/kubernetes-object.rules';

const isUnknown = (text: string): boolean => text.includes('${Token[') || isDeployTimeValue(text);

/** Names that Helm accepts. Source: helm/helm, internal/chart/v3/util/validate_name.go. */
const RELEASE = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LONGEST_RELEASE = 53;

/** Problems of the name of a Helm release. */
export const releaseNameProblems = (release: string, prop: string = 'releaseName'): Problem[] =>
  RELEASE.test(release) && release.length <= LONGEST_RELEASE
    ? []
    : [
        {
          finding: `${prop} is '${release}'`,
          constraint: 'must be 1–53 lower-case letters, digits, hyphens or dots',
          remediation: "Use a name like 'my-release'",
          source: 'https://helm.sh/docs/chart_template_guide/getting_started/',
        },
      ];

const DIGEST = /@sha256:[0-9a-f]{64}$/;
/** One version, not a range. Source: Semantic Versioning 2.0.0; Helm accepts a leading v. */
const VERSION = /^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

/** Problems of the version of a chart. */
export function versionProblems(version: string | undefined, repository: string): Problem[] {
  if (DIGEST.test(repository) && version === undefined) return [];
  if (version !== undefined && (isUnknown(version) || VERSION.test(version))) return [];
  return [
    {
      finding: version === undefined ? 'chartVersion is missing' : `chartVersion is '${version}'`,
      constraint: 'must be one version, not a range: otherwise a deployment installs another chart than the one before it without a change',
      remediation: "Set `chartVersion` to a version like '1.2.3', or end the address in an OCI registry with a digest, '@sha256:…'",
      source: 'https://helm.sh/docs/helm/helm_upgrade/',
    },
  ];
}

/** Problems of the address of a chart. */
export function repositoryProblems(chart: string, repository: string): Problem[] {
  const source = 'https://helm.sh/docs/topics/registries/';
  if (isUnknown(repository) && !repository.startsWith('oci://')) return [];
  if (!/^(oci|https):\/\//.test(repository)) {
    return [
      {
        finding: `chartRepository is '${repository}'`,
        constraint: 'must begin with https:// or, for an OCI registry, with oci://',
        remediation: `Use a value like 'oci://111122223333.dkr.ecr.eu-west-1.amazonaws.com/${chart}'`,
        source,
      },
    ];
  }
  const wrong = repository.startsWith('oci://') && !isUnknown(repository) && !repository.replace(DIGEST, '').endsWith(`/${chart}`);
  return wrong
    ? [
        {
          finding: `chartRepository is '${repository}'`,
          constraint: `the address in an OCI registry must end with the name of the chart, ${chart}`,
          remediation: `Use '${repository.replace(/\/$/, '')}/${chart}'`,
          source,
        },
      ]
    : [];
}
