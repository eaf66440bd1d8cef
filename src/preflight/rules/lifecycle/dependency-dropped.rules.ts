import { describeSteps } from './circular-dependency.rules';
import { DroppedDependency } from '../../facts/facts.rules';
import { Rule } from '../../rule';

export const dependencyDropped: Rule = {
  id: 'dependency-dropped',
  area: 'Lifecycle',
  severity: 'warning',
  description: 'dependency between resources of the cluster that a reference or addDependency() of the app contradicts',
  reason:
    'CloudFormation rejects circular dependencies, so the dependency is left out: the resources are created and deleted in the wrong order',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html',
  check: ({ droppedDependencies }) => {
    const byResource = new Map<string, DroppedDependency[]>();
    for (const each of droppedDependencies) if (each.cycle) byResource.set(each.from, [...(byResource.get(each.from) ?? []), each]);
    return [...byResource].map(([path, dropped]) => {
      const [{ cycle = [], to }] = dropped;
      const providers = [...new Set(dropped.map((each) => each.to))].join(', ');
      return {
        path,
        finding: `the construct needs ${providers}, but ${describeSteps(cycle.slice(0, -1), path)}`,
        remediation: `Remove the dependency of ${to} on ${path}, or move the objects that need it to a deployment of their own`,
      };
    });
  },
};
