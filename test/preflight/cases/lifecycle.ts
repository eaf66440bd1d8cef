import { Cases } from './case';

export const LIFECYCLE: Cases = {};
