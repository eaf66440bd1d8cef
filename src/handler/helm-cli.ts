import * as fs from 'fs';
import * as path from 'path';
import { DocumentOptions, parseAllDocuments, ParseOptions, SchemaOptions } from 'yaml';
import { crdChart } from './chart-archive.rules';
import { readChart, writeFiles } from './chart-files';
import { remoteChartOf } from './chart-source.rules';
import { execute, withRetries, CommandResult, RetryOptions } from './command';
import { classifyHelmError, errorSummary, ErrorKind, isHookFailure, unknownKind } from './command-errors.rules';
import { Failure, Invocation } from './custom-resource-request';
import { ChartSource, Helm, OperationOptions, ReleaseName, ReleaseState, RevisionRecord, UpgradeOptions } from './helm';
import { KubeConfig, Executables } from './kube-config';
import { Kubernetes } from './kubernetes';
import { rejectionMessage } from './rejections.rules';
import { decodedRevision, failedRevision, hooksOf, revisionRef, revisionsSelector, statesOf } from './release-secret.rules';
import { KubernetesObject, objectsIn, stringAt } from '../kubernetes/kubernetes-object.rules';

export interface ChartSourceAccess {
  readonly kubernetes: Kubernetes;
  /** an uploaded chart: its folder after it was fetched and unpacked, or its file. */
  readonly fetchChart: (address: string, folder: string) => Promise<string>;
  /** user and password of a registry of ECR in an account. */
  readonly registryCredentials: (registry: string) => Promise<{ readonly user: string; readonly password: string } | undefined>;
}

/** Revisions that Helm keeps: a rollback needs the last one that was deployed. */
const HISTORY_MAX = '10';
// an object is applied by the API server and its fields are forced, also in a release that an earlier Helm applied itself: with `auto` Helm
// keeps the method of that release, which cannot force anything
const APPLY = ['--server-side=true', '--force-conflicts', '--history-max', HISTORY_MAX];

interface HelmCall extends RetryOptions {
  readonly input?: string;
  readonly options?: OperationOptions;
}

/** The Helm of the layer. */
export class HelmCli implements Helm {
  constructor(
    private readonly run: Invocation,
    private readonly config: KubeConfig,
    private readonly programs: Executables,
    private readonly tools: ChartSourceAccess,
  ) {}

  async fetch(source: ChartSource): Promise<string> {
    const folder = this.folder('chart');
    if ('uploaded' in source) return this.tools.fetchChart(source.uploaded, folder);
    const { name, options, registry } = remoteChartOf(source);
    const login = registry && (await this.tools.registryCredentials(registry));
    if (login) {
      await this.pull(['registry', 'login', '--username', login.user, '--password-stdin', '--', registry!], login.password);
    }
    await this.pull(['pull', '--destination', folder, ...options, '--', name]);
    return path.join(
      folder,
      fs.readdirSync(folder).find((file) => file.endsWith('.tgz'))!,
    );
  }

  async crds({ release, namespace }: ReleaseName, chart: string, values: string): Promise<KubernetesObject[]> {
    const files = crdChart(readChart(chart));
    if (!files) return [];
    const folder = this.folder('crds');
    writeFiles(folder, files);
    const args = ['template', '--include-crds', '--namespace', namespace, '--values', '-', '--', release, folder];
    const { stdout } = succeeded(await this.helm(args, { input: values }));
    return parseAllDocuments(stdout, YAML_OF_HELM).flatMap((document) => objectsIn(document.toJS()));
  }

  async upgrade({ release, namespace }: ReleaseName, chart: string, values: string, options: UpgradeOptions): Promise<void> {
    const { createNamespace, takeOwnership, labels, awaitedKinds } = options;
    const args = [
      'upgrade',
      '--install',
      ...APPLY,
      '--hide-notes',
      '--skip-crds',
      // without it, Helm keeps the values of the revision before if all values are removed
      '--reset-values',
      ...['--namespace', namespace],
      ...['--values', '-'],
      ...['--labels', pairs(labels)],
      ...(createNamespace ? ['--create-namespace'] : []),
      ...(takeOwnership ? ['--take-ownership'] : []),
      ...['--', release, chart],
    ];
    const classify = (message: string): ErrorKind =>
      awaitedKinds.includes(unknownKind(message)?.kind ?? '') ? 'transient' : classifyOperation(message);
    finished(await this.helm(args, { input: values, options, classify }));
  }

