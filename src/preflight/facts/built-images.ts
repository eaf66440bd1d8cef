import * as fs from 'fs';
import * as path from 'path';
import { Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { BuiltImage } from './facts.rules';

interface AssetManifest {
  readonly dockerImages?: Readonly<Record<string, { readonly source: ImageSource }>>;
}

interface ImageSource {
  readonly directory?: string;
  readonly dockerFile?: string;
  readonly platform?: string;
}

/** The images that CDK builds for a stage, from the asset manifests of its assembly: none before the synthesis. */
export function builtImages(construct: IConstruct): BuiltImage[] {
  const { outdir } = Stage.of(construct)!;
  const manifests = fs.existsSync(outdir)
    ? fs
        .readdirSync(outdir)
        .filter((name) => name.endsWith('.assets.json'))
        .sort()
    : [];
  return manifests
    .map((name) => JSON.parse(fs.readFileSync(path.join(outdir, name), 'utf8')) as AssetManifest)
    .flatMap(({ dockerImages = {} }) => Object.entries(dockerImages))
    .map(
      ([
        tag,
        {
          source: { directory, dockerFile = 'Dockerfile', platform },
        },
      ]) => ({
        tag,
        platform,
        user: directory && userOf(path.resolve(outdir, directory, dockerFile)),
      }),
    );
}

// the last USER of the last build stage; one with a variable is not known
function userOf(dockerfile: string): string | undefined {
  if (!fs.existsSync(dockerfile)) return undefined;
  const lastStage =
    fs
      .readFileSync(dockerfile, 'utf8')
      .split(/^\s*FROM\s/im)
      .pop() ?? '';
  const last = [...lastStage.matchAll(/^\s*USER\s+(\S+)/gim)].map(([, user]) => user).pop();
  return last?.includes('$') ? undefined : last;
}
