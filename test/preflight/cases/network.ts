import { Cases } from './case';
import { IP_FAMILY } from './infrastructure-ip-family';
import { LOAD_BALANCER_FAMILY } from './network-ip-family';
import { LOAD_BALANCERS } from './network-load-balancers';
import { NO_INTERNET } from './network-no-internet';
import { POLICIES } from './network-policies';

export const NETWORK: Cases = { ...IP_FAMILY, ...LOAD_BALANCER_FAMILY, ...LOAD_BALANCERS, ...POLICIES, ...NO_INTERNET };
