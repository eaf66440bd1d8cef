import { No, NODE_FEATURES } from '../../../nodes/tables/node-features.data';
import { onFargate } from '../../placement/pod-places.rules';
import { EBS_PROVISIONERS, mountedClaims, volumeOf } from '../../reading/volumes.rules';
import { Rule } from '../../rule';

const { no, source } = NODE_FEATURES.ebs.fargate as No;

export const ebsOnFargate: Rule = {
  id: 'ebs-on-fargate',
  area: 'Storage',
  severity: 'error',
  finds: 'an EBS volume for pods on Fargate',
  why: no,
  source,
  check: (facts) => (facts.fargate.length === 0 ? [] : facts.manifests.pods.filter((maker) => onFargate(facts, maker)).flatMap((maker) => {
    const mounted = mountedClaims(maker, facts).filter(({ claim }) => EBS_PROVISIONERS.has(volumeOf(claim, facts)?.driver ?? ''));
    return mounted.length === 0 ? [] : [{
      path: maker.path, what: `pods of ${maker.name} run on Fargate and mount the EBS volume '${mounted.map(({ name }) => name).join("', '")}'`, fix: 'Add nodes that are instances and keep the pods out of the Fargate profile, or use an EFS volume',
    }];
  })),
};
