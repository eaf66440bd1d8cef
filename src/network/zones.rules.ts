import { Problem } from '../errors/problems';

const GUIDE = 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html';

/** Zones, by their id, in which EKS takes no subnets of a control plane. Source: EKS User Guide, network-reqs. */
export const FORBIDDEN_ZONE_IDS: Readonly<Record<string, string>> = {
  'use1-az3': 'us-east-1',
  'usw1-az2': 'us-west-1',
  'cac1-az3': 'ca-central-1',
};

const ZONE_ID = /^[a-z]+\d*-az\d+$/;

/** Whether a zone is written as an id like `use1-az1`: the same zone in every account, which its name is not. */
export const isZoneId = (zone: string): boolean => ZONE_ID.test(zone);

/** Which id names in a region may stand for, in which EKS takes no subnets of a control plane. */
export const forbiddenZoneIdIn = (region: string | undefined): string | undefined =>
  Object.entries(FORBIDDEN_ZONE_IDS).find(([, home]) => home === region)?.[0];

/** Local Zones end in a city, Wavelength Zones in a carrier: us-west-2-lax-1a, us-east-1-wl1-bos-wlz-1. */
const EDGE_ZONE = /^[a-z]{2}(-[a-z]+)+-\d+-[a-z0-9]+(-[a-z0-9]+)*-\d+[a-z]?$/;

/** What kind of place the name of a zone stands for. */
export type ZoneKind = 'zone' | 'local-zone' | 'wavelength';

export function zoneKindOf(zone: string): ZoneKind {
  if (!EDGE_ZONE.test(zone)) return 'zone';
  return /-wlz-\d+$/.test(zone) ? 'wavelength' : 'local-zone';
}

/**
 * A zone of another region than that of the stack, where that is known. Names of Local and Wavelength Zones begin with their region, too.
 */
export function regionProblem(prop: string, zone: string, region: string | undefined): Problem | undefined {
  return region === undefined || zone.startsWith(region)
    ? undefined
    : {
        finding: `${prop} contains '${zone}'`,
        constraint: `the stack is in ${region}`,
        remediation: `Use zones of ${region}, like ${region}a`,
        source: GUIDE,
      };
}

/** A zone by its id where only names are compared, as in labels of nodes. */
export const zoneIdProblems = (prop: string, zones: readonly string[]): Problem[] =>
  zones.filter(isZoneId).map((zone) => ({
    finding: `${prop} contains '${zone}'`,
    constraint: 'must be a zone name: the node label topology.kubernetes.io/zone contains the name of the zone, not its ID',
    remediation: 'Use the name, which aws ec2 describe-availability-zones returns with the ID',
    source: GUIDE,
  }));

/**
 * What is wrong with these zones of a network; tokens are left out.
 *
 * @param controlPlane how many of the first hold the interfaces of a control plane
 */
export function zoneProblems(prop: string, zones: readonly string[], region?: string, controlPlane: number = zones.length): Problem[] {
  return [
    ...mixProblems(prop, zones),
    ...zones.flatMap((zone, position): Problem[] => {
      const home = position < controlPlane ? FORBIDDEN_ZONE_IDS[zone] : undefined;
      if (home) {
        return [
          {
            finding: `${prop} contains '${zone}'`,
            constraint: `EKS does not support cluster subnets in ${zone} of ${home}`,
            remediation: `Use other zones of ${home}; aws ec2 describe-availability-zones returns names and IDs`,
            source: GUIDE,
          },
        ];
      }
      if (isZoneId(zone)) return [];
      if (zoneKindOf(zone) !== 'zone') {
        return [
          {
            finding: `${prop} contains '${zone}'`,
            constraint: 'cluster subnets must be in availability zones: subnets in Local Zones and Wavelength Zones are for nodes only',
            remediation: 'Remove the zone, and create an EdgeSubnet for it',
            source: GUIDE,
          },
        ];
      }
      const elsewhere = regionProblem(prop, zone, region);
      return elsewhere ? [elsewhere] : [];
    }),
  ];
}

// only the account knows whether a name and an id are one zone
const mixProblems = (prop: string, zones: readonly string[]): Problem[] => {
  const ids = zones.filter(isZoneId);
  return ids.length === 0 || ids.length === zones.length
    ? []
    : [
        {
          finding: `${prop} contains zone IDs (${ids.join(', ')}) and zone names`,
          constraint: 'they are mutually exclusive: a name and an ID may be the same zone, which depends on the account',
          remediation: 'Use only names or only IDs',
          source: GUIDE,
        },
      ];
};
