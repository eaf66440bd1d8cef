import { Token } from 'aws-cdk-lib';
import { CfnFargateProfile, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { FargateLogging } from './fargate-logging';
import { loggingProblems } from './fargate-logging.rules';
import { KubernetesObjects } from '../../apply/kubernetes-objects';
import { failOn } from '../../errors/problems';
import { requireAwsApis } from '../../network/aws-apis';

const LOGGING = Symbol.for('cdk-eks-strata.fargate-logging');
type Holder = ICluster & { [LOGGING]?: FargateLogging };

/** Creates the configuration of the log router if it does not exist yet, and grants its permissions to the pod execution role. */
export function applyFargateLogging(
  scope: Construct,
  id: string,
  profile: CfnFargateProfile,
  role: iam.IRole,
  cluster: ICluster,
  logging: FargateLogging,
): void {
  const holder = cluster as Holder;
  const first = holder[LOGGING] === undefined;
  const config = logging._config(profile);
  failOn(scope, id, [
    ...loggingProblems(Object.fromEntries(Object.entries(config).filter(([, text]) => !Token.isUnresolved(text)))),
    ...(first || holder[LOGGING] === logging
      ? []
      : [
          {
            finding: 'logging differs from that of another profile',
            constraint: 'a cluster has one log router configuration for all profiles',
            remediation: 'Use the same FargateLogging in each profile',
            source: 'https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html',
          },
        ]),
  ]);
  logging._permissions().forEach((statement) => role.addToPrincipalPolicy(statement));
  requireAwsApis(cluster, profile, ['logs']);
  if (!first) return;
  Object.defineProperty(holder, LOGGING, { value: logging });
  const labels = { 'aws-observability': 'enabled' };
  new KubernetesObjects(profile.node.scope as Construct, 'Logging', {
    cluster,
    objects: () => [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'aws-observability', labels } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'aws-logging', namespace: 'aws-observability' }, data: config },
    ],
  });
}
