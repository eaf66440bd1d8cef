import { customSchemas, InstalledComponent } from '../../catalog/custom-kinds.rules';
import { stringAt } from '../../kubernetes/kubernetes-object.rules';
import { CustomSchemas } from '../../kubernetes/schema-validation.rules';
import { isHelmRelease, isOfType, ScannedResource } from '../../model/cluster-scan';

/** Finds the schemas of custom resources on a cluster: of CRDs of the app, and of the charts and add-ons that it installs. */
export function customSchemasOf(scanned: readonly ScannedResource[]): CustomSchemas {
  const installed = scanned.flatMap((each): InstalledComponent[] => {
    if (isHelmRelease(each)) {
      return [{ type: 'chart', name: each.stringProperty('Chart') ?? '', version: stringAt(each.properties, 'Version') }];
    }
    return isOfType('AWS::EKS::Addon')(each)
      ? [{ type: 'addon', name: each.stringProperty('AddonName') ?? '', version: stringAt(each.properties, 'AddonVersion') }]
      : [];
  });
  return customSchemas(
    scanned.flatMap(({ objects }) => objects),
    installed,
  );
}
