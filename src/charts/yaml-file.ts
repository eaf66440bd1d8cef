import * as fs from 'fs';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Document, parseAllDocuments, ScalarTag } from 'yaml';
import { formProblems } from './object-form.rules';
import { failOn, Problem } from '../errors/problems';
import { groupOf, KubernetesObject, listAt, objectsIn, stringAt } from '../kubernetes/kubernetes-object.rules';

/** Properties of a {@link YamlFile}. */
export interface YamlFileProps {
  /** Path of the file: one document or several, Lists among them. */
  readonly file: string;
}

/** Numbers like 0644, which kubectl reads as octal: modes of files. */
const OCTAL: ScalarTag = { default: true, tag: 'tag:yaml.org,2002:int', test: /^0[0-7]+$/, resolve: (text: string) => parseInt(text, 8) };

const opened = (content: unknown): unknown[] =>
  stringAt(content, 'kind') === 'List' ? listAt(content, 'items').flatMap(opened) : [content];

/**
 * The objects of a YAML file, as parts of a chart. Unlike the `Include` of cdk8s it takes nothing that is not YAML, and nothing that is no
 * object of
 * Kubernetes. Objects without a namespace get that of the chart.
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
              constraint: `there is no such file below ${process.cwd()}`,
              remediation: "Write it like path.join(__dirname, 'manifest.yaml')",
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
          finding: `${file} is no YAML`,
          constraint: error.message
            .trim()
            .replace(/\s*\n[\s\S]*$/, '')
            .replace(/:$/, ''),
          remediation: 'Correct the line',
        })),
      ),
    );
    const contents = documents
      .map((document) => this.valueOf(document, file))
      .filter((content) => content !== null && content !== undefined);
    failOn(
      this,
      '',
      formProblems(contents.flatMap(opened)).map((problem) => ({ ...problem, what: `${file}: ${problem.finding}` })),
    );
    this.apiObjects = objectsIn(contents).map((object) => this.make(object));
  }

  private valueOf(document: Document.Parsed, file: string): unknown {
    try {
      return document.toJS() as unknown;
    } catch (error) {
      // an alias of nothing shows when it is followed
      failOn(this, '', [{ finding: `${file} is no YAML`, constraint: (error as Error).message, remediation: 'Correct the line' }]);
      throw error;
    }
  }

  private make(object: KubernetesObject): ApiObject {
    const { kind, metadata = {} } = object;
    const id = [groupOf(object.apiVersion), kind, metadata.namespace, metadata.name].filter(Boolean).join('-');
    failOn(
      this,
      '',
      this.node.tryFindChild(id)
        ? [
            {
              finding: `${kind}/${metadata.name} stands in the file twice`,
              constraint: 'a name stands for one object of its kind',
              remediation: 'Remove one of them',
            },
          ]
        : [],
    );
    return new ApiObject(this, id, object as unknown as ConstructorParameters<typeof ApiObject>[2]);
  }
}
