import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { CfnElement, Stack } from 'aws-cdk-lib';
import { Preflight } from 'cdk-eks-strata';
import * as ts from 'typescript';
import { Example } from './example';
import { Intrinsics, Resource, Template } from './intrinsics';
import { ExampleApp, Prelude } from './prelude';
import { insertMarkers } from '../../src/handler/substitutions.rules';

/** A Kubernetes object, as far as the pages read it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** What an app has. */
interface Synthesized {
  readonly resources: Readonly<Record<string, Resource>>;
  readonly objects: readonly KubernetesObject[];
  readonly findings: readonly string[];
  readonly intrinsics: Intrinsics;
}

/** What a construct adds to an app, with all that its example says after it. */
export interface Added {
  /** by logical id. */
  readonly resources: Readonly<Record<string, Resource>>;
  /** properties of other resources that are not as before, by logical id. */
  readonly changes: Readonly<Record<string, readonly string[]>>;
  /** the resources of `changes`, as they are now and as they were. */
  readonly changed: Readonly<Record<string, { readonly before: Resource; readonly after: Resource }>>;
  readonly objects: readonly KubernetesObject[];
  readonly intrinsics: Intrinsics;
}

const OBJECTS = ['Custom::StrataObjects', 'Custom::AWSCDK-EKS-KubernetesResource'];
/** Properties with objects, which are listed by themselves, and with what CloudFormation inserts into another property. */
const UNLISTED = ['Manifest', 'ManifestFile', 'Substitutions'];

/** Synthesizes examples, each in an app of its own. */
export class ExampleSynthesis {
  private readonly without = new Map<string, Synthesized>();

  /** The context is what cdk.json gives to apps. */
  constructor(private readonly context: Record<string, unknown>) {}

  /** What an example adds from the construct on. */
  added(name: string, example: Example): Added {
    const preparation = example.before(name);
    const names = [...example.prelude, ...(example.uses.has('ChartDeployment') ? ['ChartDeployment'] : [])];
    const key = [...names, preparation.code].join();
    const before = this.without.get(key) ?? this.synthesized(names, preparation);
    this.without.set(key, before);
    const after = this.synthesized(names, example);
    const findings = after.findings.filter((finding) => !before.findings.includes(finding));
    if (findings.length > 0) throw new Error(findings.join('\n'));
    return difference(before, after);
  }

  private synthesized(names: readonly string[], example: Example): Synthesized {
    const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'example-'));
    const { exitCode } = process;
    try {
      const app = new ExampleApp(this.context, outdir, new Set(names));
      functionOf(example).call(app.stack, app);
      app.finish();
      const template = quietly(() => app.app.synth()).getStackByName(app.stack.stackName).template as Template;
      const intrinsics = new Intrinsics(pathsOf(app.stack));
      const resources = template.Resources ?? {};
      const findings = Preflight.of(app.app)
        .findings()
        .map(({ severity, ruleId, message }) => `${severity} ${ruleId} ${message}`);
      return { resources, objects: objectsOf(resources, intrinsics, outdir), findings, intrinsics };
    } finally {
      // half an example may have findings, which set it
      process.exitCode = exitCode;
      fs.rmSync(outdir, { recursive: true });
    }
  }
}

/** CDK prints what it finds; the findings of an example are compared, and those of half an example are of no interest. */
function quietly<T>(synthesize: () => T): T {
  const print = console.error;
  console.error = () => undefined;
  try {
    return synthesize();
  } finally {
    console.error = print;
  }
}

function functionOf(example: Example): (this: Stack, prelude: Prelude) => void {
  const { outputText } = ts.transpileModule(example.module('./prelude'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const exported: { example?: (this: Stack, prelude: Prelude) => void } = {};
  new Function('require', 'exports', outputText)(require, exported);
  return exported.example!;
}

function pathsOf(stack: Stack): ReadonlyMap<string, string> {
  const elements = stack.node.findAll().filter((construct) => CfnElement.isCfnElement(construct));
  return new Map(
    elements.map((element) => [
      stack.getLogicalId(element),
      element.node.path
        .split('/')
        .slice(1)
        .join('/')
        .replace(/\/(Resource|Default)$/, ''),
    ]),
  );
}

function objectsOf(resources: Readonly<Record<string, Resource>>, intrinsics: Intrinsics, outdir: string): KubernetesObject[] {
  const applied = Object.values(resources).filter(({ Type }) => OBJECTS.includes(Type));
  return applied.flatMap(({ Properties: { Manifest, ManifestFile, Values = {} } = {} }) => {
    const file = () => path.join(outdir, `asset.${intrinsics.text((ManifestFile as { Key: unknown }).Key)}`);
    const json = Manifest === undefined ? fs.readFileSync(file(), 'utf8') : intrinsics.text(Manifest);
    return insertMarkers(JSON.parse(json), (name) => intrinsics.text((Values as Record<string, unknown>)[name])) as KubernetesObject[];
  });
}

const keyOf = ({ apiVersion, kind, metadata: { name, namespace = '' } }: KubernetesObject): string =>
  [apiVersion, kind, namespace, name].join(' ');

function difference(before: Synthesized, after: Synthesized): Added {
  const known = new Set(before.objects.map(keyOf));
  const entries = Object.entries(after.resources);
  const changes = Object.fromEntries(
    entries
      .filter(([id]) => id in before.resources)
      .map(([id, resource]): [string, string[]] => [id, changedProperties(before.resources[id], resource)])
      .filter(([, names]) => names.length > 0),
  );
  return {
    resources: Object.fromEntries(entries.filter(([id]) => !(id in before.resources))),
    changes,
    changed: Object.fromEntries(Object.keys(changes).map((id) => [id, { before: before.resources[id], after: after.resources[id] }])),
    objects: after.objects.filter((object) => !known.has(keyOf(object))),
    intrinsics: after.intrinsics,
  };
}

function changedProperties({ Properties: before = {} }: Resource, { Properties: after = {} }: Resource): string[] {
  // what is inserted into a manifest; `Values` of a release are those of its chart
  const inserted = 'Manifest' in after || 'ManifestFile' in after ? ['Values'] : [];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .filter((name) => ![...UNLISTED, ...inserted].includes(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
