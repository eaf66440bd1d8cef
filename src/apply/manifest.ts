import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { FileAssetLocation, FileAssetPackaging, IResolveContext, Lazy, Stack, Stage } from 'aws-cdk-lib';
import { joined, jsonParts, mergedStrings } from './token-json';
import { withPlaceholders } from '../handler/substitutions.rules';

/**
 * Maximum bytes of a manifest in the template. A request of CloudFormation contains it twice, before and after an update, and the payload
 * of an asynchronous invocation has at most 256 KiB (source: AWS Lambda quotas, asynchronous invocation).
 */
export const MAX_INLINE_BYTES = 60_000;

/** Manifest of objects for the handler: a string in the template if it is small, otherwise a file that is uploaded with the app. */
export class Manifest {
  /** JSON of each object, serialized once although the template is resolved several times. */
  private readonly jsonCache = new WeakMap<object, string>();

  constructor(
    private readonly stack: Stack,
    private readonly objects: () => readonly unknown[],
  ) {}

  /** Properties of the resource: the manifest, or the location of the file. */
  get properties(): Record<string, unknown> {
    return {
      Manifest: Lazy.uncachedAny({ produce: (context: IResolveContext) => this.inlineManifest(context) }),
      ManifestFile: Lazy.uncachedAny({ produce: (context: IResolveContext) => this.uploadedManifest(context) }),
    };
  }

  /** Location of the file that the function reads; undefined if the manifest is in the template. */
  fileLocation(): FileAssetLocation | undefined {
    const parts = this.resolvedParts();
    return isLarge(parts) ? this.upload(withPlaceholders(parts).text) : undefined;
  }

  /** Literal strings and the tokens between them. */
  resolvedParts(): readonly unknown[] {
    return this.stack.resolve(Lazy.uncachedAny({ produce: (context: IResolveContext) => ({ parts: this.parts(context) }) }))
      .parts as unknown[];
  }

  private inlineManifest(context: IResolveContext): unknown {
    const parts = this.parts(context);
    return isLarge(parts) ? undefined : joined(parts);
  }

  private uploadedManifest(context: IResolveContext): unknown {
    const parts = this.parts(context);
    if (!isLarge(parts)) return undefined;
    const { text, values } = withPlaceholders(parts);
    // CDK first resolves to find references, with a resolver whose strings are not those of the template
    if (context.preparing) return { Values: values };
    const { bucketName, objectKey } = this.upload(text);
    return { Bucket: bucketName, Key: objectKey, ...(values.length > 0 ? { Values: values } : {}) };
  }

  private parts(context: IResolveContext): unknown[] {
    const each = this.objects().map((object) => this.partsOf(object, context));
    return mergedStrings(['[', ...each.flatMap((parts, index) => (index === 0 ? parts : [',', ...parts])), ']']);
  }

  private partsOf(object: unknown, context: IResolveContext): unknown[] {
    if (typeof object !== 'object' || object === null) return jsonParts(object, context);
    const text = this.jsonCache.get(object) ?? JSON.stringify(object);
    this.jsonCache.set(object, text);
    return TOKEN.test(text) ? jsonParts(object, context) : [text];
  }

  private upload(text: string): FileAssetLocation {
    const sourceHash = createHash('sha256').update(text).digest('hex');
    const fileName = `asset.${sourceHash}.json`;
    const file = path.join(Stage.of(this.stack)!.outdir, fileName);
    if (!fs.existsSync(file)) fs.writeFileSync(file, text);
    return this.stack.synthesizer.addFileAsset({ sourceHash, fileName, packaging: FileAssetPackaging.FILE });
  }
}

/** A CDK token in JSON: in a string, in a list, as a number, as an object. Source: aws-cdk-lib core/lib/private/encoding.ts. */
const TOKEN = /[$#]\{Token\[|-1\.8881545\d*e\+289|<unresolved-token>/;

const isLarge = (parts: readonly unknown[]): boolean =>
  parts.reduce<number>((bytes, part) => bytes + (typeof part === 'string' ? Buffer.byteLength(part) : 0), 0) > MAX_INLINE_BYTES;
