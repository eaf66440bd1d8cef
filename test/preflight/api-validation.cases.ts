import {
  ApiCase,
  binding,
  claim,
  config,
  container,
  cpuMetric,
  cronJob,
  hpa,
  ingress,
  ingressOf,
  job,
  labels,
  limitRange,
  metadata,
  of,
  policy,
  quota,
  RBAC,
  role,
  secret,
  service,
  toWeb,
  workload,
} from './api-objects';
import { POD_CASES } from './api-pods.cases';

const WORKLOADS: readonly ApiCase[] = [
  { name: 'a Job that always restarts', rule: 'restart-policy', bad: job({}, { restartPolicy: 'Always' }), good: job({}) },
  {
    name: 'a DaemonSet that does not restart',
    rule: 'restart-policy',
    bad: workload('DaemonSet', {}, { restartPolicy: 'OnFailure' }),
    good: workload('DaemonSet', {}, { restartPolicy: 'Always' }),
  },
  {
    name: 'negative replicas',
    rule: 'workload-invalid',
    bad: workload('Deployment', { replicas: -1 }),
    good: workload('Deployment', { replicas: 0 }),
  },
  {
    name: 'maxSurge and maxUnavailable 0',
    rule: 'rollout-impossible',
    bad: workload('Deployment', { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } }),
    good: workload('Deployment', { strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } }),
  },
  {
    name: 'maxUnavailable above 100%',
    rule: 'workload-invalid',
    bad: workload('Deployment', { strategy: { rollingUpdate: { maxUnavailable: '150%' } } }),
    good: workload('Deployment', { strategy: { rollingUpdate: { maxUnavailable: '100%', maxSurge: '150%' } } }),
  },
  {
    name: 'maxSurge that is not a percentage',
    rule: 'workload-invalid',
    bad: workload('Deployment', { strategy: { rollingUpdate: { maxSurge: '1' } } }),
    good: workload('Deployment', { strategy: { rollingUpdate: { maxSurge: 1 } } }),
  },
  {
    name: 'Recreate and rollingUpdate',
    rule: 'rollout-impossible',
    bad: workload('Deployment', { strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } }),
    good: workload('Deployment', { strategy: { type: 'Recreate' } }),
  },
  {
    name: 'a selector that does not match',
    rule: 'selector-mismatch',
    bad: workload('Deployment', { selector: { matchLabels: { app: 'api' } } }),
    good: workload('Deployment', {}),
  },
  { name: 'an empty selector', rule: 'selector-mismatch', bad: workload('Deployment', { selector: {} }), good: workload('Deployment', {}) },
  {
    name: 'In without values in a selector',
    rule: 'selector-invalid',
    bad: workload('Deployment', { selector: { matchExpressions: [{ key: 'app', operator: 'In', values: [] }] } }),
    good: workload('Deployment', { selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] } }),
  },
  {
    name: 'a selector with an invalid value',
    rule: 'selector-invalid',
    bad: of('policy/v1', 'PodDisruptionBudget', { spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'a b' } } } }),
    good: of('policy/v1', 'PodDisruptionBudget', { spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'web' } } } }),
  },
  {
    name: 'OnDelete with rollingUpdate',
    rule: 'workload-invalid',
    bad: workload('StatefulSet', { updateStrategy: { type: 'OnDelete', rollingUpdate: { partition: 0 } } }),
    good: workload('StatefulSet', { updateStrategy: { type: 'OnDelete' } }),
  },
  {
    name: 'a negative partition',
    rule: 'workload-invalid',
    bad: workload('StatefulSet', { updateStrategy: { rollingUpdate: { partition: -1 } } }),
    good: workload('StatefulSet', { updateStrategy: { rollingUpdate: { partition: 3 } } }),
  },
  {
    name: 'activeDeadlineSeconds of a Deployment',
    rule: 'workload-invalid',
    bad: workload('Deployment', {}, { activeDeadlineSeconds: 60 }),
    good: workload('Deployment', {}, { terminationGracePeriodSeconds: 60 }),
  },
  {
    name: 'a claim template without a size',
    rule: 'claim-invalid',
    bad: workload('StatefulSet', { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } }] }),
    good: workload('StatefulSet', {}),
  },
  { name: 'negative completions', rule: 'job-invalid', bad: job({ completions: -1 }), good: job({ completions: 1 }) },
  { name: 'negative backoffLimit', rule: 'job-invalid', bad: job({ backoffLimit: -1 }), good: job({ backoffLimit: 0 }) },
  {
    name: 'Indexed without completions',
    rule: 'job-invalid',
    bad: job({ completionMode: 'Indexed' }),
    good: job({ completionMode: 'Indexed', completions: 2 }),
  },
  {
    name: 'backoffLimitPerIndex without Indexed',
    rule: 'job-invalid',
    bad: job({ completions: 2, backoffLimitPerIndex: 1 }),
    good: job({ completions: 2, completionMode: 'Indexed', backoffLimitPerIndex: 1 }),
  },
  {
    name: 'maxFailedIndexes above completions',
    rule: 'job-invalid',
    bad: job({ completions: 2, completionMode: 'Indexed', backoffLimitPerIndex: 1, maxFailedIndexes: 3 }),
    good: job({ completions: 2, completionMode: 'Indexed', backoffLimitPerIndex: 1, maxFailedIndexes: 2 }),
  },
  {
    name: 'maxFailedIndexes without backoffLimitPerIndex',
    rule: 'job-invalid',
    bad: job({ completions: 2, completionMode: 'Indexed', maxFailedIndexes: 1 }),
    good: job({ completions: 2, completionMode: 'Indexed', backoffLimitPerIndex: 0, maxFailedIndexes: 1 }),
  },
  { name: 'a selector of a Job', rule: 'job-invalid', bad: job({ selector: { matchLabels: labels } }), good: job({}) },
  {
    name: 'a rule with exit codes and conditions',
    rule: 'job-invalid',
    bad: job({
      podFailurePolicy: {
        rules: [
          {
            action: 'Ignore',
            onExitCodes: { operator: 'In', values: [1] },
            onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }],
          },
        ],
      },
    }),
    good: job({ podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] } }),
  },
  {
    name: 'exit code 0',
    rule: 'job-invalid',
    bad: job({ podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [0] } }] } }),
    good: job({ podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'NotIn', values: [0] } }] } }),
  },
  {
    name: 'FailIndex without backoffLimitPerIndex',
    rule: 'job-invalid',
    bad: job({ podFailurePolicy: { rules: [{ action: 'FailIndex', onExitCodes: { operator: 'In', values: [1] } }] } }),
    good: job({
      completions: 2,
      completionMode: 'Indexed',
      backoffLimitPerIndex: 1,
      podFailurePolicy: { rules: [{ action: 'FailIndex', onExitCodes: { operator: 'In', values: [1] } }] },
    }),
  },
  {
    name: 'six fields in a schedule',
    rule: 'cron-schedule',
    bad: cronJob({ schedule: '0 0 3 * * *' }),
    good: cronJob({ schedule: '0 3 * * *' }),
  },
  {
    name: 'an unknown time zone',
    rule: 'cron-schedule',
    bad: cronJob({ timeZone: 'Europe/Berln' }),
    good: cronJob({ timeZone: 'Europe/Berlin' }),
  },
  { name: 'the local time zone', rule: 'cron-schedule', bad: cronJob({ timeZone: 'Local' }), good: cronJob({ timeZone: 'Etc/UTC' }) },
  {
    name: 'a negative history',
    rule: 'job-invalid',
    bad: cronJob({ failedJobsHistoryLimit: -1 }),
    good: cronJob({ failedJobsHistoryLimit: 0 }),
  },
  {
    name: 'a CronJob name of 53 characters',
    rule: 'name-invalid',
    bad: { ...cronJob({}), metadata: { ...metadata, name: 'a'.repeat(53) } },
    good: { ...cronJob({}), metadata: { ...metadata, name: 'a'.repeat(52) } },
  },
  {
    name: 'a selector in a jobTemplate',
    rule: 'job-invalid',
    bad: cronJob({}, { selector: { matchLabels: labels } }),
    good: cronJob({}, { backoffLimit: 1 }),
  },
];

