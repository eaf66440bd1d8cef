import { Problem } from '../errors/problems';
import { at, KubernetesObject, stringAt } from '../kubernetes/kubernetes-object.rules';

/** Source: etcd documentation, request size limit; Kubernetes documentation, ConfigMaps. */
const MOST_BYTES = 1_572_864;

/** What the API server would refuse in any object: no kind, no name, too much of it. */
export function formProblems(contents: readonly unknown[]): Problem[] {
  return contents.flatMap((content, index) => {
    if (typeof content !== 'object' || content === null || Array.isArray(content)) {
      return [
        {
          finding: `object ${index + 1} is ${Array.isArray(content) ? 'a list' : JSON.stringify(content)}`,
          constraint: 'an object of Kubernetes has fields',
          remediation: 'Look at the file or template that it comes from',
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
          constraint: 'the API server finds an object by apiVersion, kind and name',
          remediation: at(content, 'metadata', 'generateName')
            ? 'Give it a name: one that is generated is another object in each deploy'
            : 'Add it',
          source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/',
        },
      ];
    }
    return [];
  });
}

/** One object with more than the API server takes. */
export const sizeProblems = (object: KubernetesObject, bytes: number): Problem[] =>
  bytes <= MOST_BYTES
    ? []
    : [
        {
          finding: `${object.kind}/${object.metadata?.name} has ${bytes} bytes`,
          constraint: `the API server takes ${MOST_BYTES} (1.5 MiB)`,
          remediation: 'Split it, or put large files into an image or a bucket',
          source: 'https://etcd.io/docs/latest/dev-guide/limit/',
        },
      ];

function nameOf(content: unknown, index: number): string {
  const [kind, name] = [stringAt(content, 'kind'), stringAt(content, 'metadata', 'name')];
  return (kind ?? name) ? [kind, name].filter(Boolean).join('/') : `object ${index + 1}`;
}
