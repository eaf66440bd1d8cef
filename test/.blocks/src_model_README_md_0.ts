import { CfnResource } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { ClusterModel, ClusterCapability } from 'cdk-eks-strata';

declare const cluster: ICluster;
declare const installer: CfnResource;
ClusterModel.of(cluster).provide(installer, ClusterCapability.storageClass('fast'));  // whoever names the class comes after the installer
ClusterModel.of(cluster).require(installer, ClusterCapability.nodes());               // and the installer after the nodes
