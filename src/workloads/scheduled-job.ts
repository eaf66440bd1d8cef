import { Token } from 'aws-cdk-lib';
import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { JobOptions } from './job-options';
import { jobPlan, jobProblems } from './job-plan';
import { makeCompanions, makeObject, podPlanOf } from './pods';
import { Workload } from './workload';
import { cronJobObject } from './workload-objects.rules';
import { failOn, Problem } from '../errors/problems';
import { checkChartProps } from '../props/check-props';

/** Policy for a Job that is due while the previous one still runs. */
export enum JobConcurrencyPolicy {
  /** it is skipped. */
  FORBID = 'Forbid',
  /** both run. */
  ALLOW = 'Allow',
  /** the running one is terminated. */
  REPLACE = 'Replace',
}

/** Properties of a {@link ScheduledJob}. */
export interface ScheduledJobProps extends JobOptions {
  /** Schedule in cron format: minute, hour, day of month, month, day of week. Or `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`. */
  readonly schedule: string;
  /**
   * Time zone of the schedule, by its IANA name.
   *
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;
  /**
   * Concurrency policy of its Jobs.
   *
   * @default JobConcurrencyPolicy.FORBID
   */
  readonly concurrencyPolicy?: JobConcurrencyPolicy;
  /**
   * Starting deadline: a Job that is delayed longer is skipped. 10 seconds or more.
   *
   * @default - no deadline
   */
  readonly startingDeadline?: Duration;
  /**
   * Whether it is suspended: no Jobs are started.
   *
   * @default false
   */
  readonly suspend?: boolean;
}

/** Kubernetes adds 11 characters to the names of its Jobs. Source: Kubernetes documentation, CronJob. */
const LONGEST_NAME = 52;

/**
 * A CronJob with its ServiceAccount.
 *
 * @example
 * new ScheduledJob(chart, 'report', {
 *   image: 'public.ecr.aws/docker/library/busybox:1.37',
 *   command: ['date'],
 *   schedule: '30 2 * * *',
 *   timeZone: 'Europe/Berlin',
 * });
 */
export class ScheduledJob extends Workload {
  /** The CronJob: `addJsonPatch` reaches every field that this construct does not cover. */
  public readonly cronJob: ApiObject;
  /** Name of all objects: at most 52 characters. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    checkChartProps('ScheduledJobProps', scope, id, props, new.target !== ScheduledJob);
    super(scope, id);
    const { schedule, timeZone = 'Etc/UTC', concurrencyPolicy = JobConcurrencyPolicy.FORBID, startingDeadline, suspend = false } = props;
    failOn(this, '', [...jobProblems(props), ...scheduleProblems(schedule, timeZone, startingDeadline)]);
    const plan = podPlanOf(this, props, { maxReplicas: props.parallelism ?? 1, longestName: LONGEST_NAME });
    this.name = plan.name;
    makeCompanions(this, plan, props);
    this.cronJob = makeObject(
      this,
      'CronJob',
      plan.name,
      cronJobObject(plan, jobPlan(props), {
        schedule,
        timeZone,
        concurrencyPolicy,
        startWithinSeconds: startingDeadline?.toSeconds(),
        suspended: suspend,
      }),
    );
  }

  /** The CronJob. */
  public get apiObject(): ApiObject {
    return this.cronJob;
  }
}

const SOURCE = 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** names of the numbers, beginning with `least`. */
  readonly names?: readonly string[];
}

/** Source: robfig/cron 3, spec.go, which Kubernetes reads schedules with: Sunday is 0, not 7. */
const FIELDS: readonly Field[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: MONTHS },
  { name: 'day of week', least: 0, most: 6, names: DAYS },
];

// a list of single values, ranges and steps
function isField(text: string, { least, most, names = [] }: Field): boolean {
  const numberOf = (value: string) => {
    const index = names.indexOf(value.toLowerCase());
    if (index !== -1) return index + least;
    return /^[0-9]+$/.test(value) ? Number(value) : NaN;
  };
  return text.split(',').every((each) => {
    const [range, step = '1', ...more] = each.split('/');
    const numbers = range === '*' || range === '?' ? [least, most] : range.split('-').map(numberOf);
    return (
      more.length === 0 &&
      /^[1-9][0-9]*$/.test(step) &&
      numbers.length <= 2 &&
      numbers[0] <= numbers[numbers.length - 1] &&
      numbers.every((number) => number >= least && number <= most)
    );
  });
}

function scheduleProblems(schedule: string, timeZone: string, startWithin?: Duration): Problem[] {
  const problems = Token.isUnresolved(schedule)
    ? []
    : wrongIn(schedule).map((limit) => ({
        finding: `schedule is '${schedule}'`,
        constraint: limit,
        remediation: "Use a value like '30 2 * * *'",
        source: SOURCE,
      }));
  if (!isTimeZone(timeZone)) {
    problems.push({
      finding: `timeZone is '${timeZone}'`,
      constraint: 'unknown time zone',
      remediation: "Use an IANA name like 'Europe/Berlin'",
      source: SOURCE,
    });
  }
  if (startWithin && startWithin.toSeconds() < 10) {
    problems.push({
      finding: `startingDeadline is ${startWithin.toHumanString()}`,
      constraint: 'must be at least 10 seconds, the interval at which the CronJob controller checks schedules',
      remediation: 'Set `startingDeadline` to 10 seconds or more',
      source: SOURCE,
    });
  }
  return problems;
}

function wrongIn(schedule: string): string[] {
  if (/^@(hourly|daily|midnight|weekly|monthly|yearly|annually)$/.test(schedule)) return [];
  if (/^(TZ|CRON_TZ)=/.test(schedule)) return ['TZ and CRON_TZ are not supported in a schedule; use timeZone'];
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== 5) return ['must have five fields: minute, hour, day of month, month, day of week'];
  return FIELDS.filter((field, index) => !isField(fields[index], field)).map(
    ({ name, least, most }) => `the ${name} must be from ${least} to ${most}`,
  );
}

function isTimeZone(name: string): boolean {
  try {
    // Kubernetes looks up the name in the time zone database: UTC offsets are not in it, and names are case-sensitive
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return /^[A-Za-z]/.test(name) && (timeZone === name || timeZone.toLowerCase() !== name.toLowerCase());
  } catch {
    return false;
  }
}
