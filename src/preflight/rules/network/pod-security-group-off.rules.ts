import { isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const podSecurityGroupOff: Rule = {
  id: 'pod-security-group-off',
  area: 'Network',
  severity: 'error',
  description: 'a security group for pods, where vpc-cni does not give pods interfaces of their own',
  reason:
    'vpc-cni gives pods branch interfaces when ENABLE_POD_ENI is true, and without it the pods have the security groups of their node',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/security-groups-pods-deployment.html',
  check: ({ manifests, addonSettings, hasInstances, autoMode, scopeComplete, fargateSelectors }) => {
    const settings = addonSettings.find(({ value }) => value.name === 'vpc-cni');
    if (!scopeComplete || !hasInstances || autoMode || fargateSelectors.length > 0 || settings === undefined || isOn(settings.value.values))
      return [];
    return manifests.ofKind('vpcresources.k8s.aws/SecurityGroupPolicy').map(({ path, value }) => ({
      path,
      finding: `${describeObject(value)} gives pods a security group, and vpc-cni (${settings.path}) does not have ENABLE_POD_ENI`,
      remediation: "Give env: { ENABLE_POD_ENI: 'true' } to vpc-cni, or use new PodSecurityGroup(...)",
    }));
  },
};

function isOn(values: unknown): boolean {
  const text = stringAt(values, 'env', 'ENABLE_POD_ENI');
  return text === 'true' || isDeployTimeValue(text) || (values !== undefined && typeof values !== 'object');
}
