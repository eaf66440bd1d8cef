import * as fs from 'fs';
import * as path from 'path';
import { ApiObject, Chart, Names } from 'cdk8s';
import { IConfigMap, Volume } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { contentStamp } from './content-stamp';
import { failOn, Problem } from '../errors/problems';
import { cdk8sPlus } from '../model/cdk8s-plus';
import { checkChartProps } from '../props/check-props';
import { MountPlan } from '../storage/mount-plan';
import { PodVolume } from '../storage/pod-volume';

/** Properties of a {@link WorkloadConfigMap}. */
export interface WorkloadConfigMapProps {
  /**
   * Name of the ConfigMap: 1–253 lower-case letters, digits, hyphens or dots.
   *
   * @default - the id of the construct
   */
  readonly configMapName?: string;
  /**
   * Values by name, as environment variables or as files of one value each.
   *
   * @default - none
   */
  readonly data?: { [name: string]: string };
  /**
   * Contents of files by name.
   *
   * @default - none
   */
  readonly files?: { [name: string]: string };
  /**
   * A folder whose files are read at synth, without subfolders.
   *
   * @default - none
   */
  readonly directory?: string;
}

/** Source: Kubernetes documentation, ConfigMaps. */
const MOST_BYTES = 1_048_576;

/**
 * A ConfigMap for containers: as environment variables (`envFrom`) or as files (`volumes: [configMap.mountAt('/etc/app')]`).
 *
 * When its content changes, the pods that use it are replaced. Not for secrets. It is an `IConfigMap` of cdk8s-plus-27:
 * `kplus.Volume.fromConfigMap(chart, id, configMap)`, with `PlusWorkload.of(workload).rollOn(configMap)` for the replacement.
 *
 * @example
 * const settings = new WorkloadConfigMap(chart, 'settings', {
 *   data: { LOG_LEVEL: 'info' },
 *   files: { 'app.yaml': 'pageSize: 25' },
 * });
 * new WebService(chart, 'web', {
 *   image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
 *   volumes: [settings.mountAt('/etc/app')],
 * });
 */
export class WorkloadConfigMap extends Construct implements IConfigMap {
  /** Name of the ConfigMap. */
  public readonly configMapName: string;
  /** For cdk8s-plus-27. */
  public readonly apiVersion: string = 'v1';
  /** For cdk8s-plus-27: the core group. */
  public readonly apiGroup: string = '';
  /** For cdk8s-plus-27. */
  public readonly kind: string = 'ConfigMap';
  /** For cdk8s-plus-27. */
  public readonly resourceType: string = 'configmaps';
  private readonly data: { readonly [name: string]: string };
  /** files that are not UTF-8 text, in base64. */
  private readonly binaryData: { readonly [name: string]: string };

  constructor(scope: Construct, id: string, props: WorkloadConfigMapProps) {
    checkChartProps('WorkloadConfigMapProps', scope, id, props, new.target !== WorkloadConfigMap);
    const { configMapName, data = {}, files = {}, directory } = props;
    super(scope, id);
    this.configMapName = configMapName ?? id;
    failOn(this, '', nameProblems(this.configMapName));
    const read = directory === undefined ? { texts: {}, binaries: {} } : filesOf(this, directory);
    const parts = [data, files, { ...read.texts, ...read.binaries }];
    this.data = { ...data, ...files, ...read.texts };
    this.binaryData = read.binaries;
    const twice = [...new Set(parts.flatMap((part) => Object.keys(part)))].filter((key) => parts.filter((part) => key in part).length > 1);
    failOn(this, '', [
      ...dataProblems({ ...this.data, ...this.binaryData }),
      ...(twice.length > 0
        ? [
            {
              finding: `duplicate keys ${twice.join(', ')} in data, files and directory`,
              constraint: 'the keys of a ConfigMap must be unique',
              remediation: 'Rename one of them',
            },
          ]
        : []),
    ]);
    new ApiObject(this, 'ConfigMap', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: this.configMapName },
      data: this.data,
      ...(Object.keys(read.binaries).length > 0 ? { binaryData: this.binaryData } : {}),
    });
  }

  /** Name of the ConfigMap, for cdk8s-plus-27. */
  public get name(): string {
    return this.configMapName;
  }

  /** Name of the ConfigMap, for permissions of cdk8s-plus-27. */
  public get resourceName(): string | undefined {
    return this.configMapName;
  }

  /** Mounts its values as files of a directory. */
  public mountAt(directory: string): PodVolume {
    return new ConfigVolume(this, directory);
  }

  /** Fails for a file that is not in it. @internal */
  public _mustHave(file: string): void {
    const names = Object.keys({ ...this.data, ...this.binaryData });
    failOn(
      this,
      '',
      names.includes(file)
        ? []
        : [
            {
              finding: `file is '${file}'`,
              constraint: `the keys of the ConfigMap are ${names.join(', ')}`,
              remediation: 'Use one of them, or add the file to `files`',
            },
          ],
    );
  }

  /** Fails for pods of another namespace, which would never start. @internal */
  public _mustBeNear(workload: Construct): void {
    const [own, theirs] = [this, workload].map((each) => Chart.of(each).namespace ?? 'default');
    failOn(
      workload,
      '',
      own === theirs
        ? []
        : [
            {
              finding: `ConfigMap '${this.configMapName}' is in namespace '${own}'`,
              constraint: `pods can use only ConfigMaps of their own namespace, '${theirs}'`,
              remediation: `Create a WorkloadConfigMap in a chart of namespace '${theirs}'`,
              source: SOURCE,
            },
          ],
    );
  }

  /** Changes when the content does. @internal */
  public get _stamp(): string {
    return contentStamp(Object.keys(this.binaryData).length > 0 ? [this.data, this.binaryData] : this.data);
  }
}

