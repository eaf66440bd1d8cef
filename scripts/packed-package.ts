import { execFile, execFileSync, ExecFileSyncOptionsWithStringEncoding } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

/** The folder of this repository. */
export const ROOT = path.join(__dirname, '..');

interface PackageJson {
  readonly version: string;
  readonly peerDependencies?: Record<string, string>;
}

/** The version of a package that is installed below a folder. */
export function versionOf(name: string, folder = ROOT): string {
  return (JSON.parse(fs.readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8')) as PackageJson).version;
}

/** The peers of this package, each with its range. */
export function peers(): Record<string, string> {
  return (JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as PackageJson).peerDependencies ?? {};
}

/** Compiles and packs this package. */
export function pack(folder: string): string {
  const options = { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] } satisfies ExecFileSyncOptionsWithStringEncoding;
  if (!isCompiled()) execFileSync('npx', ['projen', 'compile'], options);
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', folder], options)) as {
    filename: string;
  }[];
  return path.join(folder, filename);
}

// files and folders: a folder is newer when a file of it was removed
function isCompiled(): boolean {
  const compiled = path.join(ROOT, 'lib/index.js');
  if (!fs.existsSync(compiled)) return false;
  const sources = fs.readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).map((name) => path.join('src', name));
  const newest = ['src', 'package.json', 'scripts/package-lib.js', 'scripts/lazy-imports.js', ...sources].map(
    (name) => fs.statSync(path.join(ROOT, name)).mtimeMs,
  );
  return newest.every((time) => time < fs.statSync(compiled).mtimeMs);
}

/** An app of its own, in an empty folder outside of this repository. */
export class ConsumerApp {
  public readonly folder: string;

  constructor(private readonly name: string) {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), `consumer-${name}-`));
    this.write('package.json', JSON.stringify({ name: 'consumer', private: true }));
  }

  /** Installs the packed package and others, each with its version. */
  public async install(packed: string, versions: Record<string, string>): Promise<void> {
    const packages = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
    await this.run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', packed, ...packages]);
    for (const [name, version] of Object.entries(versions)) {
      if (versionOf(name, this.folder) !== version) throw new Error(`not so: ${name} ${version} is installed`);
    }
  }

  public write(file: string, content: string): void {
    fs.writeFileSync(path.join(this.folder, file), content);
  }

  /** Runs a program in the folder of the app. */
  public async run(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
    console.log(`[${this.name}] $ ${command} ${args.join(' ')}`);
    const options = { cwd: this.folder, encoding: 'utf8', maxBuffer: 2 ** 26, env: { ...process.env, ...env } } as const;
    return new Promise((resolve, reject) => {
      execFile(command, args, options, (error, stdout, stderr) => {
        if (error) reject(new Error(`[${this.name}] ${command} failed:\n${stdout}${stderr}`));
        else resolve(stdout);
      });
    });
  }

  public remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
