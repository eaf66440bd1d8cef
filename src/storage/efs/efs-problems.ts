import * as efs from 'aws-cdk-lib/aws-efs';
import { EfsFileSystemOptions } from './efs-file-system-source';
import { Problem } from '../../errors/problems';

const SOURCE = 'https://docs.aws.amazon.com/efs/latest/ug/performance.html';

/** What EFS would refuse. */
export function efsProblems({
  throughputMode,
  provisionedThroughputMiBps: throughput,
  transitionToArchive,
  oneZone,
  subnets,
}: EfsFileSystemOptions): Problem[] {
  const problems: Problem[] = [];
  const provisioned = throughputMode === efs.ThroughputMode.PROVISIONED;
  if (provisioned !== (throughput !== undefined)) {
    problems.push(
      provisioned
        ? {
            finding: 'throughputMode is PROVISIONED',
            constraint: 'provisioned throughput has a rate',
            remediation: 'Give provisionedThroughputMiBps',
            source: SOURCE,
          }
        : {
            finding: `provisionedThroughputMiBps is ${throughput}`,
            constraint: 'only provisioned throughput has a rate',
            remediation: 'Give throughputMode: ThroughputMode.PROVISIONED, or leave it out',
            source: SOURCE,
          },
    );
  }
  if (throughput !== undefined && throughput < 1)
    problems.push({
      finding: `provisionedThroughputMiBps is ${throughput}`,
      constraint: 'it is 1 or more',
      remediation: 'Correct it',
      source: SOURCE,
    });
  if (transitionToArchive && throughputMode !== undefined && throughputMode !== efs.ThroughputMode.ELASTIC) {
    problems.push({
      finding: `transitionToArchive is given with ${throughputMode}`,
      constraint: 'only file systems with elastic throughput have an archive',
      remediation: 'Leave one of them out',
      source: 'https://docs.aws.amazon.com/efs/latest/ug/lifecycle-management-efs.html',
    });
  }
  if (oneZone !== undefined && subnets)
    problems.push({
      finding: 'both oneZone and subnets are given',
      constraint: 'a file system in one zone has one mount target, there',
      remediation: 'Leave one of them out',
    });
  return problems;
}
