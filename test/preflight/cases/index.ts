import { ALB_ANNOTATIONS } from './alb-annotations';
import { GROUP_CASES } from './alb-groups';
import { ANNOTATIONS } from './annotations';
import { API_VERSIONS } from './api-versions';
import { Cases } from './case';
import { COMPONENT_NAMES, COMPONENT_RULES, COMPONENT_VALUES } from './component-annotations';
import { CUSTOM_RESOURCES, MALFORMED_CUSTOM } from './custom-resources';
import { DELETION } from './deletion';
import { FORM } from './form';
import { GATEWAYS } from './gateways';
import { INFRASTRUCTURE } from './infrastructure';
import { INVALID_FIELDS } from './invalid-fields';
import { KEYS_AND_NETWORKS } from './keys-and-networks';
import { LIFECYCLE } from './lifecycle';
import { LIMITS } from './limits';
import { NAMES_OF_AWS } from './names-of-aws';
import { NETWORK } from './network';
import { CLASS_CASES, NLB_CASES } from './nlb-annotations';
import { NODES_BY_HAND } from './nodes-by-hand';
import { PLACEMENT } from './placement';
import { REFERENCES } from './references';
import { REFUSED } from './refused';
import { SECURITY } from './security';
import { SERVICE_INPUT } from './service-input';
import { STORAGE } from './storage';
import { VALUES_BY_HAND } from './values-by-hand';

/** The cases of every rule. */
export const CASES: Cases = {
  ...FORM,
  ...INVALID_FIELDS,
  ...API_VERSIONS,
  ...INFRASTRUCTURE,
  ...DELETION,
  ...KEYS_AND_NETWORKS,
  ...NAMES_OF_AWS,
  ...PLACEMENT,
  ...REFERENCES,
  ...STORAGE,
  ...LIFECYCLE,
  ...NETWORK,
  ...SECURITY,
  ...LIMITS,
  ...REFUSED,
  ...SERVICE_INPUT,
  ...NODES_BY_HAND,
  ...VALUES_BY_HAND,
  ...CUSTOM_RESOURCES,
  ...ANNOTATIONS,
  ...ALB_ANNOTATIONS,
  ...GATEWAYS,
  ...COMPONENT_RULES,
  'annotation-unknown': {
    fails: [...ANNOTATIONS['annotation-unknown'].fails, ...COMPONENT_NAMES.fails],
    passes: [...ANNOTATIONS['annotation-unknown'].passes, ...COMPONENT_NAMES.passes],
  },
  'annotation-value': {
    fails: [...ANNOTATIONS['annotation-value'].fails, ...COMPONENT_VALUES.fails],
    passes: [...ANNOTATIONS['annotation-value'].passes, ...COMPONENT_VALUES.passes],
  },
  'alb-group-conflict': {
    fails: [...ANNOTATIONS['alb-group-conflict'].fails, ...GROUP_CASES.fails],
    passes: [...ANNOTATIONS['alb-group-conflict'].passes, ...GROUP_CASES.passes],
  },
  'ingress-class-settings': CLASS_CASES,
  'nlb-annotations': {
    fails: [...ANNOTATIONS['nlb-annotations'].fails, ...NLB_CASES.fails],
    passes: [...ANNOTATIONS['nlb-annotations'].passes, ...NLB_CASES.passes],
  },
  'malformed-object': {
    fails: [...FORM['malformed-object'].fails, ...MALFORMED_CUSTOM.fails],
    passes: [...FORM['malformed-object'].passes, ...MALFORMED_CUSTOM.passes],
  },
};
