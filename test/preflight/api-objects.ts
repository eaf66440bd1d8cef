/** An object that the API server rejects beyond its schema, and its twin that is accepted. */
export interface ApiCase {
  readonly name: string;
  /** the rule that finds it. */
  readonly rule: string;
  readonly bad: object;
  readonly good: object;
}

export type Fields = Readonly<Record<string, unknown>>;
export const metadata = { name: 'web', namespace: 'shop' };
export const labels = { app: 'web' };
export const container = (more: Fields = {}): Fields => ({ name: 'main', image: 'registry.example.com/web:1.0', ...more });
export const podSpec = (more: Fields = {}, ofContainer: Fields = {}): Fields => ({ containers: [container(ofContainer)], ...more });
export const pod = (more?: Fields, ofContainer?: Fields): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata,
  spec: podSpec(more, ofContainer),
});
export const workload = (kind: string, spec: Fields, ofPod: Fields = {}): object => ({
  apiVersion: 'apps/v1',
  kind,
  metadata,
  spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podSpec(ofPod) }, ...spec },
});
export const jobSpec = (spec: Fields, ofPod: Fields = {}): Fields => ({
  template: { spec: podSpec({ restartPolicy: 'Never', ...ofPod }) },
  ...spec,
});
export const job = (spec: Fields, ofPod?: Fields): object => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata,
  spec: jobSpec(spec, ofPod),
});
export const cronJob = (spec: Fields, ofJob: Fields = {}): object => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata,
  spec: { schedule: '0 3 * * *', jobTemplate: { spec: jobSpec(ofJob) }, ...spec },
});
export const of = (apiVersion: string, kind: string, fields: Fields): object => ({ apiVersion, kind, metadata, ...fields });
export const hpa = (spec: Fields): object =>
  of('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 2, maxReplicas: 4, ...spec },
  });
export const cpuMetric = (target: Fields): Fields => ({ metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }] });
export const service = (spec: Fields): object => of('v1', 'Service', { spec: { ports: [{ port: 80 }], ...spec } });
export const ingressOf = (spec: Fields, annotations?: Fields): object => ({
  apiVersion: 'v1',
  kind: 'List',
  items: [
    {
      ...of('networking.k8s.io/v1', 'Ingress', { spec: { ingressClassName: 'alb', ...spec } }),
      metadata: { ...metadata, annotations: { 'alb.ingress.kubernetes.io/target-type': 'ip', ...annotations } },
    },
    service({}),
  ],
});
export const toWeb = { service: { name: 'web', port: { number: 80 } } };
export const ingress = (path: Fields, host = 'shop.example.com'): object =>
  ingressOf({ rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend: toWeb, ...path }] } }] });
export const policy = (rule: Fields): object => of('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {}, ingress: [rule] } });
export const RBAC = 'rbac.authorization.k8s.io';
export const role = (rule: Fields): object =>
  of(`${RBAC}/v1`, 'Role', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'], ...rule }] });
export const binding = (fields: Fields, kind = 'RoleBinding'): object =>
  of(`${RBAC}/v1`, kind, {
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'view' },
    subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'shop' }],
    ...fields,
  });
export const config = (fields: Fields): object => of('v1', 'ConfigMap', fields);
export const secret = (fields: Fields): object => of('v1', 'Secret', fields);
export const claim = (spec: Fields): object =>
  of('v1', 'PersistentVolumeClaim', {
    spec: { storageClassName: 'gp2', accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
  });
export const quota = (spec: Fields): object => of('v1', 'ResourceQuota', { spec });
export const limitRange = (limit: Fields): object => of('v1', 'LimitRange', { spec: { limits: [{ type: 'Container', ...limit }] } });
export const httpGet = { path: '/', port: 8080 };
export const exec = { command: ['true'] };
export const probe = (more: Fields, field = 'livenessProbe'): object => pod({}, { [field]: { httpGet, ...more } });
export const resources = (requests: Fields, limits: Fields = {}): object => pod({}, { resources: { requests, limits } });
export const volume = (more: Fields): object => pod({ volumes: [{ name: 'tmp', ...more }] });
export const mounts = (...volumeMounts: Fields[]): object =>
  pod({ volumes: [{ name: 'tmp', emptyDir: {} }] }, { volumeMounts: volumeMounts.map((each) => ({ name: 'tmp', ...each })) });
export const env = (...variables: Fields[]): object => pod({}, { env: variables });
export const fieldRef = (fieldPath: string): Fields => ({ name: 'A', valueFrom: { fieldRef: { fieldPath } } });
export const spread = (more: Fields): object =>
  pod({
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: labels },
        ...more,
      },
    ],
  });
export const toleration = (each: Fields): object => pod({ tolerations: [each] });
export const nodeTerms = (expression: Fields): object =>
  pod({
    affinity: {
      nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchExpressions: [expression] } }] },
    },
  });
export const context = (securityContext: Fields): object => pod({}, { securityContext });
export const secrets = (...sources: Fields[]): object => pod({ volumes: [{ name: 'all', projected: { sources } }] });
export const token = { serviceAccountToken: { path: 'token', audience: 'sts.amazonaws.com', expirationSeconds: 3600 } };
