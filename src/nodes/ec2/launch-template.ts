import { Fn, Size, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { CapacityReservation } from './capacity-reservation';
import { OsFamilyRow } from '../tables/os.data';

/** Properties of {@link nodeLaunchTemplate}. */
export interface NodeLaunchTemplateProps {
  readonly os: OsFamilyRow;
  readonly diskSize: Size;
  readonly volumeType: ec2.EbsDeviceVolumeType;
  readonly additionalBlockDevices: ec2.BlockDevice[];
  readonly metadataHopLimit: number;
  readonly tags: Readonly<Record<string, string>>;
  /** a single type is set here, because its change here is a rolling update and does not replace the group. */
  readonly instanceType?: ec2.InstanceType;
  readonly imageId?: string;
  readonly userData?: string;
  readonly keyPair?: ec2.IKeyPair;
  /** all security groups of the nodes; undefined if EKS adds the cluster security group. */
  readonly securityGroupIds?: string[];
  /** network interfaces, if there is more than the primary one. */
  readonly networkInterfaces?: ec2.CfnLaunchTemplate.NetworkInterfaceProperty[];
  readonly placementGroup?: ec2.IPlacementGroup;
  readonly capacityReservation?: CapacityReservation;
  readonly instanceProfileArn?: string;
}

/** The launch template of EC2 nodes: encrypted disks, IMDSv2 only, no public address of its own. */
export function nodeLaunchTemplate(scope: Construct, id: string, props: NodeLaunchTemplateProps): ec2.LaunchTemplate {
  const template = new ec2.LaunchTemplate(scope, id, {
    blockDevices: [...disksOf(props), ...props.additionalBlockDevices],
    httpEndpoint: true,
    httpTokens: ec2.LaunchTemplateHttpTokens.REQUIRED,
    httpPutResponseHopLimit: props.metadataHopLimit,
    // tag keys of nodes contain slashes, which EC2 rejects while instance metadata tags are enabled
    instanceMetadataTags: false,
    instanceType: props.instanceType,
    keyPair: props.keyPair,
  });
  Object.entries(props.tags).forEach(([key, value]) => Tags.of(template).add(key, value));
  const resource = template.node.defaultChild as ec2.CfnLaunchTemplate;
  const { networkInterfaces, securityGroupIds, capacityReservation } = props;
  const more: Record<string, unknown> = {
    ImageId: props.imageId,
    UserData: props.userData && Fn.base64(props.userData),
    // security groups are set either here or on the interfaces
    SecurityGroupIds: networkInterfaces ? undefined : securityGroupIds,
    NetworkInterfaces: networkInterfaces?.map((each) =>
      upperCased(Object.fromEntries(Object.entries({ ...each, deleteOnTermination: true }).filter(([, value]) => value !== undefined))),
    ),
    Placement: props.placementGroup && { GroupName: props.placementGroup.placementGroupName },
    CapacityReservationSpecification: capacityReservation && { CapacityReservationTarget: upperCased(capacityReservation._target()) },
    InstanceMarketOptions: capacityReservation?._marketType && { MarketType: capacityReservation._marketType },
    IamInstanceProfile: props.instanceProfileArn && { Arn: props.instanceProfileArn },
  };
  Object.entries(more)
    .filter(([, value]) => value !== undefined)
    .forEach(([key, value]) => resource.addPropertyOverride(`LaunchTemplateData.${key}`, value));
  return template;
}

const upperCased = (value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([key, each]) => [`${key[0].toUpperCase()}${key.slice(1)}`, each]));

function disksOf({ os: { dataDisk, systemDisk }, diskSize: size, volumeType }: NodeLaunchTemplateProps): ec2.BlockDevice[] {
  const disk = (deviceName: string, gibibytes: number): ec2.BlockDevice => ({
    deviceName,
    volume: ec2.BlockDeviceVolume.ebs(gibibytes, { encrypted: true, volumeType, deleteOnTermination: true }),
  });
  return [...(systemDisk ? [disk(systemDisk.device, systemDisk.gibibytes)] : []), disk(dataDisk, size.toGibibytes())];
}
