import { namespaceOf, podSpecOf } from '../../inventory/kubernetes-object.rules';
import { selectsPods } from '../../nodes/fargate.rules';
import { No, NODE_FEATURES } from '../../nodes/node-features.data';
import { Rule } from '../rule';
import { claimsMountedBy, ebsClaims } from '../volumes.rules';

const { no, source } = NODE_FEATURES.ebs.fargate as No;

export const ebsOnFargate: Rule = {
  id: 'ebs-on-fargate',
  area: 'Storage',
  severity: 'error',
  finds: 'an EBS volume for pods on Fargate',
  why: no,
  source,
  check: (facts) => {
    if (facts.fargate.length === 0) return [];
    const claims = new Set(ebsClaims(facts).map(({ value }) => `${value.namespace}/${value.name}`));
    return facts.objects.flatMap(({ path, value }) => {
      const namespace = namespaceOf(value) ?? 'default';
      const mounted = claimsMountedBy(value).filter((name) => claims.has(`${namespace}/${name}`));
      if (podSpecOf(value) === undefined || mounted.length === 0 || !facts.fargate.some((selector) => selectsPods(selector, value))) return [];
      return [{
        path, what: `pods of ${value.kind} '${namespace}/${value.metadata?.name}' run on Fargate and mount the EBS volume '${mounted.join("', '")}'`, fix: 'Add nodes that are instances and keep the pods out of the Fargate profile, or use an EFS volume',
      }];
    });
  },
};
