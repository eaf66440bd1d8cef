import { Cases } from './case';

export const FORM: Cases = {};
