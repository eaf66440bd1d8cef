import { Cases } from './case';
import { ACCESS } from './security-access';
import { IMAGES } from './security-images';
import { PODS } from './security-pods';
import { SECRETS } from './security-secrets';

export const SECURITY: Cases = { ...ACCESS, ...PODS, ...IMAGES, ...SECRETS };
