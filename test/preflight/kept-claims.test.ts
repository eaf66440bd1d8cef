import { App, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { Role, AccountRootPrincipal } from 'aws-cdk-lib/aws-iam';
import * as cdk8s from 'cdk8s';
import { ChartDeployment, FsxLustreStorage, LustreFileSystemSource, Platform, Preflight, PlatformProfile, WorkerService } from '../../src';

function findings({ apart = false, removeClaims }: { readonly apart?: boolean; readonly removeClaims?: boolean } = {}): unknown[] {
  const app = new App();
  const stack = new Stack(app, 'Test');
  const { cluster } = new Platform(stack, 'Platform', {
    version: KubernetesVersion.V1_36,
    profile: PlatformProfile.DEVELOPMENT,
    admins: [new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() })],
  });
  const scratch = new FsxLustreStorage(stack, 'Scratch', { cluster, fileSystem: LustreFileSystemSource.perClaim() });
  const chart = new cdk8s.Chart(new cdk8s.App(), 'work', { namespace: 'work' });
  new WorkerService(chart, 'train', {
    image: 'public.ecr.aws/docker/library/busybox:1.37',
    command: ['sleep', 'infinity'],
    volumes: [scratch.claim('samples', { size: cdk8s.Size.gibibytes(1200), mountPath: '/samples' })],
  });
  new ChartDeployment(apart ? new Stack(app, 'Work') : stack, 'Work', { cluster, chart, deletePersistentVolumeClaims: removeClaims });
  return Preflight.of(app)
    .findings()
    .filter(({ ruleId }) => ruleId === 'kept-claim')
    .map(({ message }) => message);
}

test('a PVC that retains a file system in a subnet of its stack is found', () => {
  expect(findings()).toEqual([
    "[Test/Work] PersistentVolumeClaim 'work/samples' is retained with its file system of FSx when the stack is deleted, and the subnet " +
      'is in the same stack: the stack cannot be deleted while the FSx file system has network interfaces in its subnet, or the storage ' +
      'virtual machine has volumes. Set deletePersistentVolumeClaims: true on the deployment, or deploy it in another stack ' +
      '(https://docs.aws.amazon.com/fsx/latest/APIReference/API_DeleteStorageVirtualMachine.html)',
  ]);
});

test('a PVC that is deleted with its deployment is not found, nor one in another stack', () => {
  expect(findings({ removeClaims: true })).toEqual([]);
  expect(findings({ apart: true })).toEqual([]);
});
