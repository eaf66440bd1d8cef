import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { TAINT_EFFECTS } from './os.data';
import { Taint } from '../inventory/capacity.rules';

/** Taints as the API of EKS writes them. */
export function taintSpecs(taints: readonly Taint[]): eks.CfnNodegroup.TaintProperty[] | undefined {
  const spelling = Object.fromEntries(Object.entries(TAINT_EFFECTS).map(([eksName, name]) => [name, eksName]));
  return taints.length === 0 ? undefined : taints.map(({ key, value, effect }) => ({ key, value, effect: spelling[effect] }));
}
