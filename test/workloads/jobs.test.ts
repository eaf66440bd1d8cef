import { App, Fn, Stack, Token } from 'aws-cdk-lib';
import * as ecr_assets from 'aws-cdk-lib/aws-ecr-assets';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as cdk8s from 'cdk8s';
import { BatchJob, BatchJobProps, JobConcurrencyPolicy, WorkloadConfigMap, ScheduledJob, ScheduledJobProps } from '../../src';
import { find, Json, newChart, newStack } from '../harness';

const image = 'public.ecr.aws/docker/library/busybox:1.37';
const CRON = 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/';
const JOB = 'https://kubernetes.io/docs/concepts/workloads/controllers/job/';

function jobOf(props: Partial<BatchJobProps> = {}, id: string = 'migrate'): Json {
  const chart = newChart('shop');
  new BatchJob(chart, id, { image, ...props });
  return (chart.toJson() as Json[]).find(({ kind }) => kind === 'Job')!;
}

function taskOf(props: Partial<ScheduledJobProps> = {}, id: string = 'report'): Json {
  const chart = newChart('shop');
  new ScheduledJob(chart, id, { image, schedule: '30 2 * * *', ...props });
  return find(chart.toJson(), 'CronJob', props.name ?? id);
}

describe('a batch job', () => {
  const nameOf = (props: Partial<BatchJobProps> = {}): string => jobOf(props).metadata.name;

  test('runs once, is tried again three times, and does not count pods that are evicted', () => {
    expect(jobOf().spec).toMatchObject({
      backoffLimit: 3,
      completions: 1,
      parallelism: 1,
      template: { spec: { restartPolicy: 'Never' } },
      podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] },
    });
    expect(Object.keys(jobOf().spec)).toEqual(['backoffLimit', 'completions', 'parallelism', 'podFailurePolicy', 'template']);
  });
  test('takes repetitions, deadline and how long it stays', () => {
    expect(
      jobOf({
        backoffLimit: 0,
        completions: 5,
        parallelism: 2,
        activeDeadline: cdk8s.Duration.minutes(10),
        ttlAfterFinished: cdk8s.Duration.hours(1),
      }).spec,
    ).toMatchObject({ backoffLimit: 0, completions: 5, parallelism: 2, activeDeadlineSeconds: 600, ttlSecondsAfterFinished: 3600 });
  });
  test('has the same name as long as it does the same', () => {
    expect(nameOf()).toMatch(/^migrate-[0-9a-f]{10}$/);
    expect(nameOf()).toBe(nameOf());
  });
  test.each<[string, Partial<BatchJobProps>]>([
    ['image', { image: `${image}.1` }],
    ['command', { command: ['true'] }],
    ['environment', { env: { A: 'b' } }],
    ['retries', { backoffLimit: 1 }],
    ['user', { runAsUser: 5 }],
    ['labels of its pods', { podLabels: { a: 'b' } }],
  ])('has another name with another %s', (_, props) => expect(nameOf(props)).not.toBe(nameOf()));
  test('has another name when its configuration changes', () => {
    const withConfig = (value: string) => {
      const chart = newChart('shop');
      new BatchJob(chart, 'migrate', { image, envFrom: [new WorkloadConfigMap(chart, 'settings', { data: { LEVEL: value } })] });
      return (chart.toJson() as Json[]).find(({ kind }) => kind === 'Job')!.metadata.name;
    };
    expect(withConfig('info')).toBe(withConfig('info'));
    expect(withConfig('info')).not.toBe(withConfig('debug'));
  });

  test('has a name of at most 63 characters, and its service account one without the hash', () => {
    expect(jobOf({}, 'x'.repeat(52)).metadata.name).toHaveLength(63);
    expect(jobOf().spec.template.spec.serviceAccountName).toBe('migrate');
    expect(() => jobOf({}, 'x'.repeat(53))).toThrow(
      `[chart/${'x'.repeat(53)}] name is '${'x'.repeat(53)}' with 53 characters: must have at most 52, because ` +
        'Kubernetes appends a suffix. Set `name` to a shorter name ' +
        '(https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/)',
    );
  });

  describe('whose values CloudFormation fills in', () => {
    // tokens that are made before it must not count
    const named = (make: (stack: Stack) => Partial<BatchJobProps>, before: number = 0): string => {
      const stack = new Stack(new App(), 'Jobs');
      for (let index = 0; index < before; index++) {
        [Token.asString({ Ref: 'X' }), Token.asNumber({ Ref: 'X' }), Token.asList({ Ref: 'X' })].forEach(String);
      }
      return nameOf(make(stack));
    };
    const urlOf = (id: string) => (stack: Stack) => ({ env: { URL: new sqs.Queue(stack, id).queueUrl } });
    const inText = (id: string) => (stack: Stack) => ({ args: [`--queue=${new sqs.Queue(stack, id).queueUrl}?x`] });
    const number = (ref: string) => () => ({ env: { COUNT: `at ${Token.asNumber(Fn.ref(ref))}` } });
    const list = (ref: string) => () => ({ args: Token.asList(Fn.ref(ref)) });
    const asset = (file: string) => (stack: Stack) => ({
      image: new ecr_assets.DockerImageAsset(stack, 'Image', { directory: __dirname, exclude: ['*'], file, extraHash: file }).imageUri,
    });

    test.each<[string, (value: string) => (stack: Stack) => Partial<BatchJobProps>]>([
      ['a text', urlOf],
      ['a part of a text', inText],
      ['a number in a text', number],
      ['a list', list],
    ])('has a name that %s decides by what it refers to', (_, make) => {
      expect(named(make('A'))).toMatch(/^migrate-[0-9a-f]{10}$/);
      expect(named(make('A'), 3)).toBe(named(make('A')));
      expect(named(make('B'))).not.toBe(named(make('A')));
    });
    test('has another name when the image of the app has', () => {
      expect(named(asset('kinds.test.ts'), 2)).toBe(named(asset('kinds.test.ts')));
      expect(named(asset('jobs.test.ts'))).not.toBe(named(asset('kinds.test.ts')));
    });
  });

  test.each<[Partial<BatchJobProps>, string]>([
    [{ backoffLimit: -1 }, `backoffLimit is -1: must be an integer of at least 0. Set backoffLimit to a value like 1 (${JOB})`],
    [{ completions: 0 }, `completions is 0: must be an integer of at least 1. Set completions to a value like 1 (${JOB})`],
    [{ parallelism: 1.5 }, `parallelism is 1.5: must be an integer of at least 1. Set parallelism to a value like 1 (${JOB})`],
  ])('fails for %j', (props, message) => expect(() => jobOf(props)).toThrow(`[chart/migrate] ${message}`));
});

