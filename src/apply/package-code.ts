import * as path from 'path';
import { AssetStaging, CfnResource, Names, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import {
  ASSET_RESOURCE_METADATA_ENABLED_CONTEXT,
  ASSET_RESOURCE_METADATA_IS_BUNDLED_KEY,
  ASSET_RESOURCE_METADATA_PATH_KEY,
  ASSET_RESOURCE_METADATA_PROPERTY_KEY,
} from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';

/**
 * Code of a function or layer: a folder or an archive of a package. The same asset as that of `lambda.Code.fromAsset`, which imports the
 * bucket of the asset, too: CDK then reads its facts about all regions, a tenth of the synthesis of a platform.
 */
export class PackageCode extends lambda.Code {
  readonly isInline = false;
  private assetPath?: string;

  constructor(
    private readonly file: string,
    private readonly assetHash?: string,
  ) {
    super();
  }

  bind(scope: Construct): lambda.CodeConfig {
    const code = new Construct(scope, 'Code');
    const staging = new AssetStaging(code, 'Stage', { sourcePath: path.resolve(this.file), assetHash: this.assetHash });
    const stack = Stack.of(scope);
    this.assetPath = staging.relativeStagedPath(stack);
    const { bucketName, objectKey } = stack.synthesizer.addFileAsset({
      packaging: staging.packaging,
      sourceHash: staging.assetHash,
      fileName: this.assetPath,
      deployTime: true,
      displayName: Names.stackRelativeConstructPath(code),
    });
    return { s3Location: { bucketName, objectKey } };
  }

  /** What SAM and `cdk watch` read, where the CLI asks for it. */
  bindToResource(resource: CfnResource, { resourceProperty = 'Code' }: lambda.ResourceBindOptions = {}): void {
    if (!resource.node.tryGetContext(ASSET_RESOURCE_METADATA_ENABLED_CONTEXT)) return;
    resource.addMetadata(ASSET_RESOURCE_METADATA_PATH_KEY, this.assetPath);
    resource.addMetadata(ASSET_RESOURCE_METADATA_IS_BUNDLED_KEY, false);
    resource.addMetadata(ASSET_RESOURCE_METADATA_PROPERTY_KEY, resourceProperty);
  }
}
