import * as cdk8s from 'cdk8s';
import * as kplus27 from 'cdk8s-plus-27';
import * as kplus34 from 'cdk8s-plus-34';
import { IConstruct } from 'constructs';

/** The versions have the same classes, whose types are not assignable to each other: charts are written for the oldest. */
export type Plus = typeof kplus27;
export const VERSIONS: readonly (readonly [string, Plus])[] = [
  ['27', kplus27],
  ['34', kplus34 as unknown as Plus],
];

const image = 'registry.example.com/web:1.0';
const container: kplus27.ContainerProps = { image, portNumber: 8080 };
type Fill = (chart: cdk8s.Chart, plus: Plus) => unknown;

/** Every construct that cdk8s-plus exports, with its default props and with its main options. */
export const CHARTS: Readonly<Record<string, Fill>> = {
  Deployment: (chart, { Deployment }) => new Deployment(chart, 'web', { containers: [container] }),
  'Deployment with options': (chart, plus) => {
    const config = new plus.ConfigMap(chart, 'config', { data: { a: 'b' } });
    const secret = new plus.Secret(chart, 'secret', { stringData: { a: 'b' } });
    const web = new plus.Deployment(chart, 'web', {
      replicas: 3,
      minReady: cdk8s.Duration.seconds(5),
      progressDeadline: cdk8s.Duration.minutes(5),
      strategy: plus.DeploymentStrategy.rollingUpdate({
        maxSurge: plus.PercentOrAbsolute.percent(50),
        maxUnavailable: plus.PercentOrAbsolute.absolute(0),
      }),
      serviceAccount: new plus.ServiceAccount(chart, 'account'),
      terminationGracePeriod: cdk8s.Duration.seconds(45),
      dns: { hostname: 'web', policy: plus.DnsPolicy.CLUSTER_FIRST, options: [{ name: 'ndots', value: '2' }] },
      hostAliases: [{ ip: '10.0.0.1', hostnames: ['old'] }],
      securityContext: { user: 1000, group: 1000, fsGroup: 1000 },
      containers: [
        {
          ...container,
          args: ['--verbose'],
          imagePullPolicy: plus.ImagePullPolicy.IF_NOT_PRESENT,
          readiness: plus.Probe.fromHttpGet('/ready', { port: 8080, initialDelaySeconds: cdk8s.Duration.seconds(1) }),
          liveness: plus.Probe.fromCommand(['true']),
          startup: plus.Probe.fromTcpSocket({ port: 8080 }),
          lifecycle: { preStop: plus.Handler.fromCommand(['sleep', '5']), postStart: plus.Handler.fromHttpGet('/start', { port: 8080 }) },
          resources: {
            cpu: { request: plus.Cpu.millis(100), limit: plus.Cpu.units(1) },
            memory: { request: cdk8s.Size.mebibytes(64), limit: cdk8s.Size.mebibytes(128) },
            ephemeralStorage: { request: cdk8s.Size.gibibytes(1), limit: cdk8s.Size.gibibytes(2) },
          },
          envVariables: {
            PLAIN: plus.EnvValue.fromValue('a'),
            CONFIG: plus.EnvValue.fromConfigMap(config, 'a'),
            SECRET: plus.EnvValue.fromSecretValue({ secret, key: 'a' }),
            NAME: plus.EnvValue.fromFieldRef(plus.EnvFieldPaths.POD_NAME),
            CPU: plus.EnvValue.fromResource(plus.ResourceFieldPaths.CPU_LIMIT),
          },
          envFrom: [plus.Env.fromConfigMap(config), plus.Env.fromSecret(secret)],
          volumeMounts: [{ path: '/etc/web', volume: plus.Volume.fromConfigMap(chart, 'files', config) }],
        },
      ],
      initContainers: [{ image, command: ['true'] }],
      volumes: [plus.Volume.fromSecret(chart, 'hidden', secret), plus.Volume.fromHostPath(chart, 'host', 'host', { path: '/var/log' })],
    });
    web.containers[0].mount('/tmp', plus.Volume.fromEmptyDir(chart, 'tmp', 'tmp', { sizeLimit: cdk8s.Size.mebibytes(64) }));
    web.scheduling.spread({ topology: plus.Topology.ZONE });
    web.scheduling.attract(plus.Node.labeled(plus.NodeLabelQuery.is('kubernetes.io/arch', 'amd64')));
    web.scheduling.tolerate(plus.Node.tainted(plus.NodeTaintQuery.is('team', 'shop')));
  },
  'Service and Ingress': (chart, plus) => {
    const web = new plus.Deployment(chart, 'web', { containers: [container] });
    const service = web.exposeViaService({ serviceType: plus.ServiceType.CLUSTER_IP });
    const ingress = new plus.Ingress(chart, 'ingress', { className: 'alb' });
    ingress.addHostRule('shop.example.com', '/', plus.IngressBackend.fromService(service), plus.HttpIngressPathType.PREFIX);
    ingress.addDefaultBackend(plus.IngressBackend.fromService(service));
  },
  'Services of all types': (chart, plus) => {
    const selector = new plus.Deployment(chart, 'web', { containers: [container] });
    for (const type of [plus.ServiceType.CLUSTER_IP, plus.ServiceType.NODE_PORT, plus.ServiceType.LOAD_BALANCER]) {
      new plus.Service(chart, type, { type, selector, ports: [{ port: 80, targetPort: 8080 }] });
    }
    new plus.Service(chart, 'external', { type: plus.ServiceType.EXTERNAL_NAME, externalName: 'example.com' });
  },
  StatefulSet: (chart, plus) =>
    new plus.StatefulSet(chart, 'db', {
      containers: [container],
      strategy: plus.StatefulSetUpdateStrategy.rollingUpdate({ partition: 0 }),
      service: new plus.Service(chart, 'headless', { ports: [{ port: 8080 }], clusterIP: 'None' }),
    }),
  DaemonSet: (chart, plus) => new plus.DaemonSet(chart, 'agent', { containers: [container], minReadySeconds: 5 }),
  Job: (chart, plus) =>
    new plus.Job(chart, 'job', {
      containers: [{ image }],
      activeDeadline: cdk8s.Duration.hours(1),
      backoffLimit: 2,
      ttlAfterFinished: cdk8s.Duration.hours(1),
    }),
  CronJob: (chart, plus) =>
    new plus.CronJob(chart, 'cron', { containers: [{ image }], schedule: cdk8s.Cron.daily(), timeZone: 'Europe/Berlin' }),
  Pod: (chart, plus) => new plus.Pod(chart, 'pod', { containers: [container] }),
  HorizontalPodAutoscaler: (chart, plus) => {
    const target = new plus.Deployment(chart, 'web', { containers: [container] });
    new plus.HorizontalPodAutoscaler(chart, 'scaler', {
      target,
      maxReplicas: 10,
      metrics: [
        plus.Metric.resourceCpu(plus.MetricTarget.averageUtilization(70)),
        plus.Metric.resourceMemory(plus.MetricTarget.averageValue(100)),
      ],
      scaleDown: {
        stabilizationWindow: cdk8s.Duration.minutes(5),
        policies: [{ replicas: plus.Replicas.percent(10), duration: cdk8s.Duration.minutes(1) }],
      },
    });
  },
  Secrets: (chart, plus) => {
    new plus.BasicAuthSecret(chart, 'basic', { username: 'a', password: 'b' });
    new plus.SshAuthSecret(chart, 'ssh', { sshPrivateKey: 'a' });
    new plus.ServiceAccountTokenSecret(chart, 'token', { serviceAccount: new plus.ServiceAccount(chart, 'account') });
    new plus.TlsSecret(chart, 'tls', { tlsCert: 'a', tlsKey: 'b' });
    new plus.DockerConfigSecret(chart, 'docker', { data: { auths: {} } });
  },
  Namespace: (chart, plus) => new plus.Namespace(chart, 'namespace', { metadata: { name: 'other' } }),
  Volumes: (chart, plus) => {
    const claim = new plus.PersistentVolumeClaim(chart, 'claim', {
      accessModes: [plus.PersistentVolumeAccessMode.READ_WRITE_ONCE],
      storage: cdk8s.Size.gibibytes(10),
      storageClassName: 'gp3',
    });
    new plus.Deployment(chart, 'web', { containers: [container], replicas: 1 }).containers[0].mount(
      '/data',
      plus.Volume.fromPersistentVolumeClaim(chart, 'data', claim),
    );
  },
  'in-tree volumes': (chart, plus) => {
    const storage = cdk8s.Size.gibibytes(10);
    const accessModes = [plus.PersistentVolumeAccessMode.READ_WRITE_ONCE];
    new plus.AwsElasticBlockStorePersistentVolume(chart, 'ebs', { volumeId: 'vol-0123456789abcdef0', storage, accessModes });
    new plus.AzureDiskPersistentVolume(chart, 'azure', { diskName: 'a', diskUri: 'b', storage, accessModes });
    new plus.GCEPersistentDiskPersistentVolume(chart, 'gce', { pdName: 'a', storage, accessModes });
    const pod = new plus.Pod(chart, 'pod', { containers: [container] });
    pod.containers[0].mount('/a', plus.Volume.fromAwsElasticBlockStore(chart, 'a', 'vol-0123456789abcdef0'));
  },
  'network policies': (chart, plus) => {
    const web = new plus.Deployment(chart, 'web', { containers: [container] });
    new plus.NetworkPolicy(chart, 'policy', {
      selector: web,
      egress: { default: plus.NetworkPolicyTrafficDefault.DENY },
      ingress: { rules: [{ peer: plus.Pods.all(chart, 'all'), ports: [plus.NetworkPolicyPort.tcp(8080)] }] },
    });
    new plus.NetworkPolicy(chart, 'blocks', {
      selector: web,
      egress: { rules: [{ peer: plus.NetworkPolicyIpBlock.ipv4(chart, 'block', '10.0.0.0/8', ['10.1.0.0/16']) }] },
    });
  },
  roles: (chart, plus) => {
    const account = new plus.ServiceAccount(chart, 'account', { automountToken: true });
    const role = new plus.Role(chart, 'role');
    role.allowRead(plus.ApiResource.PODS, plus.ApiResource.CONFIG_MAPS);
    role.bind(account);
    const all = new plus.ClusterRole(chart, 'all');
    all.allowRead(plus.ApiResource.NODES, plus.NonApiResource.of('/healthz'));
    all.bind(plus.User.fromName(chart, 'user', 'jane'), plus.Group.fromName(chart, 'group', 'team'));
  },
  'external IPs': (chart, plus) =>
    new plus.Service(chart, 'service', {
      ports: [{ port: 80, targetPort: 8080 }],
      selector: new plus.Deployment(chart, 'web', { containers: [container] }),
      externalIPs: ['10.0.0.1'],
    }),
};

/** The constructs of a chart by the name that cdk8s-plus exports. */
export const classesIn = (construct: IConstruct): string[] => construct.node.findAll().map((each) => each.constructor.name);
