import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import { AbstractPod, ConfigMap, Container, IConfigMap, IScalable, Service } from 'cdk8s-plus-27';
import { ChangedObject } from './changed-object';
import {
  claimNamespaceProblems,
  containerProblems,
  contentProblems,
  exposureProblems,
  MethodOfOneValue,
  replicaProblems,
  requestProblems,
  rollProblems,
  scaleProblems,
  secondCallProblems,
  serviceProblems,
  templateProblems,
} from './plus-workload.rules';
import { mounted, owned, placed, PodChange, restricted, spread, withPods } from './pod-changes.rules';
import { failOn, Problem, problemMessage, StrataError } from '../errors/problems';
import { PodSecurityGroup } from '../identity/pod-security-group';
import { WorkloadIdentity } from '../identity/workload-identity';
import { readinessPort, selectsPods } from '../ingress/readiness.rules';
import { Route } from '../ingress/route';
import { at, KubernetesObject, listAt, namespaceOf, podSpecOf } from '../kubernetes/kubernetes-object.rules';
import { cdk8sPlus } from '../model/cdk8s-plus';
import { serviceAccountProblems } from '../model/chart-problems';
import { checkArgument, checkOptions } from '../props/check-props';
import { PodVolume } from '../storage/pod-volume';
import { StorageClaim } from '../storage/storage-claim';
import { contentStamp } from '../workloads/content-stamp';
import { admitLoadBalancerOf } from '../workloads/default-deny';
import { placementPlan, placementProblems } from '../workloads/placement.rules';
import { PodPlacement } from '../workloads/pod-placement';
import { configAnnotation, IDENTITY_ANNOTATION, makeObject, readerProblems } from '../workloads/pods';
import { autoscalerProblems, makeScalers, makeVerticalAutoscaler } from '../workloads/replicas';
import { Scaling } from '../workloads/scaling';
import { ScalingPlan } from '../workloads/scaling-plan';
import { VpaUpdateMode } from '../workloads/vpa-update-mode';
import { Workload } from '../workloads/workload';
import { WorkloadConfigMap } from '../workloads/workload-config-map';
import { disruptionBudgetObject } from '../workloads/workload-objects.rules';
import { groupProblems, identityNamespaceProblems } from '../workloads/workload.rules';

const PLUS = Symbol.for('cdk-eks-strata.plus-workload');
/** The NetworkPolicy of `isolate: true`. Source: cdk8s-plus-27, lib/pod.ts, PodConnections.isolate. */
const ISOLATION = 'DefaultDenyAll';

/**
 * A workload of cdk8s-plus-27 on a cluster of this library: placement, volumes, scaling, disruption budget, security group, route and
 * network policies, as `WebService` and the other workloads of this library have them.
 *
 * The methods add objects next to the workload, and change the pods that its chart renders, after the JSON patches of the chart. What no
 * method changes is rendered as by cdk8s-plus. With a service account of {@link WorkloadIdentity.asServiceAccount}, new pods replace the
 * running ones when the role changes, except those of a Job.
 *
 * @example
 * const storage = new EbsStorage(this, 'Fast', { cluster, storageClassName: 'fast' });
 * const settings = new WorkloadConfigMap(chart, 'settings', { data: { LOG_LEVEL: 'info' } });
 *
 * const worker = new kplus.Deployment(chart, 'worker', {
 *   replicas: 1,
 *   strategy: kplus.DeploymentStrategy.recreate(),
 *   securityContext: { user: 10001, group: 10001 },
 *   containers: [
 *     {
 *       image: 'public.ecr.aws/docker/library/busybox:1.37',
 *       command: ['sh', '-c', 'while true; do date >> /data/log; sleep 60; done'],
 *       envFrom: [kplus.Env.fromConfigMap(settings)],
 *     },
 *   ],
 * });
 * PlusWorkload.of(worker)
 *   .place({ computeType: ComputeType.KARPENTER })
 *   .mount(storage.claim('data', { size: cdk8s.Size.gibibytes(20), mountPath: '/data' }))
 *   .rollOn(settings)
 *   .restrict();
 */
