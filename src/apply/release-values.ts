import { IResolveContext, Lazy, Stack } from 'aws-cdk-lib';
import { Manifest } from './manifest';
import { placeholderProperties } from './token-json';

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

  /** Properties of the resource: the values, or the location of the file, and what CloudFormation inserts. */
  get properties(): Record<string, unknown> {
    const { ManifestFile: file, Values: inserted } = this.manifest.properties;
    const { Values: inline } = placeholderProperties(this.values, 'Values', 'Substitutions');
    return {
      Values: Lazy.uncachedAny({
        produce: (context: IResolveContext) => (context.resolve(file) === undefined ? inline : undefined),
      }),
      ValuesFile: file,
      Substitutions: inserted,
    };
  }
}
