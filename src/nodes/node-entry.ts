import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { Inventory } from '../inventory/inventory';

/** Lets nodes with a role join the cluster. A role has one entry, whoever asked first. */
export function nodeEntry(
  scope: Construct, id: string, cluster: eks.ICluster, principalArn: string, type: string, more: Partial<eks.CfnAccessEntryProps> = {},
): eks.CfnAccessEntry {
  const inventory = Inventory.of(cluster);
  const { nodeEntries } = inventory._data;
  const existing = nodeEntries.get(principalArn) as eks.CfnAccessEntry | undefined;
  if (existing) return existing;
  const entry = new eks.CfnAccessEntry(scope, id, { clusterName: cluster.clusterName, principalArn, type, ...more });
  nodeEntries.set(principalArn, entry);
  // registered, so that nobody takes it for somebody who logs in
  inventory._provide(entry);
  return entry;
}