export class PlusWorkload extends Workload {
  /**
   * The methods of this library for a workload of cdk8s-plus-27: a Deployment, StatefulSet, DaemonSet, Job, CronJob or Pod. Every call for
   * one workload returns the same object.
   */
  static of(workload: AbstractPod): PlusWorkload {
    if (typeof workload?.toPodSelectorConfig !== 'function' || !('podMetadata' in workload)) {
      throw new StrataError(
        problemMessage('PlusWorkload.of', {
          finding: 'workload is not a workload of cdk8s-plus-27',
          constraint: 'must be a Deployment, StatefulSet, DaemonSet, Job, CronJob or Pod of cdk8s-plus-27',
          remediation: 'Use new kplus.Deployment(chart, id, { containers }); workloads of this library have options for all of this',
        }),
      );
    }
    return (workload as AbstractPod & { readonly [PLUS]?: PlusWorkload })[PLUS] ?? new PlusWorkload(workload);
  }

  /** Name of the workload, and of the objects that are added. */
  public readonly name: string;
  /** The workload resource. */
  public readonly apiObject: ApiObject;

  private readonly identity?: WorkloadIdentity;
  private readonly changed: ChangedObject;
  private scaling?: ScalingPlan;
  private verticalScaling?: VpaUpdateMode;
  private routed = false;
  private isSpread = false;
  /** the values of methods that set one. */
  private readonly calls = new Map<MethodOfOneValue, unknown>();

  private constructor(private readonly workload: AbstractPod) {
    // reported with its name if the chart is not deployed
    super(workload, workload.node.id);
    Object.defineProperty(workload, PLUS, { value: this });
    this.name = workload.name;
    this.apiObject = ApiObject.of(workload);
    failOn(workload, '', serviceAccountProblems(workload));
    this.identity = WorkloadIdentity._of(workload.serviceAccount);
    const { namespace = 'default' } = this.apiObject.metadata;
    failOn(workload, '', identityNamespaceProblems(namespace, this.identity?.namespace));
    if (this.identity) this.annotate(IDENTITY_ANNOTATION, this.identity._stamp);
    this.changed = new ChangedObject(this.apiObject);
  }

  /**
   * Places the pods on nodes: by operating system, architecture, accelerators, spot, zones, labels and taints. The constraints of
   * `scheduling` stay: pods are placed where both match. Extended resources are those of one container. On Windows, the security settings
   * for Linux are removed, and pods run as ContainerUser unless `windowsOptions` or `ensureNonRoot: false` is set.
   *
   * @param placement the placement
   * @param container the container that uses GPUs or Neuron devices, by default the first
   */
  public place(placement: PodPlacement, container?: Container): PlusWorkload {
    checkOptions('PodPlacement', 'PlusWorkload.place', placement);
    const of = container && this.containerFor('place', container);
    failOn(this.workload, 'place', placementProblems(placement));
    return this.changePods(placed(placementPlan(placement), of?.name));
  }

  /**
   * Mounts a volume of this library at its `mountPath`, with its `subPath` and `readOnly`, also as a block device. Its objects are
   * added to the chart, and new pods replace the running ones when the content of a ConfigMap changes. With a claim, whose file system
   * belongs to root, pods without `fsGroup` get the group or the user of the container as `fsGroup`, if it is set.
   *
   * @param volume a claim of a storage construct, mounted secrets, files of a WorkloadConfigMap, or an EmptyDirVolume
   * @param container by default the first container
   */
  public mount(volume: PodVolume, container?: Container): PlusWorkload {
    const isOther = typeof (volume as { readonly asVolume?: unknown } | undefined)?.asVolume === 'function';
    const remediation = isOther ? 'Use container.mount(path, volume), which takes volumes of cdk8s-plus' : undefined;
    checkArgument(this.workload, 'mount', { name: 'volume', type: '#PodVolume', remediation }, volume);
    const { path, readOnly, subPath, block } = volume._mount;
    const target = this.containerFor('mount', container);
    failOn(this.workload, 'mount', [
      ...readerProblems(volume, this.identity),
      ...(volume instanceof StorageClaim
        ? claimNamespaceProblems(volume.name, this.apiObject.chart.namespace ?? 'default', this._namespace)
        : []),
    ]);
    const added = volume._volumeIn(this);
    if (block) {
      if (!this.workload.volumes.includes(added)) this.workload.addVolume(added);
      this.changePods(mounted(target.name, volume._mount));
    } else {
      target.mount(path, added, { ...(readOnly ? { readOnly } : {}), ...(subPath ? { subPath } : {}) });
    }
    if (volume instanceof StorageClaim && !block) this.changePods(owned(target.name));
    if (volume._stampOf) this.annotate(configAnnotation(volume._stampOf.name), volume._stampOf.stamp);
    return this;
  }

