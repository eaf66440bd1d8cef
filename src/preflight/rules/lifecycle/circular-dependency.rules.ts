import { CycleStep } from '../../facts/facts.rules';
import { Rule } from '../../rule';

const HOW = { reference: 'refers to', DependsOn: 'depends on' } as const;
const APPLIED = /^Custom::(Strata|AWSCDK-EKS)/;

/** The steps of a path of dependencies, in words. */
export const describeSteps = (steps: readonly CycleStep[], end: string): string =>
  steps.map(({ path, by }, index) => `${index === 0 ? path : `${path}, which`} ${HOW[by]} `).join('') + end;

export const circularDependency: Rule = {
  id: 'circular-dependency',
  area: 'Lifecycle',
  severity: 'error',
  description: 'resources that depend on each other by references and DependsOn',
  reason: 'CloudFormation rejects the template: Circular dependency between resources',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html',
  check: ({ circularDependencies }) =>
    circularDependencies.map((cycle) => ({
      path: cycle[0].path,
      finding: `circular dependency between resources: ${describeSteps(cycle, cycle[0].path)}`,
      remediation: cycle.some(({ type }) => APPLIED.test(type))
        ? 'Split the manifests into two deployments: first the objects whose values others read (like the Ingress of a load balancer ' +
          'that is the origin of a CloudFront distribution), then the objects that read values (like the pods that read the domain name ' +
          'of the distribution)'
        : 'Remove one of the references, or a call of addDependency()',
    })),
};
