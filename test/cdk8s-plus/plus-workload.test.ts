import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import * as kplus34 from 'cdk8s-plus-34';
import {
  AppNamespace,
  ChartDeployment,
  ComputeType,
  EbsStorage,
  EfsStorage,
  Keda,
  MountedSecrets,
  NetworkPolicyPeer,
  PlusWorkload,
  PodOs,
  PodPlacement,
  PodSecurityGroup,
  Preflight,
  Route,
  Scaling,
  SecretSource,
  VpaUpdateMode,
  WebService,
  WorkerService,
  WorkloadConfigMap,
  WorkloadIdentity,
} from '../../src';
import { undeployedCharts } from '../../src/model/undeployed-workloads';
import { Json, newChart, newCluster, newStack } from '../harness';
import { restrictedViolations } from '../workloads/restricted';

const image = 'public.ecr.aws/docker/library/busybox:1.37';
const GiB = cdk8s.Size.gibibytes;
const stack = newStack();
const cluster = newCluster(stack);
const storage = new EbsStorage(stack, 'Storage', { cluster, storageClassName: 'fast' });
const identity = new WorkloadIdentity(stack, 'Identity', { cluster, namespace: 'shop', serviceAccountName: 'web' });
const group = new PodSecurityGroup(stack, 'Group', { cluster });
const keda = new Keda(stack, 'Keda', { cluster });
const secrets = new MountedSecrets(stack, 'Files', {
  cluster,
  identity,
  sources: [SecretSource.fromSecretsManager(new secretsmanager.Secret(stack, 'Password'), 'password')],
});

const objects = (chart: cdk8s.Chart): Json[] => JSON.parse(JSON.stringify(chart.toJson()));
const ofKind = (chart: cdk8s.Chart, kind: string): Json[] => objects(chart).filter((each) => each.kind === kind);
const templateIn = (chart: cdk8s.Chart, kind = 'Deployment'): Json => ofKind(chart, kind)[0].spec.template;
const podsIn = (chart: cdk8s.Chart, kind?: string): Json => templateIn(chart, kind).spec;
const ADDRESS = kplus.Pod.ADDRESS_LABEL;

function deployment(props: kplus.DeploymentProps = {}, chart = newChart('shop'), id = 'web') {
  const web = new kplus.Deployment(chart, id, { containers: [{ image, portNumber: 8080 }], ...props });
  return { chart, web, plus: PlusWorkload.of(web), address: web.podMetadata.getLabel(ADDRESS)! };
}

test('a workload without a call is rendered as by cdk8s-plus', () => {
  const chart = newChart('shop');
  new kplus.Deployment(chart, 'web', { containers: [{ image, portNumber: 8080 }] });
  expect(objects(deployment().chart)).toEqual(objects(chart));
});

test('every call returns the same object', () => {
  const { web, plus } = deployment();
  expect(PlusWorkload.of(web)).toBe(plus);
});

test('a chart that is not deployed is reported with the name of the workload', () => {
  const app = newStack();
  newCluster(app);
  deployment().plus.addDisruptionBudget();
  expect(undeployedCharts(app)).toEqual([{ chart: 'chart', workloads: ['PlusWorkload web'] }]);
});

test('fails for what is no workload of cdk8s-plus', () => {
  const chart = newChart('shop');
  const service = new kplus.Service(chart, 'service', { ports: [{ port: 80 }] });
  for (const wrong of [undefined, service, new WebService(chart, 'web', { image })]) {
    expect(() => PlusWorkload.of(wrong as unknown as kplus.Deployment)).toThrow(
      '[PlusWorkload.of] workload is not a workload of cdk8s-plus-27: ' +
        'must be a Deployment, StatefulSet, DaemonSet, Job, CronJob or Pod of cdk8s-plus-27. ' +
        'Use new kplus.Deployment(chart, id, { containers }); workloads of this library have options for all of this',
    );
  }
});

describe('the identity', () => {
  test('is in the pods, which a change of the role replaces', () => {
    const chart = newChart('shop');
    deployment({ serviceAccount: identity.asServiceAccount(chart) }, chart);
    const ours = newChart('shop');
    new WorkerService(ours, 'web', { image, identity });
    const annotation = (each: cdk8s.Chart) => templateIn(each).metadata.annotations['cdk-eks-strata/identity'];
    expect(annotation(chart)).toBe(annotation(ours));
  });

  test('fails in another namespace', () => {
    const chart = newChart('other');
    expect(() => deployment({ serviceAccount: identity.asServiceAccount(chart) }, chart)).toThrow(
      "[chart/web] the service account of identity is in namespace 'shop': pods can use only service accounts of their own namespace, " +
        "'other', the namespace of the chart. Set namespace of the chart to 'shop', or namespace of the identity to 'other' " +
        '(https://kubernetes.io/docs/concepts/security/service-accounts/)',
    );
  });

  test('in the namespace of the workload is right in a chart without one', () => {
    const chart = newChart();
    deployment({ metadata: { namespace: 'shop' }, serviceAccount: identity.asServiceAccount(chart) }, chart);
    expect(podsIn(chart).serviceAccountName).toBe('web');
  });
});

