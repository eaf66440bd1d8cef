import { Unsupported, NODE_FEATURES } from '../../../nodes/tables/node-features.data';
import { runsOnFargate } from '../../placement/scheduling-results.rules';
import { EBS_PROVISIONERS, mountedPvcs, volumeOf } from '../../reading/volumes.rules';
import { Rule } from '../../rule';

const { reason, source } = NODE_FEATURES.ebs.fargate as Unsupported;

export const ebsOnFargate: Rule = {
  id: 'ebs-on-fargate',
  area: 'Storage',
  severity: 'error',
  description: 'pods on Fargate that mount an EBS volume',
  reason: reason,
  source,
  check: (facts) =>
    facts.fargateSelectors.length === 0
      ? []
      : facts.manifests.workloads
          .filter((maker) => runsOnFargate(facts, maker))
          .flatMap((maker) => {
            const mounted = mountedPvcs(maker, facts).filter(({ pvc }) => EBS_PROVISIONERS.has(volumeOf(pvc, facts)?.driver ?? ''));
            return mounted.length === 0
              ? []
              : [
                  {
                    path: maker.path,
                    finding:
                      `pods of ${maker.name} run on Fargate and mount the EBS volume ` +
                      `'${mounted.map(({ name }) => name).join("', '")}'`,
                    remediation: 'Run the pods on EC2 nodes, outside the Fargate profile, or use an EFS volume',
                  },
                ];
          }),
};
