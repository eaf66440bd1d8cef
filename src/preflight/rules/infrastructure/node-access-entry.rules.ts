import { at, isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts, Resources } from '../../facts/resource-facts.rules';
import { familyOfGroup, templateData, templatedGroups } from '../../reading/nodes.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

export const nodeAccessEntry: Rule = {
  id: 'node-access-entry',
  area: 'Infrastructure',
  severity: 'error',
  description: 'Auto Scaling group, EC2NodeClass or NodeClass of nodes whose role has no access entry',
  reason:
    'EKS creates the access entry for the role of a managed node group only: other nodes are not authorized to join without an ' +
    'access entry of the type EC2_LINUX or EC2_WINDOWS, or EC2 in Auto Mode',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
  check: (facts: Facts) => {
    const { resources, manifests } = facts;
    const [cluster] = resources.ofType('AWS::EKS::Cluster');
    // the cluster of the nodes is only in their user data
    if (cluster === undefined || resources.allOf('AWS::EKS::Cluster').length > 1) return [];
    const mode = at(cluster.properties, 'AccessConfig', 'AuthenticationMode');
    if (mode === 'CONFIG_MAP' || isDeployTimeValue(mode) || manifests.find('/ConfigMap', 'kube-system', 'aws-auth')) return [];
    const groups = templatedGroups(resources)
      .filter((each) => !each.managed && familyOfGroup(each) !== undefined)
      .map(({ group: { path }, template }) => ({ path, nodes: 'the nodes', role: roleOf(template, resources) }));
    return [...groups, ...nodeClassesOf(facts)].flatMap((each) => problem(each, mode, resources));
  },
};

interface Nodes {
  readonly path: string;
  /** in words. */
  readonly nodes: string;
  readonly role?: ResourceFacts;
  readonly autoMode?: boolean;
}

const NODE_CLASSES = ['karpenter.k8s.aws/EC2NodeClass', 'eks.amazonaws.com/NodeClass'];

/** Nodes of Karpenter and Auto Mode, with a role of the app. */
const nodeClassesOf = ({ manifests, referencesIn, resources }: Facts): Nodes[] =>
  NODE_CLASSES.flatMap((kind) =>
    manifests.ofKind(kind).map(({ path, value }) => {
      const role = at(referencesIn(value), 'spec', 'role');
      const named = resources.allWithProperty('AWS::IAM::Role', 'RoleName', typeof role === 'string' ? role : undefined);
      const nodes = `the nodes of ${describeObject(value)}`;
      return { path, nodes, role: resources.find(role) ?? (named.length === 1 ? named[0] : undefined), autoMode: kind.startsWith('eks.') };
    }),
  );

function problem({ path, nodes, role, autoMode }: Nodes, mode: unknown, resources: Resources): Violation[] {
  const entries = resources.ofType('AWS::EKS::AccessEntry');
  // EKS creates the entry for the role of its own NodePools
  const [cluster] = resources.ofType('AWS::EKS::Cluster');
  const builtIn = at(cluster?.properties, 'ComputeConfig', 'NodeRoleArn');
  // an entry of a principal that is known at deploy may be that of the role
  const mayHave = (principal: unknown) => refers(principal, role) || typeof principal !== 'object' || isDeployTimeValue(principal);
  const isManaged = resources.ofType('AWS::EKS::Nodegroup').some(({ properties }) => mayHave(properties.NodeRole));
  if (role?.type !== 'AWS::IAM::Role' || isManaged || (builtIn !== undefined && mayHave(builtIn))) return [];
  if (entries.some(({ properties }) => mayHave(properties.PrincipalArn))) return [];
  return [
    {
      path,
      finding: `${nodes} have the role ${role.path}, which has no access entry`,
      remediation:
        `Create an access entry for the role: new eks.CfnAccessEntry(..., { type: '${autoMode ? 'EC2' : 'EC2_LINUX'}', ... })` +
        (autoMode ? ', with the access policy AmazonEKSAutoNodePolicy' : ''),
      // without the mode API, the ConfigMap aws-auth may be applied by hand
      ...(mode === 'API' ? {} : { severity: 'warning' as const }),
    },
  ];
}

const refers = (value: unknown, role: ResourceFacts | undefined): boolean => role !== undefined && stringAt(value, 'ref') === role.id;

function roleOf(template: ResourceFacts | undefined, resources: Resources): ResourceFacts | undefined {
  const profile = at(templateData(template), 'IamInstanceProfile');
  const found = resources.find(at(profile, 'Arn')) ?? resources.find(at(profile, 'Name'));
  const roles = at(found?.properties, 'Roles');
  return found?.type === 'AWS::IAM::InstanceProfile' && Array.isArray(roles) ? resources.find(roles[0]) : undefined;
}