  /**
   * Adds a claim to the volumeClaimTemplates of a StatefulSet, which cdk8s-plus-27 does not have, and mounts it: each replica gets a
   * volume. `fsGroup` is set as by `mount()`.
   *
   * @param claim a claim of a storage construct that provisions volumes
   * @param container by default the first container
   */
  public addVolumeClaimTemplate(claim: StorageClaim, container?: Container): PlusWorkload {
    this.check('addVolumeClaimTemplate', 'claim', '#StorageClaim', claim);
    const target = this.containerFor('addVolumeClaimTemplate', container);
    const template = claim._template();
    failOn(this.workload, 'addVolumeClaimTemplate', templateProblems(this.apiObject.kind, claim.name, template !== undefined));
    this.changeSpec((spec) => ({
      volumeClaimTemplates: [...listAt(spec, 'volumeClaimTemplates'), { apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...template }],
    }));
    this.changePods(mounted(target.name, claim._mount));
    return claim._mount.block ? this : this.changePods(owned(target.name));
  }

  /**
   * Replaces the pods when the content of ConfigMaps changes: the pods get an annotation with a hash of it. Fails for a Job, whose pod
   * template is immutable.
   *
   * @param configMaps of this library (`WorkloadConfigMap`) or of cdk8s-plus-27 (`kplus.ConfigMap`). Fails for a reference by name
   */
  public rollOn(...configMaps: IConfigMap[]): PlusWorkload {
    failOn(this.workload, 'rollOn', rollProblems(this.apiObject.kind));
    for (const configMap of configMaps) {
      this.check('rollOn', 'configMap', 'IConfigMap', configMap);
      failOn(this.workload, 'rollOn', stampOf(configMap) === undefined ? contentProblems(configMap.name) : []);
      // data can be added until the chart is rendered
      this.annotate(configAnnotation(configMap.name), Lazy.any({ produce: () => stampOf(configMap) }) as string);
    }
    return this;
  }

  /**
   * Sets the number of replicas of a Deployment or StatefulSet, fixed or by an autoscaler: by cpu, memory, other metrics or the messages of
   * a queue (KEDA). Fails if `replicas` is set, or if it has an autoscaler.
   */
  public scale(scaling: Scaling): PlusWorkload {
    this.check('scale', 'scaling', '#Scaling', scaling);
    const { _plan: plan } = scaling;
    const { kind } = this.apiObject;
    failOn(this.workload, 'scale', [...replicaProblems(kind), ...autoscalerProblems(plan, this.verticalScaling)]);
    const scalable = this.workload as AbstractPod & IScalable;
    if (this.isCalled('scale', scaling)) return this;
    failOn(this.workload, 'scale', scaleProblems(kind, scalable.toScalingTarget().replicas, scalable.hasAutoscaler));
    this.scaling = plan;
    this.calls.set('scale', scaling);
    if (plan.fixed !== undefined) return this.changeSpec(() => ({ replicas: plan.fixed }));
    scalable.markHasAutoscaler();
    makeScalers(this, this.name, kind, plan);
    return this;
  }

