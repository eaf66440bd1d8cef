import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct, IConstruct } from 'constructs';

/** The classes of CDK that are clusters, by module. Each class of CDK has such an id. Source: aws-cdk-lib, core/lib/prop-injectable.ts */
const CLASS_ID = /^aws-cdk-lib\.(aws-eks(?:-v2)?)\.(?:Cluster|FargateCluster|ImportedCluster)$/;

/** The module of CDK whose cluster a value is, `aws-eks-v2` or `aws-eks`; undefined for anything else. */
export function moduleOfCluster(value: unknown): string | undefined {
  if (!Construct.isConstruct(value)) return undefined;
  // a subclass may have an id of its own
  for (let each: unknown = value.constructor; typeof each === 'function'; each = Object.getPrototypeOf(each)) {
    const { PROPERTY_INJECTION_ID: id } = each as { readonly PROPERTY_INJECTION_ID?: string };
    const [, module] = CLASS_ID.exec(id ?? '') ?? [];
    if (module !== undefined) return module;
  }
  return undefined;
}

/** Whether a value is a cluster of aws-eks-v2, created or imported, of any copy of CDK. */
export const isEksV2Cluster = (value: IConstruct | undefined): value is ICluster => moduleOfCluster(value) === 'aws-eks-v2';
