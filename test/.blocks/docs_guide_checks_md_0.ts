import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { ClusterModel, ClusterCapability } from 'cdk-eks-strata';

declare const cluster: ICluster;
ClusterModel.of(cluster).declareExternal(ClusterCapability.storageClass('fast'), { reason: 'created by the storage team' });