describe('placement', () => {
  test.each<[string, PodPlacement]>([
    ['an architecture', { architecture: InstanceArchitecture.ARM_64 }],
    ['an operating system', { os: PodOs.LINUX }],
    ['spot', { spot: true }],
    ['on-demand on Karpenter', { spot: false, computeType: ComputeType.KARPENTER }],
    ['zones, labels and taints', { zones: ['a', 'b'], nodeSelector: { team: 'x' }, tolerations: [{ key: 'team', value: 'x' }] }],
    ['Windows', { os: PodOs.WINDOWS }],
    ['GPUs', { gpus: 2 }],
  ])('by %s is that of the workloads of this library', (_, placement) => {
    const { chart, plus } = deployment();
    plus.place(placement);
    const ours = newChart('shop');
    new WorkerService(ours, 'web', { image, placement });
    const fields = ({ nodeSelector, affinity, tolerations, os, securityContext, containers }: Json) => ({
      nodeSelector,
      affinity,
      tolerations,
      os,
      ...(os ? { securityContext, ofContainers: containers[0].securityContext } : {}),
      devices: containers[0].resources.limits['nvidia.com/gpu'],
    });
    expect(fields(podsIn(chart))).toEqual(fields(podsIn(ours)));
  });

  test('on Windows keeps the settings for Windows, and removes those for Linux', () => {
    const { chart, web, plus } = deployment({
      securityContext: { user: 1000, ensureNonRoot: false },
      containers: [{ image, securityContext: { ensureNonRoot: false, user: 1000 } }],
    });
    plus.place({ os: PodOs.WINDOWS });
    const contexts = () => [podsIn(chart).securityContext, podsIn(chart).containers[0].securityContext] as Json[];
    expect(contexts()).toEqual([{ runAsNonRoot: false }, { runAsNonRoot: false }]);
    const windowsOptions = { runAsUserName: 'ContainerAdministrator' };
    const add = (path: string) => cdk8s.JsonPatch.add(`/spec/template/spec${path}/windowsOptions`, windowsOptions);
    cdk8s.ApiObject.of(web).addJsonPatch(add('/securityContext'), add('/containers/0/securityContext'));
    expect(contexts()).toEqual([
      { runAsNonRoot: false, windowsOptions },
      { runAsNonRoot: false, windowsOptions },
    ]);
    const { chart: second, web: other } = deployment();
    cdk8s.ApiObject.of(other).addJsonPatch(add('/securityContext'));
    PlusWorkload.of(other).place({ os: PodOs.WINDOWS });
    expect(podsIn(second).securityContext).toEqual({ runAsNonRoot: true, windowsOptions });
  });

  test('is combined with the scheduling of cdk8s-plus, whichever comes first', () => {
    const { chart, web, plus } = deployment();
    web.scheduling.attract(kplus.Node.labeled(kplus.NodeLabelQuery.is('disk', 'ssd')));
    web.scheduling.attract(kplus.Node.labeled(kplus.NodeLabelQuery.is('disk', 'nvme')));
    plus.place({ spot: true });
    web.scheduling.tolerate(kplus.Node.tainted(kplus.NodeTaintQuery.exists('mine')));
    web.scheduling.colocate(web);
    plus.place({ tolerations: [{ key: 'own' }] });
    const { affinity, tolerations } = podsIn(chart);
    const { nodeSelectorTerms } = affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    expect(nodeSelectorTerms.map(({ matchExpressions }: Json) => matchExpressions.map(({ values }: Json) => values[0]))).toEqual([
      ['ssd', 'SPOT'],
      ['ssd', 'spot'],
      ['nvme', 'SPOT'],
      ['nvme', 'spot'],
    ]);
    expect(affinity.podAffinity).toBeDefined();
    expect(tolerations).toEqual([
      { key: 'mine', operator: 'Exists' },
      { key: 'own', operator: 'Exists' },
    ]);
  });

  test('has its devices in the container that uses them, also one without resources', () => {
    const { chart, web, plus } = deployment();
    const second = web.addContainer({ name: 'model', image, resources: {} });
    plus.place({ gpus: 1 }, second);
    const [first, model] = podsIn(chart).containers as Json[];
    expect([first.resources.limits['nvidia.com/gpu'], model.resources]).toEqual([undefined, { limits: { 'nvidia.com/gpu': '1' } }]);
  });

  test('fails for a contradiction', () => {
    expect(() => deployment().plus.place({ gpus: 1, neuronDevices: 1 })).toThrow(
      '[chart/web/place] placement.gpus and placement.neuronDevices are both set: no instance type has both GPUs and Neuron devices. ' +
        'Remove `placement.gpus` or `placement.neuronDevices`',
    );
  });

  test.each<[string, (chart: cdk8s.Chart) => kplus.AbstractPod, (object: Json) => Json]>([
    [
      'StatefulSet',
      (chart) => new kplus.StatefulSet(chart, 'x', { containers: [{ image, portNumber: 80 }] }),
      ({ spec }) => spec.template.spec,
    ],
    ['DaemonSet', (chart) => new kplus.DaemonSet(chart, 'x', { containers: [{ image }] }), ({ spec }) => spec.template.spec],
    ['Job', (chart) => new kplus.Job(chart, 'x', { containers: [{ image }] }), ({ spec }) => spec.template.spec],
    [
      'CronJob',
      (chart) => new kplus.CronJob(chart, 'x', { containers: [{ image }], schedule: cdk8s.Cron.daily() }),
      ({ spec }) => spec.jobTemplate.spec.template.spec,
    ],
    ['Pod', (chart) => new kplus.Pod(chart, 'x', { containers: [{ image }] }), ({ spec }) => spec],
  ])('of a %s is in its pods', (kind, create, pods) => {
    const chart = newChart('shop');
    PlusWorkload.of(create(chart)).place({ architecture: InstanceArchitecture.ARM_64 }).restrict();
    const found = pods(ofKind(chart, kind)[0]);
    expect(found.nodeSelector).toEqual({ 'kubernetes.io/arch': 'arm64' });
    expect(restrictedViolations(found)).toEqual([]);
  });
});

