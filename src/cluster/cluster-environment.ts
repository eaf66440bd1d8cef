import { Stack, Token } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { Problem } from '../errors/problems';

/**
 * The problems of a stack in another account or region than the cluster on which it creates resources; none if either is unknown.
 */
export function environmentProblems(scope: IConstruct, cluster: ICluster, limit: string = REGION_CONSTRAINT): Problem[] {
  return [...differenceOf('region', scope, cluster, limit), ...accountProblems(scope, cluster)];
}

/** The same for resources without a region, like a role. */
export function accountProblems(scope: IConstruct, cluster: ICluster): Problem[] {
  return differenceOf('account', scope, cluster, 'roles, access entries and resources of a cluster must be in the account of the cluster');
}

const REGION_CONSTRAINT = 'resources of a cluster must be in the region of the cluster';

function differenceOf(name: 'account' | 'region', scope: IConstruct, cluster: ICluster, limit: string): Problem[] {
  const [here, there] = [scope, cluster].map((each) => Stack.of(each)[name]);
  if (here === there || Token.isUnresolved(here) || Token.isUnresolved(there)) return [];
  return [
    {
      finding: `the stack is in ${name} ${here} and the cluster is in ${name} ${there}`,
      constraint: limit,
      remediation: `Create it in a stack in ${name} ${there}`,
    },
  ];
}
