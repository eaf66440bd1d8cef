import { Facts, TokenIdentity } from './facts.rules';
import { Located } from './located.rules';
import { Resources } from './resource-facts.rules';
import { addonRow } from '../../catalog/catalog.rules';
import { at, groupKindOf, KubernetesObject, namespaceOf, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { ROLE_ANNOTATION } from '../reading/identity.rules';

/** Service accounts of objects and add-ons whose role is a resource of the app, named by a reference. */
export const tokenIdentitiesOf = ({
  objects,
  resources,
  referencesIn,
}: Pick<Facts, 'objects' | 'resources' | 'referencesIn'>): Located<TokenIdentity>[] => [
  ...objects.flatMap((each) => ofObject(each, resources, referencesIn)),
  ...resources.ofType('AWS::EKS::Addon').flatMap(({ path, properties }): Located<TokenIdentity>[] => {
    const addon = stringAt(properties, 'AddonName');
    const identity = addonRow(addon ?? '')?.identity;
    const role = resources.find(properties.ServiceAccountRoleArn)?.id;
    if (!identity || role === undefined) return [];
    return [{ path, value: { namespace: identity.namespace, name: identity.serviceAccount, role, addon } }];
  }),
];

function ofObject(
  { path, value }: Located<KubernetesObject>,
  resources: Resources,
  referencesIn: Facts['referencesIn'],
): Located<TokenIdentity>[] {
  if (groupKindOf(value) !== '/ServiceAccount') return [];
  const role = resources.find(at(referencesIn(value), 'metadata', 'annotations', ROLE_ANNOTATION));
  if (role?.type !== 'AWS::IAM::Role') return [];
  return [{ path, value: { namespace: namespaceOf(value) ?? '', name: value.metadata?.name ?? '', role: role.id } }];
}
