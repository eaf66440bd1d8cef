import { Cases } from './case';

export const INFRASTRUCTURE: Cases = {};