describe('volumes', () => {
  test('are mounted at their path, with their options', () => {
    const { chart, plus } = deployment({ replicas: 1 });
    const efs = new EfsStorage(newStack(), 'Files', { cluster: newCluster() });
    plus
      .mount(storage.claim('data', { size: GiB(1), mountPath: '/data', subPath: 'web' }))
      .mount(efs.claim('shared', { size: GiB(1), mountPath: '/shared', readOnly: true }));
    const { containers, volumes } = podsIn(chart);
    expect(containers[0].volumeMounts).toEqual([
      { name: 'data', mountPath: '/data', subPath: 'web' },
      { name: 'shared', mountPath: '/shared', readOnly: true },
    ]);
    expect(volumes.map(({ name }: Json) => name)).toEqual(['data', 'shared']);
    expect(ofKind(chart, 'PersistentVolumeClaim').map(({ metadata }) => metadata.name)).toEqual(['data', 'shared']);
  });

  test.each<[string, kplus.DeploymentProps, number | undefined]>([
    ['the user', { securityContext: { user: 10001 } }, 10001],
    ['the group', { securityContext: { user: 10001, group: 2000 } }, 2000],
    ['the user of the container', { containers: [{ image, securityContext: { user: 3000 } }] }, 3000],
    ['that of the app', { securityContext: { user: 10001, fsGroup: 0 } }, 0],
    ['nothing for root', { securityContext: { user: 0, group: 1000, ensureNonRoot: false } }, undefined],
    ['nothing for an unknown user', {}, undefined],
  ])('of a claim have as fsGroup %s', (_, props, fsGroup) => {
    const { chart, plus } = deployment({ replicas: 1, ...props });
    plus.mount(storage.claim('data', { size: GiB(1), mountPath: '/data' }));
    expect(podsIn(chart).securityContext.fsGroup).toBe(fsGroup);
  });

  test('have a fsGroup if a file system belongs to root only, and not on Windows', () => {
    const { chart, plus } = deployment({ securityContext: { user: 10001 } });
    plus.mount(new WorkloadConfigMap(chart, 'settings', { data: { a: 'b' } }).mountAt('/etc/app'));
    expect(podsIn(chart).securityContext.fsGroup).toBeUndefined();
    plus.place({ os: PodOs.WINDOWS }).mount(storage.claim('data', { size: GiB(1), mountPath: '/data' }));
    expect(podsIn(chart).securityContext.fsGroup).toBeUndefined();
    const set = new kplus.StatefulSet(newChart('shop'), 'db', { securityContext: { user: 999 }, containers: [{ image, portNumber: 1 }] });
    PlusWorkload.of(set).addVolumeClaimTemplate(storage.claim('data', { size: GiB(1), mountPath: '/data' }));
    expect(cdk8s.ApiObject.of(set).toJson().spec.template.spec.securityContext.fsGroup).toBe(999);
  });

  test('are attached as block devices', () => {
    const { chart, plus } = deployment({ replicas: 1 });
    plus.mount(storage.claim('raw', { size: GiB(1), mountPath: '/dev/raw', rawBlock: true }));
    const { containers, volumes } = podsIn(chart);
    expect(containers[0].volumeDevices).toEqual([{ name: 'raw', devicePath: '/dev/raw' }]);
    expect(containers[0].volumeMounts).toBeUndefined();
    expect(volumes.map(({ name }: Json) => name)).toEqual(['raw']);
  });

  test('of mounted secrets fail for pods without their identity', () => {
    expect(() => deployment().plus.mount(secrets.mountAt('/secrets'))).toThrow(
      "[chart/web/mount] volumes has the mounted secrets 'files' and identity is not set: only the role of Test/Identity may read these " +
        'secrets. Set `identity` to that WorkloadIdentity',
    );
    const chart = newChart('shop');
    deployment({ serviceAccount: identity.asServiceAccount(chart) }, chart).plus.mount(secrets.mountAt('/secrets'));
    expect(podsIn(chart).containers[0].volumeMounts).toEqual([{ name: 'files', mountPath: '/secrets', readOnly: true }]);
  });

  test('fail for a container of another workload', () => {
    const { chart, plus } = deployment();
    const other = new kplus.Deployment(chart, 'other', { containers: [{ name: 'app', image }] }).containers[0];
    const claim = storage.claim('data', { size: GiB(1), mountPath: '/data' });
    const text =
      "container 'app' is not a container of this workload: its containers are main. " +
      'Pass one of `workload.containers` or `workload.initContainers`, or call PlusWorkload.of() with the other workload';
    expect(() => plus.mount(claim, other)).toThrow(`[chart/web/mount] ${text}`);
    expect(() => plus.place({ gpus: 1 }, other)).toThrow(`[chart/web/place] ${text}`);
  });

  test('of each replica are claim templates of a StatefulSet', () => {
    const chart = newChart('shop');
    const set = new kplus.StatefulSet(chart, 'db', { containers: [{ image, portNumber: 5432 }] });
    PlusWorkload.of(set).addVolumeClaimTemplate(storage.claim('data', { size: GiB(20), mountPath: '/data' }));
    const { spec } = ofKind(chart, 'StatefulSet')[0];
    expect(spec.volumeClaimTemplates).toEqual([
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'fast', resources: { requests: { storage: '20Gi' } } },
      },
    ]);
    expect(spec.template.spec.containers[0].volumeMounts).toEqual([{ name: 'data', mountPath: '/data' }]);
    expect(spec.template.spec.volumes).toBeUndefined();
    expect(ofKind(chart, 'PersistentVolumeClaim')).toEqual([]);
  });

  test('of each replica fail for other workloads, and without a container', () => {
    const claim = storage.claim('data', { size: GiB(20), mountPath: '/data' });
    expect(() => deployment().plus.addVolumeClaimTemplate(claim)).toThrow(
      '[chart/web/addVolumeClaimTemplate] the workload is a Deployment: only a StatefulSet has volumeClaimTemplates. ' +
        'Use kplus.StatefulSet, or mount()',
    );
    expect(() => deployment({ containers: [] }).plus.mount(claim)).toThrow(
      '[chart/web/mount] the workload has no containers: a volume is mounted in a container. ' +
        'Pass `containers` to the workload, or call addContainer() before',
    );
  });
});

