import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Taint } from '../../model/capacity.rules';
import { TAINT_EFFECTS } from '../tables/os.data';

/** Taints as the API of EKS writes them. */
export function taintSpecs(taints: readonly Taint[]): eks.CfnNodegroup.TaintProperty[] | undefined {
  const spelling = Object.fromEntries(Object.entries(TAINT_EFFECTS).map(([eksName, name]) => [name, eksName]));
  return taints.length === 0 ? undefined : taints.map(({ key, value, effect }) => ({ key, value, effect: spelling[effect] }));
}
