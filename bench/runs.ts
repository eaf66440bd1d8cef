import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as ts from 'typescript';
import { Template } from '../src/report/template-graph.rules';

const root = path.join(__dirname, '..');

/** What one process took: seconds and MiB. */
export interface Measured {
  readonly wall: number;
  readonly cpu: number;
  readonly memory: number;
  /** seconds of CPU until the app is complete, modules included. */
  readonly constructs: number;
  /** seconds of CPU of `app.synth()`. */
  readonly synthesis: number;
}

export interface Synthesized {
  readonly measured: Measured;
  /** by the name of the stack. */
  readonly templates: Readonly<Record<string, Template>>;
  /** manifests that are uploaded. */
  readonly files: number;
}

/** Apps that are compiled beforehand, against the compiled library, so that no compiler is measured; each run is a process of its own. */
export class Runs {
  // inside the repository, where the packages are found
  private readonly work = fs.mkdtempSync(path.join(root, 'bench', '.run-'));

  constructor() {
    if (!fs.existsSync(path.join(root, 'lib/index.js'))) execFileSync('npx', ['projen', 'compile'], { cwd: root, stdio: 'inherit' });
  }

  compiled(file: string): string {
    const { outputText } = ts.transpileModule(fs.readFileSync(path.join(root, file), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
    });
    const target = path.join(this.work, `${path.basename(path.dirname(file))}-${path.basename(file, '.ts')}.js`);
    const table = (_: string, name: string) => JSON.stringify(this.compiled(`${name}.ts`));
    const beside = (_: string, name: string) => JSON.stringify(this.compiled(path.join(path.dirname(file), `${name}.ts`)));
    const here = JSON.stringify(path.join(root, path.dirname(file)));
    fs.writeFileSync(
      target,
      outputText
        .replace('"cdk-eks-strata"', '"../../lib"')
        .replace(/"\.\.\/(src\/[^"]+)"/g, table)
        .replace(/"\.\/([^"]+)"/g, beside)
        .replace(/__dirname/g, here),
    );
    return target;
  }

  measure(args: string[], env: Record<string, string>, outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'))): Measured {
    const { context } = JSON.parse(fs.readFileSync(path.join(root, 'cdk.json'), 'utf8')) as { context: unknown };
    const printed = execFileSync('node', [path.join(__dirname, 'measure.js'), ...args], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(context), ...env },
    });
    if (outdir.startsWith(os.tmpdir())) fs.rmSync(outdir, { recursive: true, force: true });
    return JSON.parse(/MEASURED (.*)/.exec(printed)![1]) as Measured;
  }

  /** The same with the templates that it made, by name. */
  synthesized(name: string, file: string, env: Record<string, string> = {}): Synthesized {
    const outdir = path.join(this.work, name);
    fs.rmSync(outdir, { recursive: true, force: true });
    const measured = this.measure(['synth', file], { CDK_VALIDATION: 'false', ...env }, outdir);
    const found = fs.readdirSync(outdir);
    const templates = Object.fromEntries(
      found
        .filter((each) => each.endsWith('.template.json'))
        .map((each) => [each.replace('.template.json', ''), JSON.parse(fs.readFileSync(path.join(outdir, each), 'utf8')) as Template]),
    );
    return { measured, templates, files: found.filter((each) => /^asset\..*\.json$/.test(each)).length };
  }

  remove(): void {
    fs.rmSync(this.work, { recursive: true, force: true });
  }
}
