import { DroppedField, fieldOf } from '../../../model/dropped-fields.rules';
import { Rule } from '../../rule';

export const fieldDropped: Rule = {
  id: 'field-dropped',
  area: 'Form',
  severity: 'warning',
  description: 'field or JSON patch of a typed object of cdk8s that is not in the manifest',
  reason:
    'a class of `cdk8s import`, like those of cdk8s-plus, renders the fields of its Kubernetes version from its props, after the JSON ' +
    'patches: all other fields are not in the manifest',
  source: 'https://github.com/cdk8s-team/cdk8s/issues/2172',
  check: ({ droppedFields }) =>
    droppedFields.map(({ path, value }) => ({ path, finding: findingOf(value), remediation: remediationOf(value) })),
};

function findingOf({ construct, className, pointer, by }: DroppedField): string {
  if (by === 'removal') return `${construct} has JsonPatch.remove('${pointer}'), but no such field`;
  const how = by === 'patch' ? 'with a JSON patch' : 'in its props';
  return `${construct} sets ${fieldOf(pointer)} ${how}, and ${className} does not render it`;
}

/** Classes whose constructs in cdk8s-plus `PlusWorkload` takes. */
const WORKLOAD = /^cdk8s-plus-\d+\.k8s\.Kube(Deployment|StatefulSet|DaemonSet|Job|CronJob|Pod)$/;

function remediationOf({ className, pointer, by, instead }: DroppedField): string {
  if (by === 'removal') return 'Correct the path, or remove the patch. A path has the names of the props, like hostPid for hostPID';
  if (instead === undefined) {
    const others = 'the object as an ApiObject of cdk8s, which renders all fields, or by the class of a newer `cdk8s import k8s`';
    return WORKLOAD.test(className)
      ? `Use PlusWorkload.of(workload).addJsonPatch(), which patches the manifest, or create ${others}`
      : `Create ${others}, or patch the result of toJson() (docs/cdk8s-plus-versions.md)`;
  }
  return 'pointer' in instead
    ? `Use the name of the prop in the path: '${instead.pointer}'`
    : `Use the type of the prop as the value of '${pointer}': ${instead.value}`;
}
