import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import { App, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ASSET_RESOURCE_METADATA_ENABLED_CONTEXT } from 'aws-cdk-lib/cx-api';
import { kubectlLayer } from '../../src/apply/kubectl-layer';
import { PackageCode } from '../../src/apply/package-code';
import { packageFolder } from '../../src/apply/package-folder';

const HANDLER = packageFolder('assets/handler');

/** The template and the list of assets of a stack with a layer and a function. */
function synthesized(layer: (stack: Stack) => lambda.LayerVersion, code: lambda.Code, metadata: boolean): unknown[] {
  const app = new App({ context: { [ASSET_RESOURCE_METADATA_ENABLED_CONTEXT]: metadata } });
  const stack = new Stack(app, 'Test');
  new lambda.Function(stack, 'Function', { code, handler: 'index.handler', runtime: lambda.Runtime.NODEJS_24_X, layers: [layer(stack)] });
  const assembly = app.synth();
  const [assets] = assembly.artifacts.filter((artifact) => 'contents' in artifact) as unknown as { contents: unknown }[];
  return [assembly.getStackByName('Test').template, assets.contents];
}

test.each([[true], [false]])('code and layer are the same as those of CDK, with metadata: %s', (metadata) => {
  const ours = synthesized((stack) => kubectlLayer(stack, 'Layer'), new PackageCode(HANDLER), metadata);
  const theirs = synthesized((stack) => new KubectlV36Layer(stack, 'Layer'), lambda.Code.fromAsset(HANDLER), metadata);
  expect(ours).toEqual(theirs);
  expect(JSON.stringify(ours).includes('aws:asset:path')).toBe(metadata);
  expect(JSON.stringify(ours)).toContain('lib/layer.zip');
});
