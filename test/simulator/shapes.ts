import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import * as cdk8s from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { FLAGS } from './apps';
import { StackTemplate, stacksOf } from './template';
import { ChartDeployment, Cluster, CoreAddons, EbsStorage, HelmDeployment, ManagedNodes, ThreeTierVpc, YamlFile } from '../../src';
import { KubernetesObject, objectsIn } from '../../src/kubernetes/kubernetes-object.rules';
import { programs } from '../handler/programs';

/** How the chart of a shape is delivered: as a release, or rendered and as objects. */
export type Delivery = 'helm' | 'plain';

/** What a stack is deployed as; `again` has the content of `first`, and waits for another time. */
export const VERSIONS = ['first', 'again', 'next'] as const;
export type Version = (typeof VERSIONS)[number];

/** A chart in `shapes/`, and what of it stays by design. */
export interface Shape {
  readonly name: string;
  readonly deliveries: readonly Delivery[];
  /** objects, as `Kind namespace/name`, that remain after a deletion, and may remain after a creation that fails. */
  readonly kept: Readonly<Partial<Record<Delivery, readonly string[]>>>;
}

const BOTH = ['helm', 'plain'] as const;
const claims = [0, 1, 2].map((index) => `PersistentVolumeClaim stateful/data-queue-${index}`);
/** Helm deletes neither the namespace that it created for a release, nor CRDs in `crds/`. */
const releaseKeeps = (shape: string, ...more: string[]): string[] => [`Namespace /${shape}`, ...more];
const crd = (plural: string): string => `CustomResourceDefinition /${plural}.shapes.example.com`;

export const SHAPES: readonly Shape[] = [
  { name: 'namespaces', deliveries: BOTH, kept: { helm: releaseKeeps('namespaces') } },
  // Helm deletes a hook only by its delete policy
  { name: 'hooks', deliveries: BOTH, kept: { helm: releaseKeeps('hooks', 'ConfigMap hooks/hook-settings', 'Job hooks/migrate') } },
  { name: 'crds', deliveries: BOTH, kept: { helm: releaseKeeps('crds', crd('gadgets')) } },
  // what is looked up in the cluster cannot be rendered without it
  { name: 'generated', deliveries: ['helm'], kept: { helm: releaseKeeps('generated') } },
  { name: 'subcharts', deliveries: BOTH, kept: { helm: releaseKeeps('subcharts') } },
  { name: 'webhook', deliveries: BOTH, kept: { helm: releaseKeeps('webhook', crd('guardrails')) } },
  { name: 'large', deliveries: BOTH, kept: { helm: releaseKeeps('large') } },
  { name: 'operator', deliveries: BOTH, kept: { helm: releaseKeeps('operator', crd('databases')) } },
  // the claims of the pods are the StatefulSet's, and so is their namespace
  { name: 'stateful', deliveries: BOTH, kept: { helm: releaseKeeps('stateful', ...claims), plain: releaseKeeps('stateful', ...claims) } },
  { name: 'aggregated', deliveries: BOTH, kept: { helm: releaseKeeps('aggregated') } },
];

/** The charts of all shapes in all versions, in a folder of their own, and the apps that deploy them. */
export class ShapeApps {
  private readonly home = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-shapes-'));
  private readonly stacks: Readonly<Record<Version, readonly StackTemplate[]>>;

  constructor() {
    for (const { name } of SHAPES) {
      for (const version of ['first', 'next'] as const) this.writeChart(name, version);
    }
    this.stacks = { first: this.synthesized('first'), again: this.synthesized('again'), next: this.synthesized('next') };
  }

  /** All stacks, whose files are uploaded. */
  all(): StackTemplate[] {
    return VERSIONS.flatMap((version) => this.stacks[version]);
  }

  /** The cluster, and the stack of a shape on it. */
  of(shape: string, delivery: Delivery, version: Version): StackTemplate[] {
    const stacks = new Map(this.stacks[version].map((stack) => [stack.name, stack]));
    return [this.stacks.first.find(({ name }) => name === 'Base')!, stacks.get(stackNameOf(shape, delivery))!];
  }

  /** The chart of a shape in a version, whose repository can be made to lose it. */
  chartFolder(shape: string, version: Version): string {
    return path.join(this.home, version === 'next' ? 'next' : 'first', shape);
  }

  /** Titles of the objects of the rendered chart; of those without a namespace with that of the release, and with none. */
  rendered(shape: string, version: Version): Set<string> {
    const titles = ({ kind, metadata: { namespace, name } = {} }: KubernetesObject) =>
      (namespace ? [namespace] : [shape, '']).map((place) => `${kind} ${place}/${name}`);
    return new Set(this.objects(shape, version).flatMap(titles));
  }

  /** The number of objects of the rendered chart. */
  count(shape: string, version: Version): number {
    return this.objects(shape, version).length;
  }

  private objects(shape: string, version: Version): KubernetesObject[] {
    const documents = parseAllDocuments(fs.readFileSync(this.render(shape, version), 'utf8'));
    return objectsIn(documents.map((each) => each.toJS() as unknown));
  }

  remove(): void {
    fs.rmSync(this.home, { recursive: true, force: true });
  }

  private writeChart(name: string, version: Version): void {
    const source = path.join(__dirname, 'shapes', name);
    const target = this.chartFolder(name, version);
    fs.cpSync(path.join(source, 'first'), target, { recursive: true });
    if (version === 'next') fs.cpSync(path.join(source, 'next'), target, { recursive: true });
  }

  private synthesized(version: Version): StackTemplate[] {
    const app = new App({ context: FLAGS });
    const base = new Stack(app, 'Base');
    const admin = new Role(base, 'Admin', { assumedBy: new AccountRootPrincipal() });
    const vpc = new ThreeTierVpc(base, 'Vpc');
    const cluster = new Cluster(base, 'Cluster', { version: KubernetesVersion.V1_36, vpc, admins: [admin] });
    new CoreAddons(base, 'Addons', { cluster });
    new ManagedNodes(base, 'Nodes', { cluster, instanceTypes: [new InstanceType('m6i.2xlarge')], minSize: 2, maxSize: 3 });
    new EbsStorage(base, 'Ebs', { cluster });
    const wait = { timeout: Duration.minutes(version === 'again' ? 9 : 8) };
    for (const { name, deliveries } of SHAPES) {
      for (const delivery of deliveries) {
        const stack = new Stack(app, stackNameOf(name, delivery));
        if (delivery === 'helm') {
          const chartAsset = new Asset(stack, 'Chart', { path: this.chartFolder(name, version) });
          new HelmDeployment(stack, 'Shape', { cluster, chartAsset, releaseName: name, namespace: name, wait });
        } else {
          const objects = new cdk8s.Chart(new cdk8s.App(), name, { namespace: name });
          new YamlFile(objects, 'Yaml', { file: this.render(name, version) });
          new ChartDeployment(stack, 'Shape', { cluster, chart: objects, wait });
        }
      }
    }
    return stacksOf(app);
  }

  /** The file of the rendered chart, without hooks. */
  private render(name: string, version: Version): string {
    const chart = this.chartFolder(name, version);
    const file = `${chart}.yaml`;
    if (fs.existsSync(file)) return file;
    const args = ['template', name, chart, '--namespace', name, '--include-crds', '--no-hooks'];
    fs.writeFileSync(file, execFileSync('helm', args, { env: { PATH: programs(), HOME: this.home } }));
    return file;
  }
}

export const stackNameOf = (shape: string, delivery: Delivery): string => `${shape}-${delivery}`;
