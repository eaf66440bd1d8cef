import { KUBERNETES_CALENDAR_DATE, KUBERNETES_VERSIONS } from '../../src/kubernetes/kubernetes-version.data';
import {
  creatableVersions,
  isNewerThanCalendar,
  NEWEST_VERSION,
  nodeVersionProblem,
  versionProblem,
} from '../../src/kubernetes/kubernetes-version.rules';

test.each(Object.entries(KUBERNETES_VERSIONS))(
  '%s is judged by the end of its extended support and the date of the calendar',
  (version, { extendedUntil }) => {
    expect(versionProblem(version) === undefined).toBe(extendedUntil >= KUBERNETES_CALENDAR_DATE);
  },
);

test.each([
  ['the last day of extended support', '2026-11-26', '1.31'],
  ['the day after', '2026-11-27', '1.32'],
  ['the date of the calendar', KUBERNETES_CALENDAR_DATE, '1.32'],
])('on %s the oldest version is that one', (_, date, oldest) => expect(creatableVersions(date)[0]).toBe(oldest));

test.each(Object.entries(KUBERNETES_VERSIONS))(
  'extended support of %s is a year longer than the standard one',
  (_, { standardUntil, extendedUntil }) => {
    expect(Number(extendedUntil.slice(0, 4)) - Number(standardUntil.slice(0, 4))).toBe(1);
  },
);

test('a version newer than the table is accepted', () => expect(versionProblem('1.99')).toBeUndefined());
test.each([
  ['1.36', false],
  ['1.37', true],
])('%s is newer than the calendar: %s', (version, newer) => expect(isNewerThanCalendar(version)).toBe(newer));
test('the newest version of the calendar', () => expect(NEWEST_VERSION).toBe('1.36'));

test('fails for a version that ended, with the date', () => {
  expect(versionProblem('1.31')).toEqual({
    finding: 'version 1.31 is no longer available',
    constraint: 'EKS creates clusters of version 1.32 or newer; extended support of 1.31 ended 2026-11-26',
    remediation: 'Use KubernetesVersion.V1_36',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html',
  });
});

test('fails for a version that is older than the calendar', () => {
  expect(versionProblem('1.25')).toMatchObject({
    finding: 'version 1.25 is no longer available',
    constraint: 'EKS creates clusters of version 1.32 or newer',
  });
});

test.each([['1.36'], ['1.33']])('nodes of %s join a cluster of 1.36', (nodes) => expect(nodeVersionProblem(nodes, '1.36')).toBeUndefined());
test.each([
  ['1.32', '4 behind'],
  ['1.37', '1 newer than'],
])('fails for nodes of %s in a cluster of 1.36', (nodes, what) => {
  expect(nodeVersionProblem(nodes, '1.36')).toMatchObject({ finding: `version ${nodes} is ${what} the cluster's 1.36` });
});
