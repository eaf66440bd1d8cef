import { KUBELET_SETTINGS, KubeletRow, KubeletSetting } from './tables/kubelet.data';
import { Problem } from '../errors/problems';

/** The settings as plain values. */
export type KubeletValues = Readonly<Partial<Record<KubeletSetting, unknown>>>;

const given = (settings: KubeletValues): [KubeletSetting, unknown][] =>
  (Object.entries(settings) as [KubeletSetting, unknown][]).filter(([, value]) => value !== undefined);

/** The settings under the names that they have in one place. */
export function kubeletValues(settings: KubeletValues, place: keyof KubeletRow): Record<string, unknown> {
  return Object.fromEntries(
    given(settings).flatMap(([setting, value]) => {
      const name = (KUBELET_SETTINGS[setting] as KubeletRow)[place];
      return name === undefined ? [] : [[name, value]];
    }),
  );
}

/** What a kubelet would refuse. */
export function kubeletProblems(settings: KubeletValues, prop: string = 'kubelet'): Problem[] {
  const source = 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/';
  const problems: Problem[] = [];
  const {
    imageGcHighThresholdPercent: high = 85,
    imageGcLowThresholdPercent: low = 80,
    evictionSoft = {},
    evictionSoftGracePeriod = {},
    containerLogMaxFiles = 5,
    maxPods = 1,
  } = settings;
  if ((high as number) <= (low as number)) {
    problems.push({
      finding: `${prop}.imageGcHighThresholdPercent is ${high} and imageGcLowThresholdPercent is ${low}`,
      constraint: 'high is above low (85 and 80 where they are left out)',
      remediation: 'Raise the one or lower the other',
      source,
    });
  }
  const unmatched = Object.keys(evictionSoft as object).filter((signal) => !(signal in (evictionSoftGracePeriod as object)));
  if (unmatched.length > 0)
    problems.push({
      finding: `${prop}.evictionSoft names ${unmatched.join(', ')}`,
      constraint: 'each soft signal needs a grace period',
      remediation: 'Add it to evictionSoftGracePeriod',
      source,
    });
  if ((containerLogMaxFiles as number) < 2)
    problems.push({
      finding: `${prop}.containerLogMaxFiles is ${containerLogMaxFiles}`,
      constraint: 'it is 2 or more',
      remediation: 'Use 2 or more',
      source,
    });
  if (!Number.isInteger(maxPods) || (maxPods as number) < 1)
    problems.push({
      finding: `${prop}.maxPods is ${maxPods}`,
      constraint: 'it is a whole number of 1 or more',
      remediation: 'Leave it out, or use a number of pods',
      source,
    });
  return problems;
}

/** Settings that a place has no name for. */
export function unsupportedKubelet(
  settings: KubeletValues,
  place: keyof KubeletRow,
  what: string,
  source: string,
  prop: string = 'kubelet',
): Problem[] {
  const missing = given(settings)
    .map(([setting]) => setting)
    .filter((setting) => !(place in KUBELET_SETTINGS[setting]));
  return missing.length === 0
    ? []
    : [
        {
          finding: `${prop} has ${missing.join(', ')}`,
          constraint: `${what} does not take it`,
          remediation: 'Leave it out, or use another type of nodes',
          source,
        },
      ];
}
