import { Cases } from './case';
import { LOAD_BALANCERS } from './network-load-balancers';
import { POLICIES } from './network-policies';
import { NO_INTERNET } from './network-no-internet';

export const NETWORK: Cases = { ...LOAD_BALANCERS, ...POLICIES, ...NO_INTERNET };
