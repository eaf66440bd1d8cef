import { poolsWithoutEndpoints } from '../../reading/endpoints.rules';
import { Rule } from '../../rule';

export const autoModeSubnets: Rule = {
  id: 'auto-mode-subnets',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'built-in node pools of Auto Mode in a cluster whose subnets have no route out of the VPC',
  reason:
    'the default NodeClass has the subnets that the cluster was created with: in subnets without a route and without VPC endpoints, ' +
    'nodes do not become ready',
  source: 'https://github.com/aws/containers-roadmap/issues/2793',
  check: ({ resources }) =>
    poolsWithoutEndpoints(resources).map(({ cluster: { path }, apis }) => ({
      path,
      finding:
        'the built-in node pools of Auto Mode start nodes in the subnets of the control plane, which have no route out of the VPC, ' +
        `and the AWS APIs ${apis.join(', ')} have no VPC endpoint`,
      remediation:
        'Before the cluster is created, set controlPlaneSubnets to subnets with egress; or use new AutoModeNodePool(...) instead of ' +
        'built-in node pools',
    })),
};
