import { at, listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { Facts } from '../facts.rules';
import { Rule } from '../rule';

const TAG = /^kubernetes\.io\/cluster\//;

export const clusterGroupsTwice: Rule = {
  id: 'cluster-groups-twice',
  area: 'Network',
  severity: 'warning',
  finds: 'nodes with two security groups that carry the tag of the cluster',
  why: 'load balancer controllers look for the one security group of a node with that tag, and change nothing where there are two',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/configurations/',
  check: ({ resources }: Facts) => resources.ofType('AWS::EKS::Nodegroup').flatMap(({ path, properties }) => {
    const data = at(resources.find(at(properties, 'LaunchTemplate', 'Id'))?.properties, 'LaunchTemplateData');
    const listed = [...listAt(data, 'SecurityGroupIds'), ...listAt(data, 'NetworkInterfaces').flatMap((each) => listAt(each, 'Groups'))];
    const tagged = listed.filter((group) => isOfCluster(group) || listAt(resources.find(group)?.properties, 'Tags').some((tag) => TAG.test(textAt(tag, 'Key') ?? ''))).map((group) => textAt(group, 'ref') ?? '');
    return new Set(tagged).size > 1 ? [{ path, what: `its nodes have ${new Set(tagged).size} security groups with the tag kubernetes.io/cluster/…: ${[...new Set(tagged)].join(', ')}`, fix: 'Take the tag from all but one: that of the cluster carries it' }] : [];
  }),
};

// the group that EKS makes carries the tag by itself
const isOfCluster = (group: unknown): boolean => textAt(group, 'attribute') === 'ClusterSecurityGroupId';
