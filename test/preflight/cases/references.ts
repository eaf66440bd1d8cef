import { Cases } from './case';
import { DATA } from './references-data';
import { TRAFFIC } from './references-traffic';
import { WORKLOADS } from './references-workloads';

export const REFERENCES: Cases = { ...WORKLOADS, ...TRAFFIC, ...DATA };
