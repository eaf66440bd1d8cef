import { isDeployTimeValue, KubernetesObject, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

const MACROS = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);
/** A Go duration, which has no unit for days. */
const EVERY = /^@every ((\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h))+$/;
const NAMES = [
  [],
  [],
  [],
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
];
/** Minutes, hours, days of the month, months, days of the week. */
const RANGES: readonly (readonly [number, number])[] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
];

export const cronSchedule: Rule = {
  id: 'cron-schedule',
  area: 'Lifecycle',
  severity: 'error',
  description: 'invalid cron schedule or time zone',
  reason:
    'a schedule must have five fields, with Sunday as 0, or be one of @yearly @monthly @weekly @daily @hourly or @every; a time ' +
    'zone must be set in timeZone, by its name in the IANA database',
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax',
  check: ({ manifests }) =>
    manifests.ofKind('batch/CronJob').flatMap(({ path, value }) => {
      const schedule = stringAt(value, 'spec', 'schedule');
      const zones = zoneViolations(path, value);
      return schedule === undefined || isDeployTimeValue(schedule) || isSchedule(schedule)
        ? zones
        : [
            ...zones,
            {
              path,
              finding: `${describeObject(value)} has the invalid schedule '${schedule}'`,
              remediation: "Use a schedule like '0 3 * * *'",
            },
          ];
    }),
};

function zoneViolations(path: string, job: KubernetesObject): Violation[] {
  const zone = stringAt(job, 'spec', 'timeZone');
  if (zone === undefined || isDeployTimeValue(zone)) return [];
  const isKnown = isTimeZone(zone);
  if (isKnown === true) return [];
  return [
    {
      path,
      finding: `${describeObject(job)} has the ${isKnown === false ? 'invalid' : 'unknown'} time zone '${zone}'`,
      remediation: "Use a name like 'Etc/UTC' or 'Europe/Berlin'",
      ...(isKnown === undefined ? { severity: 'warning' as const } : {}),
    },
  ];
}

/**
 * Undefined for a name that is unknown here: the API server may have a newer database.
 *
 * Source: kubernetes, pkg/apis/batch/validation/validation.go: validateTimeZone.
 */
function isTimeZone(zone: string): boolean | undefined {
  if (zone.toLowerCase() === 'local' || !/^[A-Za-z_]+[A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return undefined;
  }
}

function isSchedule(schedule: string): boolean {
  if (schedule.startsWith('@')) return MACROS.has(schedule) || EVERY.test(schedule);
  const fields = schedule.trim().split(/\s+/);
  return (
    fields.length === RANGES.length &&
    fields.every((field, index) =>
      field
        .split(',')
        .filter(Boolean)
        .every((part) => isPart(part, index)),
    )
  );
}

function isPart(part: string, index: number): boolean {
  const [range, step, ...more] = part.split('/');
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (['*', '?'].includes(range.split('-')[0])) return true;
  const ends = range.split('-').map((end) => numberOf(end, index));
  const [from, to] = [ends[0], ends[ends.length - 1]];
  const [least, most] = RANGES[index];
  return ends.length <= 2 && from !== undefined && to !== undefined && from >= least && to <= most && from <= to;
}

function numberOf(text: string, index: number): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const place = NAMES[index].indexOf(text.toLowerCase());
  return place < 0 ? undefined : place + RANGES[index][0];
}
