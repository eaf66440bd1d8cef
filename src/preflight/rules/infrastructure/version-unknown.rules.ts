import { stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { KUBERNETES_CALENDAR_DATE, SUPPORTED_VERSIONS } from '../../../kubernetes/kubernetes-version.data';
import { creatableVersions, isNewerThanCalendar, NEWEST_VERSION } from '../../../kubernetes/kubernetes-version.rules';
import { Facts } from '../../facts/facts.rules';
import { Rule } from '../../rule';

export const versionUnknown: Rule = {
  id: 'version-unknown',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'add-ons without a pinned version, for a Kubernetes version that this library does not know',
  reason: 'EKS installs the default version of an add-on at creation and keeps it; a later release of this library pins another one',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html',
  check: ({ version, cluster, resources }: Facts) => {
    if (version === undefined || !/^1\.\d+$/.test(version) || version in SUPPORTED_VERSIONS) return [];
    const unpinned = resources
      .ofType('AWS::EKS::Addon')
      .filter(({ properties }) => stringAt(properties, 'AddonVersion') === undefined)
      .map(({ properties }) => stringAt(properties, 'AddonName') ?? '')
      .sort();
    return unpinned.length === 0
      ? []
      : [
          {
            path: cluster,
            finding: `Kubernetes ${version} is ${outside(version)}: EKS chooses the version of ${unpinned.join(', ')}`,
            remediation:
              `Set the version of each add-on (aws eks describe-addon-versions --kubernetes-version ${version}), or use ` +
              `KubernetesVersion.V${NEWEST_VERSION.replace('.', '_')}`,
          },
        ];
  },
};

const outside = (version: string): string =>
  isNewerThanCalendar(version)
    ? `newer than the tables of this library (${KUBERNETES_CALENDAR_DATE}, up to ${NEWEST_VERSION})`
    : `older than the tables of this library (${KUBERNETES_CALENDAR_DATE}, from ${creatableVersions()[0]})`;
