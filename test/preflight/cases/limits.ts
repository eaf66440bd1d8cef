import { Cases } from './case';

export const LIMITS: Cases = {};
