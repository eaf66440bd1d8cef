import { feature } from '../../../catalog/capability.rules';
import { CSI_DRIVERS } from '../../../catalog/catalog.rules';
import { KubernetesObject, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { classNameOf, pvcsIn } from '../../reading/volumes.rules';
import { Rule, Violation } from '../../rule';

/** Source: kubernetes, staging/src/k8s.io/csi-translation-lib/plugins/aws_ebs.go (AWSEBSInTreePluginName). */
const IN_TREE: Readonly<Record<string, string>> = { 'kubernetes.io/aws-ebs': 'ebs.csi.aws.com' };

export const csiDriverMissing: Rule = {
  id: 'csi-driver-missing',
  area: 'Storage',
  severity: 'error',
  description: 'PersistentVolumeClaim of a StorageClass whose CSI driver is not installed',
  reason: 'nothing provisions a volume for the claim: the PVC and its pods stay Pending',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html',
  check: (facts) =>
    facts.manifests.ofKind('storage.k8s.io/StorageClass').flatMap(({ path, value }) => {
      const provisioner = stringAt(value, 'provisioner') ?? '';
      if (provisioner === OF_AUTO_MODE && isUsed(value.metadata?.name, facts)) return withoutAutoMode(path, value, facts);
      const driver = IN_TREE[provisioner] ?? provisioner;
      const installed = CSI_DRIVERS[driver];
      const name = value.metadata?.name;
      if (installed === undefined || facts.verdictOf(feature(installed)) !== 'absent' || !isUsed(name, facts)) return [];
      return [
        {
          path,
          finding: `StorageClass '${name}' has the provisioner ${provisioner}, and the driver ${driver} is not installed`,
          remediation:
            driver === 'ebs.csi.aws.com'
              ? "Add new EbsStorage(this, 'Storage', { cluster }), or the add-on aws-ebs-csi-driver; the driver of Auto Mode is " +
                'ebs.csi.eks.amazonaws.com'
              : 'Add the storage construct of the driver, or its add-on',
        },
      ];
    }),
};

/** The provisioner of the driver that is part of Auto Mode, which cannot be installed. Source: EKS User Guide, create-storage-class. */
const OF_AUTO_MODE = 'ebs.csi.eks.amazonaws.com';

// of an imported cluster neither is known
const withoutAutoMode = (path: string, { metadata }: KubernetesObject, { autoMode, capacity, nodeCandidates }: Facts): Violation[] =>
  autoMode || (capacity === undefined && nodeCandidates === undefined)
    ? []
    : [
        {
          path,
          finding: `StorageClass '${metadata?.name}' has the provisioner ${OF_AUTO_MODE}, and the cluster does not use EKS Auto Mode`,
          remediation: "Set provisioner: ebs.csi.aws.com, the driver of new EbsStorage(this, 'Storage', { cluster })",
        },
      ];

const isUsed = (className: string | undefined, { objects }: Facts): boolean =>
  objects.some(({ value }) => pvcsIn(value).some(({ pvc }) => classNameOf(pvc) === className));
