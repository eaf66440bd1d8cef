import { Stack as Scope } from 'aws-cdk-lib';
import { AppNamespace } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { chart }: Prelude): void {
  new AppNamespace(chart, 'tools', {
    quota: { cpu: kplus.Cpu.units(4), memory: cdk8s.Size.gibibytes(8), pods: 20 },
    containerDefaults: { cpu: kplus.Cpu.millis(100), memory: cdk8s.Size.mebibytes(128) },
  });
}
