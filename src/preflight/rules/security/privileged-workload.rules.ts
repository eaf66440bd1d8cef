import { enforcedIn } from './pod-security.rules';
import { at, isFilledIn, listAt, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { PodMaker } from '../../reading/manifests.rules';
import { HOST_FIELDS } from '../../reading/pod-security.data';
import { Found, Rule } from '../../rule';

/** Paths that say something of a node and give no power over it. Source: Filesystem Hierarchy Standard; os-release(5). */
const HARMLESS_PATHS = /^\/(etc\/(ssl|pki|ca-certificates|localtime|timezone|os-release|machine-id)|usr\/(share\/(ca-certificates|zoneinfo)|lib\/os-release))(\/|$)/;

export const privilegedWorkload: Rule = {
  id: 'privileged-workload',
  area: 'Security',
  severity: 'warning',
  finds: 'a workload that is privileged, or uses namespaces, paths or the container runtime of its node',
  why: 'whoever takes over such a pod has its node, and with it every pod on it; agents of nodes need that, and they are DaemonSets',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html',
  check: (facts: Facts) => facts.manifests.pods.filter((maker) => maker.groupKind !== 'apps/DaemonSet' && maker.namespace !== 'kube-system' && !isFilledIn(maker.namespace) && !isOfNodes(maker))
    // a level that is written down was decided, and one that refuses the pods has a finding of its own
    .filter((maker) => enforcedIn(maker, facts) === undefined).flatMap(problems),
};

// what makes the network of pods has to run without it, and everywhere
const isOfNodes = ({ pod }: PodMaker): boolean => at(pod, 'hostNetwork') === true
  && [at(pod, 'tolerations')].flat().some((toleration) => isFilledIn(toleration) || (isEverything(toleration) && at(toleration, 'key') === undefined));

const isEverything = (toleration: unknown): boolean => at(toleration, 'operator') === 'Exists' || isFilledIn(at(toleration, 'operator'));

// what runs before all others, and ends, is not there to be taken over
const staying = (pod: unknown): readonly unknown[] => [...listAt(pod, 'containers'), ...listAt(pod, 'initContainers').filter((init) => at(init, 'restartPolicy') === 'Always')];

function problems({ path, name, pod }: PodMaker): Found[] {
  const containers = staying(pod);
  const privileged = containers.filter((container) => at(container, 'securityContext', 'privileged') === true).map((container) => textAt(container, 'name'));
  const mounted = new Set(containers.flatMap((container) => listAt(container, 'volumeMounts')).map((mount) => textAt(mount, 'name')));
  const paths = listAt(pod, 'volumes').filter((volume) => mounted.has(textAt(volume, 'name'))).map((volume) => textAt(volume, 'hostPath', 'path'));
  const found = [
    ...(privileged.length > 0 ? [`runs ${privileged.join(', ')} privileged`] : []),
    ...HOST_FIELDS.filter((field) => at(pod, field) === true).map((field) => `has ${field}`),
    ...paths.filter((hostPath) => hostPath !== undefined && !isFilledIn(hostPath) && !HARMLESS_PATHS.test(hostPath)).map((hostPath) => `mounts ${hostPath} of the host`),
  ];
  return found.length === 0 ? [] : [{ path, what: `${name} ${found.join(', ')}`, fix: 'Leave it out; where it has to be, label its namespace pod-security.kubernetes.io/enforce: privileged, which says so' }];
}
