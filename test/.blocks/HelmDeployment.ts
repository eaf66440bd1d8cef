import { Stack as Scope } from 'aws-cdk-lib';
import { HelmDeployment } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  new HelmDeployment(this, 'Podinfo', {
    cluster,
    chartName: 'podinfo',
    chartRepository: 'https://stefanprodan.github.io/podinfo',
    chartVersion: '6.9.2',
    namespace: 'podinfo',
  });
}
