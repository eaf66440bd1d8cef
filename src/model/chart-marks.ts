import { Construct, IConstruct } from 'constructs';

const WORKLOAD = Symbol.for('cdk-eks-strata.workload');
const DEFAULT_LEVEL = Symbol.for('cdk-eks-strata.default-pod-security');
type Marked = IConstruct & { readonly [WORKLOAD]?: true; readonly [DEFAULT_LEVEL]?: string };

/** Says that a construct of a chart is a workload of this library. */
export const markWorkload = (construct: Construct): void => void Object.defineProperty(construct, WORKLOAD, { value: true });

/** Whether a construct is, or is in, a workload of this library. */
export const isOfWorkload = (construct: IConstruct): boolean => construct.node.scopes.some((each) => (each as Marked)[WORKLOAD] === true);

/** Says that a construct of a chart chose the Pod Security level of a namespace, which the user did not give. */
export const setDefaultLevelOf = (construct: Construct, namespace: string): void =>
  void Object.defineProperty(construct, DEFAULT_LEVEL, { value: namespace });

/** The namespace whose Pod Security level a construct chose. */
export const defaultLevelOf = (construct: IConstruct): string | undefined => (construct as Marked)[DEFAULT_LEVEL];
