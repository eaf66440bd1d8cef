import { Limits } from './crd-schema.rules';
import { DEPLOY_TIME_VALUE } from './kubernetes-object.rules';

type Check = (value: unknown, limit: never, limits: Limits) => string | undefined;

const whenNumber = (value: unknown, isWithin: (each: number) => boolean, constraint: string): string | undefined =>
  typeof value === 'number' && !isWithin(value) ? constraint : undefined;
// the API server counts characters, not the units of UTF-16
const whenString = (value: unknown, isWithin: (length: number) => boolean, constraint: string): string | undefined =>
  typeof value === 'string' && !isWithin([...value].length) ? constraint : undefined;
const whenList = (value: unknown, isWithin: (count: number) => boolean, constraint: string): string | undefined =>
  Array.isArray(value) && !isWithin(value.length) ? constraint : undefined;
const whenMap = (value: unknown, isWithin: (count: number) => boolean, constraint: string): string | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isWithin(Object.keys(value).length) ? constraint : undefined;

/** The checks of the API server with its words. Source: kube-openapi, pkg/validation/errors/schema.go. */
const CHECKS: {
  readonly [Name in keyof Limits]?: (value: unknown, limit: NonNullable<Limits[Name]>, limits: Limits) => string | undefined;
} = {
  minimum: (value, limit, { exclusiveMinimum }) =>
    exclusiveMinimum
      ? whenNumber(value, (each) => each > limit, `should be greater than ${limit}`)
      : whenNumber(value, (each) => each >= limit, `should be greater than or equal to ${limit}`),
  maximum: (value, limit, { exclusiveMaximum }) =>
    exclusiveMaximum
      ? whenNumber(value, (each) => each < limit, `should be less than ${limit}`)
      : whenNumber(value, (each) => each <= limit, `should be less than or equal to ${limit}`),
  multipleOf: (value, limit) => whenNumber(value, (each) => each % limit === 0, `should be a multiple of ${limit}`),
  minLength: (value, limit) => whenString(value, (length) => length >= limit, `should be at least ${limit} chars long`),
  maxLength: (value, limit) => whenString(value, (length) => length <= limit, `should be at most ${limit} chars long`),
  pattern: (value, limit) => (typeof value === 'string' && !new RegExp(limit).test(value) ? `should match '${limit}'` : undefined),
  minItems: (value, limit) => whenList(value, (count) => count >= limit, `should have at least ${limit} items`),
  maxItems: (value, limit) => whenList(value, (count) => count <= limit, `should have at most ${limit} items`),
  minProperties: (value, limit) => whenMap(value, (count) => count >= limit, `should have at least ${limit} properties`),
  maxProperties: (value, limit) => whenMap(value, (count) => count <= limit, `should have at most ${limit} properties`),
};

/** The violations of the limits of a value, in the words of the API server. */
export function limitErrors(value: unknown, limits: Limits, field: string): string[] {
  return Object.entries(CHECKS).flatMap(([name, check]) => {
    const limit = limits[name as keyof typeof CHECKS];
    const constraint = limit === undefined ? undefined : (check as Check)(value, limit as never, limits);
    return constraint === undefined ? [] : [`${field}: Invalid value: ${shown(value)}: ${field} in body ${constraint}`];
  });
}

function shown(value: unknown): string {
  const json = JSON.stringify(value).replaceAll(DEPLOY_TIME_VALUE, '...');
  return json.length > 60 ? `${json.slice(0, 59)}…` : json;
}
