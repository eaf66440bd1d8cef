import { at, groupOf, KubernetesObject, listAt, namespaceOf, textAt } from './kubernetes-object.rules';
import { object as objectThing, ThingData } from './thing.rules';

/** The names of objects of one kind that a controller writes for a custom resource. */
type Written = (object: KubernetesObject) => readonly (string | undefined)[];

/** Secrets that controllers write, by the kind that asks for them, in the namespace of the asking object. Source: the CRDs of each project. */
const SECRETS: Readonly<Record<string, Written>> = {
  'external-secrets.io/ExternalSecret': (object) => [textAt(object, 'spec', 'target', 'name') ?? object.metadata?.name],
  'cert-manager.io/Certificate': (object) => [textAt(object, 'spec', 'secretName')],
  'cert-manager.io/Issuer': (object) => [textAt(object, 'spec', 'acme', 'privateKeySecretRef', 'name')],
  'secrets-store.csi.x-k8s.io/SecretProviderClass': (object) => listAt(object, 'spec', 'secretObjects').map((each) => textAt(each, 'secretName')),
  'bitnami.com/SealedSecret': (object) => [textAt(object, 'spec', 'template', 'metadata', 'name') ?? object.metadata?.name],
  'networking.k8s.io/Ingress': (object) => (Object.keys(at(object, 'metadata', 'annotations') ?? {}).some((key) => key.startsWith('cert-manager.io/')) ? listAt(object, 'spec', 'tls').map((each) => textAt(each, 'secretName')) : []),
};

/** What a controller writes because of an object. */
export function writtenFor(object: KubernetesObject): ThingData[] {
  const names = SECRETS[`${groupOf(object.apiVersion)}/${object.kind}`]?.(object) ?? [];
  return names.filter((name): name is string => name !== undefined).map((name) => objectThing('', 'Secret', name, namespaceOf(object) ?? 'default'));
}

/** API groups whose controllers write nothing that pods name, beside what the table above says. */
const QUIET_GROUPS = new Set([
  'elbv2.k8s.aws', 'gateway.k8s.aws', 'gateway.networking.k8s.io', 'karpenter.sh', 'karpenter.k8s.aws', 'autoscaling.x-k8s.io', 'eks.amazonaws.com', 'aga.k8s.aws',
  'vpcresources.k8s.aws', 'networking.k8s.aws', 'crd.k8s.amazonaws.com', 'keda.sh', 'autoscaling.k8s.io', 'snapshot.storage.k8s.io', 'external-secrets.io',
  'cert-manager.io', 'secrets-store.csi.x-k8s.io', 'bitnami.com', 'trident.netapp.io', 'application-networking.k8s.aws', 'networking.istio.io', 'security.istio.io',
  'telemetry.istio.io', 'extensions.istio.io', 'traefik.io',
]);

/** Kinds of other groups that make nothing. */
const QUIET_KINDS = new Set(['ServiceMonitor', 'PodMonitor', 'PrometheusRule', 'Probe', 'ScrapeConfig', 'AlertmanagerConfig'].map((kind) => `monitoring.coreos.com/${kind}`));

/** Whether a controller may make any objects because of this one: an operator's custom resource, what a GitOps engine applies. */
export function mayMakeAnything(object: KubernetesObject, builtIn: ReadonlySet<string>): boolean {
  const group = groupOf(object.apiVersion);
  return !builtIn.has(group) && !QUIET_GROUPS.has(group) && !QUIET_KINDS.has(`${group}/${object.kind}`);
}
