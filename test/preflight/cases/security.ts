import { Cases } from './case';

export const SECURITY: Cases = {};
