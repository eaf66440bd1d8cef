import { Failure } from './custom-resource-request';
import { ChartSource } from './helm';

/** A chart of a repository, as arguments of Helm. */
export interface RemoteChart {
  readonly name: string;
  readonly options: readonly string[];
  /** host of an OCI registry. */
  readonly registry?: string;
}

/** Source: Helm documentation, chart best practices: names of charts; a name that begins with a hyphen would be an option. */
const CHART_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const DIGEST = /@sha256:[0-9a-f]{64}$/;

/** Checks the source of a chart again, which a template can contain without the constructs of this library. */
export function remoteChartOf({ chart, repository, version }: Exclude<ChartSource, { uploaded: string }>): RemoteChart {
  if (!CHART_NAME.test(chart)) throw new Failure(`the chart name is '${chart}': must contain letters, digits, '.', '_' and '-' only`);
  const [, scheme, host] = /^(https|oci):\/\/([^/]+)(?:\/|$)/.exec(repository) ?? [];
  if (scheme === undefined) throw new Failure(`the repository of chart '${chart}' is '${repository}': must begin with https:// or oci://`);
  const pinned = scheme === 'oci' && DIGEST.test(repository);
  if (!version && !pinned) {
    throw new Failure(`the version of chart '${chart}' is missing: set its version, or the digest of the chart in an OCI registry`);
  }
  const options = version ? ['--version', version] : [];
  return scheme === 'oci' ? { name: repository, options, registry: host } : { name: chart, options: ['--repo', repository, ...options] };
}
