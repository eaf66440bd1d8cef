import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { FileAssetLocation, FileAssetPackaging, IResolveContext, Lazy, Stack, Stage, Tokenization } from 'aws-cdk-lib';
import { objectLines } from './json-lines.rules';
import { jsonParts, TOKEN, UNRESOLVED } from './token-json';
import { mergedStrings, Placeholders } from './token-writer';
import { escapePlaceholders, Substitutions } from '../handler/substitutions.rules';

/**
 * Maximum bytes of a manifest in the template. A request of CloudFormation contains it twice, before and after an update, and the payload
 * of an asynchronous invocation has at most 1 MB, 256 KB until 2025 (source: AWS Lambda API Reference, Invoke).
 */
export const MAX_INLINE_BYTES = 60_000;

/** JSON with placeholders, and the values for them. */
interface Written {
  readonly json: string;
  /** the JSON in lines for the template; undefined if it is too large. */
  readonly lines?: readonly string[];
  readonly values: Substitutions;
}

/**
 * Manifest of objects for the handler: text in the template if it is small, otherwise a file that is uploaded with the app. In both,
 * placeholders stand for the values that CloudFormation inserts, which are in a property of their own.
 *
 * The text is in lines that CloudFormation joins, because `cdk diff` compares lists line by line, and prints all of a string that changed.
 */
export class Manifest {
  /** JSON of each object, serialized once although the template is resolved several times. */
  private readonly jsonCache = new WeakMap<object, string>();
  /** The lines of the last text: it is asked for about ten times in a synthesis. */
  private last?: { readonly json: string; readonly lines?: readonly string[] };

  constructor(
    private readonly stack: Stack,
    private readonly objects: () => readonly unknown[],
    private readonly layout: (objects: readonly unknown[]) => string[] = objectLines,
  ) {}

  /** Properties of the resource: the manifest, or the location of the file, and the values. */
  get properties(): Record<string, unknown> {
    return {
      Manifest: Lazy.uncachedAny({ produce: (context: IResolveContext) => this.inlineManifest(context) }),
      ManifestFile: Lazy.uncachedAny({ produce: (context: IResolveContext) => this.uploadedManifest(context) }),
      Values: Lazy.uncachedAny({ produce: (context: IResolveContext) => nonEmpty(this.written(context).values) }),
    };
  }

  /** Location of the file that the function reads; undefined if the manifest is in the template. */
  fileLocation(): FileAssetLocation | undefined {
    const { json, lines } = this.resolved((context) => this.written(context));
    return lines ? undefined : this.upload(json);
  }

  /**
   * Literal strings and the tokens between them, as CloudFormation would join them.
   *
   * @param resolve resolves tokens in another way than the stack
   */
  resolvedParts(resolve?: (value: unknown) => unknown): readonly unknown[] {
    const produce = (context: IResolveContext) => ({
      parts: mergedStrings(
        this.listOf(
          (object) => jsonParts(object, context),
          (json) => json,
        ),
      ),
    });
    return this.resolved(produce, resolve).parts;
  }

  private resolved<T>(produce: (context: IResolveContext) => T, resolve = (value: unknown): unknown => this.stack.resolve(value)): T {
    return resolve(Lazy.uncachedAny({ produce })) as T;
  }

  private inlineManifest(context: IResolveContext): unknown {
    // the references are those of the values
    if (context.preparing) return undefined;
    const { lines } = this.written(context);
    return lines?.length === 1 ? lines[0] : lines && { 'Fn::Join': ['', lines] };
  }

  private uploadedManifest(context: IResolveContext): unknown {
    // CDK first resolves to find references, with a resolver whose strings are not those of the template
    if (context.preparing) return undefined;
    const { json, lines } = this.written(context);
    if (lines) return undefined;
    const { bucketName, objectKey } = this.upload(json);
    return { Bucket: bucketName, Key: objectKey };
  }

  private written(context: IResolveContext): Written {
    const placeholders = new Placeholders();
    const json = this.listOf((object) => jsonParts(object, context, placeholders), escapePlaceholders).join('');
    return { json, lines: this.linesOf(json), values: placeholders.values };
  }

  private linesOf(json: string): readonly string[] | undefined {
    if (this.last?.json !== json) this.last = { json, lines: this.layoutOf(json) };
    return this.last.lines;
  }

  private layoutOf(json: string): readonly string[] | undefined {
    // the lines would be larger
    if (isLarge(json)) return undefined;
    const lines = this.layout(JSON.parse(json) as unknown[]);
    return isLarge(lines.join('')) ? undefined : lines;
  }

  /** Parts of the list of objects: most objects have no tokens. */
  private listOf(partsOf: (object: unknown) => unknown[], literal: (json: string) => string): unknown[] {
    const each = this.objects().map((object) => {
      const json = this.jsonOf(object);
      return TOKEN.test(json) || DYNAMIC.test(json) ? partsOf(object) : [literal(json)];
    });
    return ['[', ...each.flatMap((parts, index) => (index === 0 ? parts : [',', ...parts])), ']'];
  }

  private jsonOf(object: unknown): string {
    if (typeof object !== 'object' || object === null) return JSON.stringify(object) ?? 'null';
    const json = this.jsonCache.get(object) ?? withTokens(object);
    this.jsonCache.set(object, json);
    return json;
  }

  private upload(text: string): FileAssetLocation {
    const sourceHash = createHash('sha256').update(text).digest('hex');
    const fileName = `asset.${sourceHash}.json`;
    const file = path.join(Stage.of(this.stack)!.outdir, fileName);
    if (!fs.existsSync(file)) fs.writeFileSync(file, text);
    return this.stack.synthesizer.addFileAsset({ sourceHash, fileName, packaging: FileAssetPackaging.FILE });
  }
}

/** JSON with a mark in place of each token that is an object: what a token writes itself may be anything. */
const withTokens = (object: object): string =>
  JSON.stringify(object, function (this: Readonly<Record<string, unknown>>, key: string, value: unknown) {
    return Tokenization.isResolvable(this[key]) ? UNRESOLVED : value;
  });

/** A dynamic reference of CloudFormation. */
const DYNAMIC = /\{\{resolve:/;

const isLarge = (json: string): boolean => Buffer.byteLength(json) > MAX_INLINE_BYTES;

const nonEmpty = (values: Substitutions): Substitutions | undefined => (Object.keys(values).length > 0 ? values : undefined);
