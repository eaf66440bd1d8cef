import { ApiObject, Chart, DependencyGraph } from 'cdk8s';
import { IConstruct, Node } from 'constructs';
import { problemOfMessage, problemOfPatch } from './cdk8s-errors.rules';
import { FailedPatch, failingPatchOf, pathInChart } from './typed-objects';
import { Problem } from '../errors/problems';

/** Why a chart cannot be rendered: of all constructs in it together. cdk8s throws the first error. */
export function problemsOfChart(chart: Chart): Problem[] {
  const constructs = chart.node.findAll();
  return [
    ...cycleOf(chart),
    ...constructs.flatMap((each) => errorsOf(each).map((message) => problemOfMessage(pathInChart(each), message))),
    ...constructs.flatMap(serviceAccountProblems),
    ...constructs.filter(ApiObject.isApiObject).flatMap(problemsOfObject),
  ];
}

/** A workload of cdk8s-plus whose service account is an identity of this library, which is not a ServiceAccount of its chart. */
export function serviceAccountProblems(workload: IConstruct): Problem[] {
  const { serviceAccount } = workload as { readonly serviceAccount?: { readonly asServiceAccount?: unknown; readonly node?: Node } };
  return typeof serviceAccount?.asServiceAccount !== 'function'
    ? []
    : [
        {
          finding: `serviceAccount of ${workload.node.path} is the WorkloadIdentity ${serviceAccount.node?.path}`,
          constraint: 'cdk8s-plus would render pods without serviceAccountName, which have no credentials',
          remediation: 'Use `serviceAccount: identity.asServiceAccount(chart)`',
        },
      ];
}

function errorsOf({ node }: IConstruct): string[] {
  try {
    return node.validate();
  } catch (error) {
    return [(error as Error).message];
  }
}

function problemsOfObject(object: ApiObject): Problem[] {
  try {
    object.toJson();
    return [];
  } catch (error) {
    const path = pathInChart(object);
    const patch = error instanceof FailedPatch ? error : failingPatchOf(object);
    return [patch === undefined ? problemOfMessage(path, (error as Error).message) : problemOfPatch(path, patch.operation, patch.missing)];
  }
}

function cycleOf(chart: Chart): Problem[] {
  try {
    new DependencyGraph(chart.node).topology();
    return [];
  } catch (error) {
    const [, cycle] = /Dependency cycle detected: (.*)/s.exec((error as Error).message) ?? [];
    if (cycle === undefined) throw error;
    return [
      {
        finding: `circular dependency between constructs, ${cycle.trim().replace(/\s*=>\s*/g, ' → ')}`,
        constraint: 'a construct must not depend on itself',
        remediation: 'Remove one of the addDependency() calls',
      },
    ];
  }
}
