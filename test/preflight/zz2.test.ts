import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Inventory, Preflight } from '../../src';
import { inventoriesBelow } from '../../src/inventory/inventory-data';
import { resourcesOf } from '../../src/preflight/resource-facts';
import { VERSION } from '../harness';
test('x', () => {
  const app = new App(); const stack = new Stack(app, 'Test', { env: { region: 'eu-west-1', account: '111122223333' } });
  const vpc = new ec2.Vpc(stack, 'V', { natGateways: 1, subnetConfiguration: [{ name: 'a', subnetType: ec2.SubnetType.PUBLIC, mapPublicIpOnLaunch: false }, { name: 'b', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }] });
  const c = new eks.Cluster(stack, 'C', { version: VERSION, vpc, defaultCapacityType: eks.DefaultCapacityType.NODEGROUP, defaultCapacity: 0 });
  Inventory.of(c);
  c.addNodegroupCapacity('n', { subnets: { subnetType: ec2.SubnetType.PUBLIC }, amiType: eks.NodegroupAmiType.AL2023_X86_64_STANDARD });
  c.addFargateProfile('f', { selectors: [{ namespace: 'a' }], subnetSelection: { subnetType: ec2.SubnetType.PUBLIC } });
  const r = resourcesOf(inventoriesBelow(c)[0]);
  console.log(JSON.stringify([...r.publicSubnets()]), JSON.stringify(r.ofType('AWS::EKS::FargateProfile'), null, 1), JSON.stringify(r.shared.filter((x) => x.type.includes('Route')), null, 1));
  console.log(Preflight.of(app).findings().map(({ rule, message }) => `${rule} ${message.split(': ')[0]}`));
});
