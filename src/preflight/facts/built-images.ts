import * as fs from 'fs';
import * as path from 'path';
import { IStackSynthesizer, Stack, Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { BuiltImage } from './facts.rules';

interface ImageSource {
  readonly directory?: string;
  readonly dockerFile?: string;
  readonly platform?: string;
}

// the record of assets that a synthesizer writes into the asset manifest of its stack; a file of an earlier synthesis may be outdated.
// Source: aws-cdk-lib, core/lib/stack-synthesizers/asset-manifest-builder.ts
interface WithAssets extends IStackSynthesizer {
  readonly assetManifest?: { readonly dockerImages?: Readonly<Record<string, { readonly source: ImageSource }>> };
}

/** The images that CDK builds for a stage. */
export function builtImages(construct: IConstruct): BuiltImage[] {
  const stage = Stage.of(construct)!;
  return stage.node
    .findAll()
    .filter((each): each is Stack => Stack.isStack(each) && Stage.of(each) === stage)
    .flatMap(({ synthesizer }) => Object.entries((synthesizer as WithAssets).assetManifest?.dockerImages ?? {}))
    .map(([tag, { source }]) => ({ tag, platform: source.platform, user: userOfImage(source, stage.outdir) }));
}

const userOfImage = ({ directory, dockerFile = 'Dockerfile' }: ImageSource, outdir: string): string | undefined =>
  directory && userOf(path.resolve(outdir, directory, dockerFile));

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
