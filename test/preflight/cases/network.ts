import { Cases } from './case';

export const NETWORK: Cases = {};
