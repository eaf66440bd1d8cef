import { INGRESS, isAlbIngress, SERVICE } from './alb.rules';
import { securityGroupsOf, templatedGroups, templateData } from './nodes.rules';
import { at, groupKindOf, listAt } from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';
import { referenceOf, ResourceFacts, Resources } from '../facts/resource-facts.rules';

/** A subnet, security group or cluster in a VPC, in words. */
interface Member {
  readonly name: string;
  readonly vpc: string;
  /** the id of the VPC is a literal, which is not compared to a reference. */
  readonly literal: boolean;
}

/** What must be in one VPC. */
export interface Network {
  readonly path: string;
  readonly members: readonly Member[];
}

const NAMES: Readonly<Record<string, string>> = {
  'AWS::EC2::Subnet': 'the subnet',
  'AWS::EC2::SecurityGroup': 'the security group',
};

function memberOf(name: string, vpc: unknown, resources: Resources): Member[] {
  const known = resources.find(vpc);
  if (known?.type === 'AWS::EC2::VPC') return [{ name, vpc: known.path, literal: false }];
  return typeof vpc === 'string' && /^vpc-\w+$/.test(vpc) ? [{ name, vpc, literal: true }] : [];
}

/** The VPCs of subnets and security groups of the app. */
const membersOf = (values: readonly unknown[], resources: Resources): Member[] =>
  resources
    .findAll(values)
    .flatMap((each) => (each.type in NAMES ? memberOf(`${NAMES[each.type]} ${each.path}`, each.properties.VpcId, resources) : []));

function clusterMembers(resources: Resources): Member[] {
  const [cluster] = resources.ofType('AWS::EKS::Cluster');
  const [first] = membersOf(listAt(cluster?.properties, 'ResourcesVpcConfig', 'SubnetIds'), resources);
  return first === undefined ? [] : [{ ...first, name: `the cluster ${cluster.path}` }];
}

/** The subnets and security groups of a resource, by type. */
const VALUES: Readonly<Record<string, (properties: ResourceFacts['properties']) => readonly unknown[]>> = {
  'AWS::EC2::VPCEndpoint': (properties) => [...listAt(properties, 'SubnetIds'), ...listAt(properties, 'SecurityGroupIds')],
  'AWS::EFS::MountTarget': (properties) => [properties.SubnetId, ...listAt(properties, 'SecurityGroups')],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': (properties) => [
    ...listAt(properties, 'Subnets'),
    ...listAt(properties, 'SubnetMappings').map((each) => at(each, 'SubnetId')),
    ...listAt(properties, 'SecurityGroups'),
  ],
};

/** What must be in one VPC, of the resources and objects of a cluster. */
export function networksOf(facts: Facts): Network[] {
  const { resources, objects, referencesIn } = facts;
  const ofCluster = clusterMembers(resources);
  const inCluster = (path: string, values: readonly unknown[]): Network => ({
    path,
    members: [...ofCluster, ...membersOf(values, resources)],
  });
  return [
    ...resources.ofType('AWS::EKS::Cluster').map(({ path, properties: { ResourcesVpcConfig: config } }) => ({
      path,
      members: membersOf([...listAt(config, 'SubnetIds'), ...listAt(config, 'SecurityGroupIds')], resources),
    })),
    ...templatedGroups(resources).map(({ group, template, managed }) => {
      const groups = securityGroupsOf(templateData(template));
      const values = [...listAt(group.properties, managed ? 'Subnets' : 'VPCZoneIdentifier'), ...groups];
      return managed ? inCluster(group.path, values) : { path: group.path, members: membersOf(values, resources) };
    }),
    ...resources.ofType('AWS::EKS::FargateProfile').map(({ path, properties }) => inCluster(path, listAt(properties, 'Subnets'))),
    ...resources.shared
      .filter(({ type }) => type in VALUES)
      .map(({ path, type, properties }) => ({
        path,
        members: [...memberOf('it', properties.VpcId, resources), ...membersOf(VALUES[type](properties), resources)],
      })),
    ...objects
      .filter(({ value }) => groupKindOf(value) in OBJECT_VALUES && (value.kind !== 'Ingress' || isAlbIngress(value, facts)))
      .map(({ path, value }) => inCluster(path, OBJECT_VALUES[groupKindOf(value)](referencesIn(value)))),
  ];
}

const idsIn = (object: unknown, ...terms: readonly string[]): unknown[] =>
  terms.flatMap((term) => listAt(object, 'spec', term)).map((term) => at(term, 'id'));

/** The items of an annotation with a list, each a reference or a literal. */
export function itemsIn(object: unknown, ...annotations: readonly string[]): unknown[] {
  return annotations
    .map((name) => at(object, 'metadata', 'annotations', name))
    .flatMap((value) => (typeof value === 'string' ? value.split(',').map((item) => referenceOf(item.trim())) : [value]));
}

/** The subnets and security groups of an object, by kind. */
const OBJECT_VALUES: Readonly<Record<string, (object: unknown) => readonly unknown[]>> = {
  'networking.k8s.io/Ingress': (object) => itemsIn(object, `${INGRESS}subnets`, `${INGRESS}security-groups`),
  '/Service': (object) => itemsIn(object, `${SERVICE}subnets`, `${SERVICE}security-groups`),
  'vpcresources.k8s.aws/SecurityGroupPolicy': (object) => listAt(object, 'spec', 'securityGroups', 'groupIds'),
  'karpenter.k8s.aws/EC2NodeClass': (object) => idsIn(object, 'subnetSelectorTerms', 'securityGroupSelectorTerms'),
  'eks.amazonaws.com/NodeClass': (object) =>
    idsIn(object, 'subnetSelectorTerms', 'securityGroupSelectorTerms', 'podSubnetSelectorTerms', 'podSecurityGroupSelectorTerms'),
};

/** Two members of a network in different VPCs. */
export function mismatchIn({ members }: Network): readonly [Member, Member] | undefined {
  const [first, ...others] = members;
  const other = others.find(({ vpc, literal }) => vpc !== first.vpc && literal === first.literal);
  return other && [first, other];
}
