import { Rule } from './rule';
import * as apiVersions from './rules/api-versions';
import * as form from './rules/form';
import * as infrastructure from './rules/infrastructure';
import * as lifecycle from './rules/lifecycle';
import * as limits from './rules/limits';
import * as network from './rules/network';
import * as placement from './rules/placement';
import * as references from './rules/references';
import * as security from './rules/security';
import * as storage from './rules/storage';

/** All rules in the order of the report: by area, then by id. */
export const RULES: readonly Rule[] = [
  form,
  apiVersions,
  infrastructure,
  placement,
  references,
  storage,
  lifecycle,
  network,
  security,
  limits,
].flatMap((area): Rule[] => Object.values(area));
