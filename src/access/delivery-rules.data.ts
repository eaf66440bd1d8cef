/** An RBAC rule of a role that deploys to a namespace. */
export interface DeliveryRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** What the function and Helm do with an object that they apply. Server-side apply is a patch, and creates an object with `create`. */
const WRITE = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
const READ = ['get', 'list', 'watch'];

/** A group, and the resources in it. Source: Kubernetes API reference 1.36. */
const of = (group: string, ...resources: string[]): DeliveryRule => ({ apiGroups: [group], resources, verbs: WRITE });

/**
 * The namespaced kinds that an application consists of. Quotas and limit ranges are those of the platform. `secrets` are also the inventories and the
 * releases of Helm, `leases` those of the deployments. Roles and bindings give nothing that the function has not: the API server refuses an escalation.
 */
export const APPLICATION_RULES: readonly DeliveryRule[] = [
  of('', 'configmaps', 'secrets', 'services', 'serviceaccounts', 'persistentvolumeclaims', 'pods', 'endpoints'),
  of('apps', 'deployments', 'statefulsets', 'daemonsets', 'replicasets'),
  of('batch', 'jobs', 'cronjobs'),
  of('autoscaling', 'horizontalpodautoscalers'),
  of('policy', 'poddisruptionbudgets'),
  of('networking.k8s.io', 'ingresses', 'networkpolicies'),
  of('discovery.k8s.io', 'endpointslices'),
  of('coordination.k8s.io', 'leases'),
  of('resource.k8s.io', 'resourceclaims', 'resourceclaimtemplates'),
  of('rbac.authorization.k8s.io', 'roles', 'rolebindings'),
  // what a failure is told with
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  { apiGroups: ['', 'events.k8s.io'], resources: ['events'], verbs: READ },
];

/**
 * Custom resources of the controllers in the catalogue that an application consists of. A rule for a kind that is not installed has no effect.
 *
 * Left out: what controllers write themselves, and what reaches beyond the namespace without a check of its controller: `EnvoyFilter` and `WasmPlugin` (code in
 * the proxies), `DNSEndpoint` (any DNS record), `GlobalAccelerator`, Trident.
 */
export const CUSTOM_RESOURCE_RULES: readonly DeliveryRule[] = [
  of('elbv2.k8s.aws', 'targetgroupbindings'),
  of('eks.amazonaws.com', 'targetgroupbindings'),
  of('gateway.k8s.aws', 'loadbalancerconfigurations', 'targetgroupconfigurations', 'listenerruleconfigurations'),
  of('gateway.networking.k8s.io', 'gateways', 'httproutes', 'grpcroutes', 'tlsroutes', 'tcproutes', 'udproutes', 'listenersets', 'referencegrants', 'backendtlspolicies'),
  of('application-networking.k8s.aws', 'accesslogpolicies', 'iamauthpolicies', 'serviceexports', 'serviceimports', 'targetgrouppolicies'),
  of('vpcresources.k8s.aws', 'securitygrouppolicies'),
  of('external-secrets.io', 'externalsecrets', 'secretstores', 'pushsecrets'),
  of('secrets-store.csi.x-k8s.io', 'secretproviderclasses'),
  of('cert-manager.io', 'certificates', 'issuers'),
  of('keda.sh', 'scaledobjects', 'scaledjobs', 'triggerauthentications'),
  of('autoscaling.k8s.io', 'verticalpodautoscalers'),
  of('snapshot.storage.k8s.io', 'volumesnapshots'),
  of('networking.istio.io', 'destinationrules', 'gateways', 'serviceentries', 'sidecars', 'virtualservices', 'workloadentries', 'workloadgroups'),
  of('security.istio.io', 'authorizationpolicies', 'peerauthentications', 'requestauthentications'),
  of('telemetry.istio.io', 'telemetries'),
];

/** The Namespace itself: its uid identifies the cluster, and it may be terminating. */
export const namespaceRule = (name: string): DeliveryRule => ({ apiGroups: [''], resources: ['namespaces'], resourceNames: [name], verbs: ['get'] });
