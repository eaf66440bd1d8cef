import { Construct, IConstruct } from 'constructs';

const WORKLOAD = Symbol.for('cdk-eks-strata.workload');
const DEFAULT_LEVEL = Symbol.for('cdk-eks-strata.default-pod-security');
const NOTE = Symbol.for('cdk-eks-strata.note');
type Marked = IConstruct & { readonly [WORKLOAD]?: true; readonly [DEFAULT_LEVEL]?: string; readonly [NOTE]?: string };

/** Says that a construct of a chart is a workload of this library. */
export const markWorkload = (construct: Construct): void => void Object.defineProperty(construct, WORKLOAD, { value: true });

/** Whether a construct is, or is in, a workload of this library. */
export const isOfWorkload = (construct: IConstruct): boolean => construct.node.scopes.some((each) => (each as Marked)[WORKLOAD] === true);

/** Says that a construct of a chart chose the Pod Security level of a namespace, which the user did not give. */
export const setDefaultLevelOf = (construct: Construct, namespace: string): void =>
  void Object.defineProperty(construct, DEFAULT_LEVEL, { value: namespace });

/** The namespace whose Pod Security level a construct chose. */
export const defaultLevelOf = (construct: IConstruct): string | undefined => (construct as Marked)[DEFAULT_LEVEL];

/** Sets a note of a construct of a chart, which its deployment shows: annotations of CDK are not shown in a chart. */
export const setNoteOf = (construct: Construct, note: string): void => void Object.defineProperty(construct, NOTE, { value: note });

/** The notes of the constructs below a construct of a chart. */
export const notesIn = (construct: IConstruct): string[] => construct.node.findAll().flatMap((each) => (each as Marked)[NOTE] ?? []);
