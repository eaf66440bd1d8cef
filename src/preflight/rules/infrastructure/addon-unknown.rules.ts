import { ADDON_NAMES, ADDONS_LISTED, MARKETPLACE_ADDONS } from '../../../catalog/addon-names.data';
import { nearestAddonName, isAddon } from '../../../catalog/addon-names.rules';
import { nearestName } from '../../../errors/nearest-name.rules';
import { isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

export const addonUnknown: Rule = {
  id: 'addon-unknown',
  area: 'Infrastructure',
  // AWS adds add-ons every few months
  severity: 'warning',
  description: 'unknown EKS add-on',
  reason:
    'EKS rejects an add-on that does not exist. ' +
    `The list of this library is of ${ADDONS_LISTED}; partner add-ons are named <vendor>_<add-on>`,
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html',
  check: ({ resources }) => resources.ofType('AWS::EKS::Addon').flatMap(problem),
};

function problem({ path, properties }: ResourceFacts): Violation[] {
  const name = stringAt(properties, 'AddonName');
  if (name === undefined || isDeployTimeValue(name) || isAddon(name) === true) return [];
  const near =
    nearestName(name, [...ADDON_NAMES, ...MARKETPLACE_ADDONS]) ?? (isAddon(name) === undefined ? undefined : nearestAddonName(name));
  // any vendor may have added one
  if (near === undefined && isAddon(name) === undefined) return [];
  const suggestion = near === undefined ? 'Use a name that aws eks describe-addon-versions lists' : `Use ${near}`;
  const fix = `${suggestion}, or acknowledge this if the add-on is newer than the list`;
  return [{ path, finding: `unknown EKS add-on '${name}'`, remediation: fix }];
}
