import * as fs from 'fs';
import * as path from 'path';
import { execute, patiently, Printed } from './command';
import { essence } from './command-errors.rules';
import { ChartSource, Helm, ReleaseName, ReleaseState, UpgradeOptions } from './helm';
import { KubeConfig, Programs } from './kubectl';
import { Kubernetes } from './kubernetes';
import { Failure, Run } from './request';

export interface ChartTools {
  readonly kubernetes: Kubernetes;
  /** an uploaded chart: its folder after it was fetched and unpacked, or its file. */
  readonly fetchChart: (address: string, folder: string) => Promise<string>;
  /** user and password of a registry of ECR in an account. */
  readonly loginTo: (registry: string) => Promise<{ readonly user: string; readonly password: string } | undefined>;
}

/** The Helm of the layer. */
export class HelmProgram implements Helm {
  constructor(
    private readonly run: Run, private readonly config: KubeConfig, private readonly programs: Programs, private readonly tools: ChartTools,
  ) {}

  async upgrade(name: ReleaseName, source: ChartSource, values: string, { createNamespace, timeoutSeconds }: UpgradeOptions): Promise<void> {
    const chart = await this.chartOf(source);
    succeeded(await this.helm(['upgrade', name.release, ...chart, '--install', '--namespace', name.namespace, '--values', '-', '--timeout', `${timeoutSeconds}s`, ...(createNamespace ? ['--create-namespace'] : [])], values));
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

  async forget({ release, namespace }: ReleaseName, revision: number): Promise<void> {
    await this.tools.kubernetes.delete([{ apiVersion: 'v1', kind: 'Secret', namespace, name: `sh.helm.release.v1.${release}.v${revision}` }], 'background');
  }

  private async chartOf({ chart, repository, version }: ChartSource): Promise<string[]> {
    if (chart.startsWith('s3://')) {
      const folder = fs.mkdtempSync(path.join(this.programs.home, 'chart-'));
      return [await this.tools.fetchChart(chart, folder)];
    }
    const pinned = version ? ['--version', version] : [];
    if (!repository?.startsWith('oci://')) return [chart, ...(repository ? ['--repo', repository] : []), ...pinned];
    const [registry] = repository.replace('oci://', '').split('/');
    const login = await this.tools.loginTo(registry);
    if (login) succeeded(await this.helm(['registry', 'login', registry, '--username', login.user, '--password-stdin'], login.password));
    return [repository, ...pinned];
  }

  private helm(args: readonly string[], input?: string): Promise<Printed> {
    const { path: programs, home } = this.programs;
    const attempt = async () => execute('helm', args, {
      input,
      env: {
        PATH: programs,
        HOME: home,
        KUBECONFIG: await this.config.current(),
        HELM_CACHE_HOME: `${home}/helm/cache`,
        HELM_CONFIG_HOME: `${home}/helm/config`,
        HELM_DATA_HOME: `${home}/helm/data`,
        HTTPS_PROXY: process.env.HTTPS_PROXY,
        NO_PROXY: process.env.NO_PROXY,
      },
      timeoutMilliseconds: Math.max(1_000, this.run.stopAt - this.run.clock.now()),
    });
    return patiently(this.run, attempt, () => this.config.renew());
  }
}

function succeeded(printed: Printed): Printed {
  if (printed.code !== 0) throw new Failure(`Helm: ${essence(printed.stderr)}`);
  return printed;
}
