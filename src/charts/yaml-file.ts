import * as fs from 'fs';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Document, parseAllDocuments, ScalarTag } from 'yaml';
import { formProblems } from './object-form.rules';
import { failOn, Problem } from '../errors/problems';
import { groupOf, KubernetesObject, listAt, objectsIn, stringAt } from '../kubernetes/kubernetes-object.rules';
import { serverFieldsOf, withoutServerFields } from '../kubernetes/server-fields.rules';
import { setNoteOf } from '../model/chart-marks';

/** Properties of a {@link YamlFile}. */
export interface YamlFileProps {
  /** Path of the file: one document or several, Lists among them. */
  readonly file: string;
}

/** Numbers like 0644, which kubectl reads as octal: file modes. */
const OCTAL: ScalarTag = { default: true, tag: 'tag:yaml.org,2002:int', test: /^0[0-7]+$/, resolve: (text: string) => parseInt(text, 8) };

/** What is omitted from a file with objects that were exported from a cluster. */
function noteOf(file: string, exported: readonly KubernetesObject[]): string {
  const fields = [...new Set(exported.flatMap(serverFieldsOf))].sort();
  const names = exported.map(({ kind, metadata }) => [kind, metadata?.namespace, metadata?.name].filter(Boolean).join('/'));
  return `${file} has objects that were exported from a cluster; their fields ${fields.join(', ')} are omitted: ${names.join(', ')}`;
}

const opened = (content: unknown): unknown[] =>
  stringAt(content, 'kind') === 'List' ? listAt(content, 'items').flatMap(opened) : [content];

/**
 * The objects of a YAML file, as part of a chart. Objects without a namespace get the namespace of the chart.
 *
 * Unlike `Include` of cdk8s it rejects invalid YAML and documents that are not Kubernetes objects, and it omits the fields that the API
 * server sets (`status`; in `metadata` `uid`, `resourceVersion`, `managedFields`, …), so that a file may be an export of a cluster.
 *
 * @example
 * new YamlFile(chart, 'Quota', { file: 'examples/any-chart/quota.yaml' });
 */
export class YamlFile extends Construct {
  /** The objects, in the order of the file. */
  public readonly apiObjects: ApiObject[];

  constructor(scope: Construct, id: string, { file }: YamlFileProps) {
    super(scope, id);
    failOn(
      this,
      '',
      fs.existsSync(file) && fs.statSync(file).isFile()
        ? []
        : [
            {
              finding: `file is '${file}'`,
              constraint: `the file does not exist (working directory ${process.cwd()})`,
              remediation: "Use a path like path.join(__dirname, 'manifest.yaml')",
            },
          ],
    );
    const documents = parseAllDocuments(fs.readFileSync(file, 'utf8'), {
      merge: true,
      logLevel: 'error',
      customTags: (tags) => [OCTAL, ...tags],
    });
    failOn(
      this,
      '',
      documents.flatMap(({ errors }) =>
        errors.map((error): Problem => ({
          finding: `${file} is not valid YAML`,
          constraint: error.message
            .trim()
            .replace(/\s*\n[\s\S]*$/, '')
            .replace(/:$/, ''),
          remediation: 'Fix this line',
        })),
      ),
    );
    const contents = documents
      .map((document) => this.valueOf(document, file))
      .filter((content) => content !== null && content !== undefined);
    failOn(
      this,
      '',
      formProblems(contents.flatMap(opened)).map((problem) => ({ ...problem, finding: `${file}: ${problem.finding}` })),
    );
    const objects = objectsIn(contents);
    this.apiObjects = objects.map((object) => this.make(withoutServerFields(object), file));
    const exported = objects.filter((object) => serverFieldsOf(object).length > 0);
    if (exported.length > 0) setNoteOf(this, noteOf(file, exported));
  }

  private valueOf(document: Document.Parsed, file: string): unknown {
    try {
      return document.toJS() as unknown;
    } catch (error) {
      // an undefined alias fails when it is resolved
      failOn(this, '', [{ finding: `${file} is not valid YAML`, constraint: (error as Error).message, remediation: 'Fix this alias' }]);
      throw error;
    }
  }

  private make(object: KubernetesObject, file: string): ApiObject {
    const { kind, metadata = {} } = object;
    const id = [groupOf(object.apiVersion), kind, metadata.namespace, metadata.name].filter(Boolean).join('-');
    failOn(
      this,
      '',
      this.node.tryFindChild(id)
        ? [
            {
              finding: `${file} has ${kind}/${metadata.name} twice`,
              constraint: 'the name of an object must be unique for its kind and namespace',
              remediation: 'Remove one of them',
            },
          ]
        : [],
    );
    return new ApiObject(this, id, object as unknown as ConstructorParameters<typeof ApiObject>[2]);
  }
}
