import { isFilledIn, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { named } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

export const podSecurityGroupOff: Rule = {
  id: 'pod-security-group-off',
  area: 'Network',
  severity: 'error',
  finds: 'a security group for pods, where vpc-cni does not give pods interfaces of their own',
  why: 'vpc-cni gives pods branch interfaces when ENABLE_POD_ENI is true, and without it the pods have the security groups of their node',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/security-groups-pods-deployment.html',
  check: ({ manifests, addonSettings, hasInstances, autoMode, closed, fargate }) => {
    const settings = addonSettings.find(({ value }) => value.name === 'vpc-cni');
    if (!closed || !hasInstances || autoMode || fargate.length > 0 || settings === undefined || isOn(settings.value.values)) return [];
    return manifests.ofKind('vpcresources.k8s.aws/SecurityGroupPolicy').map(({ path, value }) => ({
      path, what: `${named(value)} gives pods a security group, and vpc-cni (${settings.path}) does not have ENABLE_POD_ENI`, fix: "Give env: { ENABLE_POD_ENI: 'true' } to vpc-cni, or use new PodSecurityGroup(...)",
    }));
  },
};

function isOn(values: unknown): boolean {
  const text = textAt(values, 'env', 'ENABLE_POD_ENI');
  return text === 'true' || isFilledIn(text) || (values !== undefined && typeof values !== 'object');
}
