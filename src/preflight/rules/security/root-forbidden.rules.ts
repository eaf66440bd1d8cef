import { at, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { containersOf } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const rootForbidden: Rule = {
  id: 'root-forbidden',
  area: 'Security',
  severity: 'error',
  description: 'container with runAsUser: 0 and runAsNonRoot: true',
  reason:
    "the kubelet does not start a container that runs as root with runAsNonRoot (CreateContainerConfigError: container's runAsUser " +
    'breaks non-root policy)',
  source: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  readsPods: true,
  check: ({ manifests }) =>
    manifests.workloads.flatMap(({ path, name, podSpec }) =>
      containersOf(podSpec)
        .filter((container) => effective(container, podSpec, 'runAsNonRoot') === true && effective(container, podSpec, 'runAsUser') === 0)
        .map((container) => ({
          path,
          finding: `container '${stringAt(container, 'name')}' of ${name} has runAsUser: 0 and runAsNonRoot: true`,
          remediation: 'Set runAsUser to another user, or remove runAsNonRoot',
        })),
    ),
};

// the container overrides the pod
const effective = (container: unknown, pod: unknown, field: string): unknown =>
  at(container, 'securityContext', field) ?? at(pod, 'securityContext', field);
