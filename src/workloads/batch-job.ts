import { ApiObject, Duration, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { contentHash } from './content-stamp';
import { JobOptions } from './job-options';
import { jobPlan, jobProblems } from './job-plan';
import { labelsOf } from './pod-spec.rules';
import { makeCompanions, podPlanOf } from './pods';
import { Workload } from './workload';
import { jobSpec } from './workload-objects.rules';
import { failOn } from '../errors/problems';
import { checkChartProps } from '../props/check-props';

/** Properties of a {@link BatchJob}. */
export interface BatchJobProps extends JobOptions {
  /**
   * Time after which the finished Job and its logs are deleted. A deleted Job runs again in the next deployment that changes its chart.
   *
   * @default - until another version of it replaces it
   */
  readonly ttlAfterFinished?: Duration;
}

/** Length of the hash and its hyphen at the end of the name. */
const SUFFIX = 11;

/**
 * A Job that runs once in each deployment that changes it, for example a database migration.
 *
 * Its name ends with a hash of its spec, because Kubernetes neither changes a Job nor runs it again. The deployment waits for the Job, and
 * fails when the Job fails.
 *
 * @example
 * new BatchJob(chart, 'migrate', {
 *   image: 'public.ecr.aws/docker/library/busybox:1.37',
 *   command: ['date'],
 *   activeDeadline: cdk8s.Duration.minutes(10),
 * });
 */
export class BatchJob extends Workload {
  /** The Job. A patch of its spec must change its name, too: the hash in the name is of the options. */
  public readonly job: ApiObject;
  /** Name without the hash, which is the name of the service account. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: BatchJobProps) {
    checkChartProps('BatchJobProps', scope, id, props, new.target !== BatchJob);
    super(scope, id);
    failOn(this, '', jobProblems(props));
    const plan = podPlanOf(this, props, { maxReplicas: props.parallelism ?? 1, longestName: 63 - SUFFIX });
    this.name = plan.name;
    makeCompanions(this, plan, props);
    const spec = jobSpec(plan, jobPlan(props, props.ttlAfterFinished?.toSeconds()));
    const name = Lazy.any({ produce: () => `${plan.name}-${contentHash(spec)}` }) as string;
    this.job = new ApiObject(this, 'Job', { apiVersion: 'batch/v1', kind: 'Job', metadata: { name, labels: labelsOf(plan.name) }, spec });
  }

  /** The Job. */
  public get apiObject(): ApiObject {
    return this.job;
  }
}
