import { ApiObject, Chart, DependencyGraph } from 'cdk8s';
import { IConstruct } from 'constructs';
import { problemOfMessage, problemOfPatch } from './cdk8s-errors.rules';
import { FailedPatch, failingPatchOf, pathInChart } from './typed-objects';
import { Problem } from '../errors/problems';

/** Why a chart cannot be rendered: of all constructs in it together. cdk8s throws the first error. */
export function problemsOfChart(chart: Chart): Problem[] {
  const constructs = chart.node.findAll();
  return [
    ...cycleOf(chart),
    ...constructs.flatMap((each) => errorsOf(each).map((message) => problemOfMessage(pathInChart(each), message))),
    ...constructs.filter(ApiObject.isApiObject).flatMap(problemsOfObject),
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
