import { Stack as Scope } from 'aws-cdk-lib';
import { DevicePlugin, NodeDevice } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  new DevicePlugin(this, 'Nvidia', { cluster, device: NodeDevice.NVIDIA });
}
