import { Construct, IConstruct } from 'constructs';
import { noteWorkload } from './undeployed-workloads';

const WORKLOAD = Symbol.for('cdk-eks-strata.workload');
const DEFAULT_LEVEL = Symbol.for('cdk-eks-strata.default-pod-security');
const NOTE = Symbol.for('cdk-eks-strata.note');
const WARNINGS = Symbol.for('cdk-eks-strata.warnings');
type Marked = IConstruct & {
  readonly [WORKLOAD]?: true;
  readonly [DEFAULT_LEVEL]?: string;
  readonly [NOTE]?: string;
  readonly [WARNINGS]?: ChartWarning[];
};

/** A warning of a construct of a chart, with the id by which it is acknowledged. */
export interface ChartWarning {
  readonly id: string;
  readonly text: string;
}

/** Says that a construct of a chart is a workload of this library. */
export function markWorkload(construct: Construct): void {
  Object.defineProperty(construct, WORKLOAD, { value: true });
  noteWorkload(construct);
}

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

/** Adds a warning to a construct of a chart, which the deployment of the chart shows. */
export function addWarningInChart(construct: IConstruct, warning: ChartWarning): void {
  const { [WARNINGS]: warnings } = construct as Marked;
  if (warnings === undefined) Object.defineProperty(construct, WARNINGS, { value: [warning] });
  else warnings.push(warning);
}

/** The warnings of the constructs below a construct of a chart. */
export const warningsIn = (construct: IConstruct): ChartWarning[] =>
  construct.node.findAll().flatMap((each) => (each as Marked)[WARNINGS] ?? []);
