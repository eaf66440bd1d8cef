import { Problem } from '../errors/problems';
import { isDeployTimeValue } from '../kubernetes/kubernetes-object.rules';

const LABELS = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/';
const RESTRICTION = 'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction';
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const isToken = (text: string): boolean => text.includes('${Token[') || isDeployTimeValue(text);

/** Component that sets the labels of a node: its kubelet, or Karpenter after the node has registered. */
export type LabelSetter = 'kubelet' | 'karpenter';

/** Prefixes of Kubernetes labels that each component may set. Source: Kubernetes, NodeRestriction; Karpenter, NodePool labels. */
const ALLOWED: Readonly<Record<LabelSetter, RegExp>> = {
  kubelet: /^(node|kubelet)\.kubernetes\.io$/,
  karpenter: /^((node|node-restriction)\.kubernetes|kops\.k8s)\.io$/,
};
const RESERVED = /^(eks\.amazonaws\.com|karpenter\.sh|karpenter\.k8s\.aws|([^/]+\.)?(kubernetes|k8s)\.io)$/;

/**
 * Labels with a reserved prefix that a kubelet may set on its own node.
 * Source: kubernetes v1.36, staging/src/k8s.io/kubelet/pkg/apis/well_known_labels.go.
 */
export const KUBELET_LABELS: ReadonlySet<string> = new Set([
  ...['arch', 'hostname', 'os'].map((name) => `kubernetes.io/${name}`),
  ...['arch', 'instance-type', 'os'].map((name) => `beta.kubernetes.io/${name}`),
  ...['topology', 'failure-domain.beta'].flatMap((prefix) => [`${prefix}.kubernetes.io/zone`, `${prefix}.kubernetes.io/region`]),
]);
/** Prefixes of labels that the NodePool API rejects. Source: Karpenter v1.8.1 and v1.14.1, pkg/apis/crds/karpenter.sh_nodepools.yaml. */
export const KARPENTER_PREFIXES = /^([^/]+\.)?karpenter\.(sh|k8s\.aws)$/;
/** Labels with these prefixes that a pool may set: those that describe instances. Source: as above. */
export const isInstanceLabel = (key: string): boolean =>
  key === 'karpenter.sh/capacity-type' ||
  /^karpenter\.k8s\.aws\/(instance-|capacity-reservation-|placement-group-|ec2nodeclass$|nitro-sandbox$)/.test(key);

/** Labels that nodes cannot have; tokens are known at deploy. */
export function labelProblems(prop: string, labels: Readonly<Record<string, string>>, by: LabelSetter = 'kubelet'): Problem[] {
  return Object.entries(labels).flatMap(([key, value]): Problem[] => [
    ...keyProblems(prop, key),
    ...(isToken(value) || LABEL_VALUE.test(value)
      ? []
      : [
          {
            finding: `${prop} contains ${key}='${value}'`,
            constraint:
              'a label value must have at most 63 letters, digits, hyphens, underscores or dots, and start and end with a letter or digit',
            remediation: 'Change the value',
            source: LABELS,
          },
        ]),
    ...reservedProblems(prop, key, by),
  ]);
}

function reservedProblems(prop: string, key: string, by: LabelSetter): Problem[] {
  const prefix = key.includes('/') ? key.split('/')[0] : '';
  if (!RESERVED.test(prefix) || ALLOWED[by].test(prefix) || (by === 'karpenter' && isInstanceLabel(key))) return [];
  return [
    {
      finding: `${prop} contains the key '${key}'`,
      constraint: `a ${by === 'kubelet' ? 'node' : 'pool'} cannot set labels with the reserved prefix ${prefix}`,
      remediation: 'Use another prefix',
      source: RESTRICTION,
    },
  ];
}

/** Keys of taints that Kubernetes would refuse. */
export const taintKeyProblems = (keys: readonly string[], prop: string = 'taints'): Problem[] =>
  keys.flatMap((key) => keyProblems(prop, key));

function keyProblems(prop: string, key: string): Problem[] {
  const [name, prefix, ...more] = key.split('/').reverse();
  const right =
    isToken(key) || (more.length === 0 && NAME.test(name) && (prefix === undefined || (prefix.length <= 253 && PREFIX.test(prefix))));
  return right
    ? []
    : [
        {
          finding: `${prop} contains the key '${key}'`,
          constraint:
            'a key must be a name of at most 63 letters, digits, hyphens, underscores or dots, with an optional prefix like example.com/',
          remediation: 'Correct the key',
          source: LABELS,
        },
      ];
}
