import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Lazy } from 'cdk8s';

const CHOICE = Symbol.for('cdk-eks-strata.cluster-choice');
type Choice = (cluster: ICluster) => unknown;

/**
 * A value in a manifest that depends on the cluster to which its chart is deployed: a chart does not know its cluster, and may have
 * several. It is left out where a chart is rendered without a cluster.
 */
export function clusterChoice(choice: Choice): string {
  const value: unknown = Object.defineProperties(Lazy.any({ produce: () => undefined }), {
    [CHOICE]: { value: choice },
    toJSON: { value: () => undefined },
  });
  // cdk8s renders it wherever it stands, annotations included, which it types as text
  return value as string;
}

/** How a value of {@link clusterChoice} is chosen; nothing for any other value. */
export function choiceOf(value: unknown): Choice | undefined {
  return typeof value === 'object' && value !== null ? (value as { [CHOICE]?: Choice })[CHOICE] : undefined;
}
