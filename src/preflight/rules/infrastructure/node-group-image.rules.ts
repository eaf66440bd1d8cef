import { at, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { minorOf } from '../../../kubernetes/versions.rules';
import { LAST_AL2 } from '../../../nodes/ec2/image-parameters.rules';
import { instanceFacts, InstanceFacts, platformOfAmiType } from '../../../nodes/tables/instance-types.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

export const nodeGroupImage: Rule = {
  id: 'node-group-image',
  area: 'Infrastructure',
  severity: 'error',
  description: 'AMI type that does not fit the instance types of its node group',
  reason: 'an AMI is for one architecture and one kind of accelerator, and EKS rejects a node group with instance types of another',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html',
  check: (facts) => facts.resources.ofType('AWS::EKS::Nodegroup').flatMap((group) => problems(group, facts)),
};

function problems(group: ResourceFacts, facts: Facts): Violation[] {
  const { path, properties } = group;
  const { resources } = facts;
  const amiType = stringAt(properties, 'AmiType');
  if (amiType === undefined) return mixedTypes(group, resources);
  if (isDeployTimeValue(amiType)) return [];
  const inTemplate = at(resources.launchTemplateOf(group)?.properties, 'LaunchTemplateData', 'InstanceType');
  const types = [...listAt(properties, 'InstanceTypes'), ...(inTemplate === undefined ? [] : [inTemplate])]
    .map((type) => instanceFacts(String(type)))
    .filter((type): type is InstanceFacts => type !== undefined);
  const platform = platformOfAmiType(amiType);
  const version = versionOf(properties, facts);
  const others = types
    .filter(({ architecture }) => platform !== undefined && architecture !== platform.architecture)
    .map(({ name }) => name);
  const missing = types.filter(({ accelerator }) => accelerator !== 'none' && !DRIVERS[accelerator].test(amiType)).map(({ name }) => name);
  return [
    ...(others.length > 0
      ? [
          {
            path,
            finding: `the node group uses the AMI type ${amiType} with ${others.join(', ')}`,
            remediation: `Use an AMI type for ${platform!.architecture === 'arm64' ? 'x86_64' : 'arm64'}, or other instance types`,
          },
        ]
      : []),
    ...(others.length === 0 && missing.length > 0
      ? [
          {
            path,
            finding: `the node group uses the AMI type ${amiType}, which has no drivers for the accelerators of ${missing.join(', ')}`,
            remediation: 'Use an AMI type with drivers, such as AL2023_x86_64_NVIDIA or AL2023_x86_64_NEURON',
            severity: 'warning' as const,
          },
        ]
      : []),
    ...(amiType.startsWith('AL2_') && version !== undefined && minorOf(version) > LAST_AL2
      ? [
          {
            path,
            finding:
              `the node group uses the AMI type ${amiType} with Kubernetes ${version}: the last Amazon Linux 2 AMI is for ` +
              `1.${LAST_AL2}`,
            remediation: `Use AL2023_${amiType.includes('ARM') ? 'ARM_64' : 'x86_64'}_STANDARD`,
          },
        ]
      : []),
  ];
}

// without an AMI type, EKS chooses one for all of them
function mixedTypes(group: ResourceFacts, resources: Facts['resources']): Violation[] {
  const { path, properties } = group;
  if (at(resources.launchTemplateOf(group)?.properties, 'LaunchTemplateData', 'ImageId') !== undefined) return [];
  const names = listAt(properties, 'InstanceTypes').map(String);
  const types = names.map(instanceFacts).filter((type): type is InstanceFacts => type !== undefined);
  const architectures = [...new Set(types.map(({ architecture }) => architecture))];
  return architectures.length < 2
    ? []
    : [
        {
          path,
          finding: `the node group mixes instance types of ${architectures.join(' and ')}: ${names.join(', ')}`,
          remediation: 'Create one node group for each architecture',
        },
      ];
}

// nodes may be older than the cluster
function versionOf(properties: ResourceFacts['properties'], { version }: Facts): string | undefined {
  const own = stringAt(properties, 'Version');
  if (own === undefined) return version;
  return /^1\.\d+$/.test(own) ? own : undefined;
}

/** AMI types with the drivers of each accelerator. Those of Amazon Linux 2 with GPU have both. */
const DRIVERS = { nvidia: /NVIDIA|GPU|CUSTOM|WINDOWS/, neuron: /NEURON|GPU|CUSTOM|WINDOWS/ } as const;
