import * as efs from 'aws-cdk-lib/aws-efs';
import { EfsFilesOptions } from './efs-files';
import { Problem } from '../../errors/problems';

const SOURCE = 'https://docs.aws.amazon.com/efs/latest/ug/performance.html';

/** What EFS would refuse. */
export function efsProblems(
  { throughputMode, provisionedThroughputMiBps: throughput, transitionToArchive, oneZone, subnets }: EfsFilesOptions,
): Problem[] {
  const problems: Problem[] = [];
  const provisioned = throughputMode === efs.ThroughputMode.PROVISIONED;
  if (provisioned !== (throughput !== undefined)) {
    problems.push(provisioned
      ? { what: 'throughputMode is PROVISIONED', limit: 'provisioned throughput has a rate', fix: 'Give provisionedThroughputMiBps', source: SOURCE }
      : { what: `provisionedThroughputMiBps is ${throughput}`, limit: 'only provisioned throughput has a rate', fix: 'Give throughputMode: ThroughputMode.PROVISIONED, or leave it out', source: SOURCE });
  }
  if (throughput !== undefined && throughput < 1) problems.push({ what: `provisionedThroughputMiBps is ${throughput}`, limit: 'it is 1 or more', fix: 'Correct it', source: SOURCE });
  if (transitionToArchive && throughputMode !== undefined && throughputMode !== efs.ThroughputMode.ELASTIC) {
    problems.push({ what: `transitionToArchive is given with ${throughputMode}`, limit: 'only file systems with elastic throughput have an archive', fix: 'Leave one of them out', source: 'https://docs.aws.amazon.com/efs/latest/ug/lifecycle-management-efs.html' });
  }
  if (oneZone !== undefined && subnets) problems.push({ what: 'both oneZone and subnets are given', limit: 'a file system in one zone has one mount target, there', fix: 'Leave one of them out' });
  return problems;
}
