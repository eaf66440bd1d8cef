import { isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const podSecurityGroupOff: Rule = {
  id: 'pod-security-group-off',
  area: 'Network',
  severity: 'error',
  description: 'security group for pods in a cluster whose vpc-cni does not set ENABLE_POD_ENI',
  reason:
    'vpc-cni attaches branch network interfaces to pods only if ENABLE_POD_ENI is true: otherwise pods use the security groups of ' +
    'their node',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/security-groups-pods-deployment.html',
  check: ({ manifests, addonSettings, hasInstances, autoMode, scopeComplete, fargateSelectors }) => {
    const settings = addonSettings.find(({ value }) => value.name === 'vpc-cni');
    if (
      !scopeComplete ||
      !hasInstances ||
      autoMode ||
      fargateSelectors.length > 0 ||
      settings === undefined ||
      isOn(settings.value.values)
    ) {
      return [];
    }
    return manifests.ofKind('vpcresources.k8s.aws/SecurityGroupPolicy').map(({ path, value }) => ({
      path,
      finding: `${describeObject(value)} assigns a security group to pods, and vpc-cni (${settings.path}) does not set ENABLE_POD_ENI`,
      remediation: "Set env: { ENABLE_POD_ENI: 'true' } on vpc-cni, or use new PodSecurityGroup(...)",
    }));
  },
};

function isOn(values: unknown): boolean {
  const text = stringAt(values, 'env', 'ENABLE_POD_ENI');
  return text === 'true' || isDeployTimeValue(text) || (values !== undefined && typeof values !== 'object');
}