describe('configuration', () => {
  const annotationsOf = (change: (chart: cdk8s.Chart, plus: PlusWorkload) => void): Json => {
    const { chart, plus } = deployment();
    change(chart, plus);
    return templateIn(chart).metadata.annotations;
  };
  const settings = (chart: cdk8s.Chart, level: string) => new WorkloadConfigMap(chart, 'settings', { data: { level } });
  const theirs = (chart: cdk8s.Chart, level: string) =>
    new kplus.ConfigMap(chart, 'theirs', { metadata: { name: 'theirs' }, data: { level } });

  test('replaces the pods when its content changes, with the annotation of the workloads of this library', () => {
    const ours = newChart('shop');
    new WorkerService(ours, 'web', { image, envFrom: [settings(ours, 'info')] });
    const { annotations } = templateIn(ours).metadata;
    expect(annotationsOf((chart, plus) => plus.rollOn(settings(chart, 'info')))).toEqual(annotations);
    expect(annotationsOf((chart, plus) => plus.mount(settings(chart, 'info').mountAt('/etc/app')))).toEqual(annotations);
    expect(annotationsOf((chart, plus) => plus.rollOn(settings(chart, 'debug')))).not.toEqual(annotations);
  });

  test('of cdk8s-plus does so as well, also for data that is added later', () => {
    const [info, debug, later] = [
      annotationsOf((chart, plus) => plus.rollOn(theirs(chart, 'info'))),
      annotationsOf((chart, plus) => plus.rollOn(theirs(chart, 'debug'))),
      annotationsOf((chart, plus) => {
        const config = theirs(chart, 'info');
        plus.rollOn(config);
        config.addData('more', 'x');
      }),
    ].map((annotations) => annotations['cdk-eks-strata/config-theirs'] as string);
    expect(new Set([info, debug, later]).size).toBe(3);
    expect(info).toMatch(/^[0-9a-f]{10}$/);
  });

  test('fails by name, because its content is not known', () => {
    const { chart, plus } = deployment();
    expect(() => plus.rollOn(kplus.ConfigMap.fromConfigMapName(chart, 'ref', 'elsewhere'))).toThrow(
      "[chart/web/rollOn] ConfigMap 'elsewhere' is a reference by name: its content is not known at synthesis. " +
        'Use a WorkloadConfigMap, or a kplus.ConfigMap with its data',
    );
  });
});

describe('a Job', () => {
  test('has no annotations in its template, which is immutable', () => {
    const chart = newChart('shop');
    const job = new kplus.Job(chart, 'job', { serviceAccount: identity.asServiceAccount(chart), containers: [{ image }] });
    const settings = new WorkloadConfigMap(chart, 'settings', { data: { a: 'b' } });
    PlusWorkload.of(job).mount(settings.mountAt('/etc/app'));
    expect(templateIn(chart, 'Job').metadata.annotations).toBeUndefined();
    expect(() => PlusWorkload.of(job).rollOn(settings)).toThrow(
      '[chart/job/rollOn] the workload is a Job: the pod template of a Job is immutable, and its pods are not replaced. ' +
        'Use BatchJob, whose new version is a new Job, or kplus.CronJob, whose next Job reads the new content ' +
        '(https://kubernetes.io/docs/concepts/workloads/controllers/job/#mutable-scheduling-directives)',
    );
  });

  test('of a CronJob has them', () => {
    const chart = newChart('shop');
    const settings = new WorkloadConfigMap(chart, 'settings', { data: { a: 'b' } });
    const serviceAccount = identity.asServiceAccount(chart);
    PlusWorkload.of(new kplus.CronJob(chart, 'job', { schedule: cdk8s.Cron.daily(), serviceAccount, containers: [{ image }] })).rollOn(
      settings,
    );
    const { annotations } = ofKind(chart, 'CronJob')[0].spec.jobTemplate.spec.template.metadata as Json;
    expect(Object.keys(annotations as Json)).toEqual(['cdk-eks-strata/config-settings', 'cdk-eks-strata/identity']);
  });
});

