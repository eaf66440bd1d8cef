import { App } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Facts, ServiceInput } from './facts.rules';
import { finalTemplates } from './final-templates';
import { pathOfUser } from './resource-facts';
import { clusterModelsIn, ClusterModelData } from '../../model/cluster-model-data';
import { hasServiceConstraints } from '../aws/service-constraints.rules';

/** The resources of the app with known service limits, on its first cluster: of this library and of plain aws-cdk-lib. */
export function serviceInputsOf(data: ClusterModelData): ServiceInput[] {
  if (clusterModelsIn(data.cluster)[0] !== data) return [];
  return finalTemplates(data.cluster)
    .filter(({ resource }) => hasServiceConstraints(resource.cfnResourceType))
    .flatMap(({ resource, final }): ServiceInput[] => {
      const template = final();
      // a CloudFormation condition may remove the resource: it is checked as if it exists
      return template === undefined ? [] : [{ path: pathOfUser(resource.node.path), type: template.type, properties: template.properties }];
    });
}

/** How CDK handles the findings of its own validation. */
export function cdkValidationOf(scope: IConstruct): Facts['cdkValidation'] {
  const { root } = scope.node;
  const { _builtinCloudFormationValidation: isOn } = root as App & { readonly _builtinCloudFormationValidation?: boolean };
  if (!isOn || process.env.CDK_VALIDATION === 'false') return 'off';
  const stops: unknown = root.node.tryGetContext('@aws-cdk/core:validateAgainstDefaultRules');
  return stops === true || stops === 'true' ? 'stops' : 'warns';
}
