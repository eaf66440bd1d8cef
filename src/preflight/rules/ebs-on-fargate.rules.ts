import { at, KubernetesObject, namespaceOf, podSpecOf, textAt } from '../../inventory/kubernetes-object.rules';
import { No, NODE_FEATURES } from '../../nodes/node-features.data';
import { Facts } from '../facts.rules';
import { Rule } from '../rule';
import { claimsMountedBy, ebsClaims } from './volumes.rules';

const { no, source } = NODE_FEATURES.ebs.fargate as No;

export const ebsOnFargate: Rule = {
  id: 'ebs-on-fargate',
  severity: 'error',
  why: no,
  source,
  check: (facts) => {
    if (facts.fargate.length === 0) return [];
    const claims = new Set(ebsClaims(facts).map(({ value }) => `${value.namespace}/${value.name}`));
    return facts.objects.flatMap(({ path, value }) => {
      const namespace = namespaceOf(value) ?? 'default';
      const mounted = claimsMountedBy(value).filter((name) => claims.has(`${namespace}/${name}`));
      if (podSpecOf(value) === undefined || mounted.length === 0 || (facts.hasInstances && !onFargate(value, facts))) return [];
      return [{
        path, what: `pods of ${value.kind} '${namespace}/${value.metadata?.name}' run on Fargate and mount the EBS volume '${mounted.join("', '")}'`, fix: 'Add nodes that are instances and keep the pods out of the Fargate profile, or use an EFS volume',
      }];
    });
  },
};

// a pod that a profile selects goes to Fargate, whatever other nodes there are
function onFargate(object: KubernetesObject, facts: Facts): boolean {
  const labels = (at(object, 'spec', 'template', 'metadata', 'labels') ?? at(object, 'metadata', 'labels') ?? {}) as Record<string, string>;
  return facts.fargate.some((selector) => matches(selector.namespace, namespaceOf(object) ?? 'default')
    && Object.entries(selector.labels).every(([key, value]) => Object.entries(labels).some(([k, v]) => matches(key, k) && matches(value, textAt({ v }, 'v') ?? ''))));
}

// * stands for any text and ? for one character; source: EKS User Guide, fargate-profile
function matches(pattern: string, text: string): boolean {
  const expression = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${expression}$`).test(text);
}
