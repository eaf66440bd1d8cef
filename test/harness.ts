import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as cdk8s from 'cdk8s';
import { IConstruct } from 'constructs';
import { Cluster, ClusterProps, ClusterModel, ClusterCapability, ThreeTierVpc } from '../src';

export interface Json {
  [key: string]: any;
}

export const VERSION = eks.KubernetesVersion.V1_36;

/** CDK copies the code of the function that closes the default security group of a network for every app: inline, it does not. */
const WITHOUT_COPIES = { '@aws-cdk/core:inlineCustomResourceIfPossible': true };

/** An app with one stack. */
export function newStack(context: Json = WITHOUT_COPIES): Stack {
  return new Stack(new App({ context }), 'Test');
}

/** A cluster with an administrator in a network of its own. */
export function newCluster(stack: Stack = newStack(), options: Partial<ClusterProps> = {}, vpc?: ec2.IVpc): Cluster {
  const cluster = new Cluster(stack, 'Cluster', {
    version: VERSION,
    vpc: vpc ?? new ThreeTierVpc(stack, 'Vpc'),
    admins: [iam.Role.fromRoleArn(stack, 'Admin', 'arn:aws:iam::111122223333:role/admin')],
    ...options,
  });
  for (const capability of [ClusterCapability.podNetwork(), ClusterCapability.clusterDns()]) {
    ClusterModel.of(cluster).declareExternal(capability, { reason: 'a test is about something else' });
  }
  return cluster;
}

/** Pods that are not the subject of a test, such as those of add-ons, have nodes elsewhere. */
export function declareNodes(cluster: Cluster): Cluster {
  ClusterModel.of(cluster).declareExternal(ClusterCapability.nodes(), { reason: 'a test is about something else' });
  return cluster;
}

/** A cluster of plain aws-eks-v2 in a plain VPC. */
export function newPlainCluster(stack: Stack = newStack()): eks.Cluster {
  return new eks.Cluster(stack, 'Cluster', {
    version: VERSION,
    vpc: new ec2.Vpc(stack, 'Vpc'),
    defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
    defaultCapacity: 0,
  });
}

export const newChart = (namespace?: string): cdk8s.Chart => new cdk8s.Chart(new cdk8s.App(), 'chart', { namespace });

export const templateOf = (construct: IConstruct): Json => Template.fromStack(Stack.of(construct)).toJSON();

/** The resources of a type, by logical id. */
export function resourcesOf(template: Json, type: string): Record<string, Json> {
  return Object.fromEntries(Object.entries(template.Resources as Record<string, Json>).filter(([, resource]) => resource.Type === type));
}

/** The one resource that a construct stands for, as it is in the template. */
export function resourceOf(construct: IConstruct): Json {
  const resource = CfnResource.isCfnResource(construct) ? construct : (construct.node.defaultChild as CfnResource);
  const stack = Stack.of(resource);
  return templateOf(resource).Resources[stack.getLogicalId(resource)];
}

export const logicalId = (construct: IConstruct): string => {
  const resource = CfnResource.isCfnResource(construct) ? construct : (construct.node.defaultChild as CfnResource);
  return Stack.of(resource).getLogicalId(resource);
};

/** The Kubernetes objects of all manifests, with `<token>` for what CloudFormation fills in. */
export function objectsOf(template: Json): Json[] {
  const applied = [
    ...Object.values(resourcesOf(template, 'Custom::StrataObjects')),
    ...Object.values(resourcesOf(template, 'Custom::AWSCDK-EKS-KubernetesResource')),
  ];
  return applied.flatMap(({ Properties }) => JSON.parse(flat(Properties.Manifest)) as Json[]);
}

/** A property as text, with `<token>` for what CloudFormation fills in. */
export const flat = (value: any): string => textOf(value).replace(/<<[A-Za-z0-9][A-Za-z0-9.:_-]*>>/g, '<token>');

/** The same with the placeholders of the function. */
export function textOf(value: any): string {
  if (typeof value === 'string') return value;
  const join = value['Fn::Join'];
  return Array.isArray(join?.[1]) ? (join[1] as any[]).map(textOf).join(join[0]) : '<token>';
}

export const find = (objects: Json[], kind: string, name: string): Json => {
  const found = objects.filter((object) => object.kind === kind && object.metadata.name === name);
  if (found.length !== 1) {
    throw new Error(
      `${found.length} objects ${kind} ${name} among ${objects.map((object) => `${object.kind} ${object.metadata.name}`).join(', ')}`,
    );
  }
  return found[0];
};
