import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { builtImages } from './built-images';
import { Facts, FargateSelector, NetworkFacts } from './facts.rules';
import { matchOf } from '../inventory/cluster-match';
import { isHelmRelease, isOfType, scanCluster, ScannedResource } from '../inventory/cluster-scan';
import { InventoryData } from '../inventory/inventory-data';
import { listAt, textAt } from '../inventory/kubernetes-object.rules';
import { platformOfAmiType } from '../nodes/instance-types.rules';

/** Reads all that rules look at from the finished tree. */
export function factsOf(data: InventoryData): Facts {
  const scanned = scanCluster(data);
  const groups = scanned.filter(isOfType('AWS::EKS::Nodegroup'));
  const architectures = groups.map(({ properties }) => platformOfAmiType(textAt(properties, 'AmiType'))?.architecture);
  return {
    cluster: data.cluster.node.path,
    absent: matchOf(data).matched.filter(({ verdict, requirement }) => verdict === 'absent' && !requirement.optional)
      .map(({ requirement: { thing, object, by } }) => ({ path: pathOf(by), value: { thing, object } })),
    objects: scanned.flatMap(({ resource, objects }) => objects.map((value) => ({ path: pathOf(resource), value }))),
    unique: scanned.flatMap((each) => uniqueNames(each).map((value) => ({ path: pathOf(each.resource), value }))),
    fargate: scanned.filter(isOfType('AWS::EKS::FargateProfile')).flatMap(selectorsOf),
    hasInstances: groups.length > 0 || data.imported,
    architectures: data.imported || architectures.includes(undefined) ? undefined : [...new Set(architectures as string[])],
    images: builtImages(data.cluster),
    network: networkOf(data.cluster),
    external: data.external.map(({ thing }) => thing),
  };
}

// the construct that a user wrote: the resource's path without what this library and CDK put below it
function pathOf(resource: IConstruct): string {
  return resource.node.path.replace(/(\/(Resource|Default|Objects))+$/, '');
}

function uniqueNames(scanned: ScannedResource): string[] {
  if (isHelmRelease(scanned)) return [`Helm release '${textAt(scanned.properties, 'Namespace') ?? 'default'}/${textAt(scanned.properties, 'Release')}'`];
  return isOfType('AWS::EKS::Addon')(scanned) ? [`EKS add-on '${scanned.text('AddonName')}'`] : [];
}

function selectorsOf({ properties }: ScannedResource): FargateSelector[] {
  return listAt(properties, 'Selectors').map((selector) => ({
    namespace: textAt(selector, 'Namespace') ?? '',
    labels: Object.fromEntries(listAt(selector, 'Labels').map((label) => [textAt(label, 'Key') ?? '', textAt(label, 'Value') ?? ''])),
  }));
}

function networkOf(cluster: eks.ICluster): NetworkFacts | undefined {
  let vpc: ec2.IVpc;
  try {
    vpc = cluster.vpc;
  } catch {
    return undefined; // an imported cluster that was not told its VPC
  }
  const zones = new Set(vpc.publicSubnets.map(({ availabilityZone }) => JSON.stringify(availabilityZone)));
  const subnets = [...vpc.publicSubnets, ...vpc.privateSubnets];
  return { path: vpc.node.path, publicZones: zones.size, untaggable: subnets.filter((subnet) => !ec2.Subnet.isVpcSubnet(subnet)).length };
}
