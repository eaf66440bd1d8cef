import { KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { mapAt, describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const FAMILIES = { ipv4: 'IPv4', ipv6: 'IPv6' } as const;

export const serviceIpFamily: Rule = {
  id: 'service-ip-family',
  area: 'Network',
  severity: 'error',
  description: 'Service with an IP family that the cluster does not have',
  reason:
    'Services of an EKS cluster have addresses of the IP family of the cluster, and the API server rejects others: not configured ' +
    'on this cluster',
  // the messages: kubernetes/kubernetes, pkg/registry/core/service/storage/alloc.go, initIPFamilyFields
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html',
  check: ({ ipFamily, manifests }) =>
    (ipFamily === undefined ? [] : manifests.ofKind('/Service')).flatMap(({ path, value }) => {
      if (isFree(value)) return [];
      const family = FAMILIES[ipFamily ?? 'ipv4'];
      const others = listAt(value, 'spec', 'ipFamilies').filter((each) => (each === 'IPv4' || each === 'IPv6') && each !== family);
      const dual = stringAt(value, 'spec', 'ipFamilyPolicy') === 'RequireDualStack';
      if (others.length === 0 && !dual) return [];
      const asks = [
        ...(others.length > 0 ? [`ipFamilies ${others.join(', ')}`] : []),
        ...(dual ? ['ipFamilyPolicy RequireDualStack'] : []),
      ].join(' and ');
      const fields = [...(others.length > 0 ? ['ipFamilies'] : []), ...(dual ? ['ipFamilyPolicy'] : [])].join(' and ');
      return [
        {
          path,
          finding: `${describeObject(value)} has ${asks}, in an ${family} cluster`,
          remediation: `Remove ${fields}: the Service gets addresses of the IP family of the cluster`,
        },
      ];
    }),
};

// Services without a cluster IP: a headless Service without a selector may have any family
const isFree = (service: KubernetesObject): boolean =>
  stringAt(service, 'spec', 'type') === 'ExternalName' ||
  (stringAt(service, 'spec', 'clusterIP') === 'None' && Object.keys(mapAt(service, 'spec', 'selector')).length === 0);
