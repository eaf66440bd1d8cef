import { at } from '../../../kubernetes/kubernetes-object.rules';
import { mayExistOutsideApp } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

const GROUP = 'crd.k8s.amazonaws.com';
const KIND = 'ENIConfig';
const CUSTOM_NETWORKING = 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG';

export const eniConfigMissing: Rule = {
  id: 'eni-config-missing',
  area: 'References',
  severity: 'error',
  description: 'custom networking of vpc-cni without an ENIConfig',
  reason:
    'with custom networking vpc-cni takes the subnet of pods from the ENIConfig of the node only: without one, pods get no address and ' +
    'stay in ContainerCreating',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network-tutorial.html',
  check: (facts) =>
    facts.manifests.ofKind(`${GROUP}/${KIND}`).length > 0 || mayExistOutsideApp(facts, GROUP, KIND)
      ? []
      : facts.addonSettings
          .filter(({ value }) => value.name === 'vpc-cni' && isOn(value.values))
          .map(({ path }) => ({
            path,
            finding: `vpc-cni sets ${CUSTOM_NETWORKING}, and there is no ENIConfig`,
            remediation:
              'Add an ENIConfig for each availability zone, with the subnet and security groups of its pods, or use ' +
              'PodNetwork.podSubnets() of Platform or CoreAddons',
          })),
};

// the add-on can create them itself
const isOn = (values: unknown): boolean => at(values, 'env', CUSTOM_NETWORKING) === 'true' && at(values, 'eniConfig') === undefined;
