import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Lazy } from 'cdk8s';

const CHOICE = Symbol.for('cdk-eks-strata.cluster-choice');
type Choice = (cluster: ICluster) => unknown;

/**
 * A value in a manifest that depends on the cluster to which its chart is deployed: a chart can be deployed to several clusters. The value
 * is omitted if a chart is rendered without a cluster.
 */
export function clusterChoice(choice: Choice): string {
  const value: unknown = Object.defineProperties(Lazy.any({ produce: () => undefined }), {
    [CHOICE]: { value: choice },
    toJSON: { value: () => undefined },
  });
  // cdk8s renders it in any field, also in annotations, whose type is string
  return value as string;
}

/** The function of a {@link clusterChoice} value; undefined for any other value. */
export function choiceOf(value: unknown): Choice | undefined {
  return typeof value === 'object' && value !== null ? (value as { [CHOICE]?: Choice })[CHOICE] : undefined;
}
