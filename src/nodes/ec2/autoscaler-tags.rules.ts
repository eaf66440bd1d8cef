import { Taint } from '../../model/capacity.rules';

/** Properties of the nodes of a group that an autoscaler cannot read while the group has no nodes. */
export interface NodeTemplate {
  readonly clusterName: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly template: { readonly devices: Readonly<Record<string, number>>; readonly ephemeralGiB?: number };
}

const PREFIX = 'k8s.io/cluster-autoscaler';

/**
 * Tags by which the Cluster Autoscaler discovers an Auto Scaling group, with the labels, taints and resources of its nodes.
 *
 * Source: kubernetes/autoscaler, cluster-autoscaler/cloudprovider/aws/README.md
 */
export function autoscalerTags({
  clusterName,
  labels,
  taints,
  template,
}: NodeTemplate): { readonly key: string; readonly value: string }[] {
  const node = `${PREFIX}/node-template`;
  return [
    { key: `${PREFIX}/enabled`, value: 'true' },
    { key: `${PREFIX}/${clusterName}`, value: 'owned' },
    ...Object.entries(labels).map(([key, value]) => ({ key: `${node}/label/${key}`, value })),
    ...taints.map(({ key, value = '', effect }) => ({ key: `${node}/taint/${key}`, value: `${value}:${effect}` })),
    ...Object.entries(template.devices).map(([key, count]) => ({ key: `${node}/resources/${key}`, value: String(count) })),
    ...(template.ephemeralGiB === undefined ? [] : [{ key: `${node}/resources/ephemeral-storage`, value: `${template.ephemeralGiB}Gi` }]),
  ];
}
