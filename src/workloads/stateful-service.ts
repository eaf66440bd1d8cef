import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { makeCompanions, makeObject, namedPorts, podPlanOf } from './pods';
import { makeReplicaObjects, scalingOf } from './replicas';
import { ReplicatedWorkload } from './replicated-workload';
import { headlessServiceObject, statefulSetObject } from './workload-objects.rules';
import { WorkloadOptions } from './workload-options';
import { failOn, Problem } from '../errors/problems';
import { checkChartProps } from '../props/check-props';
import { StorageClaim } from '../storage/storage-claim';

/** Properties of a {@link StatefulService}. */
export interface StatefulServiceProps extends WorkloadOptions {
  /** Ports that its replicas listen on, by name: 1024–65535. The first is the port of the default readiness probe. */
  readonly ports: { [name: string]: number };
  /**
   * Volumes of each replica. They are retained when a replica or the service is deleted, until their PersistentVolumeClaims are deleted by
   * hand. They cannot be changed later, except their size, on the PersistentVolumeClaims.
   *
   * @default - none
   */
  readonly volumeClaimTemplates?: StorageClaim[];
  /**
   * Whether replicas are started and stopped in parallel, instead of one after the other.
   *
   * @default false
   */
  readonly parallelPodManagement?: boolean;
}

/** Kubernetes adds 11 characters to it in a label of the pods. Source: controller-revision-hash of StatefulSets. */
const LONGEST_NAME = 52;

/**
 * A StatefulSet whose replicas have stable names and volumes of their own, with a headless Service, ServiceAccount and PodDisruptionBudget.
 *
 * Replica 0 has the host name `<name>-0.<name>` in its namespace.
 *
 * @example
 * const storage = new EbsStorage(this, 'Fast', { cluster, storageClassName: 'fast' });
 *
 * new StatefulService(chart, 'db', {
 *   image: 'public.ecr.aws/docker/library/postgres:17',
 *   ports: { sql: 5432 },
 *   volumes: [new EmptyDirVolume('run', '/var/run/postgresql')],
 *   volumeClaimTemplates: [storage.claim('data', { size: cdk8s.Size.gibibytes(20), mountPath: '/var/lib/postgresql' })],
 * });
 */
export class StatefulService extends ReplicatedWorkload {
  /** The StatefulSet: `addJsonPatch` reaches every field that this construct does not cover. */
  public readonly statefulSet: ApiObject;
  /** The headless Service. */
  public readonly service: ApiObject;
  /** Name of all objects, at most 52 characters: the host name of all replicas inside of the namespace. */
  public readonly name: string;
  /** @internal */
  protected readonly _options: WorkloadOptions;
  private readonly ports: readonly number[];

  constructor(scope: Construct, id: string, props: StatefulServiceProps) {
    checkChartProps('StatefulServiceProps', scope, id, props, new.target !== StatefulService);
    super(scope, id);
    this._options = props;
    const { volumeClaimTemplates = [], parallelPodManagement = false } = props;
    const ports = namedPorts(props.ports);
    failOn(
      this,
      '',
      problemsOf(
        ports,
        volumeClaimTemplates,
        (props.volumes ?? []).map(({ name }) => name),
      ),
    );
    const scaling = scalingOf(props);
    const plan = podPlanOf(this, props, {
      maxReplicas: scaling.max,
      ports,
      probes: {
        readiness: { tcpSocket: { port: ports[0].name } },
        startup: { tcpSocket: { port: ports[0].name }, periodSeconds: 5, failureThreshold: 60 },
      },
      givenProbes: props.probes,
      longestName: LONGEST_NAME,
      ofEachReplica: volumeClaimTemplates,
    });
    this.name = plan.name;
    this.ports = ports.map(({ port }) => port);
    makeCompanions(this, plan, props);
    this.service = makeObject(this, 'Service', plan.name, headlessServiceObject(plan.name, ports));
    const claims = volumeClaimTemplates.map((claim) => claim._template()!);
    this.statefulSet = makeObject(
      this,
      'StatefulSet',
      plan.name,
      statefulSetObject(plan, scaling, { serviceName: plan.name, claims, parallel: parallelPodManagement }),
    );
    makeReplicaObjects(this, plan.name, 'StatefulSet', scaling, props);
  }

  /** The StatefulSet. */
  public get apiObject(): ApiObject {
    return this.statefulSet;
  }

  /** @internal */
  public override get _ports(): readonly number[] {
    return this.ports;
  }
}

function problemsOf(ports: readonly { readonly name: string }[], claims: readonly StorageClaim[], volumes: readonly string[]): Problem[] {
  const names = [...volumes, ...claims.map(({ name }) => name)];
  const twice = new Set(claims.map(({ name }) => name).filter((name) => names.indexOf(name) !== names.lastIndexOf(name)));
  const byHand = claims.filter((claim) => claim._template() === undefined).map(({ name }) => name);
  return [
    ...(ports.length === 0
      ? [
          {
            finding: 'ports is empty',
            constraint: 'must have at least one port for the headless Service',
            remediation: 'Add a port like { sql: 5432 }, or use a WorkerService',
          },
        ]
      : []),
    ...[...twice].map((name) => ({
      finding: `two volumes have the name '${name}', one of them in volumeClaimTemplates`,
      constraint: 'the names of the volumes of a pod must be unique',
      remediation: 'Rename one of them',
    })),
    ...(byHand.length > 0
      ? [
          {
            finding: `volumeClaimTemplates has ${byHand.join(', ')}, which is bound to an existing volume`,
            constraint: 'a volume claim template must be provisioned by a StorageClass, because each replica gets its own volume',
            remediation: 'Move it to `volumes`, which all replicas share',
          },
        ]
      : []),
  ];
}
