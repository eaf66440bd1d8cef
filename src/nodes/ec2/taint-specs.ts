import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Ec2NodeOptions } from './ec2-node-options';
import { Taint } from '../../model/capacity.rules';
import { InstanceFacts } from '../tables/instance-types.rules';
import { OsFamilyRow, TAINT_EFFECTS, TAINTS_BY_KIND } from '../tables/os.data';

/** Taints in the format of the EKS API. */
export function taintSpecs(taints: readonly Taint[]): eks.CfnNodegroup.TaintProperty[] | undefined {
  const spelling = Object.fromEntries(Object.entries(TAINT_EFFECTS).map(([eksName, name]) => [name, eksName]));
  return taints.length === 0 ? undefined : taints.map(({ key, value, effect }) => ({ key, value, effect: spelling[effect] }));
}

/** The taints of a group: as given, by default those of its accelerators or of Windows. */
export function taintsOf({ taints }: Ec2NodeOptions, types: readonly InstanceFacts[], family: OsFamilyRow): Taint[] {
  if (taints) return taints.map(({ key = '', value, effect }) => ({ key, value, effect: TAINT_EFFECTS[effect ?? 'NO_SCHEDULE'] }));
  if (family.kernel === 'windows') return [TAINTS_BY_KIND.windows];
  const accelerator = types.find((type) => type.accelerator !== 'none')?.accelerator;
  return accelerator === undefined || accelerator === 'none' ? [] : [TAINTS_BY_KIND[accelerator]];
}
