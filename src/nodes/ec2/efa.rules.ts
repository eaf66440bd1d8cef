import { InstanceFacts } from '../tables/instance-types.rules';

/** One interface of an instance. */
export interface EfaInterface {
  readonly networkCardIndex: number;
  readonly deviceIndex: number;
  readonly interfaceType: 'interface' | 'efa-only';
}

/**
 * The network interfaces of an instance with the maximum number of EFA interfaces: the first has IP addresses, all others are EFA-only and
 * take none. If a network card has no EFA (more cards than EFA interfaces), it is the first.
 *
 * Source: EC2 User Guide, efa-acc-inst-types and using-eni; EKS User Guide, node-efa.
 */
export function efaInterfaces({
  networkCards,
  efaInterfaces: count,
}: Pick<InstanceFacts, 'networkCards' | 'efaInterfaces'>): EfaInterface[] {
  const firstCard = networkCards > count ? 1 : 0;
  return [
    { networkCardIndex: 0, deviceIndex: 0, interfaceType: 'interface' },
    ...Array.from({ length: count }, (_, index): EfaInterface => {
      const networkCardIndex = firstCard + index;
      return { networkCardIndex, deviceIndex: networkCardIndex === 0 ? 1 : 0, interfaceType: 'efa-only' };
    }),
  ];
}
