import { at, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { allowsAutoScaling, roleMayUse } from '../../reading/key-policies.rules';
import { KeyUse, keysOfNodes, keysOfObjects } from '../../reading/keys.rules';
import { Rule, Violation } from '../../rule';

export const keyNotAllowed: Rule = {
  id: 'key-not-allowed',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'customer managed KMS key of EBS volumes that Auto Scaling or the EBS CSI driver may not use',
  reason:
    'the service-linked role of Auto Scaling and the managed policies of the EBS CSI driver include no customer managed keys: nodes ' +
    'terminate with Client.InvalidKMSKey.InvalidState or Client.InternalError, and PersistentVolumeClaims stay Pending',
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html',
  check: (facts) => [...ofNodes(facts), ...ofClasses(facts)],
};

const keyOf = ({ key }: KeyUse, { resources }: Facts): ResourceFacts | undefined => {
  const found = resources.find(key);
  return found?.type === 'AWS::KMS::Key' ? found : undefined;
};

const ofNodes = (facts: Facts): Violation[] =>
  keysOfNodes(facts).flatMap((use) => {
    const key = keyOf(use, facts);
    if (key === undefined || allowsAutoScaling(key, facts.resources) !== false) return [];
    return [
      {
        path: use.path,
        finding: `the policy of the KMS key ${key.path} of ${use.subject} does not allow the role AWSServiceRoleForAutoScaling`,
        remediation:
          'Allow kms:CreateGrant, kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:GenerateDataKey* and kms:DescribeKey to ' +
          'arn:aws:iam::<account>:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
      },
    ];
  });

const DRIVER = 'ebs-csi-controller-sa';
const NAMESPACE = 'kube-system';

/** The roles of the service account of the driver; undefined if one of them is of another app. */
function rolesOfDriver({ resources, tokenIdentities }: Facts): readonly ResourceFacts[] | undefined {
  const associated = [
    ...resources
      .ofType('AWS::EKS::PodIdentityAssociation')
      .filter(({ properties }) => properties.ServiceAccount === DRIVER && properties.Namespace === NAMESPACE)
      .map(({ properties }) => properties.RoleArn),
    ...resources
      .ofType('AWS::EKS::Addon')
      .flatMap(({ properties }) => listAt(properties, 'PodIdentityAssociations'))
      .filter((each) => stringAt(each, 'ServiceAccount') === DRIVER)
      .map((each) => at(each, 'RoleArn')),
    ...tokenIdentities
      .filter(({ value }) => value.name === DRIVER && value.namespace === NAMESPACE)
      .map(({ value }) => ({ ref: value.role })),
  ];
  const roles = resources.findAll(associated).filter(({ type }) => type === 'AWS::IAM::Role');
  return roles.length === associated.length ? roles : undefined;
}

function ofClasses(facts: Facts): Violation[] {
  const roles = rolesOfDriver(facts) ?? [];
  // the driver of Auto Mode has the role of the cluster
  if (roles.length === 0 || facts.autoMode) return [];
  return keysOfObjects(facts, ['storage.k8s.io/StorageClass']).flatMap((use) => {
    const key = keyOf(use, facts);
    if (key === undefined || !roles.every((role) => roleMayUse(key, role, facts.resources) === false)) return [];
    return [
      {
        path: use.path,
        finding: `the role ${roles[0].path} of the EBS CSI driver may not use the KMS key ${key.path} of ${use.subject}`,
        remediation:
          'Allow kms:CreateGrant, kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:GenerateDataKey* and kms:DescribeKey on the key, or use ' +
          'EbsStorage with encryptionKey',
      },
    ];
  });
}