const target = workload('Deployment', {}, { containers: [container({ resources: { requests: { cpu: 1 } } })] });
const withTarget = (scaler: object): object => ({ apiVersion: 'v1', kind: 'List', items: [scaler, target] });
const SCALING: readonly ApiCase[] = [
  ...(
    [
      ['minReplicas above maxReplicas', 'autoscaler-range', { minReplicas: 5 }, { minReplicas: 4 }],
      ['minReplicas 0', 'autoscaler-invalid', { minReplicas: 0 }, { minReplicas: 1 }],
      [
        'a metric without a target',
        'autoscaler-invalid',
        cpuMetric({ type: 'Utilization' }),
        cpuMetric({ type: 'Utilization', averageUtilization: 80 }),
      ],
      [
        'a metric of 0%',
        'autoscaler-invalid',
        cpuMetric({ type: 'Utilization', averageUtilization: 0 }),
        cpuMetric({ type: 'AverageValue', averageValue: '1' }),
      ],
      [
        'a metric with two targets',
        'autoscaler-invalid',
        cpuMetric({ type: 'Utilization', averageUtilization: 80, averageValue: '1' }),
        cpuMetric({ type: 'Utilization', averageUtilization: 120 }),
      ],
      [
        'a metric of another type',
        'autoscaler-invalid',
        { metrics: [{ type: 'Pods', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }] },
        {},
      ],
      [
        'a stabilization window above an hour',
        'autoscaler-invalid',
        { behavior: { scaleDown: { stabilizationWindowSeconds: 3601 } } },
        { behavior: { scaleDown: { stabilizationWindowSeconds: 3600 } } },
      ],
      [
        'a policy of an hour',
        'autoscaler-invalid',
        { behavior: { scaleUp: { policies: [{ type: 'Pods', value: 4, periodSeconds: 3600 }] } } },
        { behavior: { scaleUp: { policies: [{ type: 'Pods', value: 4, periodSeconds: 1800 }] } } },
      ],
    ] as const
  ).map(([name, rule, bad, good]) => ({ name, rule, bad: withTarget(hpa(bad)), good: withTarget(hpa(good)) })),
  {
    name: 'minAvailable and maxUnavailable',
    rule: 'disruption-budget-invalid',
    bad: of('policy/v1', 'PodDisruptionBudget', { spec: { minAvailable: 1, maxUnavailable: 1, selector: { matchLabels: labels } } }),
    good: of('policy/v1', 'PodDisruptionBudget', { spec: { maxUnavailable: 1, selector: { matchLabels: labels } } }),
  },
  {
    name: 'a number in quotes',
    rule: 'disruption-budget-invalid',
    bad: of('policy/v1', 'PodDisruptionBudget', { spec: { minAvailable: '1', selector: { matchLabels: labels } } }),
    good: of('policy/v1', 'PodDisruptionBudget', { spec: { minAvailable: '50%', selector: { matchLabels: labels } } }),
  },
];

