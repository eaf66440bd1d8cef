import { Cases } from './case';
import { LOAD_BALANCERS } from './network-load-balancers';
import { NO_INTERNET } from './network-no-internet';
import { POLICIES } from './network-policies';

export const NETWORK: Cases = { ...LOAD_BALANCERS, ...POLICIES, ...NO_INTERNET };
