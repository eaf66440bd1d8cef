import { IResolvable, Stack, Token, Tokenization } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { EcrChartOptions } from './ecr-chart-options';
import { Problem } from '../errors/problems';
import { ecrHostPatterns } from '../handler/ecr-registry.rules';

const SOURCE = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/push-oci-artifact.html';
const ADDRESSES = ecrHostPatterns('<\\d+>').map((host) => new RegExp(`^oci://${host}/([^@]+)(?:@.*)?$`));
const ecrAddress = (text: string): RegExpExecArray | undefined =>
  ADDRESSES.map((address) => address.exec(text)).find((found) => found !== null) ?? undefined;

/** The address with each token as <number>, so that it can be parsed, and the tokens. */
function withTokensMarked(address: string): { readonly text: string; readonly tokens: readonly IResolvable[] } {
  const tokens: IResolvable[] = [];
  const mapToken = (token: IResolvable) => `<${tokens.push(token) - 1}>`;
  const join = (left: unknown, right: unknown) => `${(left as string | undefined) ?? ''}${(right as string | undefined) ?? ''}`;
  const text = Tokenization.reverseString(address).mapTokens({ mapToken }).join({ join }) as string | undefined;
  return { text: text ?? '', tokens };
}

/** ARN of the ECR repository in the address of a chart, which may contain tokens; undefined for other registries, ECR Public included. */
export function ecrArnOf(scope: Construct, address: string): string | undefined {
  const { text, tokens } = withTokensMarked(address);
  const [, account, region, resourceName] = ecrAddress(text) ?? [];
  if (account === undefined) return undefined;
  const written = (part: string) => part.replace(/<(\d+)>/g, (_, index: string) => Token.asString(tokens[Number(index)]));
  return Stack.of(scope).formatArn({
    service: 'ecr',
    region: written(region),
    account: written(account),
    resource: 'repository',
    resourceName: written(resourceName),
  });
}

/** Whether the registry of an address is a token: it may be an ECR registry. */
export const isUnknownRegistry = (address: string): boolean =>
  /^oci:\/\/[^/]*<\d+>/.test(withTokensMarked(address).text) && ecrAddress(withTokensMarked(address).text) === undefined;

/** Problems of an ECR repository for a chart. */
export function ecrProblems(chart: string, { repositoryName }: ecr.IRepository, prop: string = 'chartEcrRepository'): Problem[] {
  const named = Token.isUnresolved(repositoryName) || repositoryName === chart || repositoryName.endsWith(`/${chart}`);
  return named
    ? []
    : [
        {
          finding: `${prop} is '${repositoryName}'`,
          constraint: `the repository name must end with the name of the chart, ${chart}`,
          remediation: `Push the chart to a repository like 'charts/${chart}'`,
          source: SOURCE,
        },
      ];
}

/** Props with the source and the version of a chart. */
export interface ChartSourceOptions extends EcrChartOptions {
  readonly chartRepository?: string;
  readonly chartVersion?: string;
  readonly chartAsset?: unknown;
}

/** Props that contradict each other about the source of a chart. */
export function chartSourceProblems({ chartRepository, chartEcrRepository, chartVersion, chartAsset }: ChartSourceOptions): Problem[] {
  return [
    ...assetProblems({ chartRepository, chartEcrRepository, chartVersion }, 'chartAsset', chartAsset !== undefined),
    ...mutuallyExclusive({ chartRepository, chartEcrRepository }),
  ];
}

/** Props of a repository that are set together with an uploaded chart. */
export function assetProblems(given: Readonly<Record<string, unknown>>, asset: string, has: boolean): Problem[] {
  const ignored = Object.keys(given).filter((name) => given[name] !== undefined);
  return has && ignored.length > 0
    ? [
        {
          finding: `${ignored.join(' and ')} set together with ${asset}`,
          constraint: 'they are mutually exclusive: an uploaded chart has its own name and version, and no repository',
          remediation: `Remove ${asset}, or remove ${ignored.join(' and ')}`,
        },
      ]
    : [];
}

/** Props of which at most one may be set. */
export function mutuallyExclusive(given: Readonly<Record<string, unknown>>): Problem[] {
  const names = Object.keys(given).filter((name) => given[name] !== undefined);
  return names.length > 1
    ? [
        {
          finding: `${names.join(' and ')} are both set`,
          constraint: 'they are mutually exclusive',
          remediation: `Remove ${names.join(' or ')}`,
        },
      ]
    : [];
}
