import { Stack as Scope } from 'aws-cdk-lib';
import { YamlFile } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { chart }: Prelude): void {
  new YamlFile(chart, 'Quota', { file: 'examples/any-chart/quota.yaml' });
}