const NETWORK: readonly ApiCase[] = [
  ...(
    [
      [
        'ExternalName without a name',
        'service-invalid',
        { type: 'ExternalName', ports: undefined },
        { type: 'ExternalName', externalName: 'db.example.com', ports: undefined },
      ],
      [
        'ExternalName that is a URL',
        'service-invalid',
        { type: 'ExternalName', externalName: 'https://example.com' },
        { type: 'ExternalName', externalName: 'db.example.com.' },
      ],
      ['headless NodePort', 'service-invalid', { clusterIP: 'None', type: 'NodePort' }, { clusterIP: 'None' }],
      ['no ports', 'service-invalid', { ports: [] }, { ports: [], clusterIP: 'None' }],
      [
        'a node port below the range',
        'service-ports',
        { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] },
        { type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] },
      ],
      ['a node port of a ClusterIP', 'service-invalid', { ports: [{ port: 80, nodePort: 30080 }] }, { ports: [{ port: 80, nodePort: 0 }] }],
      ['unknown session affinity', 'malformed-object', { sessionAffinity: 'Cookie' }, { sessionAffinity: 'ClientIP' }],
      [
        'a timeout without session affinity',
        'service-invalid',
        { sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } } },
        { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } } },
      ],
      [
        'a timeout above a day',
        'service-invalid',
        { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 86401 } } },
        { sessionAffinity: 'ClientIP' },
      ],
      [
        'a port twice',
        'service-ports',
        {
          ports: [
            { name: 'a', port: 80 },
            { name: 'b', port: 80 },
          ],
        },
        {
          ports: [
            { name: 'a', port: 80 },
            { name: 'b', port: 81 },
          ],
        },
      ],
      ['two ports without names', 'service-ports', { ports: [{ port: 80 }, { port: 81 }] }, { ports: [{ port: 80 }] }],
      [
        'a target port of 16 characters',
        'service-invalid',
        { ports: [{ port: 80, targetPort: 'metrics-of-a-pod' }] },
        { ports: [{ port: 80, targetPort: 'metrics' }] },
      ],
      [
        'a port name with a capital letter',
        'service-invalid',
        { ports: [{ port: 80, name: 'HTTP' }] },
        { ports: [{ port: 80, name: 'a-very-long-name-of-a-port' }] },
      ],
      ['externalTrafficPolicy of a ClusterIP', 'service-invalid', { externalTrafficPolicy: 'Local' }, { internalTrafficPolicy: 'Local' }],
      ['source ranges of a ClusterIP', 'service-invalid', { loadBalancerSourceRanges: ['10.0.0.0/8'] }, {}],
      ['an external address that is a name', 'service-invalid', { externalIPs: ['example.com'] }, { externalIPs: ['192.0.2.1'] }],
      ['a load balancer class of a ClusterIP', 'service-invalid', { loadBalancerClass: 'service.k8s.aws/nlb' }, {}],
    ] as const
  ).map(([name, rule, bad, good]) => ({ name: `a Service with ${name}`, rule, bad: service(bad), good: service(good) })),
  ...(
    [
      ['a relative path', { path: 'api' }, { path: '/api' }],
      ['a path with //', { path: '/a//b' }, { path: '/a/b' }],
      ['no path', { path: '' }, { path: '', pathType: 'ImplementationSpecific' }],
      [
        'a backend of two kinds',
        { backend: { ...toWeb, resource: { apiGroup: 'k8s.example.com', kind: 'Bucket', name: 'a' } } },
        { backend: toWeb },
      ],
      ['a backend without a port', { backend: { service: { name: 'web' } } }, { backend: toWeb }],
      ['a backend with two ports', { backend: { service: { name: 'web', port: { name: 'http', number: 80 } } } }, { backend: toWeb }],
      ['a port above 65535', { backend: { service: { name: 'web', port: { number: 80000 } } } }, { backend: toWeb }],
    ] as const
  ).map(([name, bad, good]) => ({ name: `an Ingress with ${name}`, rule: 'ingress-invalid', bad: ingress(bad), good: ingress(good) })),
  { name: 'an Ingress for an address', rule: 'ingress-invalid', bad: ingress({}, '192.0.2.1'), good: ingress({}, 'a.example.com') },
  { name: 'a wildcard within a host', rule: 'ingress-invalid', bad: ingress({}, 'shop.*.example.com'), good: ingress({}, '*.example.com') },
  { name: 'a URL as host', rule: 'ingress-invalid', bad: ingress({}, 'https://shop.example.com'), good: ingress({}, 'shop.example.com') },
  { name: 'an Ingress without rules', rule: 'ingress-invalid', bad: ingressOf({}), good: ingressOf({ defaultBackend: toWeb }) },
  {
    name: 'two classes of an Ingress',
    rule: 'ingress-invalid',
    bad: ingressOf({ defaultBackend: toWeb }, { 'kubernetes.io/ingress.class': 'nginx' }),
    good: ingressOf({ defaultBackend: toWeb }, { 'kubernetes.io/ingress.class': 'alb' }),
  },
  ...(
    [
      ['an invalid block', { from: [{ ipBlock: { cidr: '10.0.0.0' } }] }, { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
      [
        'an exception outside of the block',
        { from: [{ ipBlock: { cidr: '10.0.0.0/16', except: ['10.1.0.0/24'] } }] },
        { from: [{ ipBlock: { cidr: '10.0.0.0/16', except: ['10.0.1.0/24'] } }] },
      ],
      [
        'an exception as large as the block',
        { from: [{ ipBlock: { cidr: 'fd00::/64', except: ['fd00::/64'] } }] },
        { from: [{ ipBlock: { cidr: 'fd00::/64', except: ['fd00::/65'] } }] },
      ],
      [
        'a block and a selector',
        { from: [{ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }] },
        { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }, { podSelector: {} }] },
      ],
      ['an empty peer', { from: [{}] }, { from: [{ podSelector: {} }] }],
      ['an endPort below the port', { ports: [{ port: 80, endPort: 79 }] }, { ports: [{ port: 80, endPort: 80 }] }],
      ['an endPort without a port', { ports: [{ endPort: 80 }] }, { ports: [{ protocol: 'TCP' }] }],
      ['an endPort of a name', { ports: [{ port: 'http', endPort: 80 }] }, { ports: [{ port: 'http' }] }],
    ] as const
  ).map(([name, bad, good]) => ({
    name: `a NetworkPolicy with ${name}`,
    rule: 'network-policy-invalid',
    bad: policy(bad),
    good: policy(good),
  })),
];

