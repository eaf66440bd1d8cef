import { CustomResource } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { kubectlFor } from './kubectl-handler';
import { tokenJson } from './token-json';
import { Inventory } from '../inventory/inventory';

/** Properties of {@link AppliedObjects}. */
export interface AppliedObjectsProps {
  readonly cluster: eks.ICluster;
  /** evaluated at synth, so that what is added later counts. */
  readonly objects: () => unknown[];
}

/**
 * Kubernetes objects in a cluster, as one resource of the stack.
 *
 * On CDK's handler: `Overwrite` makes a create that can be repeated, and nothing is pruned, because CDK's pruning deletes claims
 * and forgets most other kinds.
 */
export class AppliedObjects extends Construct {
  constructor(scope: Construct, id: string, { cluster, objects }: AppliedObjectsProps) {
    super(scope, id);
    // what it provides and requires is read from the resource
    Inventory.of(cluster);
    const { serviceToken } = kubectlFor(this, cluster);
    const resource = new CustomResource(this, 'Resource', {
      serviceToken,
      resourceType: eks.KubernetesManifest.RESOURCE_TYPE,
      properties: { Manifest: tokenJson(objects), ClusterName: cluster.clusterName, Overwrite: true },
    });
    this.node.defaultChild = resource.node.defaultChild;
  }
}
