import { ADDON_NAMES, MARKETPLACE_ADDONS } from './addon-names.data';

/** Whether EKS has an add-on of this name; nothing for one of the Marketplace that is not in the table. */
export function isAddon(name: string): boolean | undefined {
  if (ADDON_NAMES.includes(name) || MARKETPLACE_ADDONS.includes(name)) return true;
  return name.includes('_') ? undefined : false;
}

/** The add-on whose name is most like this one: that of which it is a part, else the one with the most words in common. */
export function nearestAddonName(name: string): string | undefined {
  const whole = [...ADDON_NAMES, ...MARKETPLACE_ADDONS].find((each) => each.includes(name) || name.includes(each));
  if (whole !== undefined) return whole;
  const words = new Set(name.split(/[-_]/));
  const common = (each: string) => each.split(/[-_]/).filter((word) => words.has(word) && word !== 'aws' && word !== 'amazon').length;
  const [best] = [...ADDON_NAMES].sort((a, b) => common(b) - common(a));
  return common(best) === 0 ? undefined : best;
}
