import { at, isDeployTimeValue, KubernetesObject, listAt, podSpecPath, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { CAPABILITIES } from '../../reading/capabilities.data';
import { isOfCdk8sPlus } from '../../reading/security-context.rules';
import { Workload } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

/**
 * Source: containerd v2.1.0, internal/cri/opts/spec_opts.go, WithCapabilities (the prefix CAP_ is added to each name, in upper case, and
 * ALL is compared without regard to case); runc, libcontainer/capabilities/capabilities.go ("ignoring unknown or unavailable
 * capabilities").
 */
export const capabilityUnknown: Rule = {
  id: 'capability-unknown',
  area: 'Security',
  // another container runtime of a custom AMI may accept the prefix
  severity: 'warning',
  description: 'capability with the prefix CAP_, or one that Linux does not have',
  reason:
    'containerd adds the prefix CAP_ to each name, and runc ignores capabilities that do not exist, such as CAP_CAP_NET_ADMIN: the ' +
    'container starts without the added capability, or with the dropped one',
  source: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-capabilities-for-a-container',
  readsPods: true,
  check: ({ manifests }) => manifests.workloads.flatMap((workload) => LISTS.flatMap((list) => problems(workload, list))),
};

const LISTS = ['initContainers', 'containers'] as const;

function problems({ path, name, object, podSpec }: Workload, list: (typeof LISTS)[number]): Violation[] {
  return listAt(podSpec, list).flatMap((container, index) =>
    // a privileged container has all capabilities
    at(container, 'securityContext', 'privileged') === true
      ? []
      : ['add', 'drop'].flatMap((field): Violation[] => {
          const written = listAt(container, 'securityContext', 'capabilities', field).filter((each) => typeof each === 'string');
          const unknown = written.filter(isUnknown);
          if (unknown.length === 0) return [];
          const pointer = [...(podSpecPath(object) ?? []), list, index, 'securityContext', 'capabilities', field];
          return [
            {
              path,
              finding: `container '${stringAt(container, 'name')}' of ${name} has capabilities.${field} ${unknown.join(', ')}`,
              remediation: remediationOf(written, unknown, object, pointer.join('/')),
            },
          ];
        }),
  );
}

const isUnknown = (name: string): boolean =>
  !isDeployTimeValue(name) && name.toUpperCase() !== 'ALL' && !CAPABILITIES.has(name.toUpperCase());

const withoutPrefix = (name: string): string => name.replace(/^CAP_/i, '').toUpperCase();

/** The enum `Capability` of cdk8s-plus has the prefix. Source: cdk8s-plus-27 2.9.5, src/container.ts. */
function remediationOf(written: readonly string[], unknown: readonly string[], object: KubernetesObject, pointer: string): string {
  const renamed = unknown.map(withoutPrefix);
  const strange = renamed.filter(isUnknown);
  if (strange.length > 0) return `Correct ${strange.join(', ')}: Linux has no such capability`;
  const names = written.map((each) => (isUnknown(each) ? withoutPrefix(each) : each)).map((each) => `'${each}'`);
  return isOfCdk8sPlus(object)
    ? "Replace the names that cdk8s-plus renders: ApiObject.of(workload).addJsonPatch(JsonPatch.replace('/" +
        `${pointer}', [${names.join(', ')}]))`
    : `Write ${renamed.join(', ')}`;
}
