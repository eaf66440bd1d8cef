import { at, listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { Facts } from '../facts.rules';
import { containersOf, PodMaker } from '../manifests.rules';
import { HOST_FIELDS } from '../pod-security.data';
import { Found, Rule } from '../rule';
import { levelOf } from './pod-security.rules';

export const privilegedWorkload: Rule = {
  id: 'privileged-workload',
  area: 'Security',
  severity: 'warning',
  finds: 'a workload that is privileged, or uses namespaces, paths or the container runtime of its node',
  why: 'whoever takes over such a pod has its node, and with it every pod on it; agents of nodes need that, and they are DaemonSets',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html',
  check: (facts: Facts) => facts.manifests.pods.filter(({ groupKind, namespace }) => groupKind !== 'apps/DaemonSet' && namespace !== 'kube-system')
    // a level that is written down was decided, and one that refuses the pods has a finding of its own
    .filter((maker) => levelOf(maker, facts).level === undefined).flatMap(problems),
};

function problems({ path, name, pod }: PodMaker): Found[] {
  const privileged = containersOf(pod).filter((container) => at(container, 'securityContext', 'privileged') === true).map((container) => textAt(container, 'name'));
  const found = [
    ...(privileged.length > 0 ? [`runs ${privileged.join(', ')} privileged`] : []),
    ...HOST_FIELDS.filter((field) => at(pod, field) === true).map((field) => `has ${field}`),
    ...listAt(pod, 'volumes').map((volume) => textAt(volume, 'hostPath', 'path')).filter((hostPath) => hostPath !== undefined).map((hostPath) => `mounts ${hostPath} of the host`),
  ];
  return found.length === 0 ? [] : [{ path, what: `${name} ${found.join(', ')}`, fix: 'Leave it out; where it has to be, label its namespace pod-security.kubernetes.io/enforce: privileged, which says so' }];
}
