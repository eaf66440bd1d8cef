import { Problem } from '../errors/problems';
import { at, KubernetesObject, stringAt } from '../kubernetes/kubernetes-object.rules';

/** Source: etcd documentation, request size limit; Kubernetes documentation, ConfigMaps. */
const MOST_BYTES = 1_572_864;

/** What the API server would reject in an object of any kind: a missing kind or name, too many bytes. */
export function formProblems(contents: readonly unknown[]): Problem[] {
  return contents.flatMap((content, index) => {
    if (typeof content !== 'object' || content === null || Array.isArray(content)) {
      return [
        {
          finding: `object ${index + 1} is ${Array.isArray(content) ? 'a list' : JSON.stringify(content)}`,
          constraint: 'a Kubernetes object must be a map of fields',
          remediation: 'Check the file or template that contains it',
        },
      ];
    }
    const missing = [
      ...['apiVersion', 'kind'].filter((field) => !stringAt(content, field)),
      ...(at(content, 'metadata', 'name') === undefined ? ['metadata.name'] : []),
    ];
    if (missing.length > 0) {
      return [
        {
          finding: `${nameOf(content, index)} has no ${missing.join(', no ')}`,
          constraint: 'apiVersion, kind and metadata.name are required',
          remediation: at(content, 'metadata', 'generateName')
            ? 'Replace generateName with metadata.name: a generated name is a new object in each deployment'
            : `Add ${missing.join(', ')}`,
          source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/',
        },
      ];
    }
    return [];
  });
}

/** An object that is larger than the API server accepts. */
export const sizeProblems = (object: KubernetesObject, bytes: number): Problem[] =>
  bytes <= MOST_BYTES
    ? []
    : [
        {
          finding: `${object.kind}/${object.metadata?.name} has ${bytes} bytes`,
          constraint: `the API server accepts at most ${MOST_BYTES} (1.5 MiB)`,
          remediation: 'Split it, or move large files into an image or a bucket',
          source: 'https://etcd.io/docs/latest/dev-guide/limit/',
        },
      ];

function nameOf(content: unknown, index: number): string {
  const [kind, name] = [stringAt(content, 'kind'), stringAt(content, 'metadata', 'name')];
  return (kind ?? name) ? [kind, name].filter(Boolean).join('/') : `object ${index + 1}`;
}
