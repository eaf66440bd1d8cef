import { IConstruct } from 'constructs';
import { Workload } from './workload';

const DENIED = Symbol.for('cdk-eks-strata.default-deny');

interface Denied {
  readonly namespaces: Set<string>;
  readonly balanced: Workload[];
}

// for each cdk8s app
function deniedIn(scope: IConstruct): Denied {
  const root = scope.node.root as IConstruct & { [DENIED]?: Denied };
  if (!root[DENIED]) Object.defineProperty(root, DENIED, { value: { namespaces: new Set(), balanced: [] } satisfies Denied });
  return root[DENIED]!;
}

/** Registers that a namespace has a default-deny policy: load balancers of its workloads get an ingress rule. */
export function denyByDefault(scope: IConstruct, namespace: string): void {
  const { namespaces, balanced } = deniedIn(scope);
  namespaces.add(namespace);
  balanced.filter((workload) => workload._namespace === namespace).forEach((workload) => workload._admitLoadBalancer());
}

/** Whether a workload of a namespace has a route from a load balancer. */
export const isBalanced = (scope: IConstruct, namespace: string): boolean =>
  deniedIn(scope).balanced.some((workload) => workload._namespace === namespace);

/** Registers that a workload has a route from a load balancer. */
export function admitLoadBalancerOf(workload: Workload): void {
  const { namespaces, balanced } = deniedIn(workload);
  balanced.push(workload);
  if (namespaces.has(workload._namespace)) workload._admitLoadBalancer();
}
