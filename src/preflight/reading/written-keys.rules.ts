import { at, groupKindOf, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';

/** The keys of a Secret that a controller writes for an object; undefined if they are not known. */
type WrittenKeys = (object: KubernetesObject, secret: string) => readonly unknown[] | undefined;

/**
 * Source: external-secrets v2.9.0, pkg/controllers/externalsecret/externalsecret_controller_template.go, ApplyTemplate;
 * secrets-store-csi-driver v1.6.0, pkg/util/secretutil/secret.go, GetSecretData.
 */
const WRITTEN_KEYS: Readonly<Record<string, WrittenKeys>> = {
  'external-secrets.io/ExternalSecret': (object) => keysOfExternalSecret(at(object, 'spec')),
  'secrets-store.csi.x-k8s.io/SecretProviderClass': (object, secret) => {
    const all = listAt(object, 'spec', 'secretObjects').filter((each) => stringAt(each, 'secretName') === secret);
    return all.length === 1 ? listAt(all[0], 'data').map((each) => at(each, 'key')) : undefined;
  },
};

function keysOfExternalSecret(spec: unknown): readonly unknown[] | undefined {
  const [target, template] = [at(spec, 'target'), at(spec, 'target', 'template')];
  const isWhole = ['Owner', 'Orphan', undefined].includes(stringAt(target, 'creationPolicy'));
  // keys of dataFrom and of templates from elsewhere are known at runtime only
  const isOpen = [at(spec, 'dataFrom'), at(template, 'templateFrom'), at(target, 'manifest')].some(isGiven);
  if (!isWhole || isOpen || [spec, target, template, at(spec, 'data'), at(template, 'data')].some(isDeployTimeValue)) return undefined;
  const read = listAt(spec, 'data').map((each) => at(each, 'secretKey'));
  const templated = Object.keys(at(template, 'data') ?? {});
  return [...templated, ...(templated.length === 0 || stringAt(template, 'mergePolicy') === 'Merge' ? read : [])];
}

const isGiven = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null);

/** The keys of a Secret that a controller writes for an object alone; undefined if they are not known. */
export function keysWrittenFor(object: KubernetesObject, secret: string): string[] | undefined {
  const keys = WRITTEN_KEYS[groupKindOf(object)]?.(object, secret);
  return keys?.every((key) => typeof key === 'string' && !isDeployTimeValue(key)) ? (keys as string[]) : undefined;
}
