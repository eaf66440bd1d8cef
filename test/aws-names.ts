import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { SERVICE_PRINCIPALS } from './aws-names.data';
import { Json, objectsOf, resourcesOf } from './harness';
import { isAddon } from '../src/catalog/addon-names.rules';
import { ACCESS_POLICIES } from '../src/cluster/access-policies.data';
import { at, DEPLOY_TIME_VALUE, listAt, stringAt } from '../src/kubernetes/kubernetes-object.rules';
import { stringWithPlaceholders, withoutIntrinsics } from '../src/model/final-resource';
import { imageParameterProblem } from '../src/nodes/ec2/image-parameters.rules';
import { isInstanceFamily, isInstanceType } from '../src/nodes/tables/instance-types.rules';
import { policyArnsBelow, policyProblem } from '../src/preflight/aws/managed-policies.rules';

/**
 * Interface endpoints that CDK lists, and the two services with gateway endpoints. Source: aws-cdk-lib 2.276,
 * InterfaceVpcEndpointAwsService.
 */
const ENDPOINTS: ReadonlySet<string> = new Set([
  's3',
  'dynamodb',
  ...Object.values<unknown>(ec2.InterfaceVpcEndpointAwsService as unknown as Json).map((service) => stringAt(service, 'shortName') ?? ''),
]);
export const isEndpoint = (name: string): boolean => ENDPOINTS.has(name);

/** A name that AWS owns, and where it is written. */
type Name = readonly [kind: string, name: string, isKnown: boolean];

/** The names in a template that are in no table: `<kind> <name>`. */
export function unknownNames(template: Json): string[] {
  const plain = withoutIntrinsics(template) as Json;
  const names: Name[] = [
    ...policyArnsBelow(plain).map((arn): Name => ['managed policy', `${arn.path}${arn.name}`, policyProblem(arn) === undefined]),
    ...accessPolicies(plain),
    ...addons(plain),
    ...instanceTypes(template, plain),
    ...principals(plain),
    ...endpoints(template),
    ...parameters(plain),
  ];
  return [
    ...new Set(names.filter(([, name, isKnown]) => !isKnown && !name.includes(DEPLOY_TIME_VALUE)).map(([kind, name]) => `${kind} ${name}`)),
  ];
}

/** How many names of each kind a template has. */
export function countedNames(template: Json): Record<string, number> {
  const plain = withoutIntrinsics(template) as Json;
  return {
    managedPolicies: policyArnsBelow(plain).length,
    accessPolicies: accessPolicies(plain).length,
    addons: addons(plain).length,
    instanceTypes: instanceTypes(template, plain).length,
    principals: principals(plain).length,
    endpoints: endpoints(template).length,
    parameters: parameters(plain).length,
  };
}

const properties = (plain: Json, type: string): Json[] =>
  Object.values(resourcesOf(plain, type)).map(({ Properties = {} }) => Properties as Json);

const accessPolicies = (plain: Json): Name[] =>
  [...JSON.stringify(plain).matchAll(/cluster-access-policy\/(\w+)/g)].map(([, name]) => ['access policy', name, name in ACCESS_POLICIES]);

const addons = (plain: Json): Name[] =>
  properties(plain, 'AWS::EKS::Addon').map(({ AddonName }) => ['add-on', AddonName, isAddon(AddonName) === true]);

function instanceTypes(template: Json, plain: Json): Name[] {
  // large manifests are files beside the template
  const inline = Object.fromEntries(
    Object.entries<Json>(template.Resources).filter(([, { Type, Properties }]) => !Type.startsWith('Custom::') || Properties?.Manifest),
  );
  const requirements = objectsOf({ Resources: inline })
    .filter(({ kind }) => kind === 'NodePool')
    .flatMap((pool) => listAt(pool, 'spec', 'template', 'spec', 'requirements'));
  const required = (label: RegExp) =>
    requirements
      .filter((each) => stringAt(each, 'operator') === 'In' && label.test(stringAt(each, 'key') ?? ''))
      .flatMap((each) => listAt(each, 'values'));
  const types = [
    ...properties(plain, 'AWS::EKS::Nodegroup').flatMap((group) => listAt(group, 'InstanceTypes')),
    ...properties(plain, 'AWS::EC2::LaunchTemplate')
      .map((each) => at(each, 'LaunchTemplateData', 'InstanceType') ?? [])
      .flat(),
    ...properties(plain, 'AWS::AutoScaling::AutoScalingGroup').flatMap((group) =>
      listAt(group, 'MixedInstancesPolicy', 'LaunchTemplate', 'Overrides').map((each) => at(each, 'InstanceType')),
    ),
    ...required(/instance-type$/),
  ].map(String);
  return [
    ...types.map((name): Name => ['instance type', name, isInstanceType(name)]),
    ...required(/instance-family$/)
      .map(String)
      .map((name): Name => ['instance family', name, isInstanceFamily(name)]),
  ];
}

function principals(value: unknown): Name[] {
  if (typeof value !== 'object' || value === null) return [];
  const services = [at(value, 'Principal', 'Service') ?? []].flat().map(String);
  // a principal of China has the domain of China
  const own = services.map((name): Name => ['service principal', name, name.replace(/\.cn$/, '') in SERVICE_PRINCIPALS]);
  return [...own, ...Object.values(value).flatMap(principals)];
}

const endpoints = (template: Json): Name[] =>
  properties(template, 'AWS::EC2::VPCEndpoint')
    .map(({ ServiceName }) => stringWithPlaceholders(ServiceName))
    .flatMap((name): Name[] =>
      /^(cn\.)?com\.amazonaws\.[^.]+\./.test(name)
        ? [name.replace(/^(cn\.)?com\.amazonaws\.[^.]+\./, '')].map((each) => ['endpoint', each, isEndpoint(each)])
        : [],
    );

function parameters(plain: Json): Name[] {
  const declared = Object.values<Json>(plain.Parameters ?? {})
    .filter(({ Type }) => /^AWS::SSM::Parameter::Value/.test(Type))
    .map(({ Default }) => String(Default));
  const dynamic = [...JSON.stringify(plain.Resources ?? {}).matchAll(/\{\{resolve:ssm:([^:}]+)/g)].map(([, name]) => name);
  return [...declared, ...dynamic].map((name): Name => ['parameter', name, imageParameterProblem(name) === undefined]);
}
