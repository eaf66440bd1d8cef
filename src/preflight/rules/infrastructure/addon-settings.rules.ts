import { parse } from 'yaml';
import { addonRow } from '../../../catalog/catalog.rules';
import { at, isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { Rule } from '../../rule';

const VERSION = /^v\d+\.\d+\.\d+-eksbuild\.\d+$/;

export const addonSettings: Rule = {
  id: 'addon-settings',
  area: 'Infrastructure',
  severity: 'error',
  description: 'invalid configuration values or version of an EKS add-on',
  reason:
    'configurationValues must be JSON or YAML that matches the schema of the add-on, values of vpc-cni must be strings, and an ' +
    'add-on version has the form v1.21.1-eksbuild.3',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html',
  check: ({ resources }: Facts) =>
    resources
      .ofType('AWS::EKS::Addon')
      .flatMap((addon) => problems(addon).map(([finding, remediation]) => ({ path: addon.path, finding, remediation }))),
};

function problems({ properties }: ResourceFacts): [string, string][] {
  const [name, version, values] = ['AddonName', 'AddonVersion', 'ConfigurationValues'].map((field) => stringAt(properties, field));
  // add-ons of partners have other versions
  const wrongVersion = addonRow(name ?? '') !== undefined && version !== undefined && !isDeployTimeValue(version) && !VERSION.test(version);
  return [
    ...(wrongVersion
      ? [
          [
            `the version of ${name} is '${version}'`,
            'Use a version that aws eks describe-addon-versions lists, or remove it to use the default version',
          ] as [string, string],
        ]
      : []),
    ...(values === undefined || isDeployTimeValue(values) ? [] : settingsProblems(name ?? '', values)),
  ];
}

function settingsProblems(name: string, values: string): [string, string][] {
  const settings = parsed(values);
  if (settings === UNREADABLE) {
    return [[`the configuration values of ${name} are neither JSON nor YAML`, 'Create them with JSON.stringify(...)']];
  }
  if (name !== 'vpc-cni') return [];
  const env = Object.entries(at(settings, 'env') ?? {})
    .filter(([, value]) => typeof value !== 'string')
    .map(([key]) => `env.${key}`);
  const switches = ['enableNetworkPolicy', 'enableWindowsIpam'].filter((key) => typeof at(settings, key) === 'boolean');
  return [...env, ...switches].map((key) => [`${key} of vpc-cni must be a string`, "Quote the value, like 'true' or '1'"]);
}

const UNREADABLE = Symbol('unreadable');

function parsed(text: string): unknown {
  try {
    return parse(text, { logLevel: 'error', uniqueKeys: false });
  } catch {
    return UNREADABLE;
  }
}