describe('scaling', () => {
  const queue = new sqs.Queue(stack, 'Queue');

  test.each<[string, () => Scaling]>([
    ['cpu', () => Scaling.onCpu({ minReplicas: 2, maxReplicas: 9 })],
    ['a queue', () => Scaling.onQueue(queue, { keda, maxReplicas: 9 })],
  ])('by %s adds the objects of the workloads of this library, without replicas', (_, scaling) => {
    const { chart, web, plus } = deployment({ metadata: { name: 'web' } });
    const shared = scaling();
    plus.scale(shared);
    const ours = newChart('shop');
    new WorkerService(ours, 'web', { image, scaling: shared });
    const scalers = (each: cdk8s.Chart) =>
      objects(each).filter(({ kind }) => ['HorizontalPodAutoscaler', 'ScaledObject', 'TriggerAuthentication'].includes(kind as string));
    expect(scalers(chart)).toEqual(scalers(ours));
    expect(scalers(chart).length).toBeGreaterThan(0);
    expect(ofKind(chart, 'Deployment')[0].spec.replicas).toBeUndefined();
    expect(web.hasAutoscaler).toBe(true);
  });

  test('by a number sets it', () => {
    const { chart, plus } = deployment();
    plus.scale(Scaling.fixed(5));
    expect(ofKind(chart, 'Deployment')[0].spec.replicas).toBe(5);
  });

  test('fails with a second source of the number', () => {
    const scaling = Scaling.fixed(3);
    expect(() => deployment({ replicas: 2 }).plus.scale(scaling)).toThrow(
      '[chart/web/scale] replicas of the Deployment is 2 and scale() is called: only one of them can set the number of replicas. ' +
        'Remove `replicas`, or scale()',
    );
    const { chart, web, plus } = deployment();
    new kplus.HorizontalPodAutoscaler(chart, 'hpa', { target: web, maxReplicas: 3 });
    expect(() => plus.scale(scaling)).toThrow('[chart/web/scale] the workload already has an autoscaler');
  });

  test('fails without replicas', () => {
    const set = new kplus.DaemonSet(newChart('shop'), 'agent', { containers: [{ image }] });
    const message = 'the workload is a DaemonSet: only a Deployment and a StatefulSet have a number of replicas';
    expect(() => PlusWorkload.of(set).scale(Scaling.fixed(1))).toThrow(`[chart/agent/scale] ${message}`);
    expect(() => PlusWorkload.of(set).addDisruptionBudget()).toThrow(`[chart/agent/addDisruptionBudget] ${message}`);
  });

  test('of requests is by a VerticalPodAutoscaler, not together with scaling by cpu', () => {
    const { chart, plus, web } = deployment();
    plus.scaleVertically(VpaUpdateMode.INITIAL);
    expect(ofKind(chart, 'VerticalPodAutoscaler')[0].spec).toEqual({
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: web.name },
      updatePolicy: { updateMode: 'Initial' },
    });
    const both = 'scaling uses cpu or memory metrics and verticalScaling is Initial';
    expect(() => plus.scale(Scaling.onCpu({ minReplicas: 1, maxReplicas: 2 }))).toThrow(`[chart/web/scale] ${both}`);
    const scaled = deployment().plus.scale(Scaling.onCpu({ minReplicas: 1, maxReplicas: 2 }));
    expect(() => scaled.scaleVertically(VpaUpdateMode.INITIAL)).toThrow(`[chart/web/scaleVertically] ${both}`);
  });
});

test('a disruption budget is of the pods', () => {
  const { chart, plus, address } = deployment();
  plus.addDisruptionBudget();
  expect(ofKind(chart, 'PodDisruptionBudget')[0].spec).toEqual({
    maxUnavailable: 1,
    selector: { matchLabels: { [ADDRESS]: address } },
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  });
});

test('a security group is of the pods, and only one', () => {
  const { chart, plus, address } = deployment();
  plus.addSecurityGroup(group);
  expect(ofKind(chart, 'SecurityGroupPolicy')[0].spec.podSelector).toEqual({ matchLabels: { [ADDRESS]: address } });
  const grouped = new WorkloadIdentity(stack, 'Grouped', {
    cluster,
    namespace: 'shop',
    serviceAccountName: 'grouped',
    securityGroup: group,
  });
  const other = newChart('shop');
  const { plus: second } = deployment({ serviceAccount: grouped.asServiceAccount(other) }, other);
  expect(() => second.addSecurityGroup(group)).toThrow(
    '[chart/web/addSecurityGroup] securityGroup and identity.securityGroup are both set: they are mutually exclusive. ' +
      'Remove `securityGroup` or `identity.securityGroup`',
  );
});

