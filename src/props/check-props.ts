import { Annotations, Stack, Token } from 'aws-cdk-lib';
import { Chart, Lazy } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { checkedArgument, checkedProps, PropsResult, ValueReader } from './check-props.rules';
import { failOn, Problem, problemText } from '../errors/problems';
import { addWarningInChart } from '../model/chart-marks';
import { moduleOfCluster } from '../model/cluster-class';
import { noteApp } from '../model/undeployed-workloads';

const isConstruct = (value: unknown): value is IConstruct => Construct.isConstruct(value);

const READER: ValueReader = {
  // an encoded list is a list of one string
  isToken: (value) => Token.isUnresolved(value) || value instanceof Lazy,
  isConstruct,
  moduleOfCluster,
};

/**
 * Fails if a construct of a stack is created with a wrong scope or with props of a wrong type. Before anything else in a constructor.
 *
 * @param isSubclass `new.target` is another class: a subclass may have props of its own
 */
export function checkProps(struct: string, scope: IConstruct, id: string, props: unknown, isSubclass: boolean): void {
  const problem = isConstruct(scope) && scope.node.scopes.some(Stack.isStack) ? undefined : scopeProblem(scope, OF_STACK);
  check(scope, id, checkedProps(struct, props, READER, isSubclass), problem);
}

/** The same for a construct of a cdk8s chart. */
export function checkChartProps(struct: string, scope: IConstruct, id: string, props: unknown, isSubclass: boolean): void {
  const chart = isConstruct(scope) ? scope.node.scopes.find(Chart.isChart) : undefined;
  const problem = chart === undefined ? scopeProblem(scope, OF_CHART) : misplacedChart(chart)[0];
  check(scope, id, checkedProps(struct, props, READER, isSubclass), problem);
}

/** A chart is rendered by its cdk8s.App, which is the root of its tree. */
export function misplacedChart(chart: IConstruct): Problem[] {
  const remediation = `new cdk8s.Chart(new cdk8s.App(), '${chart.node.id}')`;
  const constraint = 'a chart is rendered by its cdk8s.App, and not by the CDK';
  const stack = chart.node.scopes.find(Stack.isStack);
  if (stack !== undefined) {
    const finding = `the cdk8s chart ${chart.node.path} is in the stack ${stack.node.path}`;
    return [{ finding, constraint, remediation: `Create it outside of the stack: ${remediation}` }];
  }
  // another copy of cdk8s has another class
  const { resolvers } = chart.node.root as { readonly resolvers?: unknown };
  if (Array.isArray(resolvers)) return [];
  return [
    { finding: `the cdk8s chart ${chart.node.path} is in no cdk8s.App`, constraint, remediation: `Create it in one: ${remediation}` },
  ];
}

/** Fails if options of a method or of a static factory are of a wrong type. */
export function checkOptions(struct: string, method: string, options: unknown): void {
  failOn(ROOT, method, [...checkedProps(struct, options, READER).problems]);
}

/** Fails if an argument of a method of a construct is of a wrong type: `#Scaling` is a class of this library. */
export function checkArgument(scope: IConstruct, method: string, { name, type, remediation }: Argument, value: unknown): void {
  const problems = checkedArgument(name, type, value, READER);
  failOn(scope, method, remediation === undefined ? [...problems] : problems.map((each) => ({ ...each, remediation })));
}

/** An argument of a method. */
export interface Argument {
  readonly name: string;
  /** the type, as a row of the table of props has it. */
  readonly type: string;
  /** by default how to get a value of the type. */
  readonly remediation?: string;
}

const ROOT = { node: { path: '' } } as unknown as IConstruct;

const OF_STACK = {
  constraint: 'it creates resources, which are in a stack of the CDK',
  remediation: 'Create it in a stack: use this, or the stack, as the first argument',
};
const OF_CHART = {
  constraint: 'it creates Kubernetes objects, which are in a cdk8s chart',
  remediation: "Create it in a chart, new cdk8s.Chart(new cdk8s.App(), 'name'), and deploy the chart by ChartDeployment",
};

function scopeProblem(scope: unknown, kind: Pick<Problem, 'constraint' | 'remediation'>): Problem {
  if (!isConstruct(scope)) return { finding: `the scope is ${scope === undefined ? 'undefined' : 'not a construct'}`, ...kind };
  const chart = scope.node.scopes.find(Chart.isChart);
  const where = chart === undefined ? `the construct ${scope.node.path || 'App'}` : `the cdk8s chart ${chart.node.path}`;
  return { finding: `the scope is ${where}`, ...kind };
}

function check(scope: IConstruct, id: string, { problems, unknown }: PropsResult, wrongScope: Problem | undefined): void {
  const all = [...(wrongScope ? [wrongScope] : []), ...problems];
  failOn(isConstruct(scope) ? scope : ROOT, String(id), all);
  if (scope.node.scopes.some(Stack.isStack)) noteApp(scope);
  if (unknown.length > 0) warn(scope, id, unknown);
}

function warn(scope: IConstruct, id: string, unknown: readonly string[]): void {
  const path = `${scope.node.path}/${id}`;
  const text = `[${path}] ${problemText({
    finding: `unknown ${unknown.length === 1 ? 'prop' : 'props'} ${unknown.join(', ')}`,
    constraint: 'they have no effect',
    remediation: 'Remove them, or correct their names',
  })}`;
  const warning = { id: `cdk-eks-strata:unknownProps:${path}`, text };
  if (scope.node.scopes.some(Stack.isStack)) Annotations.of(scope).addWarningV2(warning.id, warning.text);
  else addWarningInChart(scope, warning);
}
