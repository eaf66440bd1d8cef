import { Cases } from './case';

export const REFERENCES: Cases = {};
