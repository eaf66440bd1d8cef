import { at, isDeployTimeValue } from '../../../kubernetes/kubernetes-object.rules';
import { isScript } from '../../../nodes/ec2/user-data.rules';
import { kubeletProblems, KubeletValues } from '../../../nodes/kubelet.rules';
import { KUBELET_SETTINGS } from '../../../nodes/tables/kubelet.data';
import { OsFamily } from '../../../nodes/tables/os.data';
import { Facts } from '../../facts/facts.rules';
import { familyOfGroup, templateData, templatedGroups, TemplatedGroup } from '../../reading/nodes.rules';
import { isMime, nodeConfigsOf, userDataOf } from '../../reading/user-data.rules';
import { Rule, Violation } from '../../rule';

/**
 * Sources: EKS User Guide, launch-templates (MIME multi-part for Amazon Linux, TOML for Bottlerocket, no merge with an AMI ID);
 * awslabs/amazon-eks-ami at 81fec2e8, nodeadm/internal/configprovider/mime.go and nodeadm/internal/api/validation.go.
 */
export const nodeUserData: Rule = {
  id: 'node-user-data',
  area: 'Infrastructure',
  severity: 'error',
  description: 'user data of a launch template with which nodes do not join the cluster',
  reason:
    'EKS merges user data only in MIME multi-part format for Amazon Linux, and in TOML for Bottlerocket; if the launch template ' +
    'sets an AMI, EKS adds nothing, and the user data must contain all that a node needs to join',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html',
  check: ({ resources }: Facts) =>
    templatedGroups(resources)
      .filter(({ template }) => template !== undefined)
      .flatMap((each) => problems(each).map((problem): Violation => ({ path: each.group.path, ...problem }))),
};

type Problem = Omit<Violation, 'path'>;
const NODES = 'the launch template of the nodes';
const BASE64: Problem = { finding: `${NODES} has UserData that is not base64`, remediation: 'Use Fn.base64(...)' };
const TOML: Problem = {
  finding: `${NODES} has a script as user data of Bottlerocket, which has no shell`,
  remediation: "Use TOML settings like '[settings.kubernetes]', or Amazon Linux 2023",
};
const MIME: Problem = {
  finding: `${NODES} has user data that is not in MIME multi-part format`,
  remediation: 'Use ec2.MultipartUserData, whose text begins with MIME-Version: 1.0',
};

const UNSAID: Problem = {
  finding: `${NODES} sets the AMI, and no user data`,
  remediation: 'Add user data with which nodes of this AMI join the cluster, or remove ImageId and set the AMI type of the node group',
  severity: 'warning',
};

function problems(each: TemplatedGroup): Problem[] {
  const data = templateData(each.template);
  const userData = userDataOf(data);
  if (userData === 'unknown') return [];
  if (userData === 'not-base64') return [BASE64];
  const text = userData === 'absent' ? undefined : userData.text;
  const family = familyOfGroup(each);
  if (text !== undefined && text.trim() !== '' && family === 'bottlerocket' && isScript(text)) return [TOML];
  const format = at(data, 'ImageId') === undefined ? mergedProblems(each, text) : ownProblems(family, text);
  return format.length > 0 || text === undefined ? format : kubeletConfigProblems(text);
}

/** EKS merges its own user data: an unset AMI type is Amazon Linux, too. */
function mergedProblems({ group, managed }: TemplatedGroup, text: string | undefined): Problem[] {
  const amiType = at(group.properties, 'AmiType');
  const isAmazonLinux = amiType === undefined || (typeof amiType === 'string' && /^AL2(023)?_/.test(amiType));
  return managed && isAmazonLinux && text !== undefined && text.trim() !== '' && !isMime(text) ? [MIME] : [];
}

const JOINS_WITH: Readonly<Record<OsFamily, string>> = {
  al2023: 'a NodeConfig for nodeadm with name, apiServerEndpoint, certificateAuthority and cidr of the cluster',
  bottlerocket: 'cluster-name, api-server and cluster-certificate in [settings.kubernetes]',
  windows: 'a call of Start-EKSBootstrap.ps1',
};

/** Nodes with an AMI of the launch template join by their own user data. An AMI of an unknown operating system may join by itself. */
function ownProblems(family: OsFamily | undefined, text: string | undefined): Problem[] {
  if (family === undefined) return text === undefined ? [UNSAID] : [];
  const missing = (finding: string): Problem[] => [
    {
      finding: `${NODES} sets the AMI, ${finding}`,
      remediation: `Add ${JOINS_WITH[family]}, or remove ImageId and use a managed node group`,
    },
  ];
  if (text === undefined || text.trim() === '') return missing('and no user data');
  // a line that CloudFormation inserts may be anything
  if (text.split('\n').some((line) => isDeployTimeValue(line) && /^[\s"']*<known-at-deploy>[\s"']*$/.test(line))) return [];
  switch (family) {
    case 'al2023':
      return nodeConfigProblems(text, missing);
    case 'bottlerocket':
      return text.includes('cluster-name') ? [] : missing('and user data without cluster-name');
    case 'windows':
      return /EKSBootstrap/i.test(text) ? [] : missing('and user data without Start-EKSBootstrap.ps1');
  }
}

const CLUSTER_FIELDS = ['name', 'apiServerEndpoint', 'certificateAuthority', 'cidr'] as const;

function nodeConfigProblems(text: string, missing: (finding: string) => Problem[]): Problem[] {
  const configs = nodeConfigsOf(text);
  if (configs === undefined) return [];
  if (configs.length === 0) {
    // a script may run nodeadm with a file
    if (/nodeadm/.test(text)) return [];
    return missing(
      text.includes('/etc/eks/bootstrap.sh')
        ? 'and user data that runs /etc/eks/bootstrap.sh, which Amazon Linux 2023 does not have'
        : 'and user data without a NodeConfig',
    );
  }
  const absent = CLUSTER_FIELDS.filter((field) => !configs.some((config) => at(config, 'spec', 'cluster', field)));
  return absent.length === 0 ? [] : missing(`and a NodeConfig without spec.cluster.${absent.join(', spec.cluster.')}`);
}

const kubeletConfigProblems = (text: string): Problem[] =>
  (nodeConfigsOf(text) ?? []).flatMap((config) => {
    const given = at(config, 'spec', 'kubelet', 'config');
    const values = Object.entries(KUBELET_SETTINGS).map(([setting, { config: field }]) => [setting, at(given, field)] as const);
    const known = values.filter(([, value]) => value !== undefined && !isDeployTimeValue(value));
    return kubeletProblems(Object.fromEntries(known) as KubeletValues, 'spec.kubelet.config').map(
      ({ finding, constraint, remediation }) => ({
        finding: `the NodeConfig of the nodes: ${finding}: ${constraint}`,
        remediation,
      }),
    );
  });
