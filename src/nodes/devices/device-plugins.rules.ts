import { GPU_LABEL } from './device-plugins.data';
import { acceleratorsOf, NodePoolPlan } from '../karpenter/node-pool.rules';
import { OsName } from '../tables/image.data';
import { InstanceFacts } from '../tables/instance-types.rules';
import { familyOfOs } from '../tables/os.data';

type Labels = Readonly<Record<string, string>>;

/** Labels by which the NVIDIA device plugin selects nodes. Bottlerocket images include the plugin; Windows has none. */
export function gpuLabels(os: OsName, types: readonly Pick<InstanceFacts, 'accelerator'>[]): Labels {
  const areGpus = types.length > 0 && types.every(({ accelerator }) => accelerator === 'nvidia');
  return areGpus && familyOfOs(os) === 'al2023' ? { [GPU_LABEL]: 'true' } : {};
}

/** The same for a pool, whose nodes are all alike in this. */
export function gpuLabelsOfPool(os: OsName, plan: NodePoolPlan): Labels {
  return gpuLabels(
    os,
    [...acceleratorsOf(plan)].map((accelerator) => ({ accelerator })),
  );
}
