import { Cases, Given } from './case';
import { all, BACKEND, passes } from './given';
import { SCALING } from './lifecycle-scaling';

const deployment = ({
  spec = '',
  pod = '',
  container = '',
  labels = '{ app: web }',
  kind = 'Deployment',
  name = 'web',
} = {}) => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
spec:
  ${spec}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: ${labels} }
    spec:
      ${pod}
      containers:
        - name: web
          image: registry.example.com/web:1.4.2
          ports: [{ containerPort: 8080 }]
          ${container}
          resources: { requests: { cpu: 250m, memory: 256Mi } }
`;
const POD =
  'containers: [{ name: backup, image: "registry.example.com/backup:1.0", resources: { requests: { cpu: 100m, memory: 128Mi } } }]';
const job = (policy: string, { labels = '{ app: backup }', more = '' } = {}) => `apiVersion: batch/v1
kind: Job
metadata: { name: backup, namespace: shop }
spec: { ${more}template: { metadata: { labels: ${labels} }, spec: { ${policy}${POD} } } }
`;
const hook = (annotation: string) =>
  job('restartPolicy: Never, ').replace('namespace: shop }', `namespace: shop, annotations: { ${annotation} } }`);
const cron = (schedule: string, policy: string = 'restartPolicy: OnFailure, ', more: string = '') => `apiVersion: batch/v1
kind: CronJob
metadata: { name: backup, namespace: shop }
spec: { schedule: '${schedule}', ${more}jobTemplate: { spec: { template: { spec: { ${policy}${POD} } } } } }
`;
const scheduled = (schedule: string): Given => ({ name: schedule, manifests: cron(schedule) });
const refused = (name: string, schedule: string) => ({
  name,
  manifests: cron(schedule),
  found: [`CronJob 'shop/backup' has the invalid schedule '${schedule}'`],
});

const service = (spec: string = 'type: ClusterIP') => `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ${spec}, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
`;
const BALANCED = service('type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb');
const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop, annotations: { alb.ingress.kubernetes.io/target-type: ip } }
spec:
  ingressClassName: alb
  rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, ${BACKEND} }] } }]
`;
const PROBE = 'readinessProbe: { httpGet: { path: /ready, port: 8080 } }';

