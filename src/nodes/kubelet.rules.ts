import { KUBELET_SETTINGS, KubeletRow, KubeletSetting } from './tables/kubelet.data';
import { Problem } from '../errors/problems';

/** Kubelet settings as plain values. */
export type KubeletValues = Readonly<Partial<Record<KubeletSetting, unknown>>>;

const given = (settings: KubeletValues): [KubeletSetting, unknown][] =>
  (Object.entries(settings) as [KubeletSetting, unknown][]).filter(([, value]) => value !== undefined);

/** Kubelet settings with the field names of one target. */
export function kubeletValues(settings: KubeletValues, place: keyof KubeletRow): Record<string, unknown> {
  return Object.fromEntries(
    given(settings).flatMap(([setting, value]) => {
      const name = (KUBELET_SETTINGS[setting] as KubeletRow)[place];
      return name === undefined ? [] : [[name, value]];
    }),
  );
}

/** Problems for which a kubelet would reject its settings. */
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
      constraint: 'the high threshold must be above the low threshold (defaults: 85 and 80)',
      remediation: 'Raise the high threshold, or lower the low threshold',
      source,
    });
  }
  const unmatched = Object.keys(evictionSoft as object).filter((signal) => !(signal in (evictionSoftGracePeriod as object)));
  if (unmatched.length > 0) {
    problems.push({
      finding: `${prop}.evictionSoft contains ${unmatched.join(', ')}`,
      constraint: 'a grace period must be set for each soft eviction signal',
      remediation: 'Add the signal to evictionSoftGracePeriod',
      source,
    });
  }
  if ((containerLogMaxFiles as number) < 2) {
    problems.push({
      finding: `${prop}.containerLogMaxFiles is ${containerLogMaxFiles}`,
      constraint: 'it must be at least 2',
      remediation: 'Set it to 2 or more',
      source,
    });
  }
  if (!Number.isInteger(maxPods) || (maxPods as number) < 1) {
    problems.push({
      finding: `${prop}.maxPods is ${maxPods}`,
      constraint: 'it must be an integer of at least 1',
      remediation: 'Remove it, or set a number of pods',
      source,
    });
  }
  return problems;
}

/** Settings that a target has no field for. */
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
          finding: `${prop} contains ${missing.join(', ')}`,
          constraint: `${what} does not support it`,
          remediation: 'Remove it, or use another type of nodes',
          source,
        },
      ];
}