const ACCESS: readonly ApiCase[] = [
  { name: 'a rule without verbs', rule: 'role-invalid', bad: role({ verbs: [] }), good: role({}) },
  { name: 'a rule without groups', rule: 'role-invalid', bad: role({ apiGroups: undefined }), good: role({ apiGroups: [''] }) },
  { name: 'a rule without resources', rule: 'role-invalid', bad: role({ resources: undefined }), good: role({ resources: ['pods/log'] }) },
  {
    name: 'a URL in a Role',
    rule: 'role-invalid',
    bad: role({ apiGroups: undefined, resources: undefined, nonResourceURLs: ['/metrics'] }),
    good: of(`${RBAC}/v1`, 'ClusterRole', { metadata: { name: 'web' }, rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }] }),
  },
  {
    name: 'a binding to another kind',
    rule: 'role-invalid',
    bad: binding({ roleRef: { apiGroup: RBAC, kind: 'Group', name: 'view' } }),
    good: binding({}),
  },
  {
    name: 'a ClusterRoleBinding to a Role',
    rule: 'role-invalid',
    bad: { ...binding({ roleRef: { apiGroup: RBAC, kind: 'Role', name: 'view' } }, 'ClusterRoleBinding'), metadata: { name: 'web' } },
    good: { ...binding({}, 'ClusterRoleBinding'), metadata: { name: 'web' } },
  },
  {
    name: 'a binding to another group',
    rule: 'role-invalid',
    bad: binding({ roleRef: { apiGroup: `${RBAC}/v1`, kind: 'ClusterRole', name: 'view' } }),
    good: binding({}),
  },
  {
    name: 'a service account with a group',
    rule: 'role-invalid',
    bad: binding({ subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'shop', apiGroup: RBAC }] }),
    good: binding({ subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'shop', apiGroup: '' }] }),
  },
  {
    name: 'a service account without a namespace',
    rule: 'role-invalid',
    bad: { ...binding({ subjects: [{ kind: 'ServiceAccount', name: 'default' }] }, 'ClusterRoleBinding'), metadata: { name: 'web' } },
    good: {
      ...binding({ subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'shop' }] }, 'ClusterRoleBinding'),
      metadata: { name: 'web' },
    },
  },
  {
    name: 'an unknown kind of subject',
    rule: 'role-invalid',
    bad: binding({ subjects: [{ kind: 'Role', name: 'web' }] }),
    good: binding({ subjects: [{ kind: 'Group', name: 'web', apiGroup: RBAC }] }),
  },
];

