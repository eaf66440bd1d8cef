import { App } from 'aws-cdk-lib';
import { Preflight } from 'cdk-eks-strata';

declare const app: App;
declare const expect: (value: unknown) => { toEqual(other: unknown): void }; // of jest
expect(Preflight.of(app).findings()).toEqual([]);