class ConfigVolume extends PodVolume {
  public readonly name: string;

  public readonly mountPath: string;

  constructor(
    private readonly config: WorkloadConfigMap,
    directory: string,
  ) {
    super();
    this.mountPath = directory;
    this.name = Names.toDnsLabel(config, { includeHash: false, maxLen: 63 });
  }

  public get _mount(): MountPlan {
    return {
      name: this.name,
      path: this.mountPath,
      source: { configMap: { name: this.config.configMapName } },
      readOnly: true,
      block: false,
      oneNode: false,
    };
  }

  public override get _stampOf(): { readonly name: string; readonly stamp: string } {
    return { name: this.config.configMapName, stamp: this.config._stamp };
  }

  public _add(scope: Construct): void {
    // the ConfigMap exists already
    this.config._mustBeNear(scope);
  }

  protected _plusVolume(scope: Construct, id: string): Volume {
    return cdk8sPlus().Volume.fromConfigMap(scope, id, this.config, { name: this.name });
  }
}

interface Files {
  readonly texts: { readonly [name: string]: string };
  readonly binaries: { readonly [name: string]: string };
}

function filesOf(scope: Construct, directory: string): Files {
  const exists = fs.existsSync(directory) && fs.statSync(directory).isDirectory();
  failOn(
    scope,
    '',
    exists
      ? []
      : [
          {
            finding: `directory is '${directory}'`,
            constraint: `the directory does not exist (working directory ${process.cwd()})`,
            remediation: "Use a path like path.join(__dirname, 'config')",
          },
        ],
  );
  const names = fs
    .readdirSync(directory)
    .filter((name) => fs.statSync(path.join(directory, name)).isFile())
    .sort();
  const read = names.map((name) => [name, fs.readFileSync(path.join(directory, name))] as const);
  const isText = (content: Buffer) => Buffer.from(content.toString('utf8')).equals(content);
  return {
    texts: Object.fromEntries(read.filter(([, content]) => isText(content)).map(([name, content]) => [name, content.toString('utf8')])),
    binaries: Object.fromEntries(
      read.filter(([, content]) => !isText(content)).map(([name, content]) => [name, content.toString('base64')]),
    ),
  };
}

const SOURCE = 'https://kubernetes.io/docs/concepts/configuration/configmap/';

const nameProblems = (name: string): Problem[] =>
  /^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/.test(name)
    ? []
    : [
        {
          finding: `configMapName is '${name}'`,
          constraint: 'must be 1–253 lower-case letters, digits, hyphens or dots',
          remediation: 'Set `configMapName` (default: the id of the construct)',
          source: SOURCE,
        },
      ];

function dataProblems(data: { readonly [name: string]: string }): Problem[] {
  const problems = Object.keys(data)
    .filter((key) => !/^[-._a-zA-Z0-9]{1,253}$/.test(key))
    .map((key) => ({
      finding: `invalid key '${key}'`,
      constraint: 'a key must be 1–253 letters, digits, hyphens, underscores or dots',
      remediation: 'Rename the key',
      source: SOURCE,
    }));
  const bytes = Object.values(data).reduce((sum, value) => sum + Buffer.byteLength(value), 0);
  if (bytes > MOST_BYTES) {
    problems.push({
      finding: `the data has ${bytes} bytes`,
      constraint: `a ConfigMap must have at most ${MOST_BYTES} (1 MiB)`,
      remediation: 'Split it, or move large files into the image',
      source: SOURCE,
    });
  }
  if (Object.keys(data).length === 0) {
    problems.push({
      finding: 'data, files and directory are empty',
      constraint: 'must have at least one key',
      remediation: 'Set `data`, `files` or `directory`',
      source: SOURCE,
    });
  }
  return problems;
}
