import { Size, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { NodeOs } from './node-os';

/** Properties of {@link nodeLaunchTemplate}. */
export interface NodeLaunchTemplateProps {
  readonly os: NodeOs;
  readonly diskSize: Size;
  readonly metadataHopLimit: number;
  readonly nodeName: string;
  /** a single type stands here, where changing it rolls the nodes instead of replacing the group. */
  readonly instanceType?: ec2.InstanceType;
}

/** The launch template of EC2 nodes: encrypted gp3, IMDSv2 only, no key, no public address of its own. */
export function nodeLaunchTemplate(scope: Construct, id: string, props: NodeLaunchTemplateProps): ec2.LaunchTemplate {
  const template = new ec2.LaunchTemplate(scope, id, {
    blockDevices: disksOf(props.os, props.diskSize),
    httpEndpoint: true,
    httpTokens: ec2.LaunchTemplateHttpTokens.REQUIRED,
    httpPutResponseHopLimit: props.metadataHopLimit,
    // tag keys of nodes hold slashes, which instances refuse while tags are readable in the metadata
    instanceMetadataTags: false,
    instanceType: props.instanceType,
  });
  Tags.of(template).add('Name', props.nodeName);
  return template;
}

// Bottlerocket keeps the system on its first disk, and images, logs and pods on the second
function disksOf(os: NodeOs, size: Size): ec2.BlockDevice[] {
  const disk = (deviceName: string, gibibytes: number): ec2.BlockDevice => ({
    deviceName, volume: ec2.BlockDeviceVolume.ebs(gibibytes, { encrypted: true, volumeType: ec2.EbsDeviceVolumeType.GP3, deleteOnTermination: true }),
  });
  return os === NodeOs.AL2023 ? [disk('/dev/xvda', size.toGibibytes())] : [disk('/dev/xvda', BOTTLEROCKET_SYSTEM_GIB), disk('/dev/xvdb', size.toGibibytes())];
}

const BOTTLEROCKET_SYSTEM_GIB = 4;