describe('a route', () => {
  test('has a new Service, and the path of the readiness probe', () => {
    const { chart, plus, address } = deployment({
      containers: [{ image, portNumber: 8080, readiness: kplus.Probe.fromHttpGet('/ready') }],
    });
    plus.expose(Route.publicAlb());
    const [{ metadata, spec }] = ofKind(chart, 'Service');
    expect([spec.ports, spec.selector]).toEqual([[{ name: 'http', port: 80, targetPort: 8080 }], { [ADDRESS]: address }]);
    const [ingress] = ofKind(chart, 'Ingress');
    expect(ingress.spec.rules[0].http.paths[0].backend.service).toEqual({ name: metadata.name, port: { name: 'http' } });
    expect(ingress.metadata.annotations['alb.ingress.kubernetes.io/healthcheck-path']).toBe('/ready');
  });

  test('has the Service of exposeViaService(), or the one that is given', () => {
    const { chart, web, plus } = deployment();
    web.exposeViaService({ ports: [{ port: 8000, targetPort: 8080 }] });
    plus.expose(Route.internalNlb());
    expect(ofKind(chart, 'Service').map(({ spec }) => [spec.type, spec.ports[0].port])).toEqual([['LoadBalancer', 8000]]);
    const given = deployment();
    given.plus.expose(Route.internalNlb(), given.web.exposeViaService({ name: 'given' }));
    expect(ofKind(given.chart, 'Service').map(({ metadata, spec }) => [metadata.name, spec.type])).toEqual([['given', 'LoadBalancer']]);
  });

  test('is to the port of the readiness probe', () => {
    const ports = [
      { number: 9090, name: 'metrics' },
      { number: 8080, name: 'http' },
    ];
    const { chart, plus } = deployment({ containers: [{ image, ports, readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }) }] });
    plus.expose(Route.publicAlb());
    expect(ofKind(chart, 'Service')[0].spec.ports[0].targetPort).toBe(8080);
    expect(ofKind(chart, 'Ingress')[0].metadata.annotations['alb.ingress.kubernetes.io/healthcheck-path']).toBe('/ready');
    expect(() => deployment({ containers: [{ image, ports }] }).plus.expose(Route.publicAlb())).toThrow(
      '[chart/web/expose] the containers have the TCP ports 9090, 8080, and none is that of a readiness probe: the Service of a route ' +
        'sends requests to one port. Set `readiness` of the container, or pass `service`: ' +
        'workload.exposeViaService({ ports: [{ port: 80, targetPort: 9090 }] })',
    );
  });

  test('fails for a Service of other pods, and for pods that end', () => {
    const { chart, web, plus } = deployment();
    const other = new kplus.Deployment(chart, 'other', { containers: [{ image, portNumber: 9090 }] }).exposeViaService();
    const fix = 'Remove the argument, or use workload.exposeViaService(), or `selector: workload` of the Service';
    const limit = 'requests would not reach the pods of the workload';
    expect(() => plus.expose(Route.publicAlb(), other)).toThrow(
      `[chart/web/expose] Service chart/other/Service does not select the pods of the workload: ${limit}. ${fix}`,
    );
    const none = new kplus.Service(chart, 'none', { ports: [{ port: 80 }] });
    expect(() => plus.expose(Route.publicAlb(), none)).toThrow(`[chart/web/expose] Service chart/none has no selector: ${limit}. ${fix}`);
    plus.expose(Route.publicAlb(), new kplus.Service(chart, 'own', { selector: web, ports: [{ port: 80, targetPort: 8080 }] }));
    const job = new kplus.Job(chart, 'job', { containers: [{ image, portNumber: 8080 }] });
    expect(() => PlusWorkload.of(job).expose(Route.publicAlb())).toThrow(
      '[chart/job/expose] the workload is a Job: its pods end, and a load balancer sends requests to pods that run. ' +
        'Use kplus.Deployment, or remove the call',
    );
  });

  test('fails without a port', () => {
    expect(() => deployment({ containers: [{ image }] }).plus.expose(Route.publicAlb())).toThrow(
      '[chart/web/expose] no container of the workload has a TCP port: a load balancer sends requests to a port. ' +
        'Set `portNumber` or `ports` of a container, or pass a Service',
    );
  });
});

describe('network policies', () => {
  test('allow a connection to a workload of this library, and from one', () => {
    const { chart, plus, web, address } = deployment();
    const ours = new WebService(chart, 'ours', { image, port: 9000 });
    plus.allowTo(ours).allowToPeer(NetworkPolicyPeer.internet(), [443]).spread();
    ours.allowTo(plus);
    const policies = Object.fromEntries(
      ofKind(chart, 'NetworkPolicy').map(({ metadata, spec }) => [metadata.name as string, spec as Json]),
    );
    const [own, other] = [{ matchLabels: { [ADDRESS]: address } }, { matchLabels: { 'app.kubernetes.io/name': 'ours' } }];
    const { podSelector, ingress, egress } = policies[web.name];
    expect(podSelector).toEqual(own);
    expect(ingress).toEqual([{ from: [{ podSelector: other }], ports: [{ protocol: 'TCP', port: 8080 }] }]);
    expect(egress.slice(2)).toMatchObject([
      { to: [{ podSelector: other }], ports: [{ protocol: 'TCP', port: 9000 }] },
      { ports: [{ port: 443 }] },
    ]);
    expect(policies.ours.ingress).toEqual([{ from: [{ podSelector: own }], ports: [{ protocol: 'TCP', port: 9000 }] }]);
  });

  test('admit the load balancer of a route in a namespace that denies by default', () => {
    const { chart, plus } = deployment();
    new AppNamespace(chart, 'shop', { defaultDeny: true });
    plus.expose(Route.publicAlb());
    expect(ofKind(chart, 'NetworkPolicy').map(({ spec }) => spec.ingress)).toContainEqual([{ ports: [{ protocol: 'TCP', port: 8080 }] }]);
    const [{ metadata }] = ofKind(chart, 'Namespace');
    expect(metadata.labels['elbv2.k8s.aws/pod-readiness-gate-inject']).toBe('enabled');
  });
});

test('a route opens the ports of pods that are isolated', () => {
  const { chart, plus } = deployment({ isolate: true });
  const ingress = () => ofKind(chart, 'NetworkPolicy').flatMap(({ spec }) => (spec.ingress ?? []) as Json[]);
  expect(ingress()).toEqual([]);
  plus.expose(Route.publicAlb());
  expect(ingress()).toEqual([{ ports: [{ protocol: 'TCP', port: 8080 }] }]);
});

