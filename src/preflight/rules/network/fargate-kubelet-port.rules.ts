import { at, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { onFargate } from '../../placement/pod-places.rules';
import { containersOf } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

const KUBELET = 10250;

export const fargateKubeletPort: Rule = {
  id: 'fargate-kubelet-port',
  area: 'Network',
  severity: 'warning',
  finds: 'a pod on Fargate that listens on the port of the kubelet, as webhooks of cert-manager do',
  why: `on Fargate the kubelet and the pod have one address: what listens on ${KUBELET} is not reached, and requests to a webhook there end at the kubelet`,
  source: 'https://cert-manager.io/docs/installation/compatibility/#aws-eks',
  check: (facts) => (facts.fargate.length === 0 ? [] : facts.manifests.pods.filter((maker) => onFargate(facts, maker) && listensOnKubelet(maker.pod))
    .map(({ path, name }) => ({ path, what: `${name} runs on Fargate and listens on ${KUBELET}`, fix: 'Let it listen on another port' }))),
};

const listensOnKubelet = (pod: unknown): boolean => containersOf(pod).some((container) => listAt(container, 'ports').some((port) => at(port, 'containerPort') === KUBELET));
