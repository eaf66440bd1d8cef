import { App, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  ChartDeployment,
  WorkloadConfigMap,
  Platform,
  PlatformProfile,
  EmptyDirVolume,
  Sidecar,
  WebService,
  WorkloadIdentity,
} from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Sidecars');
const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  profile: PlatformProfile.DEVELOPMENT,
  admins: [new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() })],
});
const namespace = 'shop';
const identity = new WorkloadIdentity(stack, 'Identity', { cluster, namespace, serviceAccountName: 'web' });
const logGroup = new LogGroup(stack, 'Logs', { retention: RetentionDays.ONE_MONTH });
logGroup.grantWrite(identity);

const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace });
const logs = new EmptyDirVolume('logs', '/logs', { sizeLimit: cdk8s.Size.gibibytes(1) });
const fluentBit = new WorkloadConfigMap(chart, 'fluent-bit', {
  files: {
    'fluent-bit.conf': [
      '[INPUT]',
      '  Name tail',
      '  Path /logs/*.log',
      '[OUTPUT]',
      '  Name cloudwatch_logs',
      '  Match *',
      `  region ${stack.region}`,
      `  log_group_name ${logGroup.logGroupName}`,
      '  log_stream_prefix web-',
    ].join('\n'),
  },
});
// one route: what comes in on 10000 goes to the first container
const envoy = new WorkloadConfigMap(chart, 'envoy', {
  files: {
    'envoy.yaml': cdk8s.Yaml.stringify({
      static_resources: {
        listeners: [
          {
            address: { socket_address: { address: '0.0.0.0', port_value: 10000 } },
            filter_chains: [
              {
                filters: [
                  {
                    name: 'envoy.filters.network.tcp_proxy',
                    typed_config: {
                      '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
                      stat_prefix: 'web',
                      cluster: 'web',
                    },
                  },
                ],
              },
            ],
          },
        ],
        clusters: [
          {
            name: 'web',
            load_assignment: {
              cluster_name: 'web',
              endpoints: [{ lb_endpoints: [{ endpoint: { address: { socket_address: { address: '127.0.0.1', port_value: 8080 } } } }] }],
            },
          },
        ],
      },
    }),
  },
});

new WebService(chart, 'web', {
  image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
  identity,
  volumes: [logs],
  initContainers: [
    { name: 'prepare', image: 'public.ecr.aws/docker/library/busybox:1.37', command: ['touch', '/logs/web.log'], volumes: [logs] },
  ],
  sidecars: [
    Sidecar.fluentBit({ configMap: fluentBit, file: 'fluent-bit.conf', logs }),
    // in a registry of yours, in the version that you tested
    Sidecar.envoy({ configMap: envoy, file: 'envoy.yaml', image: `${stack.account}.dkr.ecr.${stack.region}.${stack.urlSuffix}/envoy:v1` }),
    Sidecar.of('clock', {
      image: 'public.ecr.aws/docker/library/busybox:1.37',
      command: ['sh', '-c', 'while sleep 60; do date >> /logs/clock.log; done'],
      volumes: [logs],
    }),
  ],
});
new ChartDeployment(stack, 'Shop', { cluster, chart });
