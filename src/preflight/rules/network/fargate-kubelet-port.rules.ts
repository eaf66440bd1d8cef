import { at, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { runsOnFargate } from '../../placement/scheduling-results.rules';
import { containersOf } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const KUBELET = 10250;

export const fargateKubeletPort: Rule = {
  id: 'fargate-kubelet-port',
  area: 'Network',
  severity: 'warning',
  description: 'pod on Fargate that listens on the kubelet port, like the webhook of cert-manager',
  reason: `on Fargate the kubelet and the pod share one address: requests to port ${KUBELET} reach the kubelet, and not the container`,
  source: 'https://cert-manager.io/docs/installation/compatibility/#aws-eks',
  check: (facts) =>
    facts.fargateSelectors.length === 0
      ? []
      : facts.manifests.workloads
          .filter((maker) => runsOnFargate(facts, maker) && listensOnKubelet(maker.podSpec))
          .map(({ path, name }) => ({
            path,
            finding: `${name} runs on Fargate and listens on port ${KUBELET}`,
            remediation: 'Use another port',
          })),
};

const listensOnKubelet = (pod: unknown): boolean =>
  containersOf(pod).some((container) => listAt(container, 'ports').some((port) => at(port, 'containerPort') === KUBELET));
