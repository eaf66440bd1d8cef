import * as fs from 'fs';
import * as path from 'path';
import { execute, withRetries, CommandResult } from './command';
import { errorSummary } from './command-errors.rules';
import { Failure, Invocation } from './custom-resource-request';
import { ChartSource, Helm, ReleaseName, ReleaseState, UpgradeOptions } from './helm';
import { KubeConfig, Executables } from './kube-config';
import { Kubernetes } from './kubernetes';

export interface ChartSourceAccess {
  readonly kubernetes: Kubernetes;
  /** an uploaded chart: its folder after it was fetched and unpacked, or its file. */
  readonly fetchChart: (address: string, folder: string) => Promise<string>;
  /** user and password of a registry of ECR in an account. */
  readonly registryCredentials: (registry: string) => Promise<{ readonly user: string; readonly password: string } | undefined>;
}

/** The Helm of the layer. */
export class HelmCli implements Helm {
  constructor(
    private readonly run: Invocation,
    private readonly config: KubeConfig,
    private readonly programs: Executables,
    private readonly tools: ChartSourceAccess,
  ) {}

  async upgrade(
    name: ReleaseName,
    source: ChartSource,
    values: string,
    { createNamespace, timeoutSeconds }: UpgradeOptions,
  ): Promise<void> {
    const chart = await this.chartArguments(source);
    succeeded(
      await this.helm(
        [
          'upgrade',
          name.release,
          ...chart,
          '--install',
          '--namespace',
          name.namespace,
          '--values',
          '-',
          '--timeout',
          `${timeoutSeconds}s`,
          ...(createNamespace ? ['--create-namespace'] : []),
        ],
        values,
      ),
    );
  }

  async history({ release, namespace }: ReleaseName): Promise<ReleaseState[]> {
    const printed = await this.helm(['history', release, '--namespace', namespace, '--output', 'json']);
    if (printed.code !== 0 && /release: not found/.test(printed.stderr)) return [];
    return (JSON.parse(succeeded(printed).stdout) as ReleaseState[]).map(({ revision, status }) => ({ revision, status }));
  }

  async manifest({ release, namespace }: ReleaseName): Promise<string> {
    return succeeded(await this.helm(['get', 'manifest', release, '--namespace', namespace])).stdout;
  }

  async uninstall({ release, namespace }: ReleaseName, timeoutSeconds: number): Promise<void> {
    succeeded(await this.helm(['uninstall', release, '--namespace', namespace, '--ignore-not-found', '--timeout', `${timeoutSeconds}s`]));
  }

  async deleteRevision({ release, namespace }: ReleaseName, revision: number): Promise<void> {
    await this.tools.kubernetes.delete(
      [{ apiVersion: 'v1', kind: 'Secret', namespace, name: `sh.helm.release.v1.${release}.v${revision}` }],
      'background',
    );
  }

  private async chartArguments({ chart, repository, version }: ChartSource): Promise<string[]> {
    if (chart.startsWith('s3://')) {
      const folder = fs.mkdtempSync(path.join(this.programs.home, 'chart-'));
      return [await this.tools.fetchChart(chart, folder)];
    }
    const pinned = version ? ['--version', version] : [];
    if (!repository?.startsWith('oci://')) return [chart, ...(repository ? ['--repo', repository] : []), ...pinned];
    const [registry] = repository.replace('oci://', '').split('/');
    const login = await this.tools.registryCredentials(registry);
    if (login) succeeded(await this.helm(['registry', 'login', registry, '--username', login.user, '--password-stdin'], login.password));
    return [repository, ...pinned];
  }

  private helm(args: readonly string[], input?: string): Promise<CommandResult> {
    const { path: programs, home } = this.programs;
    const attempt = async () =>
      execute('helm', args, {
        input,
        env: {
          PATH: programs,
          HOME: home,
          KUBECONFIG: await this.config.currentFile(),
          HELM_CACHE_HOME: `${home}/helm/cache`,
          HELM_CONFIG_HOME: `${home}/helm/config`,
          HELM_DATA_HOME: `${home}/helm/data`,
          HTTPS_PROXY: process.env.HTTPS_PROXY,
          NO_PROXY: process.env.NO_PROXY,
        },
        timeoutMilliseconds: Math.max(1_000, this.run.deadline - this.run.clock.now()),
      });
    return withRetries(this.run, attempt, () => this.config.refreshToken());
  }
}

function succeeded(printed: CommandResult): CommandResult {
  if (printed.code !== 0) throw new Failure(`Helm: ${errorSummary(printed.stderr)}`);
  return printed;
}