  async rollback({ release, namespace }: ReleaseName, revision: number, options: OperationOptions): Promise<void> {
    const args = ['rollback', ...APPLY, '--namespace', namespace, '--', release, `${revision}`];
    finished(await this.helm(args, { options, classify: classifyOperation }));
  }

  async history(name: ReleaseName): Promise<ReleaseState[]> {
    const secret = { apiVersion: 'v1', kind: 'Secret' };
    return statesOf(await this.tools.kubernetes.list(secret, { namespace: name.namespace, selector: revisionsSelector(name) }));
  }

  async record(name: ReleaseName, revision: number): Promise<RevisionRecord | undefined> {
    const [secret] = await this.tools.kubernetes.get([revisionRef(name, revision)]);
    const stored = secret && decodedRevision(secret);
    return stored && { description: stringAt(stored, 'info', 'description') ?? '', hooks: hooksOf(stored) };
  }

  async manifest({ release, namespace }: ReleaseName): Promise<string> {
    return succeeded(await this.helm(['get', 'manifest', '--namespace', namespace, '--', release])).stdout;
  }

  async uninstall({ release, namespace }: ReleaseName, timeoutSeconds: number): Promise<void> {
    finished(
      await this.helm(['uninstall', '--namespace', namespace, '--ignore-not-found', '--timeout', `${timeoutSeconds}s`, '--', release]),
    );
  }

  async markFailed(name: ReleaseName, revision: number, description: string): Promise<void> {
    const [secret] = await this.tools.kubernetes.get([revisionRef(name, revision)]);
    if (!secret) return;
    const refusals = await this.tools.kubernetes.apply([failedRevision(secret, description)], { forceConflicts: true });
    if (refusals.length > 0) throw new Failure(rejectionMessage(refusals));
  }

  private async pull(args: readonly string[], input?: string): Promise<void> {
    const hints = { transient: 'the chart cannot be downloaded', unauthorized: 'the registry of the chart rejects the function' };
    succeeded(await this.helm(args, { input, hints }));
  }

  private folder(name: string): string {
    return fs.mkdtempSync(path.join(this.programs.home, `${name}-`));
  }

  private helm(
    [command, ...args]: readonly string[],
    { input, options, classify = classifyHelmError, hints }: HelmCall = {},
  ): Promise<CommandResult> {
    const { path: programs, home } = this.programs;
    const attempt = async () => {
      await options?.beforeAttempt();
      const timeout = options ? ['--timeout', `${options.timeoutSeconds()}s`] : [];
      return execute('helm', [command, ...timeout, ...args], {
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
        signal: this.run.signal,
        timeoutMilliseconds: Math.max(1_000, this.run.deadline - this.run.clock.now()),
      });
    };
    return withRetries(this.run, attempt, () => this.config.refreshToken(), { classify, hints });
  }
}

/** As sigs.k8s.io/yaml reads it: YAML 1.1, with dates as strings. */
const YAML_OF_HELM: ParseOptions & SchemaOptions & DocumentOptions = {
  version: '1.1',
  merge: true,
  customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || tag.tag !== 'tag:yaml.org,2002:timestamp'),
};

// one that took the whole time of the run would take it again, with its hooks
const classifyOperation = (message: string): ErrorKind => (/helm did not finish in/.test(message) ? 'final' : classifyHelmError(message));

const pairs = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([label, value]) => `${label}=${value}`)
    .join(',');

function succeeded(printed: CommandResult): CommandResult {
  if (printed.code !== 0) throw new Failure(`Helm: ${errorSummary(printed.stderr)}`);
  return printed;
}

/** Source: AWS Lambda quotas: a function runs for at most 15 minutes. */
const ADVICE =
  '. A hook must finish within 13 minutes, because Helm waits for it in one invocation of the function: run longer work in a Job of a ' +
  'ChartDeployment that the release depends on';

function finished(printed: CommandResult): void {
  const timedOut = printed.timedOut || (isHookFailure(printed.stderr) && /context deadline exceeded|timed out/.test(printed.stderr));
  if (printed.code !== 0) throw new Failure(`Helm: ${errorSummary(printed.stderr)}${timedOut ? ADVICE : ''}`);
}