describe('a cron task', () => {
  test('begins at its time in UTC, leaves out what is due while it runs, and keeps three of each kind', () => {
    expect(taskOf().spec).toMatchObject({
      schedule: '30 2 * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
    });
    expect(taskOf().spec).not.toHaveProperty('suspend');
    expect(taskOf().spec).not.toHaveProperty('startingDeadlineSeconds');
    expect(taskOf().spec.jobTemplate.spec).not.toHaveProperty('ttlSecondsAfterFinished');
  });
  test('takes a time zone, concurrency, patience and rest', () => {
    expect(
      taskOf({
        timeZone: 'Europe/Berlin',
        concurrencyPolicy: JobConcurrencyPolicy.REPLACE,
        startingDeadline: cdk8s.Duration.minutes(5),
        suspend: true,
      }).spec,
    ).toMatchObject({ timeZone: 'Europe/Berlin', concurrencyPolicy: 'Replace', startingDeadlineSeconds: 300, suspend: true });
  });
  test('has a name of at most 52 characters', () => {
    expect(taskOf({ name: 'x'.repeat(52) }).metadata.name).toHaveLength(52);
    expect(() => taskOf({ name: 'x'.repeat(53) })).toThrow(
      `[chart/report] name is '${'x'.repeat(53)}' with 53 characters: must have at most 52, because Kubernetes ` +
        'appends a suffix. Set `name` to a shorter name ' +
        '(https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/)',
    );
  });

  test.each([
    '* * * * *',
    '*/5 * * * *',
    '0-30/10 8,12 1-31 JAN-MAR mon-fri',
    '59 23 31 12 6',
    '0 0 ? * SUN',
    '@daily',
    '@hourly',
    '@midnight',
  ])('begins at %s', (schedule) => {
    expect(taskOf({ schedule }).spec.schedule).toBe(schedule);
  });
  test.each<[string, string]>([
    ['daily', 'must have five fields: minute, hour, day of month, month, day of week'],
    ['0 30 2 * * *', 'must have five fields: minute, hour, day of month, month, day of week'],
    ['cron(0 2 * * ? *)', 'must have five fields: minute, hour, day of month, month, day of week'],
    ['TZ=Europe/Berlin 0 2 * * *', 'TZ and CRON_TZ are not supported in a schedule; use timeZone'],
    ['60 * * * *', 'the minute must be from 0 to 59'],
    ['*/0 * * * *', 'the minute must be from 0 to 59'],
    ['0 24 * * *', 'the hour must be from 0 to 23'],
    ['0 5-2 * * *', 'the hour must be from 0 to 23'],
    ['0 0 0 * *', 'the day of month must be from 1 to 31'],
    ['0 0 L * *', 'the day of month must be from 1 to 31'],
    ['0 0 1 13 *', 'the month must be from 1 to 12'],
    ['0 0 * * 7', 'the day of week must be from 0 to 6'],
    ['0 0 * * funday', 'the day of week must be from 0 to 6'],
  ])('fails for %s', (schedule, limit) => {
    expect(() => taskOf({ schedule })).toThrow(
      `[chart/report] schedule is '${schedule}': ${limit}. Use a value like '30 2 * * *' (${CRON})`,
    );
  });
  test('says of several fields what is wrong', () => {
    expect(() => taskOf({ schedule: '60 24 * * *' })).toThrow(
      ['minute must be from 0 to 59', 'hour must be from 0 to 23']
        .map((limit) => `[chart/report] schedule is '60 24 * * *': the ${limit}. Use a value like '30 2 * * *' (${CRON})`)
        .join('\n'),
    );
  });
  test('may begin at a time that CloudFormation fills in', () => expect(() => taskOf({ schedule: Fn.ref('Schedule') })).not.toThrow());

  test.each(['UTC', 'Etc/UTC', 'America/New_York', 'Asia/Calcutta'])('knows the time zone %s', (timeZone) =>
    expect(taskOf({ timeZone }).spec.timeZone).toBe(timeZone),
  );
  test.each(['Berlin', 'europe/berlin', '+01:00', ''])("fails for the time zone '%s'", (timeZone) => {
    expect(() => taskOf({ timeZone })).toThrow(
      `[chart/report] timeZone is '${timeZone}': unknown time zone. Use an IANA name like 'Europe/Berlin' ` + `(${CRON})`,
    );
  });
  test('fails for a patience that Kubernetes does not see', () => {
    expect(() => taskOf({ startingDeadline: cdk8s.Duration.seconds(9) })).toThrow(
      '[chart/report] startingDeadline is 9 seconds: must be at least 10 seconds, the interval at which the ' +
        `CronJob controller checks schedules. Set \`startingDeadline\` to 10 seconds or more (${CRON})`,
    );
  });
  test('fails for numbers of its jobs', () =>
    expect(() => taskOf({ backoffLimit: 0.5 })).toThrow(
      `[chart/report] backoffLimit is 0.5: must be an integer of at least 0. Set backoffLimit to a value like 1 (${JOB})`,
    ));
});

test('an image of an app in a plain stack has a place in the job', () => {
  const uri = new ecr_assets.DockerImageAsset(newStack(), 'Image', { directory: __dirname, exclude: ['*'], file: 'jobs.test.ts' }).imageUri;
  expect(Token.isUnresolved(jobOf({ image: uri }).spec.template.spec.containers[0].image)).toBe(true);
});
