import { ADDON_SETTINGS } from '../../../catalog/addon-settings.data';
import { addonRow } from '../../../catalog/catalog.rules';
import { nearestName } from '../../../errors/nearest-name.rules';
import { at, isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { parseJsonOrYaml } from '../../reading/json-or-yaml.rules';
import { Violation, Rule } from '../../rule';

const VERSION = /^v\d+\.\d+\.\d+-eksbuild\.\d+$/;

export const addonSettings: Rule = {
  id: 'addon-settings',
  area: 'Infrastructure',
  severity: 'error',
  description: 'invalid configuration values or version of an EKS add-on, and settings that are misspelled',
  reason:
    'configurationValues must be JSON or YAML that matches the schema of the add-on, values of vpc-cni must be strings, and an ' +
    'add-on version has the form v1.21.1-eksbuild.3; kube-proxy is not newer than the cluster, and at most three minor versions older',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html',
  check: ({ resources, version }: Facts) =>
    resources
      .ofType('AWS::EKS::Addon')
      .flatMap((addon) => [
        ...problems(addon).map(([finding, remediation]) => ({ path: addon.path, finding, remediation })),
        ...tooNew(addon, version),
        ...unknownKeys(addon),
      ]),
};

/** Source: Kubernetes, version skew policy: kube-proxy. EKS has no version of the add-on that is newer than the cluster. */
const MOST_MINORS_OLDER = 3;

function tooNew({ path, properties }: ResourceFacts, cluster: string | undefined): Violation[] {
  const version = /^v1\.(\d+)\./.exec(stringAt(properties, 'AddonVersion') ?? '');
  const minor = /^1\.(\d+)$/.exec(cluster ?? '');
  if (stringAt(properties, 'AddonName') !== 'kube-proxy' || version === null || minor === null) return [];
  const older = Number(minor[1]) - Number(version[1]);
  return older >= 0 && older <= MOST_MINORS_OLDER
    ? []
    : [
        {
          path,
          finding: `the version of kube-proxy is ${stringAt(properties, 'AddonVersion')}, and the cluster has Kubernetes ${cluster}`,
          remediation:
            `Use a version v${cluster}.…, which is at most ${MOST_MINORS_OLDER} minor versions older than the cluster and not newer, or ` +
            'remove it to use the default version',
        },
      ];
}

/** Settings that differ by a letter or two from one that the add-on has: AWS adds others. */
function unknownKeys({ path, properties }: ResourceFacts): Violation[] {
  const [name, values] = ['AddonName', 'ConfigurationValues'].map((field) => stringAt(properties, field));
  const known = ADDON_SETTINGS[name ?? ''];
  if (known === undefined || values === undefined || isDeployTimeValue(values)) return [];
  const settings = parsed(values);
  const keys = typeof settings === 'object' && settings !== null ? Object.keys(settings) : [];
  return keys
    .filter((key) => !known.includes(key))
    .flatMap((key) => {
      const near = nearestName(key, known) ?? known.find((each) => SYNONYMS[key]?.includes(each));
      return near === undefined
        ? []
        : [
            {
              path,
              finding: `unknown setting "${key}" of ${name} (did you mean "${near}"?)`,
              remediation: `Use ${near}; aws eks describe-addon-configuration lists the settings of a version`,
              severity: 'warning' as const,
            },
          ];
    });
}

/** Names of charts for settings that add-ons call otherwise. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  replicas: ['replicaCount'],
  replicaCount: ['replicas'],
  autoscaling: ['autoScaling'],
  environment: ['env'],
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
    return parseJsonOrYaml(text);
  } catch {
    return UNREADABLE;
  }
}
