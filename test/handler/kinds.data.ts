import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';

/** Kinds of every sort that deployments hold, with as much of a spec as the handler reads. */
export const KINDS: readonly { readonly apiVersion: string; readonly kind: string; readonly clusterScoped?: true; readonly spec?: object }[] = [
  { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 2 } },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', spec: { replicas: 2 } },
  { apiVersion: 'apps/v1', kind: 'DaemonSet' },
  { apiVersion: 'batch/v1', kind: 'Job' },
  { apiVersion: 'batch/v1', kind: 'CronJob', spec: { schedule: '@daily' } },
  { apiVersion: 'v1', kind: 'Pod' },
  { apiVersion: 'v1', kind: 'Service', spec: { type: 'LoadBalancer' } },
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
  { apiVersion: 'v1', kind: 'ConfigMap' },
  { apiVersion: 'v1', kind: 'Secret' },
  { apiVersion: 'v1', kind: 'ServiceAccount' },
  { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' },
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding' },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', clusterScoped: true },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', clusterScoped: true },
  { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', clusterScoped: true },
  { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', clusterScoped: true },
  { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', clusterScoped: true },
  { apiVersion: 'v1', kind: 'ResourceQuota' },
  { apiVersion: 'v1', kind: 'LimitRange' },
  { apiVersion: 'v1', kind: 'Namespace', clusterScoped: true },
  { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', clusterScoped: true, spec: { group: 'of-the-app.example', names: { kind: 'Thing' } } },
  { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', clusterScoped: true },
  { apiVersion: 'example.com/v1', kind: 'Widget' },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
];

/** The kind that the definition above defines. */
const THING = { apiVersion: 'of-the-app.example/v1', kind: 'Thing', clusterScoped: undefined, spec: undefined };

/** An object of one of the kinds, with a text by which its version is known. */
export function objectOf(kind: string, name: string, content: string): KubernetesObject {
  const { apiVersion, clusterScoped, spec } = [...KINDS, THING].find((each) => each.kind === kind)!;
  return { apiVersion, kind, metadata: { name, ...(clusterScoped ? {} : { namespace: 'shop' }), annotations: { content } }, ...(spec ? { spec } : {}) };
}
