import { object as objectThing, CapabilityData } from './capability.rules';
import { at, groupKindOf, groupOf, KubernetesObject, listAt, namespaceOf, stringAt } from '../kubernetes/kubernetes-object.rules';

/** The names of objects of one kind that a controller writes for a custom resource. */
type WrittenNames = (object: KubernetesObject) => readonly (string | undefined)[];

/** Secrets that controllers write, by the kind that asks for them, in the namespace of the asking object. Source: the CRDs of each project. */
const WRITTEN_SECRETS: Readonly<Record<string, WrittenNames>> = {
  // with these creation policies the controller adds to an existing Secret, or creates none
  'external-secrets.io/ExternalSecret': (object) => (['Merge', 'None'].includes(stringAt(object, 'spec', 'target', 'creationPolicy') ?? '') ? [] : [stringAt(object, 'spec', 'target', 'name') ?? object.metadata?.name]),
  'cert-manager.io/Certificate': (object) => [stringAt(object, 'spec', 'secretName')],
  'cert-manager.io/Issuer': (object) => [stringAt(object, 'spec', 'acme', 'privateKeySecretRef', 'name')],
  'secrets-store.csi.x-k8s.io/SecretProviderClass': (object) => listAt(object, 'spec', 'secretObjects').map((each) => stringAt(each, 'secretName')),
  // whatever its template says, it is called like the sealed one
  'bitnami.com/SealedSecret': (object) => [object.metadata?.name],
  'networking.k8s.io/Ingress': (object) => (asksForCertificate(object) ? listAt(object, 'spec', 'tls').map((each) => stringAt(each, 'secretName')) : []),
  'gateway.networking.k8s.io/Gateway': (object) => (asksForCertificate(object) ? listAt(object, 'spec', 'listeners').flatMap((listener) => listAt(listener, 'tls', 'certificateRefs')).map((each) => stringAt(each, 'name')) : []),
};

const asksForCertificate = ({ metadata }: KubernetesObject): boolean => Object.keys(metadata?.annotations ?? {}).some((key) => key.startsWith('cert-manager.io/') || key === 'kubernetes.io/tls-acme');

/** What a controller writes because of an object. */
export function secretsWrittenFor(object: KubernetesObject): CapabilityData[] {
  const names = WRITTEN_SECRETS[groupKindOf(object)]?.(object) ?? [];
  return names.filter((name): name is string => name !== undefined).map((name) => objectThing('', 'Secret', name, namespaceOf(object) ?? 'default'));
}

/** Secrets to which a controller adds keys of its own, beside those that {@link secretsWrittenFor} names. */
export function secretsExtendedBy(object: KubernetesObject): CapabilityData[] {
  const name = groupKindOf(object) === 'external-secrets.io/ExternalSecret' ? stringAt(object, 'spec', 'target', 'name') ?? object.metadata?.name : undefined;
  return name === undefined ? [] : [objectThing('', 'Secret', name, namespaceOf(object) ?? 'default')];
}

/** API groups whose controllers write nothing that pods name, beside what the table above says. */
const GROUPS_WITHOUT_OUTPUT = new Set([
  'elbv2.k8s.aws', 'gateway.k8s.aws', 'gateway.networking.k8s.io', 'karpenter.sh', 'karpenter.k8s.aws', 'autoscaling.x-k8s.io', 'eks.amazonaws.com', 'aga.k8s.aws',
  'vpcresources.k8s.aws', 'networking.k8s.aws', 'crd.k8s.amazonaws.com', 'keda.sh', 'autoscaling.k8s.io', 'snapshot.storage.k8s.io', 'external-secrets.io',
  'generators.external-secrets.io', 'cert-manager.io', 'secrets-store.csi.x-k8s.io', 'bitnami.com', 'trident.netapp.io', 'application-networking.k8s.aws', 'networking.istio.io',
  'security.istio.io', 'telemetry.istio.io', 'extensions.istio.io', 'traefik.io', 'cilium.io', 'crd.projectcalico.org', 'projectcalico.org', 'policy.networking.k8s.io',
  'constraints.gatekeeper.sh',
]);

/** Kinds of other groups that make nothing. */
const KINDS_WITHOUT_OUTPUT = new Set(['ServiceMonitor', 'PodMonitor', 'PrometheusRule', 'Probe', 'ScrapeConfig', 'AlertmanagerConfig'].map((kind) => `monitoring.coreos.com/${kind}`));

/** What kinds of quiet groups make beside, as roles name it: in their own namespace, or everywhere. */
const CREATED_RESOURCES: Readonly<Record<string, CreatedResources>> = {
  'keda.sh/ScaledJob': { clusterWide: false, resources: [['batch', 'jobs'], ['', 'pods']] },
  'external-secrets.io/ClusterExternalSecret': { clusterWide: true, resources: [['', 'secrets'], ['external-secrets.io', 'externalsecrets']] },
};

/** Objects of which a controller makes some because of one. */
export interface CreatedResources {
  readonly clusterWide: boolean;
  readonly resources: readonly (readonly [group: string, resource: string])[];
}

export const resourcesCreatedFor = (object: KubernetesObject): CreatedResources | undefined => CREATED_RESOURCES[groupKindOf(object)];

/** What applies manifests from elsewhere: to any namespace, and for the whole cluster. */
const GITOPS_ENGINES = new Set([
  'argoproj.io/Application', 'argoproj.io/ApplicationSet', 'kustomize.toolkit.fluxcd.io/Kustomization', 'helm.toolkit.fluxcd.io/HelmRelease', 'fluxcd.controlplane.io/FluxInstance',
  'fluxcd.controlplane.io/ResourceSet', 'operators.coreos.com/Subscription', 'helm.cattle.io/HelmChart',
]);

/** Controllers of Gateways that run no pods for them: their load balancers are of AWS. */
const WITHOUT_PODS = /^(gateway\.k8s\.aws\/|application-networking\.k8s\.aws\/|eks\.amazonaws\.com\/)/;
/** A class that is always there with its controller. Source: AWS Gateway API Controller, Gateway. */
const LATTICE = 'amazon-vpc-lattice';

/** Whether an engine applies anything because of this object, wherever it likes. */
export const isGitOpsObject = (object: KubernetesObject): boolean => GITOPS_ENGINES.has(groupKindOf(object));

/** Whether a controller may make any objects in the namespace of this one: for an operator's custom resource, or a Gateway whose proxies are pods. */
export function mayCreateAnything(object: KubernetesObject, builtIn: ReadonlySet<string>, objects: readonly KubernetesObject[]): boolean {
  const [group, groupKind] = [groupOf(object.apiVersion), groupKindOf(object)];
  if (groupKind === 'gateway.networking.k8s.io/Gateway') return runsPods(stringAt(object, 'spec', 'gatewayClassName'), objects);
  return !builtIn.has(group) && !GROUPS_WITHOUT_OUTPUT.has(group) && !KINDS_WITHOUT_OUTPUT.has(groupKind);
}

function runsPods(className: string | undefined, objects: readonly KubernetesObject[]): boolean {
  const found = objects.find((each) => groupKindOf(each) === 'gateway.networking.k8s.io/GatewayClass' && each.metadata?.name === className);
  return className !== LATTICE && !WITHOUT_PODS.test(String(at(found, 'spec', 'controllerName')));
}
