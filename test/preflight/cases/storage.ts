import { Cases } from './case';

export const STORAGE: Cases = {};
