import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { parseAllDocuments } from 'yaml';
import { chartStandIn, StandIn, writeChart } from './stand-ins';
import { ChartSource, ReleaseName } from '../../src/handler/helm';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';
import { Fields } from '../handler/api-fields';
import { programs } from '../handler/programs';

/** Files that an app uploads, by the key in the bucket. */
export type Assets = ReadonlyMap<string, string>;

/** The files of the assemblies' stacks. */
export function assetsOf(folders: readonly string[]): Assets {
  const assets = new Map<string, string>();
  for (const folder of new Set(folders)) {
    for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.assets.json'))) {
      const { files } = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as {
        files: Record<string, { source: { path: string }; destinations: Record<string, { objectKey: string }> }>;
      };
      for (const { source, destinations } of Object.values(files)) {
        for (const { objectKey } of Object.values(destinations)) assets.set(objectKey, path.resolve(folder, source.path));
      }
    }
  }
  return assets;
}

const keyOf = (address: string): string => address.replace(/^s3:\/\/[^/]+\//, '');

/** Charts as a release gets them: those of the app are real, those of other people stand-ins. */
export class Charts {
  private readonly rendered = new Map<string, StandIn>();

  constructor(private readonly assets: Assets) {}

  /** A chart for Helm itself; an error where the repository has none. */
  folder(source: ChartSource, { release, namespace }: ReleaseName, values: Fields): string {
    if ('uploaded' in source) return this.asset(source.uploaded);
    const { chart, version, repository } = source;
    const standIn = chartStandIn(chart, version, release, namespace, values);
    if (!standIn) throw new Error(`chart "${chart}" version "${version}" not found in ${repository} repository`);
    return writeChart(fs.mkdtempSync(path.join(os.tmpdir(), 'strata-chart-')), chart, standIn);
  }

  /** A chart as its objects. */
  objects(source: ChartSource, name: ReleaseName, values: Fields): StandIn | undefined {
    if (!('uploaded' in source)) return chartStandIn(source.chart, source.version, name.release, name.namespace, values);
    const key = JSON.stringify([source, name, values]);
    const known = this.rendered.get(key) ?? this.template(this.asset(source.uploaded), name, values);
    this.rendered.set(key, known);
    return known;
  }

  /** The file or folder of an uploaded chart. */
  asset(address: string): string {
    const file = this.assets.get(keyOf(address));
    if (file === undefined || !fs.existsSync(file)) throw new Error(`NoSuchKey: ${address}`);
    return file;
  }

  private template(folder: string, { release, namespace }: ReleaseName, values: Fields): StandIn {
    const output = execFileSync('helm', ['template', release, folder, '--namespace', namespace, '--include-crds', '--values', '-'], {
      env: { PATH: programs(), HOME: os.tmpdir() },
      input: JSON.stringify(values),
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: 1e8,
    }).toString();
    const objects = parseAllDocuments(output)
      .map((document) => document.toJS() as KubernetesObject | null)
      .filter((object) => object !== null);
    const placed = objects.map((object) =>
      NOT_PLACED.test(object.kind) ? object : { ...object, metadata: { namespace, ...object.metadata } },
    );
    return { objects: placed, definitions: [] };
  }
}

const NOT_PLACED =
  /^(CustomResourceDefinition|Namespace|ClusterRole|ClusterRoleBinding|ValidatingAdmissionPolicy(Binding)?|GatewayClass|StorageClass)$/;
