/** A field of custom resources that references another object by name. */
export interface CustomReference {
  /** `group/kind` of the referencing object. */
  readonly from: string;
  /** fields to the reference, `[]` for each item of a list. */
  readonly path: string;
  /** the field with the name: `name` by default; empty if the reference is the name. */
  readonly nameField?: string;
  /** the group of the referenced object: of its field `group`, and this one by default. */
  readonly group: string;
  /** its kind, if the reference has no field `kind`. */
  readonly kind: string;
  /** the other kinds that the field `kind` may have. */
  readonly otherKinds?: readonly string[];
  /** the reference is to another object, or to none, if this field has another value. */
  readonly only?: readonly [field: string, value: string];
}

const CERT_MANAGER = 'cert-manager.io';
const SECRETS = 'external-secrets.io';
const GENERATORS = 'generators.external-secrets.io';
const KEDA = 'keda.sh';
const GATEWAY = 'gateway.networking.k8s.io';
const OF_AWS = 'gateway.k8s.aws';
const SNAPSHOT = 'snapshot.storage.k8s.io';

const GENERATOR_KINDS = [
  'ACRAccessToken', 'BeyondtrustWorkloadCredentialsDynamicSecret', 'CloudsmithAccessToken', 'ClusterGenerator', 'Fake', 'GCRAccessToken', 'GithubAccessToken',
  'GitlabDeployToken', 'Grafana', 'MFA', 'Password', 'QuayAccessToken', 'SSHKey', 'STSSessionToken', 'UUID', 'VaultDynamicSecret', 'Webhook',
];

const store = (from: string, path: string): CustomReference => ({ from, path, group: SECRETS, kind: 'SecretStore', otherKinds: ['ClusterSecretStore'] });
const generator = (from: string, path: string): CustomReference => ({ from, path, group: GENERATORS, kind: 'ECRAuthorizationToken', otherKinds: GENERATOR_KINDS });
const secret = (from: string, path: string, nameField?: string): CustomReference => ({ from, path, group: '', kind: 'Secret', ...(nameField === undefined ? {} : { nameField }) });
const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

/**
 * Each field by which a custom resource references an object that must exist before its controller does its work. An object in a namespace is in that of the
 * referencing object. Names of Services are in the table of backends.
 *
 * Source: the CRDs of src/catalog/custom-kinds.data.ts at their tags; their documentation for defaults of kinds.
 */
export const CUSTOM_REFERENCES: readonly CustomReference[] = [
  // an issuer of another group has a controller of its own
  { from: `${CERT_MANAGER}/Certificate`, path: 'spec.issuerRef', group: CERT_MANAGER, kind: 'Issuer', otherKinds: ['ClusterIssuer'] },
  secret(`${CERT_MANAGER}/Issuer`, 'spec.ca', 'secretName'),
  secret(`${CERT_MANAGER}/Certificate`, 'spec.keystores.jks.passwordSecretRef'),
  secret(`${CERT_MANAGER}/Certificate`, 'spec.keystores.pkcs12.passwordSecretRef'),
  store(`${SECRETS}/ExternalSecret`, 'spec.secretStoreRef'),
  store(`${SECRETS}/ExternalSecret`, 'spec.data[].sourceRef.storeRef'),
  store(`${SECRETS}/ExternalSecret`, 'spec.dataFrom[].sourceRef.storeRef'),
  generator(`${SECRETS}/ExternalSecret`, 'spec.data[].sourceRef.generatorRef'),
  generator(`${SECRETS}/ExternalSecret`, 'spec.dataFrom[].sourceRef.generatorRef'),
  store(`${SECRETS}/PushSecret`, 'spec.secretStoreRefs[]'),
  secret(`${SECRETS}/PushSecret`, 'spec.selector.secret'),
  { from: `${SECRETS}/SecretStore`, path: 'spec.provider.aws.auth.jwt.serviceAccountRef', group: '', kind: 'ServiceAccount' },
  secret(`${SECRETS}/SecretStore`, 'spec.provider.aws.auth.secretRef.accessKeyIDSecretRef'),
  secret(`${SECRETS}/SecretStore`, 'spec.provider.aws.auth.secretRef.secretAccessKeySecretRef'),
  ...['ScaledObject', 'ScaledJob'].map((kind): CustomReference => ({
    from: `${KEDA}/${kind}`, path: 'spec.triggers[].authenticationRef', group: KEDA, kind: 'TriggerAuthentication', otherKinds: ['ClusterTriggerAuthentication'],
  })),
  secret(`${KEDA}/TriggerAuthentication`, 'spec.secretTargetRef[]'),
  { from: `${KEDA}/TriggerAuthentication`, path: 'spec.configMapTargetRef[]', group: '', kind: 'ConfigMap' },
  { from: 'karpenter.sh/NodePool', path: 'spec.template.spec.nodeClassRef', group: 'karpenter.k8s.aws', kind: 'EC2NodeClass' },
  ...ROUTES.map((kind): CustomReference => ({ from: `${GATEWAY}/${kind}`, path: 'spec.parentRefs[]', group: GATEWAY, kind: 'Gateway' })),
  ...ROUTES.map((kind): CustomReference => ({ from: `${GATEWAY}/${kind}`, path: 'spec.rules[].filters[].extensionRef', group: OF_AWS, kind: 'ListenerRuleConfiguration' })),
  ...ROUTES.map((kind): CustomReference => ({
    from: `${GATEWAY}/${kind}`, path: 'spec.rules[].backendRefs[]', only: ['kind', 'Gateway'], group: GATEWAY, kind: 'Gateway',
  })),
  { from: `${GATEWAY}/Gateway`, path: 'spec.infrastructure.parametersRef', group: OF_AWS, kind: 'LoadBalancerConfiguration' },
  { from: `${GATEWAY}/GatewayClass`, path: 'spec.parametersRef', group: OF_AWS, kind: 'LoadBalancerConfiguration' },
  { from: `${OF_AWS}/TargetGroupConfiguration`, path: 'spec.targetReference', group: '', kind: 'Service' },
  { from: 'networking.k8s.io/IngressClass', path: 'spec.parameters', group: 'elbv2.k8s.aws', kind: 'IngressClassParams' },
  { from: `${SNAPSHOT}/VolumeSnapshot`, path: 'spec.volumeSnapshotClassName', nameField: '', group: SNAPSHOT, kind: 'VolumeSnapshotClass' },
  { from: `${SNAPSHOT}/VolumeSnapshot`, path: 'spec.source.persistentVolumeClaimName', nameField: '', group: '', kind: 'PersistentVolumeClaim' },
];

/** References of pods to a SecretProviderClass. Source: Secrets Store CSI Driver, usage. */
export const POD_REFERENCES: readonly Omit<CustomReference, 'from'>[] = [
  {
    path: 'volumes[].csi', nameField: 'volumeAttributes.secretProviderClass', only: ['driver', 'secrets-store.csi.k8s.io'],
    group: 'secrets-store.csi.x-k8s.io', kind: 'SecretProviderClass',
  },
];

/**
 * Annotations with the name of an issuer. With an annotation for its kind or group, the issuer is another one.
 *
 * Source: cert-manager, annotated Ingress resource and annotated Gateway resource.
 */
export const ISSUER_ANNOTATIONS: Readonly<Record<string, string>> = {
  'cert-manager.io/issuer': 'Issuer',
  'cert-manager.io/cluster-issuer': 'ClusterIssuer',
};
