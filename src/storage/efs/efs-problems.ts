import * as efs from 'aws-cdk-lib/aws-efs';
import { EfsFileSystemOptions } from './efs-file-system-source';
import { Problem } from '../../errors/problems';

const SOURCE = 'https://docs.aws.amazon.com/efs/latest/ug/performance.html';

/** Problems of a file system, which EFS would reject. */
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
            constraint: 'provisionedThroughputMiBps is required for provisioned throughput',
            remediation: 'Set `provisionedThroughputMiBps`',
            source: SOURCE,
          }
        : {
            finding: `provisionedThroughputMiBps is ${throughput}`,
            constraint: 'it requires ThroughputMode.PROVISIONED',
            remediation: 'Set `throughputMode` to ThroughputMode.PROVISIONED, or remove `provisionedThroughputMiBps`',
            source: SOURCE,
          },
    );
  }
  if (throughput !== undefined && throughput < 1) {
    problems.push({
      finding: `provisionedThroughputMiBps is ${throughput}`,
      constraint: 'must be at least 1',
      remediation: 'Set `provisionedThroughputMiBps` to 1 or more',
      source: SOURCE,
    });
  }
  if (transitionToArchive && throughputMode !== undefined && throughputMode !== efs.ThroughputMode.ELASTIC) {
    problems.push({
      finding: `transitionToArchive is given with ${throughputMode}`,
      constraint: 'the Archive storage class requires elastic throughput',
      remediation: 'Remove `transitionToArchive` or `throughputMode`',
      source: 'https://docs.aws.amazon.com/efs/latest/ug/lifecycle-management-efs.html',
    });
  }
  if (oneZone !== undefined && subnets) {
    problems.push({
      finding: 'both oneZone and subnets are given',
      constraint: 'they are mutually exclusive: a One Zone file system has one mount target, in its zone',
      remediation: 'Remove `oneZone` or `subnets`',
    });
  }
  return problems;
}
