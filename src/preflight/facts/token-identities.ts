import { Stack } from 'aws-cdk-lib';
import { TokenIdentity } from './facts.rules';
import { Located } from './located.rules';
import { pathOfUser, pathsByLogicalId } from './resource-facts';
import { Resources } from './resource-facts.rules';
import { addonRow } from '../../catalog/catalog.rules';
import { groupKindOf, isDeployTimeValue, KubernetesObject, namespaceOf, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { ScannedResource } from '../../model/cluster-scan';
import { ROLE_ANNOTATION } from '../reading/identity.rules';

/** Service accounts of objects and add-ons whose role is a resource of the app, named by a reference. */
export const tokenIdentitiesOf = (scanned: readonly ScannedResource[], resources: Resources): Located<TokenIdentity>[] => [
  ...scanned.flatMap(ofObjects),
  ...resources.ofType('AWS::EKS::Addon').flatMap(({ path, properties }): Located<TokenIdentity>[] => {
    const addon = stringAt(properties, 'AddonName');
    const identity = addonRow(addon ?? '')?.identity;
    const role = resources.find(properties.ServiceAccountRoleArn)?.id;
    if (!identity || role === undefined) return [];
    return [{ path, value: { namespace: identity.namespace, name: identity.serviceAccount, role, addon } }];
  }),
];

function ofObjects(scanned: ScannedResource): Located<TokenIdentity>[] {
  // most manifests have none, and are not read twice
  if (!scanned.objects.some((each) => isServiceAccount(each) && isDeployTimeValue(annotationOf(each)))) return [];
  const paths = pathsByLogicalId(scanned.resource).get(Stack.of(scanned.resource));
  return scanned
    .objectsWithReferences()
    .filter(isServiceAccount)
    .flatMap((account): Located<TokenIdentity>[] => {
      // its ARN, or an ARN with its name
      const [, id] = /^<<(\w+)\.Arn>>$|:role\/(?:.*\/)?<<(\w+)\.Ref>>$/.exec(annotationOf(account) ?? '')?.filter(Boolean) ?? [];
      const role = paths?.get(id ?? '');
      if (role === undefined) return [];
      const value = { namespace: namespaceOf(account) ?? '', name: account.metadata?.name ?? '', role };
      return [{ path: pathOfUser(scanned.resource.node.path), value }];
    });
}

const isServiceAccount = (object: KubernetesObject): boolean => groupKindOf(object) === '/ServiceAccount';
const annotationOf = (account: KubernetesObject): string | undefined => stringAt(account, 'metadata', 'annotations', ROLE_ANNOTATION);