  /**
   * Adapts the requests of the containers to their usage, by a VerticalPodAutoscaler. The cluster needs the construct of that name. Not
   * together with scaling by cpu or memory, unless the mode is `VpaUpdateMode.OFF`.
   */
  public scaleVertically(mode: VpaUpdateMode): PlusWorkload {
    this.check('scaleVertically', 'mode', 'VpaUpdateMode', mode);
    if (this.isCalled('scaleVertically', mode)) return this;
    failOn(this.workload, 'scaleVertically', autoscalerProblems(this.scaling, mode));
    this.verticalScaling = mode;
    this.calls.set('scaleVertically', mode);
    makeVerticalAutoscaler(this, this.apiObject, mode);
    return this;
  }

  /**
   * Adds a PodDisruptionBudget to a Deployment or StatefulSet: one pod at a time is evicted, and unhealthy pods always, so that they do not
   * block the replacement of a node.
   */
  public addDisruptionBudget(): PlusWorkload {
    failOn(this.workload, 'addDisruptionBudget', replicaProblems(this.apiObject.kind));
    if (this.node.tryFindChild('DisruptionBudget')) return this;
    makeObject(this, 'DisruptionBudget', this.name, disruptionBudgetObject(this._selector));
    return this;
  }

  /** Gives the pods a security group, instead of that of their nodes. Not together with one of their identity. */
  public addSecurityGroup(group: PodSecurityGroup): PlusWorkload {
    this.check('addSecurityGroup', 'group', '#PodSecurityGroup', group);
    if (this.isCalled('addSecurityGroup', group)) return this;
    failOn(this.workload, 'addSecurityGroup', groupProblems({ securityGroups: this.identity?.securityGroup ? 2 : 1 }));
    this.calls.set('addSecurityGroup', group);
    group._selectPods(this, 'SecurityGroup', this._selector, this.apiObject.metadata.namespace);
    return this;
  }

  /**
   * Routes requests from outside of the cluster to the pods. The health check of an Application Load Balancer has the path of the readiness
   * probe on the target port. The ports of pods that are isolated (`isolate: true`, or a namespace that denies by default) are opened.
   *
   * @param route the route; a Network Load Balancer makes the Service one of type LoadBalancer
   * @param service Service of the pods, by default that of `exposeViaService()`, else a new one: port 80, or 443 of a Network Load Balancer
   * with certificates, to the port of the readiness probe or the only TCP port of the containers
   */
  public expose(route: Route, service?: Service): PlusWorkload {
    this.check('expose', 'route', '#Route', route);
    failOn(this.workload, 'expose', [...requestProblems(this.apiObject.kind), ...(service ? this.problemsOf(service) : [])]);
    const target = service ?? (this.workload.node.tryFindChild('Service') as Service | undefined) ?? this.newService(route);
    route._applyTo(target, target.ports[0]);
    this.routed = true;
    admitLoadBalancerOf(this);
    if (this.workload.node.tryFindChild(ISOLATION)) this._admitLoadBalancer();
    return this;
  }

  /**
   * Adds the fields of the Pod Security Standard `restricted` that cdk8s-plus-27 does not set: the seccomp profile of the runtime, and
   * dropping all capabilities. Fields that the workload sets, like `ensureNonRoot: false`, stay. No effect on Windows.
   */
  public restrict(): PlusWorkload {
    return this.changePods(restricted);
  }

  /** Spreads the pods over zones and nodes where there is room, as the workloads of this library. `spread` of cdk8s-plus-27 is strict. */
  public spread(): PlusWorkload {
    if (this.isSpread) return this;
    this.isSpread = true;
    return this.changePods(spread(this._selector));
  }

