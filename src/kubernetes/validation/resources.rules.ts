import { errorIf, forbidden, invalid, isGiven, required, unsupported } from './field-error.rules';
import { SYNTAX, syntaxErrors } from './syntax.rules';
import { at, isDeployTimeValue, listAt } from '../kubernetes-object.rules';
import { parseQuantity } from '../quantity.rules';

/**
 * Resources without a domain that containers and pods have.
 *
 * Source: kubernetes, pkg/apis/core/helper/helpers.go: IsStandardContainerResourceName; pkg/apis/core/validation/validation.go:
 * ValidateContainerResourceRequirements, validatePodResources.
 */
const OF_CONTAINERS = ['cpu', 'memory', 'ephemeral-storage'];
const OF_PODS = ['cpu', 'memory'];

const FIELDS = ['limits', 'requests'];

export const entriesAt = (value: unknown, ...path: readonly string[]): [string, unknown][] => {
  const found = at(value, ...path);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? Object.entries(found) : [];
};

const isHugePages = (name: string): boolean => name.startsWith('hugepages-');
export const isExtended = (name: string): boolean => name.includes('/') && !/(^|\.)kubernetes\.io\//.test(name);

/** A quantity that must be an integer. */
export const integerErrors = (value: unknown, field: string): readonly string[] =>
  errorIf(!Number.isInteger(parseQuantity(value) ?? 0), () => invalid(field, value, 'must be an integer'));

export const negativeErrors = (value: unknown, field: string): readonly string[] =>
  errorIf((parseQuantity(value) ?? 0) < 0, () => invalid(field, value, 'must be greater than or equal to 0'));

/** Errors in the resources of a container; a request above its limit has a rule of its own. */
export function resourceErrors(container: unknown, field: string): string[] {
  const [limits, requests] = FIELDS.map((name) => entriesAt(container, 'resources', name));
  const names = [...limits, ...requests].map(([name]) => name);
  const pages = names.filter(isHugePages);
  return [
    ...quantityErrors(container, field, OF_CONTAINERS),
    ...errorIf(pages.length > 0 && ![...OF_PODS, ...names.filter(isDeployTimeValue)].some((name) => names.includes(name)), () =>
      forbidden(`${field}.resources`, 'HugePages require cpu or memory'),
    ),
    ...requests
      .filter(([name]) => isHugePages(name))
      .flatMap(([name, asked]) => {
        const limit = limits.find(([each]) => each === name)?.[1];
        const isKnown = !isDeployTimeValue(asked) && !isDeployTimeValue(limit);
        return errorIf(isKnown && parseQuantity(asked) !== parseQuantity(limit), () =>
          invalid(`${field}.resources.requests.${name}`, asked, `must be equal to ${name} limit`),
        );
      }),
  ];
}

const quantityErrors = (owner: unknown, field: string, standard: readonly string[]): string[] =>
  FIELDS.flatMap((name) =>
    entriesAt(owner, 'resources', name).flatMap(([resource, value]) => {
      const place = `${field}.resources.${name}.${resource}`;
      if (!isGiven(resource) || isDeployTimeValue(resource)) return [];
      return [
        ...nameErrors(resource, `${field}.resources.${name}`, standard),
        ...negativeErrors(value, place),
        ...(isExtended(resource) ? integerErrors(value, place) : []),
      ];
    }),
  );

function nameErrors(resource: string, field: string, standard: readonly string[]): readonly string[] {
  if (resource.includes('/') && standard === OF_CONTAINERS) return syntaxErrors(resource, field, SYNTAX.qualifiedName);
  return errorIf(!standard.includes(resource) && !isHugePages(resource), () => unsupported(field, resource, standard));
}

/** Errors in the resources of a pod as a whole. */
export function podResourceErrors(pod: unknown, field: string): string[] {
  const total = (resource: string): number =>
    listAt(pod, 'containers').reduce<number>(
      (sum, container) => sum + (parseQuantity(at(container, 'resources', 'requests', resource)) ?? 0),
      0,
    );
  return [
    ...quantityErrors(pod, field, OF_PODS),
    ...entriesAt(pod, 'resources', 'requests').flatMap(([resource, value]) => {
      const [asked, limit] = [parseQuantity(value), parseQuantity(at(pod, 'resources', 'limits', resource))];
      const place = `${field}.resources.requests.${resource}`;
      if (asked === undefined) return [];
      return [
        ...errorIf(limit !== undefined && asked > limit, () => invalid(place, value, `must be less than or equal to ${resource} limit`)),
        ...errorIf(total(resource) > asked * (1 + 1e-9), () =>
          invalid(place, value, `must be greater than or equal to aggregate container requests of ${total(resource)}`),
        ),
      ];
    }),
  ];
}

/** The size that a PersistentVolumeClaim must request. */
export function storageRequestErrors(spec: unknown, field: string): string[] {
  const requests = at(spec, 'resources', 'requests');
  if (isDeployTimeValue(at(spec, 'resources')) || isDeployTimeValue(requests)) return [];
  const storage = at(requests, 'storage');
  const place = `${field}.resources.requests.storage`;
  if (storage === undefined || storage === null) return [required(place)];
  const size = parseQuantity(storage);
  return [...errorIf(size !== undefined && size <= 0, () => invalid(place, storage, 'must be greater than zero'))];
}
