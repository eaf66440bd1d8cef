import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ADDONS } from '../../catalog/addons.data';
import { CHARTS } from '../../catalog/charts.data';
import { acknowledgeWildcards, nagReference } from '../../cluster/nag-acknowledgements';
import { allow } from '../../identity/upstream-policy';
import { driverGrantee } from '../driver-grants';

const LUSTRE = ADDONS['aws-fsx-csi-driver'].policies;

const fsxArn = (stack: Stack, resource: string): string => stack.formatArn({ service: 'fsx', resource, resourceName: '*' });

const linkedRole = (stack: Stack, service: string): string =>
  stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: `aws-service-role/${service}/*` });

const FSX = 'fsx.amazonaws.com';
const DATA_SOURCE = 's3.data-source.lustre.fsx.amazonaws.com';

/**
 * What the driver of FSx for Lustre does when claims make file systems. Its classes share it: what was allowed once is not allowed twice.
 */
export function allowLustre(storage: Construct, role: iam.Role, buckets: readonly string[]): void {
  const stack = Stack.of(role);
  allow(role, LUSTRE.fileSystems.statements({ linkedRole: linkedRole(stack, FSX), created: [fsxArn(stack, 'file-system')] }));
  if (buckets.length > 0) {
    allow(role, LUSTRE.dataSources.statements({ dataSourceRole: linkedRole(stack, DATA_SOURCE) }));
    allow(driverGrantee(storage, role), LUSTRE.buckets.statements({ buckets }));
  }
  acknowledge(role, ['file-system'], [FSX, ...(buckets.length > 0 ? [DATA_SOURCE] : [])]);
}

/** What the driver of FSx for OpenZFS does. */
export function allowOpenZfs(role: iam.Role): void {
  const stack = Stack.of(role);
  const kinds = ['file-system', 'volume', 'snapshot'];
  allow(
    role,
    CHARTS['aws-fsx-openzfs-csi-driver'].policies.volumes.statements({
      linkedRole: linkedRole(stack, FSX),
      created: kinds.map((what) => fsxArn(stack, what)),
    }),
  );
  acknowledge(role, kinds, [FSX]);
}

/** What Trident does with the volumes of one file system of FSx for NetApp ONTAP. */
export function allowOntap(storage: Construct, role: iam.Role, fileSystemId: string): void {
  const stack = Stack.of(storage);
  const of = (resource: string) => stack.formatArn({ service: 'fsx', resource, resourceName: `${fileSystemId}/*` });
  allow(
    driverGrantee(storage, role),
    CHARTS['trident-operator'].policies.volumes.statements({ volumes: [of('volume'), of('storage-virtual-machine')] }),
  );
  acknowledgeWildcards(stack === Stack.of(role) ? role : storage, ['*'], 'FSx describes no single file system in IAM');
}

function acknowledge(role: iam.Role, kinds: readonly string[], services: readonly string[]): void {
  const { region, account } = Stack.of(role);
  const place = `${nagReference(region, 'Region')}:${nagReference(account, 'AccountId')}`;
  acknowledgeWildcards(
    role,
    [
      '*',
      ...kinds.map((kind) => `fsx:${place}:${kind}/*`),
      ...services.map((service) => `iam::${nagReference(account, 'AccountId')}:role/aws-service-role/${service}/*`),
    ],
    'the driver creates these resources, and their names are not known in advance; describe actions have no resource in IAM',
  );
}
