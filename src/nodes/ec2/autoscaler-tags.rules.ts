import { Taint } from '../../model/capacity.rules';

/** What an autoscaler has to know of a group that has no nodes. */
export interface NodeTemplate {
  readonly clusterName: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly template: { readonly devices: Readonly<Record<string, number>>; readonly ephemeralGiB?: number };
}

const PREFIX = 'k8s.io/cluster-autoscaler';

/**
 * Tags by which the Cluster Autoscaler finds an Auto Scaling group, and knows what a node of it would be.
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
