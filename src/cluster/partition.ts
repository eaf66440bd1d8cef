import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { PARTITIONS } from './partition.data';

/** Partition of a stack, like `aws-cn`; nothing where its region is known at deploy alone, or unknown to the SDKs. */
export function partitionOf(scope: IConstruct): string | undefined {
  const { region } = Stack.of(scope);
  return Token.isUnresolved(region) ? undefined : PARTITIONS.find(([, regions]) => regions.test(region))?.[0];
}
