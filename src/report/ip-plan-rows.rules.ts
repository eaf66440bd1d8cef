import { table } from './table.rules';
import { SubnetUsage } from '../network/ip-plan.rules';

const COLUMNS = ['nodes', 'pods', 'control plane', 'endpoints and NAT', 'load balancers'] as const;

/** The plan of addresses: per subnet what is taken at full scale, and what is left. */
export function addressRows(plan: readonly SubnetUsage[]): string[] {
  const known = plan.filter(({ usable }) => usable !== undefined);
  if (known.length === 0) return [];
  return [
    'Addresses at full scale (elastic nodes grow into what is left)',
    ...table([
      ['', 'block', 'usable', ...COLUMNS, 'left'],
      ...known.map(({ name, block, usable, used, available }) => [
        shortName(name),
        block ?? '',
        String(usable),
        ...COLUMNS.map((what) => (used[what] > 0 ? String(used[what]) : '–')),
        String(available),
      ]),
    ]),
    '',
  ];
}

const shortName = (path: string): string =>
  path
    .replace(/(\/Subnet)+$/, '')
    .split('/')
    .slice(-1)[0];
