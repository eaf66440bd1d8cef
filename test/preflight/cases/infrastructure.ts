import { Cases } from './case';
import { INFRASTRUCTURE_NODES } from './infrastructure-nodes';

export const INFRASTRUCTURE: Cases = {
  ...INFRASTRUCTURE_NODES,
};
