import { at, isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { quantity } from '../../../kubernetes/quantity.rules';
import { containersOf, Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const requestAboveLimit: Rule = {
  id: 'request-above-limit',
  area: 'Limits',
  severity: 'error',
  description: 'resource request above its limit, or device request without an equal limit',
  reason: 'a request must be less than or equal to its limit, and a request for devices must be equal to its limit',
  source: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  check: ({ manifests }) =>
    manifests.workloads.flatMap((maker) => containersOf(maker.podSpec).flatMap((container) => problems(maker, container))),
};

function problems({ path, name }: Workload, container: unknown): Violation[] {
  const [requests, limits] = ['requests', 'limits'].map((field) => (at(container, 'resources', field) ?? {}) as Record<string, unknown>);
  return Object.entries(requests).flatMap(([resource, asked]) => {
    const most = limits[resource];
    if (isDeployTimeValue(asked) || isDeployTimeValue(most) || isRight(resource, asked, most)) return [];
    return [
      {
        path,
        finding:
          `container '${stringAt(container, 'name')}' of ${name} requests ${resource} ${String(asked)}, but its limit is ` +
          `${most === undefined ? 'not set' : String(most)}`,
        remediation: isDevice(resource) ? 'Set only the limit' : 'Raise the limit, or lower the request',
      },
    ];
  });
}

function isRight(resource: string, asked: unknown, most: unknown): boolean {
  if (isDevice(resource)) return quantity(asked) === 0 || quantity(asked) === quantity(most);
  return most === undefined || most === null || quantity(asked) <= quantity(most);
}

// extended resources cannot be overcommitted
const isDevice = (resource: string): boolean => resource.includes('/') && !resource.startsWith('kubernetes.io/');
