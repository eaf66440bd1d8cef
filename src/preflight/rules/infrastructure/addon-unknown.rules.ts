import { ADDON_NAMES, ADDONS_LISTED, MARKETPLACE_ADDONS } from '../../../catalog/addon-names.data';
import { nearestAddonName, isAddon } from '../../../catalog/addon-names.rules';
import { isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { nearestName } from '../../../kubernetes/schema-validation.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

export const addonUnknown: Rule = {
  id: 'addon-unknown',
  area: 'Infrastructure',
  // AWS adds some every few months
  severity: 'warning',
  description: 'an add-on that the table of add-ons does not have',
  reason: `EKS refuses an add-on that it does not have. The table is of ${ADDONS_LISTED}; those of partners are named <vendor>_<add-on>`,
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
  const suggestion = near === undefined ? 'Take a name from aws eks describe-addon-versions' : `Write ${near}`;
  const fix = `${suggestion}, or acknowledge this where the add-on is newer`;
  return [{ path, finding: `the add-on '${name}' is not in the table of add-ons`, remediation: fix }];
}