export const LIFECYCLE: Cases = {
  'hook-in-manifest': {
    fails: [
      {
        name: 'a Job that Helm runs before it uninstalls a chart, in a manifest of helm template',
        manifests: hook('helm.sh/hook: pre-delete'),
        found: ["the annotation helm.sh/hook is on Job 'shop/backup' (pre-delete)"],
      },
      {
        name: 'a migration for which Argo CD waits before it applies the others',
        manifests: hook('argocd.argoproj.io/hook: PreSync'),
        found: ["the annotation argocd.argoproj.io/hook is on Job 'shop/backup' (PreSync)"],
      },
      {
        name: 'a hook at two times',
        manifests: hook('helm.sh/hook: "crd-install, post-upgrade"'),
        found: ["the annotation helm.sh/hook is on Job 'shop/backup' (crd-install, post-upgrade)"],
      },
    ],
    passes: [
      { name: 'a hook that Argo CD applies with the others', manifests: hook('argocd.argoproj.io/hook: Sync') },
      {
        name: 'the service account of a hook',
        manifests:
          'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: a, namespace: shop, annotations: { helm.sh/hook: pre-delete } }',
      },
      { name: 'another annotation of Helm', manifests: hook('helm.sh/resource-policy: keep') },
      {
        name: 'an annotation of pods, which neither of them reads',
        manifests: job('restartPolicy: Never, ', { labels: '{ app: backup }, annotations: { helm.sh/hook: test }' }),
      },
    ],
  },
  ...SCALING,

  'cron-schedule': {
    fails: [
      refused('a schedule of EventBridge', 'cron(0 3 * * ? *)'),
      refused('seconds', '0 0 3 * * *'),
      refused('Sunday is 0', '0 3 * * 7'),
      refused('the 24th hour', '0 24 * * *'),
      refused('a time zone in the schedule', 'TZ=Europe/Berlin 0 3 * * *'),
      refused('Friday to Sunday: the week begins with Sunday', '0 3 * * fri-sun'),
      refused('days in a duration', '@every 1d'),
      refused('a step of nothing', '*/0 * * * *'),
      refused('the last day of the month, as Quartz writes it', '0 3 L * *'),
      {
        name: 'a time zone that does not exist',
        manifests: cron('0 3 * * *', undefined, 'timeZone: Europe/Berln, '),
        found: ["CronJob 'shop/backup' has the unknown time zone 'Europe/Berln'"],
      },
      {
        name: 'the time zone of the host',
        manifests: cron('0 3 * * *', undefined, 'timeZone: Local, '),
        found: ["CronJob 'shop/backup' has the invalid time zone 'Local'"],
      },
    ],
    passes: [
      ...[
        '0 3 * * *',
        '*/15 8-18 * * mon-fri',
        '59 23 31 12 6',
        '0 0 1,15 JAN *',
        '5/20 * ? * ?',
        '0-30/10 * * * 0,',
        '@daily',
        '@every 1h30m',
      ].map(scheduled),
      { name: 'a time zone beside it', manifests: cron('0 3 * * *', undefined, 'timeZone: Europe/Berlin, ') },
      { name: 'an alias of a time zone', manifests: cron('0 3 * * *', undefined, 'timeZone: US/Pacific, ') },
      { name: 'a schedule that CloudFormation fills in', manifests: cron('<known-at-deploy> 3 * * *') },
    ],
  },

  'circular-dependency': {
    fails: [
      {
        name: 'pods read a value of what reads a value of their deployment',
        facts: {
          circularDependencies: [
            [
              { path: 'App/Shop', type: 'Custom::StrataObjects', by: 'reference' },
              { path: 'App/Cdn', type: 'AWS::CloudFront::Distribution', by: 'reference' },
              { path: 'App/Address', type: 'Custom::StrataValue', by: 'DependsOn' },
            ],
          ],
        },
        found: [
          'circular dependency between resources: App/Shop refers to App/Cdn, which refers to App/Address, which depends on App/Shop',
        ],
      },
      {
        name: 'resources that are no objects',
        facts: {
          circularDependencies: [
            [
              { path: 'App/A', type: 'AWS::EC2::SecurityGroup', by: 'reference' },
              { path: 'App/B', type: 'AWS::EC2::SecurityGroup', by: 'reference' },
            ],
          ],
        },
        found: ['circular dependency between resources: App/A refers to App/B, which refers to App/A'],
      },
    ],
    passes: [
      { name: 'no cycle', facts: { circularDependencies: [] } },
      { name: 'a chain', manifests: all(deployment({ container: PROBE }), service(), INGRESS) },
    ],
  },

  'dependency-dropped': {
    fails: [
      {
        name: 'a driver that depends on pods with volumes of it, one finding for all its resources',
        facts: {
          droppedDependencies: ['App/Ebs/Driver', 'App/Ebs/Class'].map((to) => ({
            from: 'App/Shop',
            to,
            kinds: ['apps/Deployment'],
            cycle: [
              { path: to, type: 'AWS::EKS::Addon', by: 'DependsOn' },
              { path: 'App/Shop', type: 'Custom::StrataObjects', by: 'DependsOn' },
            ],
          })),
        },
        found: ['the construct needs App/Ebs/Driver, App/Ebs/Class, but App/Ebs/Driver depends on App/Shop'],
      },
      {
        name: 'through a reference',
        facts: {
          droppedDependencies: [
            {
              from: 'App/Shop',
              to: 'App/Alb',
              kinds: ['networking.k8s.io/Ingress'],
              cycle: [
                { path: 'App/Alb', type: 'Custom::StrataHelmRelease', by: 'reference' },
                { path: 'App/Value', type: 'Custom::StrataValue', by: 'DependsOn' },
                { path: 'App/Shop', type: 'Custom::StrataObjects', by: 'DependsOn' },
              ],
            },
          ],
        },
        found: ['the construct needs App/Alb, but App/Alb refers to App/Value, which depends on App/Shop'],
      },
    ],
    passes: [
      {
        name: 'two of the library that contradict each other',
        facts: { droppedDependencies: [{ from: 'App/Shop', to: 'App/Other', kinds: ['apps/Deployment'] }] },
      },
      { name: 'nothing is dropped', facts: { droppedDependencies: [] } },
    ],
  },

  'order-impossible': {
    fails: [
      {
        name: 'an Ingress in a stack that the controller needs',
        facts: {
          droppedDependencies: [
            { from: 'Shop/Chart', to: 'Platform/AlbController', kinds: ['apps/Deployment', 'networking.k8s.io/Ingress'] },
          ],
        },
        found: ['the construct needs Platform/AlbController, and cannot depend on it'],
      },
    ],
    passes: [
      {
        name: 'nothing that a controller has to finish',
        facts: { droppedDependencies: [{ from: 'Shop/Chart', to: 'Platform/AlbController', kinds: ['apps/Deployment', '/ConfigMap'] }] },
      },
      { name: 'an order that can be had', manifests: all(deployment({ container: PROBE }), service(), INGRESS) },
    ],
  },

  'readiness-probe-missing': {
    fails: [
      {
        name: 'requests come when the process starts',
        manifests: all(deployment(), service(), INGRESS),
        found: ["Deployment 'shop/web' is behind a load balancer, and none of its containers has a readiness probe"],
      },
      {
        name: 'a probe that only restarts',
        manifests: all(deployment({ container: 'livenessProbe: { tcpSocket: { port: 8080 } }' }), BALANCED),
        found: ["Deployment 'shop/web' is behind a load balancer, and none of its containers has a readiness probe"],
      },
    ],
    passes: [
      passes('a readiness probe', deployment({ container: PROBE }), service(), INGRESS),
      passes(
        'a startup probe, before which no pod is ready',
        deployment({ container: 'startupProbe: { tcpSocket: { port: 8080 } }' }),
        service(),
        INGRESS,
      ),
      passes(
        'a proxy that answers for the others',
        deployment({ pod: `initContainers: [{ name: proxy, image: "envoyproxy/envoy:v1.35.0", restartPolicy: Always, ${PROBE} }]` }),
        service(),
        INGRESS,
      ),
      passes('pods inside of the cluster', deployment(), service()),
      passes(
        'a Job with the labels of the pods',
        deployment({ container: PROBE }),
        job('restartPolicy: Never, ', { labels: '{ app: web }' }),
        service(),
        INGRESS,
      ),
      passes(
        'pods that are ready when their load balancer says so',
        'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { elbv2.k8s.aws/pod-readiness-gate-inject: enabled } }\n',
        deployment(),
        service(),
        INGRESS,
      ),
      passes(
        'members that find each other before they are ready',
        deployment(),
        service('type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb, publishNotReadyAddresses: true'),
      ),
      passes(
        'a Service whose selector CloudFormation fills in',
        deployment({ labels: '{ app: web, release: "<known-at-deploy>" }' }),
        BALANCED.replace('{ app: web }', '{ release: "<known-at-deploy>" }'),
      ),
    ],
  },

  'restart-policy': {
    fails: [
      { name: 'a Job that does not say it', manifests: job(''), found: ["Job 'shop/backup' has no restartPolicy"] },
      {
        name: 'a CronJob whose pods restart indefinitely',
        manifests: cron('0 3 * * *', 'restartPolicy: Always, '),
        found: ["CronJob 'shop/backup' has restartPolicy: Always"],
      },
      {
        name: 'a Deployment that does not start again',
        manifests: deployment({ pod: 'restartPolicy: OnFailure' }),
        found: ["Deployment 'shop/web' has restartPolicy: OnFailure"],
      },
      {
        name: 'a policy for failures beside another',
        manifests: job('restartPolicy: OnFailure, ', {
          more: 'podFailurePolicy: { rules: [{ action: FailJob, onExitCodes: { operator: In, values: [42] } }] }, ',
        }),
        found: ["Job 'shop/backup' has restartPolicy: OnFailure and a podFailurePolicy"],
      },
    ],
    passes: [
      passes('a Job that is tried again', job('restartPolicy: OnFailure, ')),
      passes(
        'a Job whose failures are looked at',
        job('restartPolicy: Never, ', { more: 'backoffLimitPerIndex: 1, completionMode: Indexed, completions: 3, ' }),
      ),
      passes('Always, as everybody has it', deployment({ pod: 'restartPolicy: Always' })),
      passes(
        'a Pod that runs once',
        `apiVersion: v1\nkind: Pod\nmetadata: { name: backup, namespace: shop }\nspec: { restartPolicy: Never, ${POD} }\n`,
      ),
      passes(
        'a sidecar of a Job',
        job('restartPolicy: Never, initContainers: [{ name: proxy, image: "envoyproxy/envoy:v1.35.0", restartPolicy: Always }], '),
      ),
      passes('a policy that CloudFormation fills in', job('restartPolicy: <known-at-deploy>, ')),
    ],
  },

  'rollout-impossible': {
    fails: [
      {
        name: 'no pod more and none less',
        manifests: deployment({ spec: 'strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } }' }),
        found: ["Deployment 'shop/web' has maxSurge: 0 and maxUnavailable: 0"],
      },
      {
        name: 'the same in percent',
        manifests: deployment({ spec: 'strategy: { rollingUpdate: { maxSurge: 0%, maxUnavailable: 0% } }' }),
        found: ["Deployment 'shop/web' has maxSurge: 0 and maxUnavailable: 0"],
      },
      {
        name: 'the other strategy was left in',
        manifests: deployment({ spec: 'strategy: { type: Recreate, rollingUpdate: { maxSurge: 1 } }' }),
        found: ["Deployment 'shop/web' has type: Recreate and rollingUpdate"],
      },
      {
        name: 'no time to get ready',
        manifests: deployment({ spec: 'minReadySeconds: 600' }),
        found: ["Deployment 'shop/web' has minReadySeconds: 600 and progressDeadlineSeconds: 600"],
      },
      {
        name: 'a DaemonSet with a pod more, and one less as it has by default',
        manifests: deployment({ kind: 'DaemonSet', spec: 'updateStrategy: { rollingUpdate: { maxSurge: 1 } }' }),
        found: ["DaemonSet 'shop/web' has maxSurge: 1 and maxUnavailable: 1"],
      },
    ],
    passes: [
      passes('one more first', deployment({ spec: 'strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }' })),
      passes('none less, and more as it has by default', deployment({ spec: 'strategy: { rollingUpdate: { maxUnavailable: 0 } }' })),
      passes(
        'a percentage that may be less than a pod',
        deployment({ spec: 'replicas: 1\n  strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 25% } }' }),
      ),
      passes(
        'the other strategy taken out by null, as charts do',
        deployment({ spec: 'strategy: { type: Recreate, rollingUpdate: null }' }),
      ),
      passes('a second more than it takes', deployment({ spec: 'minReadySeconds: 600\n  progressDeadlineSeconds: 601' })),
      passes('a second less than it takes by default', deployment({ spec: 'minReadySeconds: 599' })),
      passes(
        'a deadline that CloudFormation fills in',
        deployment({ spec: 'minReadySeconds: 900\n  progressDeadlineSeconds: <known-at-deploy>' }),
      ),
      passes(
        'a DaemonSet with a pod more',
        deployment({ kind: 'DaemonSet', spec: 'updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }' }),
      ),
      passes(
        'a DaemonSet that waits for pods to be deleted',
        deployment({ kind: 'DaemonSet', spec: 'updateStrategy: { type: OnDelete }' }),
      ),
    ],
  },
};
