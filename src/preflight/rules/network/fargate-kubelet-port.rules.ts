import { at, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { runsOnFargate } from '../../placement/scheduling-results.rules';
import { containersOf } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const KUBELET = 10250;

export const fargateKubeletPort: Rule = {
  id: 'fargate-kubelet-port',
  area: 'Network',
  severity: 'warning',
  description: 'a pod on Fargate that listens on the port of the kubelet, as webhooks of cert-manager do',
  reason:
    `on Fargate the kubelet and the pod have one address: what listens on ${KUBELET} is not reached, and requests to a webhook ` +
    'there end at the kubelet',
  source: 'https://cert-manager.io/docs/installation/compatibility/#aws-eks',
  check: (facts) =>
    facts.fargateSelectors.length === 0
      ? []
      : facts.manifests.workloads
          .filter((maker) => runsOnFargate(facts, maker) && listensOnKubelet(maker.podSpec))
          .map(({ path, name }) => ({
            path,
            finding: `${name} runs on Fargate and listens on ${KUBELET}`,
            remediation: 'Let it listen on another port',
          })),
};

const listensOnKubelet = (pod: unknown): boolean =>
  containersOf(pod).some((container) => listAt(container, 'ports').some((port) => at(port, 'containerPort') === KUBELET));
