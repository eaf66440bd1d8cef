import { at, groupKindOf, KubernetesObject, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { OsFamily } from '../../nodes/tables/os.data';
import { familyOfAmiType } from '../../nodes/tables/os.rules';
import { Facts } from '../facts/facts.rules';
import { Located } from '../facts/located.rules';
import { ResourceFacts, Resources } from '../facts/resource-facts.rules';

/** NodePools of Karpenter and Auto Mode. */
export const nodePoolsOf = ({ objects }: Facts): readonly Located<KubernetesObject>[] =>
  objects.filter(({ value }) => groupKindOf(value) === 'karpenter.sh/NodePool');

/** Whether the nodes of a NodePool are those of Auto Mode. */
export const isAutoModePool = (pool: KubernetesObject): boolean =>
  stringAt(pool, 'spec', 'template', 'spec', 'nodeClassRef', 'group') === 'eks.amazonaws.com';

/** A node group, managed by EKS or not, with its launch template if the app contains it. */
export interface TemplatedGroup {
  readonly group: ResourceFacts;
  readonly template?: ResourceFacts;
  readonly managed: boolean;
}

/** Managed node groups, and Auto Scaling groups with a launch template. */
export function templatedGroups(resources: Resources): TemplatedGroup[] {
  const managed = resources
    .ofType('AWS::EKS::Nodegroup')
    .map((group): TemplatedGroup => ({ group, template: resources.launchTemplateOf(group), managed: true }));
  const others = resources.shared
    .filter(({ type }) => type === 'AWS::AutoScaling::AutoScalingGroup')
    .map((group): TemplatedGroup => ({ group, template: resources.find(templateIdOf(group)), managed: false }));
  return [...managed, ...others];
}

const templateIdOf = ({ properties }: ResourceFacts): unknown =>
  at(properties, 'LaunchTemplate', 'LaunchTemplateId') ??
  at(properties, 'MixedInstancesPolicy', 'LaunchTemplate', 'LaunchTemplateSpecification', 'LaunchTemplateId');

/** The data of a launch template. */
export const templateData = (template: ResourceFacts | undefined): unknown => at(template?.properties, 'LaunchTemplateData');

/** The SSM parameter of the AMI in a launch template; undefined if the AMI is not read from a parameter. */
export function imageParameterOf(data: unknown): string | undefined {
  const image = at(data, 'ImageId');
  if (typeof image !== 'string') return stringAt(image, 'ssmParameter');
  return /^(?:\{\{)?resolve:ssm:([^:}]+)/.exec(image)?.[1];
}

/** The operating system of an AMI that AWS publishes for EKS, by its public parameter. */
export function familyOfParameter(parameter: string | undefined): OsFamily | undefined {
  if (parameter === undefined) return undefined;
  if (/^\/aws\/service\/eks\/optimized-ami\/[^/]+\/amazon-linux-2023\//.test(parameter)) return 'al2023';
  if (parameter.startsWith('/aws/service/bottlerocket/aws-k8s-')) return 'bottlerocket';
  return /^\/aws\/service\/ami-windows-latest\/.*EKS_Optimized/.test(parameter) ? 'windows' : undefined;
}

/** The operating system of the nodes of a group; undefined for an AMI of the user. EKS uses Amazon Linux if no AMI type is set. */
export function familyOfGroup({ group, template, managed }: TemplatedGroup): OsFamily | undefined {
  const data = templateData(template);
  if (at(data, 'ImageId') !== undefined) return familyOfParameter(imageParameterOf(data));
  return managed ? familyOfAmiType(stringAt(group.properties, 'AmiType')) : undefined;
}

/** All security groups of a launch template. */
export const securityGroupsOf = (data: unknown): readonly unknown[] => [
  ...listAt(data, 'SecurityGroupIds'),
  ...listAt(data, 'NetworkInterfaces').flatMap((each) => listAt(each, 'Groups')),
];
