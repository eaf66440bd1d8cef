import { at, isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { quantity } from '../../../kubernetes/quantity.rules';
import { containersOf, Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const requestAboveLimit: Rule = {
  id: 'request-above-limit',
  area: 'Limits',
  severity: 'error',
  description: 'a container that asks for more than its limit, or for a device without one',
  reason: 'the API server refuses a request above its limit, and a request for devices that is not the same as their limit',
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
          `container '${stringAt(container, 'name')}' of ${name} requests ${resource} ${String(asked)}, and its limit is ` +
          `${most === undefined ? 'not given' : String(most)}`,
        remediation: isDevice(resource) ? 'Give the limit alone' : 'Raise the limit, or ask for less',
      },
    ];
  });
}

function isRight(resource: string, asked: unknown, most: unknown): boolean {
  if (isDevice(resource)) return quantity(asked) === 0 || quantity(asked) === quantity(most);
  return most === undefined || most === null || quantity(asked) <= quantity(most);
}

// what a node has besides cpu, memory and disk cannot be overcommitted
const isDevice = (resource: string): boolean => resource.includes('/') && !resource.startsWith('kubernetes.io/');
