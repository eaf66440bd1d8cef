import { at, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { KARPENTER_PREFIXES, KUBELET_LABELS, labelProblems, LabelSetter, taintKeyProblems } from '../../../nodes/labels.rules';
import { Facts } from '../../facts/facts.rules';
import { nodePoolsOf, templateData, templatedGroups } from '../../reading/nodes.rules';
import { besideSchema, violationsOf } from '../../reading/problems.rules';
import { kubeletLabelsOf, userDataOf } from '../../reading/user-data.rules';
import { describeObject, mapAt } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

export const nodeLabels: Rule = {
  id: 'node-labels',
  area: 'Infrastructure',
  severity: 'error',
  description: 'labels or taints of nodes that EKS, Karpenter or the kubelet rejects',
  reason:
    'EKS rejects node groups with invalid or reserved labels (Label cannot contain reserved prefixes), a kubelet does not start ' +
    'with them, and the API server rejects such a NodePool',
  source: 'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction',
  check: (facts) => [...nodeGroups(facts), ...userData(facts), ...pools(facts)],
};

/** Labels that are rejected for certain: of Kubernetes labels, newer versions of Karpenter accept all, and a kubelet accepts some. */
const CERTAIN: Readonly<Record<LabelSetter, (key: string) => boolean>> = {
  kubelet: (key) => !KUBELET_LABELS.has(key),
  karpenter: (key) =>
    !/^([^/]+\.)?(kubernetes\.io|k8s\.io|eks\.amazonaws\.com)\//.test(key) ||
    key === 'kubernetes.io/hostname' ||
    KARPENTER_PREFIXES.test(key.split('/')[0]),
};

const certainLabels = (labels: Readonly<Record<string, string>>, by: LabelSetter): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).filter(([key]) => CERTAIN[by](key)));

const keysAt = (object: unknown, key: string, ...path: readonly string[]): string[] =>
  listAt(object, ...path)
    .map((taint) => stringAt(taint, key))
    .filter((each): each is string => each !== undefined && !isDeployTimeValue(each));

const nodeGroups = ({ resources }: Facts): Violation[] =>
  resources.ofType('AWS::EKS::Nodegroup').flatMap(({ path, properties }) =>
    violationsOf(path, 'the node group', [
      ...labelProblems('Labels', certainLabels(mapAt(properties, 'Labels'), 'kubelet')),
      // EKS rejects other lengths: rule service-input
      ...taintKeyProblems(
        keysAt(properties, 'Key', 'Taints').filter((key) => key.length >= 1 && key.length <= 63),
        'Taints',
      ),
    ]),
  );

// of the reserved prefixes, a kubelet knows those of Kubernetes only
const userData = ({ resources }: Facts): Violation[] =>
  templatedGroups(resources).flatMap(({ group, template }) => {
    const given = userDataOf(templateData(template));
    const labels = typeof given === 'string' ? {} : kubeletLabelsOf(given.text);
    const ofKubernetes = Object.fromEntries(
      Object.entries(certainLabels(labels, 'kubelet')).filter(([key]) => !/^(eks\.amazonaws\.com|karpenter\.(sh|k8s\.aws))\//.test(key)),
    );
    return violationsOf(group.path, 'the user data of the nodes', labelProblems('--node-labels', ofKubernetes));
  });

const pools = (facts: Facts): Violation[] =>
  nodePoolsOf(facts).flatMap(({ path, value }) => {
    const template = at(value, 'spec', 'template');
    const problems = [
      ...labelProblems('spec.template.metadata.labels', certainLabels(mapAt(template, 'metadata', 'labels'), 'karpenter'), 'karpenter'),
      ...['taints', 'startupTaints'].flatMap((field) =>
        taintKeyProblems(keysAt(template, 'key', 'spec', field), `spec.template.spec.${field}`),
      ),
    ];
    return violationsOf(path, describeObject(value), besideSchema(problems, value, facts));
  });
