import { Problem } from '../errors/problems';

const GUIDE = 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html';

/** Zones, by their id, in which EKS takes no subnets of a control plane. Source: EKS User Guide, network-reqs. */
export const FORBIDDEN_ZONE_IDS: Readonly<Record<string, string>> = { 'use1-az3': 'us-east-1', 'usw1-az2': 'us-west-1', 'cac1-az3': 'ca-central-1' };

const ZONE_ID = /^[a-z]+\d*-az\d+$/;
/** Local Zones end in a city, Wavelength Zones in a carrier: us-west-2-lax-1a, us-east-1-wl1-bos-wlz-1. */
const EDGE_ZONE = /^[a-z]{2}(-[a-z]+)+-\d+-[a-z0-9]+(-[a-z0-9]+)*-\d+[a-z]?$/;

/** What kind of place the name of a zone stands for. */
export type ZoneKind = 'zone' | 'local-zone' | 'wavelength';

export function zoneKindOf(zone: string): ZoneKind {
  if (!EDGE_ZONE.test(zone)) return 'zone';
  return /-wlz-\d+$/.test(zone) ? 'wavelength' : 'local-zone';
}

/** A zone of another region than that of the stack, where that is known. Names of Local and Wavelength Zones begin with their region, too. */
export function regionProblem(prop: string, zone: string, region: string | undefined): Problem | undefined {
  return region === undefined || zone.startsWith(region) ? undefined : {
    what: `${prop} names '${zone}'`, limit: `the stack lies in ${region}`, fix: `Name zones of ${region}, like ${region}a`, source: GUIDE,
  };
}

/** What is wrong with these zones as those of a cluster; tokens are left out. */
export function zoneProblems(prop: string, zones: readonly string[], region?: string): Problem[] {
  return zones.flatMap((zone): Problem[] => {
    const home = FORBIDDEN_ZONE_IDS[zone];
    if (home) return [{ what: `${prop} names '${zone}'`, limit: `EKS takes no subnets of a cluster in ${zone} of ${home}`, fix: `Use other zones of ${home}; aws ec2 describe-availability-zones shows which name has which id`, source: GUIDE }];
    if (ZONE_ID.test(zone)) return [{ what: `${prop} names '${zone}'`, limit: 'it takes names of zones like eu-west-1a, not ids', fix: 'Use the name: aws ec2 describe-availability-zones shows both', source: GUIDE }];
    if (zoneKindOf(zone) !== 'zone') return [{ what: `${prop} names '${zone}'`, limit: 'subnets of a cluster lie in zones of the region, those of Local Zones and Wavelength Zones hold nodes only', fix: 'Leave it out, and add new EdgeSubnet(...) for it', source: GUIDE }];
    const elsewhere = regionProblem(prop, zone, region);
    return elsewhere ? [elsewhere] : [];
  });
}
