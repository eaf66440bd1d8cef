import { KUBELET_SETTINGS, KubeletRow, KubeletSetting } from './tables/kubelet.data';
import { Problem } from '../errors/problems';

/** The settings as plain values. */
export type KubeletValues = Readonly<Partial<Record<KubeletSetting, unknown>>>;

const given = (settings: KubeletValues): [KubeletSetting, unknown][] =>
  (Object.entries(settings) as [KubeletSetting, unknown][]).filter(([, value]) => value !== undefined);

/** The settings under the names that they have in one place. */
export function kubeletValues(settings: KubeletValues, place: keyof KubeletRow): Record<string, unknown> {
  return Object.fromEntries(given(settings).flatMap(([setting, value]) => {
    const name = (KUBELET_SETTINGS[setting] as KubeletRow)[place];
    return name === undefined ? [] : [[name, value]];
  }));
}

/** What a kubelet would refuse. */
export function kubeletProblems(settings: KubeletValues, prop: string = 'kubelet'): Problem[] {
  const source = 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/';
  const problems: Problem[] = [];
  const {
    imageGcHighThresholdPercent: high = 85, imageGcLowThresholdPercent: low = 80, evictionSoft = {}, evictionSoftGracePeriod = {},
    containerLogMaxFiles = 5, maxPods = 1,
  } = settings;
  if ((high as number) <= (low as number)) {
    problems.push({ what: `${prop}.imageGcHighThresholdPercent is ${high} and imageGcLowThresholdPercent is ${low}`, limit: 'high is above low (85 and 80 where they are left out)', fix: 'Raise the one or lower the other', source });
  }
  const unmatched = Object.keys(evictionSoft as object).filter((signal) => !(signal in (evictionSoftGracePeriod as object)));
  if (unmatched.length > 0) problems.push({ what: `${prop}.evictionSoft names ${unmatched.join(', ')}`, limit: 'each soft signal needs a grace period', fix: 'Add it to evictionSoftGracePeriod', source });
  if ((containerLogMaxFiles as number) < 2) problems.push({ what: `${prop}.containerLogMaxFiles is ${containerLogMaxFiles}`, limit: 'it is 2 or more', fix: 'Use 2 or more', source });
  if (!Number.isInteger(maxPods) || (maxPods as number) < 1) problems.push({ what: `${prop}.maxPods is ${maxPods}`, limit: 'it is a whole number of 1 or more', fix: 'Leave it out, or use a number of pods', source });
  return problems;
}

/** Settings that a place has no name for. */
export function unsupportedKubelet(settings: KubeletValues, place: keyof KubeletRow, what: string, source: string, prop: string = 'kubelet'): Problem[] {
  const missing = given(settings).map(([setting]) => setting).filter((setting) => !(place in KUBELET_SETTINGS[setting]));
  return missing.length === 0 ? [] : [{ what: `${prop} has ${missing.join(', ')}`, limit: `${what} does not take it`, fix: 'Leave it out, or use another type of nodes', source }];
}