const tls = { 'tls.crt': 'YQ==', 'tls.key': 'YQ==' };
const DATA: readonly ApiCase[] = [
  {
    name: 'a key with a slash',
    rule: 'data-invalid',
    bad: config({ data: { 'conf/app.yaml': 'a' } }),
    good: config({ data: { 'conf_app-1.yaml': 'a' } }),
  },
  { name: 'the key ..', rule: 'data-invalid', bad: config({ data: { '..': 'a' } }), good: config({ data: { '.a': 'a' } }) },
  {
    name: 'one key twice',
    rule: 'data-invalid',
    bad: config({ data: { a: 'a' }, binaryData: { a: 'YQ==' } }),
    good: config({ data: { a: 'a' }, binaryData: { b: 'YQ==' } }),
  },
  {
    name: 'text in the data of a Secret',
    rule: 'data-invalid',
    bad: secret({ data: { user: 'shop-user' } }),
    good: secret({ data: { user: 'c2hvcA==' } }),
  },
  {
    name: 'a certificate without its key',
    rule: 'data-invalid',
    bad: secret({ type: 'kubernetes.io/tls', data: { 'tls.crt': 'YQ==' } }),
    good: secret({ type: 'kubernetes.io/tls', data: tls }),
  },
  {
    name: 'registry credentials that are not JSON',
    rule: 'data-invalid',
    bad: secret({ type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': 'auths' } }),
    good: secret({ type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': '<known-at-deploy>' } }),
  },
  {
    name: 'registry credentials in another key',
    rule: 'data-invalid',
    bad: secret({ type: 'kubernetes.io/dockerconfigjson', stringData: { 'config.json': '<known-at-deploy>' } }),
    good: secret({ type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': '<known-at-deploy>' } }),
  },
  {
    name: 'a token of no service account',
    rule: 'data-invalid',
    bad: secret({ type: 'kubernetes.io/service-account-token' }),
    good: {
      ...secret({ type: 'kubernetes.io/service-account-token' }),
      metadata: { ...metadata, annotations: { 'kubernetes.io/service-account.name': 'default' } },
    },
  },
  {
    name: 'data above 1 MiB',
    rule: 'data-too-large',
    bad: config({ data: { a: 'a'.repeat(1_048_577) } }),
    good: config({ data: { a: 'a'.repeat(1000) } }),
  },
  {
    name: 'a claim without access modes',
    rule: 'claim-invalid',
    bad: claim({ accessModes: [] }),
    good: claim({ accessModes: ['ReadWriteOncePod'] }),
  },
  { name: 'a claim without a size', rule: 'claim-invalid', bad: claim({ resources: {} }), good: claim({}) },
  {
    name: 'a claim of 0',
    rule: 'claim-invalid',
    bad: claim({ resources: { requests: { storage: '0' } } }),
    good: claim({ resources: { requests: { storage: 1073741824 } } }),
  },
  {
    name: 'a claim with ReadWriteOncePod and another mode',
    rule: 'claim-invalid',
    bad: claim({ accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'] }),
    good: claim({ accessModes: ['ReadWriteOncePod'] }),
  },
  {
    name: 'a quota of an unknown resource',
    rule: 'quota-invalid',
    bad: quota({ hard: { cpus: 1 } }),
    good: quota({ hard: { cpu: 1, 'count/jobs.batch': 1 } }),
  },
  { name: 'half a pod', rule: 'quota-invalid', bad: quota({ hard: { pods: '500m' } }), good: quota({ hard: { pods: 10 } }) },
  {
    name: 'scopes that exclude each other',
    rule: 'quota-invalid',
    bad: quota({ hard: { pods: 1 }, scopes: ['BestEffort', 'NotBestEffort'] }),
    good: quota({ hard: { pods: 1 }, scopes: ['BestEffort'] }),
  },
  {
    name: 'CPU of best-effort pods',
    rule: 'quota-invalid',
    bad: quota({ hard: { cpu: 1 }, scopes: ['BestEffort'] }),
    good: quota({ hard: { cpu: 1 }, scopes: ['NotTerminating'] }),
  },
  {
    name: 'a least above the most',
    rule: 'quota-invalid',
    bad: limitRange({ min: { cpu: 2 }, max: { cpu: 1 } }),
    good: limitRange({ min: { cpu: 1 }, max: { cpu: 1 } }),
  },
  {
    name: 'a default above the most',
    rule: 'quota-invalid',
    bad: limitRange({ default: { cpu: 2 }, max: { cpu: 1 } }),
    good: limitRange({ default: { cpu: 1 }, max: { cpu: 2 } }),
  },
  {
    name: 'a default for pods',
    rule: 'quota-invalid',
    bad: limitRange({ type: 'Pod', default: { cpu: 2 } }),
    good: limitRange({ type: 'Pod', max: { cpu: 2 } }),
  },
  {
    name: 'a PriorityClass above a billion',
    rule: 'class-invalid',
    bad: { ...of('scheduling.k8s.io/v1', 'PriorityClass', { value: 1_000_000_001 }), metadata: { name: 'high' } },
    good: { ...of('scheduling.k8s.io/v1', 'PriorityClass', { value: 1_000_000_000 }), metadata: { name: 'high' } },
  },
  {
    name: 'a PriorityClass of the system',
    rule: 'class-invalid',
    bad: { ...of('scheduling.k8s.io/v1', 'PriorityClass', { value: 1000 }), metadata: { name: 'system-high' } },
    good: { ...of('scheduling.k8s.io/v1', 'PriorityClass', { value: 1000 }), metadata: { name: 'high' } },
  },
  {
    name: 'a label with a space',
    rule: 'label-invalid',
    bad: { ...config({}), metadata: { ...metadata, labels: { team: 'my team' } } },
    good: { ...config({}), metadata: { ...metadata, labels: { team: '' } } },
  },
  {
    name: 'annotations above 256 KiB',
    rule: 'annotations-too-large',
    bad: { ...config({}), metadata: { ...metadata, annotations: { a: 'a'.repeat(262_144) } } },
    good: { ...config({}), metadata: { ...metadata, annotations: { a: 'a b' } } },
  },
  {
    name: 'a finalizer without a domain',
    rule: 'metadata-invalid',
    bad: { ...config({}), metadata: { ...metadata, finalizers: ['cleanup'] } },
    good: { ...config({}), metadata: { ...metadata, finalizers: ['example.com/cleanup'] } },
  },
  {
    name: 'a namespace with dots',
    rule: 'name-invalid',
    bad: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a.b' } },
    good: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a-b' } },
  },
  {
    name: 'a role with a slash',
    rule: 'name-invalid',
    bad: { ...role({}), metadata: { ...metadata, name: 'a/b' } },
    good: { ...role({}), metadata: { ...metadata, name: 'a:b' } },
  },
];

/** Objects that the API server rejects, and their twins. */
export const API_CASES: readonly ApiCase[] = [...POD_CASES, ...WORKLOADS, ...SCALING, ...NETWORK, ...ACCESS, ...DATA];
