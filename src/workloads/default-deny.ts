import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Workload } from './workload';

const DENIED = Symbol.for('cdk-eks-strata.default-deny');

interface Denied {
  readonly namespaces: Set<string>;
  readonly balanced: Workload[];
}

// of one app of cdk8s
function deniedIn(scope: IConstruct): Denied {
  const root = scope.node.root as IConstruct & { [DENIED]?: Denied };
  if (!root[DENIED]) Object.defineProperty(root, DENIED, { value: { namespaces: new Set(), balanced: [] } satisfies Denied });
  return root[DENIED]!;
}

const namespaceOf = (workload: Workload): string => Chart.of(workload).namespace ?? 'default';

/** Says that nothing reaches the pods of a namespace by itself: load balancers that lead to them are let in. */
export function denyByDefault(scope: IConstruct, namespace: string): void {
  const { namespaces, balanced } = deniedIn(scope);
  namespaces.add(namespace);
  balanced.filter((workload) => namespaceOf(workload) === namespace).forEach((workload) => workload._admitLoadBalancer());
}

/** Whether a load balancer leads to a workload of a namespace. */
export const isBalanced = (scope: IConstruct, namespace: string): boolean =>
  deniedIn(scope).balanced.some((workload) => namespaceOf(workload) === namespace);

/** Says that a load balancer leads to a workload. */
export function admitLoadBalancerOf(workload: Workload): void {
  const { namespaces, balanced } = deniedIn(workload);
  balanced.push(workload);
  if (namespaces.has(namespaceOf(workload))) workload._admitLoadBalancer();
}
