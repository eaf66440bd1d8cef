import { App } from 'aws-cdk-lib';
import { Preflight } from 'cdk-eks-strata';

declare const app: App;
app.synth();
console.log(Preflight.of(app).findings());