  /**
   * Applies JSON patches to the manifest of the workload, after all changes of these methods. Unlike those of `ApiObject.addJsonPatch()`,
   * they can set fields that the class does not have, because they are newer than Kubernetes 1.27. Paths and values are those of the
   * manifest, like `hostPID`.
   *
   * @example
   * const web = new kplus.Deployment(chart, 'web', {
   *   containers: [
   *     {
   *       image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
   *       portNumber: 8080,
   *       volumeMounts: [{ path: '/tmp', volume: kplus.Volume.fromEmptyDir(chart, 'Tmp', 'tmp') }],
   *     },
   *   ],
   * });
   * PlusWorkload.of(web).addJsonPatch(
   *   cdk8s.JsonPatch.add('/spec/template/spec/containers/0/lifecycle', { preStop: { sleep: { seconds: 15 } } }),
   * );
   */
  public addJsonPatch(...ops: JsonPatch[]): PlusWorkload {
    this.changed.addPatches(ops);
    return this;
  }

  /** @internal */
  public override get _selector(): Readonly<Record<string, string>> {
    const { ADDRESS_LABEL } = cdk8sPlus().Pod;
    return { [ADDRESS_LABEL]: this.workload.podMetadata.getLabel(ADDRESS_LABEL)! };
  }

  /** @internal */
  public override get _ports(): readonly number[] {
    const ports = this.workload.containers.flatMap((container) => container.ports);
    return ports.filter(({ protocol = 'TCP' }) => protocol === 'TCP').map(({ number }) => number);
  }

  /** @internal */
  public override get _isLoadBalanced(): boolean {
    return this.routed;
  }

  private newService(route: Route): Service {
    const { _ports: ports, workload } = this;
    const probed = readinessPort(podSpecOf(this.apiObject.toJson() as KubernetesObject));
    const chosen = probed !== undefined && ports.includes(probed) ? [probed] : [...new Set(ports)];
    failOn(workload, 'expose', exposureProblems(chosen));
    const { Service: PlusService } = cdk8sPlus();
    const port = { name: 'http', port: route._servicePort, targetPort: chosen[0] };
    const { namespace } = this.apiObject.metadata;
    return new PlusService(workload, 'Service', { metadata: { namespace }, selector: workload, ports: [port] });
  }

  private problemsOf(service: Service): Problem[] {
    const rendered = ApiObject.of(service).toJson() as KubernetesObject;
    const own = this.apiObject.toJson() as KubernetesObject;
    const selects = selectsPods(rendered, own) && namespaceOf(rendered) === namespaceOf(own);
    return serviceProblems(service.node.path, Object.keys(at(rendered, 'spec', 'selector') ?? {}).length > 0, selects);
  }

  private check(method: string, name: string, type: string, value: unknown): void {
    checkArgument(this.workload, method, { name, type }, value);
  }

  /** Whether a method was called with a value; fails if it was with another one. */
  private isCalled(method: MethodOfOneValue, value: unknown): boolean {
    const isCalled = this.calls.has(method);
    failOn(this.workload, method, isCalled && this.calls.get(method) !== value ? secondCallProblems(method) : []);
    return isCalled;
  }

  private containerFor(method: string, container?: Container): Container {
    const { containers, initContainers } = this.workload;
    const all = [...containers, ...initContainers];
    const names = (container ? all : containers).map(({ name }) => name);
    failOn(this.workload, method, containerProblems(names, container && !all.includes(container) ? container.name : undefined));
    return container ?? containers[0];
  }

  private annotate(annotation: string, stamp: string): void {
    // the template of a Job is immutable: the API server would reject another stamp
    if (this.apiObject.kind !== 'Job') this.workload.podMetadata.addAnnotation(annotation, stamp);
  }

  private changePods(change: PodChange): PlusWorkload {
    this.changed.add((object) => withPods(object, change));
    return this;
  }

  private changeSpec(fields: (spec: unknown) => object): PlusWorkload {
    this.changed.add((object) => ({ ...object, spec: { ...(object.spec as object), ...fields(object.spec) } }));
    return this;
  }
}

/** A stamp of the content of a ConfigMap; undefined for a reference by name. */
function stampOf(configMap: IConfigMap): string | undefined {
  if (configMap instanceof WorkloadConfigMap) return configMap._stamp;
  const { data, binaryData } = configMap as Partial<ConfigMap>;
  return data === undefined ? undefined : contentStamp([data, binaryData]);
}