describe('the Pod Security Standard restricted', () => {
  test('is met by the defaults of cdk8s-plus with two more fields', () => {
    const { chart, web, plus } = deployment({ securityContext: { user: 10001 } });
    web.addInitContainer({ image });
    expect(restrictedViolations(podsIn(chart))).not.toEqual([]);
    plus.restrict();
    expect(restrictedViolations(podsIn(chart))).toEqual([]);
  });

  test('does not change what the workload sets, and nothing on Windows', () => {
    const { chart, plus } = deployment({
      containers: [{ image, securityContext: { ensureNonRoot: false, capabilities: { add: [kplus.Capability.NET_BIND_SERVICE] } } }],
    });
    plus.restrict();
    expect(podsIn(chart).containers[0].securityContext).toMatchObject({
      runAsNonRoot: false,
      capabilities: { add: ['CAP_NET_BIND_SERVICE'], drop: ['ALL'] },
    });
    const windows = deployment();
    windows.plus.place({ os: PodOs.WINDOWS }).restrict();
    expect(podsIn(windows.chart).securityContext.seccompProfile).toBeUndefined();
  });
});

describe('a workload in another namespace than its chart', () => {
  const other = () => deployment({ metadata: { namespace: 'other' } });

  test('has all of its objects there', () => {
    const { chart, plus } = other();
    plus
      .addDisruptionBudget()
      .scale(Scaling.onCpu({ minReplicas: 1, maxReplicas: 2 }))
      .scaleVertically(VpaUpdateMode.OFF);
    plus.expose(Route.publicAlb()).addSecurityGroup(group).allowFromPeer(NetworkPolicyPeer.internet());
    expect(objects(chart).map(({ kind, metadata }) => [kind, metadata.namespace] as unknown)).toEqual(
      [
        'Deployment',
        'PodDisruptionBudget',
        'HorizontalPodAutoscaler',
        'VerticalPodAutoscaler',
        'SecurityGroupPolicy',
        'NetworkPolicy',
        'Service',
        'Ingress',
      ].map((kind) => [kind, 'other']),
    );
  });

  test('is reached there by network policies, and by the load balancer if that namespace denies by default', () => {
    const { chart, plus } = other();
    const ours = new WebService(chart, 'ours', { image });
    ours.allowTo(plus);
    const [policy] = ofKind(chart, 'NetworkPolicy').filter(({ metadata }) => metadata.name === 'ours');
    expect(JSON.stringify(policy.spec.egress)).toContain('"kubernetes.io/metadata.name":"other"');
    new AppNamespace(chart, 'other', { defaultDeny: true });
    const balanced = new kplus.Deployment(chart, 'second', { metadata: { namespace: 'other' }, containers: [{ image, portNumber: 9000 }] });
    PlusWorkload.of(balanced).expose(Route.publicAlb());
    expect(ofKind(chart, 'NetworkPolicy').map(({ spec }) => spec.ingress)).toContainEqual([{ ports: [{ protocol: 'TCP', port: 9000 }] }]);
  });

  test('fails for a claim, which is in the namespace of the chart', () => {
    expect(() => other().plus.mount(storage.claim('data', { size: GiB(1), mountPath: '/data' }))).toThrow(
      "[chart/web/mount] claim 'data' is created in namespace 'shop' of the chart, and metadata.namespace of the workload is 'other': " +
        "pods mount only claims of their own namespace. Create the workload in a chart with the namespace 'other', " +
        'or remove metadata.namespace',
    );
  });
});

describe('a value of another type', () => {
  const other = () => new kplus.Deployment(newChart('shop'), 'other', { containers: [{ image, portNumber: 80 }] });
  const isA = (name: string, what: string, type: string) => `${name} is ${what}: must be ${type}. Set it to ${type}`;

  test.each<[string, (plus: PlusWorkload) => void, string]>([
    ['scale', (plus) => plus.scale(3 as never), isA('scaling', 'the number 3', 'a Scaling, like Scaling.fixed(3)')],
    ['expose', (plus) => plus.expose({} as never), isA('route', 'an object', 'a Route, like Route.publicAlb()')],
    [
      'mount',
      (plus) => plus.mount(kplus.Volume.fromEmptyDir(newChart(), 'tmp', 'tmp') as never),
      'volume is the construct chart/tmp (Volume): ' +
        'must be a volume of this library, like storage.claim(name, { size, mountPath }) or an EmptyDirVolume. ' +
        'Use container.mount(path, volume), which takes volumes of cdk8s-plus',
    ],
    ['scaleVertically', (plus) => plus.scaleVertically('off' as never), "mode is the string 'off': must be a value of VpaUpdateMode"],
    ['addSecurityGroup', (plus) => plus.addSecurityGroup(undefined as never), 'group is undefined: it is required'],
    ['rollOn', (plus) => plus.rollOn('settings' as never), "configMap is the string 'settings': must be a WorkloadConfigMap"],
  ])('fails in %s, and says which is right', (method, call, text) => {
    expect(() => call(deployment().plus)).toThrow(`[chart/web/${method}] ${text}`);
  });

  test('fails in allowTo for a workload of cdk8s-plus', () => {
    expect(() => deployment().plus.allowTo(other() as never)).toThrow(
      '[chart/web/web/allowTo] ' +
        isA(
          'other',
          'the construct chart/other (Deployment)',
          'a workload of this library, or PlusWorkload.of(workload) for one of cdk8s-plus-27',
        ),
    );
    expect(() => deployment().plus.allowToPeer(other() as never)).toThrow(
      '[chart/web/web/allowToPeer] peer is the construct chart/other (Deployment): ' +
        'must be a NetworkPolicyPeer, like NetworkPolicyPeer.internet()',
    );
  });

  test('fails for an identity as service account, with and without a PlusWorkload', () => {
    const text =
      'serviceAccount of chart/web is the WorkloadIdentity Test/Identity: ' +
      'cdk8s-plus would render pods without serviceAccountName, which have no credentials. ' +
      'Use `serviceAccount: identity.asServiceAccount(chart)`';
    expect(() => deployment({ serviceAccount: identity as never })).toThrow(`[chart/web] ${text}`);
    const chart = newChart('shop');
    new kplus.Deployment(chart, 'web', { serviceAccount: identity as never, containers: [{ image }] });
    const app = newStack();
    new ChartDeployment(app, 'Shop', { cluster: newCluster(app), chart });
    expect(() => Preflight.of(app).findings()).toThrow(`[Test/Shop] ${text}`);
  });

  test('fails for a volume of cdk8s-plus in a workload of this library', () => {
    const chart = newChart('shop');
    const volumes = [new kplus.PersistentVolumeClaim(chart, 'data') as never];
    expect(() => new WebService(chart, 'web', { image, volumes })).toThrow(
      '[chart/web] ' +
        isA(
          'volumes[0]',
          'the construct chart/data (PersistentVolumeClaim)',
          'a volume of this library, like storage.claim(name, { size, mountPath }) or an EmptyDirVolume',
        ),
    );
  });
});

