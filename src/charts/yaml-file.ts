import * as fs from 'fs';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { formProblems } from './object-form.rules';
import { failOn, Problem } from '../errors/problems';
import { readKubectlYaml } from '../kubernetes/kubectl-yaml.rules';
import { expandLists, groupOf, KubernetesObject, objectsIn } from '../kubernetes/kubernetes-object.rules';
import { serverFieldsOf, withoutServerFields } from '../kubernetes/server-fields.rules';
import { setNoteOf } from '../model/chart-marks';
import { checkChartProps } from '../props/check-props';

/** Properties of a {@link YamlFile}. */
export interface YamlFileProps {
  /** Path of the file: one document or several, Lists among them. */
  readonly file: string;
}

/** What is omitted from a file with objects that were exported from a cluster. */
function noteOf(file: string, exported: readonly KubernetesObject[]): string {
  const fields = [...new Set(exported.flatMap(serverFieldsOf))].sort();
  const names = exported.map(({ kind, metadata }) => [kind, metadata?.namespace, metadata?.name].filter(Boolean).join('/'));
  return `${file} has objects that were exported from a cluster; their fields ${fields.join(', ')} are omitted: ${names.join(', ')}`;
}

/**
 * The objects of a YAML file, as part of a chart. Objects without a namespace get the namespace of the chart.
 *
 * YAML is read as kubectl reads it: `yes` and `off` are booleans, `0644` is octal, and lists of objects are expanded. Unlike `Include` of
 * cdk8s it rejects invalid YAML, a key with two values, and documents that are not Kubernetes objects, and it omits the fields that the
 * API server sets (`status`; in `metadata` `uid`, `resourceVersion`, `managedFields`, …), so that a file may be an export of a cluster.
 *
 * @example
 * new YamlFile(chart, 'Quota', { file: 'examples/any-chart/quota.yaml' });
 */
export class YamlFile extends Construct {
  /** The objects, in the order of the file. */
  public readonly apiObjects: ApiObject[];

  constructor(scope: Construct, id: string, props: YamlFileProps) {
    checkChartProps('YamlFileProps', scope, id, props, new.target !== YamlFile);
    const { file } = props;
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
    const { contents, problems } = readKubectlYaml(fs.readFileSync(file, 'utf8'));
    failOn(
      this,
      '',
      problems.map((problem): Problem => ({ finding: `${file} is not valid YAML`, ...problem })),
    );
    failOn(
      this,
      '',
      formProblems(contents.flatMap(expandLists)).map((problem) => ({ ...problem, finding: `${file}: ${problem.finding}` })),
    );
    const objects = objectsIn(contents);
    this.apiObjects = objects.map((object) => this.make(withoutServerFields(object), file));
    const exported = objects.filter((object) => serverFieldsOf(object).length > 0);
    if (exported.length > 0) setNoteOf(this, noteOf(file, exported));
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
