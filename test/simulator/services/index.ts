import { EC2 } from './ec2';
import { EKS } from './eks';
import { IAM } from './iam';
import { OTHERS } from './others';
import { Service } from './service';

const SERVICES: Readonly<Record<string, Service>> = { ...EC2, ...IAM, ...EKS, ...OTHERS };

/** The model of a resource type. */
export function serviceOf(type: string): Service {
  const service = SERVICES[type];
  if (!service) throw new Error(`the simulator has no model of ${type}: add one to test/simulator/services`);
  return service;
}

export const isCustom = (type: string): boolean => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
