import { Stack, Token } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { Problem } from '../errors/problems';

/**
 * What is wrong with a stack in another account or region than the cluster on which it creates something; nothing where either is not
 * known.
 */
export function environmentProblems(scope: IConstruct, cluster: ICluster, limit: string = REGION_CONSTRAINT): Problem[] {
  return [...differenceOf('region', scope, cluster, limit), ...accountProblems(scope, cluster)];
}

/** The same for what has no region, like a role. */
export function accountProblems(scope: IConstruct, cluster: ICluster): Problem[] {
  return differenceOf('account', scope, cluster, 'roles, access entries and everything on a cluster belong to the account of the cluster');
}

const REGION_CONSTRAINT = 'the resources of a cluster are in its region';

function differenceOf(name: 'account' | 'region', scope: IConstruct, cluster: ICluster, limit: string): Problem[] {
  const [here, there] = [scope, cluster].map((each) => Stack.of(each)[name]);
  if (here === there || Token.isUnresolved(here) || Token.isUnresolved(there)) return [];
  const words = name === 'account' ? 'account ' : '';
  return [
    {
      finding: `its stack is in ${words}${here} and the cluster's in ${words}${there}`,
      constraint: limit,
      remediation: `Put it into a stack in ${words}${there}`,
    },
  ];
}
