import { Stack } from 'aws-cdk-lib';
import { jsonLines } from './json-lines.rules';
import { Manifest } from './manifest';

/** Values of a Helm release: text in the template if they are small, otherwise a file that is uploaded with the app. */
export class ReleaseValues {
  /** a list with one item: the values. */
  readonly manifest: Manifest;

  constructor(stack: Stack, values: () => Record<string, unknown>) {
    this.manifest = new Manifest(
      stack,
      () => [values()],
      ([inTemplate]) => jsonLines(inTemplate),
    );
  }

  /** Properties of the resource: the values, or the location of the file, and what CloudFormation inserts. */
  get properties(): Record<string, unknown> {
    const { Manifest: values, ManifestFile: file, Values: inserted } = this.manifest.properties;
    return { Values: values, ValuesFile: file, Substitutions: inserted };
  }
}
