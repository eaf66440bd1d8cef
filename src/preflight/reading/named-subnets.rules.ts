import { albAnnotation, classSettings, INGRESS, isAlbIngress, SERVICE } from './alb.rules';
import { defaultSchemeOf } from './aws-gateways.rules';
import { isNlb } from './ip-family.rules';
import { itemsIn } from './networks.rules';
import { describeObject } from './workloads.rules';
import { groupKindOf, KubernetesObject, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';
import { ResourceFacts, Resources } from '../facts/resource-facts.rules';
import { Violation } from '../rule';

const SUBNET = 'AWS::EC2::Subnet';
/** A zone of a region, and not a Local Zone or Wavelength Zone, where one subnet is enough. */
const ORDINARY_ZONE = /^[a-z]{2}(-[a-z]+)+-\d+[a-z]$/;
/**
 * The feature of the controller for accounts in which one subnet is enough.
 * Source: aws-load-balancer-controller v3.5.0, pkg/networking/subnet_resolver.go, computeSubnetsMinimalCount.
 */
const ONE_IS_ENOUGH = 'ALBSingleSubnet';

/** Problems of a load balancer in subnets of the app that an annotation names, beside those of their VPC. */
export function namedSubnetProblems(facts: Facts): Violation[] {
  const { objects, helmReleases, resources } = facts;
  const needsTwo = !helmReleases.some(({ value }) => JSON.stringify(value.values ?? {}).includes(ONE_IS_ENOUGH));
  const privates = privateSubnets(resources);
  return objects.flatMap(({ path, value }) => {
    const subnets = namedSubnets(value, facts);
    if (subnets === undefined || subnets.length === 0) return [];
    const zones = [...new Set(subnets.map(zoneOf))];
    const isPrivate = schemeOf(value, facts) === 'internet-facing' && subnets.every(({ id }) => privates.has(id));
    const [only, another] = zones;
    return [
      ...(needsTwo && value.kind === 'Ingress' && only !== undefined && another === undefined && zones.length === 1
        ? [
            {
              path,
              finding: `${describeObject(value)} names subnets of ${only} only, and an Application Load Balancer needs two zones`,
              remediation: `Add a subnet of another zone to ${INGRESS}subnets, or remove the annotation`,
            },
          ]
        : []),
      ...(isPrivate
        ? [
            {
              path,
              finding: `${describeObject(value)} requests a public load balancer in private subnets (${namesOf(subnets)})`,
              remediation: 'Name public subnets, remove the annotation, or set scheme: internal',
              severity: 'warning' as const,
            },
          ]
        : []),
    ];
  });
}

const namesOf = (subnets: readonly ResourceFacts[]): string => subnets.map(({ path }) => path).join(', ');

function schemeOf(object: KubernetesObject, facts: Facts): string | undefined {
  if (object.kind === 'Ingress') return albAnnotation(object, 'scheme');
  return object.metadata?.annotations?.[`${SERVICE}scheme`] ?? defaultSchemeOf(facts);
}

// parameters of the class win over annotations
function namedSubnets(object: KubernetesObject, facts: Facts): ResourceFacts[] | undefined {
  const prefix = prefixOf(object, facts);
  if (prefix === undefined || object.metadata?.annotations?.[`${prefix}subnets`] === undefined) return undefined;
  const items = itemsIn(facts.referencesIn(object), `${prefix}subnets`);
  const found = items.map((item) => facts.resources.find(item));
  return found.every((each) => each?.type === SUBNET) ? (found as ResourceFacts[]) : undefined;
}

function prefixOf(object: KubernetesObject, facts: Facts): string | undefined {
  if (groupKindOf(object) === '/Service') return isNlb(object, facts) ? SERVICE : undefined;
  if (groupKindOf(object) !== 'networking.k8s.io/Ingress' || !isAlbIngress(object, facts)) return undefined;
  const settings = classSettings(object, facts);
  return settings === undefined || 'subnets' in settings || 'scheme' in settings ? undefined : INGRESS;
}

function zoneOf({ properties }: ResourceFacts): string | undefined {
  const zone = stringAt(properties, 'AvailabilityZone') ?? '';
  return properties.OutpostArn === undefined && ORDINARY_ZONE.test(zone) ? zone : undefined;
}

/** Subnets with a route table of the app that has a default route to a NAT gateway, by id. */
function privateSubnets(resources: Resources): ReadonlySet<string> {
  const tables = new Set(
    resources
      .allOf('AWS::EC2::Route')
      .filter(({ properties }) => properties.DestinationCidrBlock === '0.0.0.0/0' && properties.NatGatewayId !== undefined)
      .flatMap(({ properties }) => stringAt(properties, 'RouteTableId', 'ref') ?? []),
  );
  return new Set(
    resources
      .allOf('AWS::EC2::SubnetRouteTableAssociation')
      .filter(({ properties }) => tables.has(stringAt(properties, 'RouteTableId', 'ref') ?? ''))
      .flatMap(({ properties }) => stringAt(properties, 'SubnetId', 'ref') ?? []),
  );
}
