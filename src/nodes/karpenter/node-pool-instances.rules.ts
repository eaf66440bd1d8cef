import { acceleratorsOf, NodePoolPlan } from './node-pool.rules';
import { Problem } from '../../errors/problems';
import { zoneIdProblems } from '../../network/zones.rules';
import { Accelerator, Architecture, IMAGES, OsName } from '../tables/image.data';
import { isImage, typesOfFamily } from '../tables/instance-types.rules';

const DOCS = 'https://karpenter.sh/docs/concepts/nodepools/';

const LISTS = ['capacityTypes', 'architectures', 'instanceCategories', 'instanceFamilies', 'instanceTypes', 'zones'] as const;

/** Problems of the instance requirements of a pool. */
export function instanceProblems(plan: NodePoolPlan): Problem[] {
  const problems: Problem[] = [];
  const add = (what: string, limit: string, fix: string) =>
    problems.push({ finding: what, constraint: limit, remediation: fix, source: DOCS });
  const { instanceFamilies = [], capacityTypes, architectures, reservations } = plan;
  for (const prop of LISTS) {
    if (plan[prop]?.length === 0) add(`${prop} is empty`, 'an empty list matches no instances', `Remove ${prop}`);
  }
  const types = instanceFamilies.filter((family) => family.includes('.'));
  if (types.length > 0) {
    add(`instanceFamilies contains ${types.join(', ')}`, 'a family has the form m6i', 'Use instanceTypes for instance types');
  }
  if (architectures) {
    const others = instanceFamilies.filter(
      (family) => typesOfFamily(family).length > 0 && !typesOfFamily(family).some((type) => architectures.includes(type.architecture)),
    );
    if (others.length > 0) {
      add(
        `instanceFamilies contains ${others.join(', ')}`,
        `architectures allows only ${architectures.join(', ')}`,
        'Remove architectures, or use families of these architectures',
      );
    }
  }
  if (acceleratorsOf(plan).size > 1 && plan.taints === undefined) {
    add(
      `the pool can have ${[...acceleratorsOf(plan)].join(' and ')} devices`,
      'the default taint covers one kind of device',
      'Create a pool for each, or set taints',
    );
  }
  const reserved = capacityTypes?.includes('reserved') ?? false;
  if (reservations > 0 && capacityTypes && !reserved) {
    add(
      'capacityReservationIds is given and capacityTypes does not contain RESERVED',
      'the reservations would not be used',
      'Add NodePoolCapacityType.RESERVED, or remove capacityTypes',
    );
  }
  if (reserved && reservations === 0) {
    add(
      'capacityTypes contains RESERVED without capacityReservationIds',
      'a pool uses only the reservations that it lists',
      'Set capacityReservationIds',
    );
  }
  problems.push(...zoneIdProblems('zones', plan.zones ?? []));
  const outside = (plan.zones ?? []).filter((zone) => plan.subnetZones && !plan.subnetZones.includes(zone) && !zone.includes('${Token['));
  if (outside.length > 0) {
    add(
      `zones contains ${outside.join(', ')}`,
      `the subnets are in ${plan.subnetZones!.join(', ')}`,
      'Add subnets in these zones, or use other zones',
    );
  }
  return problems;
}

/** Instance types on which the image of an operating system cannot start. */
export function imageProblems(os: OsName, plan: NodePoolPlan): Problem[] {
  const wanted = (plan.architectures ?? ['x86_64']) as readonly Architecture[];
  const accelerators: Accelerator[] = [...acceleratorsOf(plan)];
  return wanted.flatMap((architecture) =>
    (accelerators.length > 0 ? accelerators : ['none' as const]).flatMap((accelerator): Problem[] => {
      const image = IMAGES[os][architecture][accelerator];
      return isImage(image)
        ? []
        : [
            {
              finding: `os is ${os} for ${architecture}${accelerator === 'none' ? '' : ` with ${accelerator} devices`}`,
              constraint: image.reason,
              remediation: 'Use NodeOs.AL2023, or other instance types',
              source: image.source,
            },
          ];
    }),
  );
}
