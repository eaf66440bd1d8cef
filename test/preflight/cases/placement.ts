import { Cases } from './case';

export const PLACEMENT: Cases = {};
