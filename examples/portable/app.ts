import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ChartDeployment, RenderedManifest, Platform, PlatformProfile, Route, Scaling, WebService, WorkloadIdentity } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Portable');
const { cluster, storage } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  profile: PlatformProfile.DEVELOPMENT,
  admins: [new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() })],
});
const namespace = 'shop';
const identity = new WorkloadIdentity(stack, 'Identity', { cluster, namespace, serviceAccountName: 'web' });
const uploads = Bucket.fromBucketName(stack, 'Uploads', 'shop-uploads');
uploads.grantReadWrite(identity);

const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace });
new WebService(chart, 'web', {
  image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
  identity,
  env: { BUCKET: uploads.bucketName },
  scaling: Scaling.fixed(1),
  volumes: [storage.claim('cache', { size: cdk8s.Size.gibibytes(5), mountPath: '/cache' })],
  route: Route.publicAlb(),
});

// to EKS in AWS …
new ChartDeployment(stack, 'Shop', { cluster, chart });
// … and as YAML for any other cluster: EKS Anywhere, EKS Distro, kind
const plain = RenderedManifest.of(chart);
const file = path.join(app.outdir, 'shop.yaml');
plain.writeTo(file);
console.log(`The same as plain YAML: ${path.relative(process.cwd(), file)}. Elsewhere it needs:\n  ${plain.requirements.join('\n  ')}\n`);