test('a workload of a later cdk8s-plus is changed in the same way', () => {
  const change = (plus: typeof kplus): Json[] => {
    const chart = newChart('shop');
    const readiness = plus.Probe.fromHttpGet('/ready');
    const web = new plus.Deployment(chart, 'web', {
      securityContext: { user: 10001 },
      containers: [{ image, portNumber: 8080, readiness }],
    });
    PlusWorkload.of(web)
      .place({ spot: true })
      .mount(storage.claim('data', { size: GiB(1), mountPath: '/data' }))
      .rollOn(new plus.ConfigMap(chart, 'settings', { data: { a: 'b' } }))
      .scale(Scaling.fixed(1))
      .addDisruptionBudget()
      .expose(Route.publicAlb())
      .allowFromPeer(NetworkPolicyPeer.internet())
      .spread()
      .restrict();
    return objects(chart);
  };
  // the later version has more defaults
  expect(change(kplus34 as unknown as typeof kplus)).toMatchObject(change(kplus));
});

describe('a second call', () => {
  test('with the same arguments has no effect', () => {
    const { chart, plus } = deployment();
    const [scaling, route] = [Scaling.onQueue(new sqs.Queue(stack, 'Twice'), { keda, maxReplicas: 3 }), Route.publicAlb()];
    const call = () =>
      plus
        .addDisruptionBudget()
        .addSecurityGroup(group)
        .scale(scaling)
        .scaleVertically(VpaUpdateMode.OFF)
        .expose(route)
        .spread()
        .restrict();
    call();
    const once = objects(chart);
    call();
    expect(objects(chart)).toEqual(once);
    expect(podsIn(chart).topologySpreadConstraints).toHaveLength(2);
  });

  test.each<[string, (plus: PlusWorkload) => void, string]>([
    [
      'scale',
      (plus) => plus.scale(Scaling.fixed(2)).scale(Scaling.fixed(3)),
      'scale() is called twice with different arguments: a workload has one number of replicas, or one autoscaler of it',
    ],
    [
      'scaleVertically',
      (plus) => plus.scaleVertically(VpaUpdateMode.OFF).scaleVertically(VpaUpdateMode.INITIAL),
      'scaleVertically() is called twice with different arguments: a workload has one VerticalPodAutoscaler',
    ],
    [
      'addSecurityGroup',
      (plus) => plus.addSecurityGroup(group).addSecurityGroup(new PodSecurityGroup(stack, 'Other', { cluster })),
      'addSecurityGroup() is called twice with different arguments: ' +
        'a workload has one PodSecurityGroup, which can have additionalSecurityGroups',
    ],
  ])('fails for %s with others', (method, call, text) => {
    expect(() => call(deployment().plus)).toThrow(`[chart/web/${method}] ${text}. Remove one of the calls`);
  });

  test('of expose fails for another route of the same Service, and takes another Service', () => {
    const { chart, web, plus } = deployment();
    plus.expose(Route.publicAlb());
    expect(() => plus.expose(Route.internalAlb())).toThrow(
      '[Route of chart/web/Service] the Service already has another route of this kind',
    );
    plus.expose(Route.internalAlb(), web.exposeViaService({ name: 'second', ports: [{ port: 80, targetPort: 8080 }] }));
    expect(ofKind(chart, 'Ingress')).toHaveLength(2);
  });
});

test('pods are spread over zones and nodes, and YAML has no aliases', () => {
  const { chart, plus, address } = deployment();
  plus.spread();
  const labelSelector = { matchLabels: { [ADDRESS]: address } };
  expect(podsIn(chart).topologySpreadConstraints).toEqual(
    ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector,
    })),
  );
  expect(cdk8s.Yaml.stringify(...(chart.toJson() as Json[]))).not.toMatch(/[&*]a1/);
});

test('JSON patches of the app are applied before', () => {
  const { chart, web, plus } = deployment();
  plus.place({ nodeSelector: { team: 'x' } });
  cdk8s.ApiObject.of(web).addJsonPatch(cdk8s.JsonPatch.add('/spec/template/spec/nodeSelector', { disk: 'ssd' }));
  expect(podsIn(chart).nodeSelector).toEqual({ disk: 'ssd', team: 'x' });
});
