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
  description: 'instance types that the image of their group does not start on, or without its drivers',
  reason: 'an image is for one architecture and one kind of accelerator, and EKS refuses a group whose types are of another',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html',
  check: (facts) => facts.resources.ofType('AWS::EKS::Nodegroup').flatMap((group) => problems(group, facts)),
};

function problems(group: ResourceFacts, facts: Facts): Violation[] {
  const { path, properties } = group;
  const { resources } = facts;
  const amiType = stringAt(properties, 'AmiType');
  if (amiType === undefined || isDeployTimeValue(amiType)) return [];
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
            finding: `the group starts ${amiType} on ${others.join(', ')}`,
            remediation: `Use an image for ${platform!.architecture === 'arm64' ? 'x86_64' : 'arm64'}, or other types`,
          },
        ]
      : []),
    ...(others.length === 0 && missing.length > 0
      ? [
          {
            path,
            finding: `the group starts ${amiType} on ${missing.join(', ')}, whose devices it has no drivers for`,
            remediation: 'Use the image with drivers, like AL2023_x86_64_NVIDIA or AL2023_x86_64_NEURON',
            severity: 'warning' as const,
          },
        ]
      : []),
    ...(amiType.startsWith('AL2_') && version !== undefined && minorOf(version) > LAST_AL2
      ? [
          {
            path,
            finding: `the group starts ${amiType}, and its nodes are ${version}: the last image of Amazon Linux 2 is for 1.${LAST_AL2}`,
            remediation: `Use AL2023_${amiType.includes('ARM') ? 'ARM_64' : 'x86_64'}_STANDARD`,
          },
        ]
      : []),
  ];
}

// nodes may be older than the cluster, for a while
function versionOf(properties: ResourceFacts['properties'], { version }: Facts): string | undefined {
  const own = stringAt(properties, 'Version');
  return own === undefined ? version : /^1\.\d+$/.test(own) ? own : undefined;
}

/** Images with the drivers of each accelerator; what is on the old ones of Amazon Linux 2 is theirs. */
const DRIVERS = { nvidia: /NVIDIA|GPU|CUSTOM|WINDOWS/, neuron: /NEURON|GPU|CUSTOM|WINDOWS/ } as const;
