import { IResolveContext, Lazy, Stack } from 'aws-cdk-lib';
import { Manifest } from './manifest';
import { tokenJson } from './token-json';

/** Values of a Helm release: a string in the template if they are small, otherwise a file that is uploaded with the app. */
export class ReleaseValues {
  /** a list with one item: the values. */
  readonly manifest: Manifest;

  constructor(
    stack: Stack,
    private readonly values: () => Record<string, unknown>,
  ) {
    this.manifest = new Manifest(stack, () => [values()]);
  }

  /** Properties of the resource: the values, or the location of the file. */
  get properties(): Record<string, unknown> {
    const { ManifestFile: file } = this.manifest.properties;
    const inline = tokenJson(this.values);
    return {
      Values: Lazy.uncachedAny({
        produce: (context: IResolveContext) => (context.resolve(file) === undefined ? inline : undefined),
      }),
      ValuesFile: file,
    };
  }
}
