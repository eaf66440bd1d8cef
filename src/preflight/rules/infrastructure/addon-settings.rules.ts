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
  description: 'settings or a version of an add-on that EKS cannot read',
  reason:
    'configurationValues are JSON or YAML by the schema of the add-on, in which vpc-cni takes texts alone, and a version is ' +
    'written like v1.21.1-eksbuild.3',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html',
  check: ({ resources }: Facts) =>
    resources
      .ofType('AWS::EKS::Addon')
      .flatMap((addon) =>
        problems(addon).map(([finding, remediation]) => ({ path: addon.path, finding: finding, remediation: remediation })),
      ),
};

function problems({ properties }: ResourceFacts): [string, string][] {
  const [name, version, values] = ['AddonName', 'AddonVersion', 'ConfigurationValues'].map((field) => stringAt(properties, field));
  // those of partners have other versions
  const wrongVersion = addonRow(name ?? '') !== undefined && version !== undefined && !isDeployTimeValue(version) && !VERSION.test(version);
  return [
    ...(wrongVersion
      ? [
          [
            `the version of ${name} is '${version}'`,
            'Write it as aws eks describe-addon-versions lists it, or leave it out for the default one',
          ] as [string, string],
        ]
      : []),
    ...(values === undefined || isDeployTimeValue(values) ? [] : settingsProblems(name ?? '', values)),
  ];
}

function settingsProblems(name: string, values: string): [string, string][] {
  const settings = parsed(values);
  if (settings === UNREADABLE) return [[`the settings of ${name} are neither JSON nor YAML`, 'Write them with JSON.stringify(...)']];
  if (name !== 'vpc-cni') return [];
  const env = Object.entries(at(settings, 'env') ?? {})
    .filter(([, value]) => typeof value !== 'string')
    .map(([key]) => `env.${key}`);
  const switches = ['enableNetworkPolicy', 'enableWindowsIpam'].filter((key) => typeof at(settings, key) === 'boolean');
  return [...env, ...switches].map((key) => [`the setting ${key} of vpc-cni is no text`, "Write it in quotes, like 'true' or '1'"]);
}

const UNREADABLE = Symbol('unreadable');

function parsed(text: string): unknown {
  try {
    return parse(text, { logLevel: 'error', uniqueKeys: false });
  } catch {
    return UNREADABLE;
  }
}
