import { Cases } from './case';
import { FARGATE } from './placement/fargate';
import { FITS } from './placement/fits';
import { TOGETHER } from './placement/together';

export const PLACEMENT: Cases = { ...FITS, ...TOGETHER, ...FARGATE };
