import { Lazy, Stack } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { ApiObject, Chart } from 'cdk8s';
import { Volume } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { SecretSource } from './secret-source';
import { SecretsStoreDriver } from './secrets-store-driver';
import { namesOf, providerObjects, sourceProblems } from './secrets.rules';
import { joined, jsonParts } from '../apply/token-json';
import { failOn, Problem } from '../errors/problems';
import { namespaceProblem } from '../identity/names.rules';
import { ObjectInCharts } from '../identity/object-in-charts';
import { WorkloadIdentity } from '../identity/workload-identity';
import { cdk8sPlus } from '../model/cdk8s-plus';
import { boundToCluster } from '../model/cluster-binding';
import { requireAwsApis } from '../network/aws-apis';
import { checkProps } from '../props/check-props';
import { MountPlan } from '../storage/mount-plan';
import { PodVolume } from '../storage/pod-volume';

/** Properties of {@link MountedSecrets}. */
export interface MountedSecretsProps {
  /** The cluster. */
  readonly cluster: ICluster;
  /** Workload identity that reads the secrets. Only its role is granted access. */
  readonly identity: WorkloadIdentity;
  /** The secrets, with the names of their files. */
  readonly sources: SecretSource[];
  /**
   * Name of the SecretProviderClass and of the volume: 1–63 lower-case letters, digits or hyphens.
   *
   * @default - the id of the construct in lower case
   */
  readonly secretProviderClassName?: string;
}

/**
 * Secrets of AWS as files of pods, which the Secrets Store CSI driver reads when a pod starts. They are never stored in a template or in
 * Kubernetes. The first MountedSecrets of a cluster installs the driver.
 *
 * Pods on Fargate and Windows cannot mount them: use `ExternalSecret` instead.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/integrating_csi_driver.html
 *
 * @example
 * const identity = new WorkloadIdentity(this, 'Identity', { cluster, namespace: 'shop', serviceAccountName: 'web' });
 * const password = new secretsmanager.Secret(this, 'Password');
 *
 * const secrets = new MountedSecrets(this, 'Secrets', {
 *   cluster,
 *   identity,
 *   sources: [SecretSource.fromSecretsManager(password, 'db-password')],
 * });
 * new WebService(chart, 'web', {
 *   image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
 *   port: 8080,
 *   identity,
 *   volumes: [secrets.mountAt('/secrets')],
 * });
 */
export class MountedSecrets extends Construct {
  /** Names of the files. */
  public readonly fileNames: string[];
  /** Name of the SecretProviderClass. */
  public readonly secretProviderClassName: string;

  private readonly props: MountedSecretsProps;
  private readonly objects: ObjectInCharts;

  constructor(scope: Construct, id: string, props: MountedSecretsProps) {
    checkProps('MountedSecretsProps', scope, id, props, new.target !== MountedSecrets);
    const { cluster, identity, sources, secretProviderClassName = id.toLowerCase() } = props;
    const plans = sources.map(({ _plan }) => _plan);
    failOn(
      scope,
      id,
      [namespaceProblem('secretProviderClassName', secretProviderClassName), ...sourceProblems(plans)].filter(
        (problem): problem is Problem => problem !== undefined,
      ),
    );
    super(scope, id);
    this.props = props;
    this.objects = new ObjectInCharts(this.node.path, `secretProviderClassName is '${secretProviderClassName}'`, 'addTo');
    this.secretProviderClassName = secretProviderClassName;
    this.fileNames = namesOf(plans);
    SecretsStoreDriver._install(cluster);
    for (const source of sources) source._grantRead(identity, false);
    requireAwsApis(cluster, identity.role, [...new Set(plans.map(({ service }) => service))]);
  }

  /** The volume with its mount path, for workloads with this identity. */
  mountAt(path: string): PodVolume {
    failOn(
      this,
      '',
      path.startsWith('/') ? [] : [{ finding: `path is '${path}'`, constraint: 'must be an absolute path', remediation: `Use '/${path}'` }],
    );
    return new SecretVolume(this, path);
  }

  /** The identity that pods must have. @internal */
  public get _identity(): WorkloadIdentity {
    return this.props.identity;
  }

  /** Adds the object to the chart of a workload, once, unless it was added to a chart by hand. @internal */
  public _bring(chart: Chart): void {
    const id = `Secrets-${this.secretProviderClassName}`;
    this.objects.bring(chart, id, () => this.make(chart, id));
  }

  /** Adds the SecretProviderClass to a chart, for pods that this library does not create. They use the service account of the identity. */
  addTo(scope: Construct, id: string = `Secrets-${this.secretProviderClassName}`): ApiObject {
    return this.objects.add(scope, id, () => this.make(scope, id));
  }

  private make(scope: Construct, id: string): ApiObject {
    const { identity, sources } = this.props;
    const objects = sources.map(({ _plan }) => _plan);
    return boundToCluster(
      this.props.cluster,
      new ApiObject(scope, id, {
        apiVersion: 'secrets-store.csi.x-k8s.io/v1',
        kind: 'SecretProviderClass',
        metadata: { name: this.secretProviderClassName, namespace: identity.namespace },
        spec: {
          provider: 'aws',
          parameters: {
            region: Stack.of(this).region,
            ...(identity.usesPodIdentity ? { usePodIdentity: 'true' } : {}),
            // JSON is YAML
            objects: Lazy.uncachedString({ produce: (context) => joined(jsonParts(providerObjects(objects), context)) }),
          },
        },
      }),
    );
  }
}

const DRIVER = 'secrets-store.csi.k8s.io';

class SecretVolume extends PodVolume {
  public readonly name: string;

  constructor(
    private readonly secrets: MountedSecrets,
    public readonly mountPath: string,
  ) {
    super();
    this.name = secrets.secretProviderClassName;
  }

  public get _identity(): WorkloadIdentity {
    return this.secrets._identity;
  }

  public get _mount(): MountPlan {
    const csi = { driver: DRIVER, readOnly: true, volumeAttributes: { secretProviderClass: this.name } };
    return { name: this.name, path: this.mountPath, source: { csi }, readOnly: true, block: false, oneNode: false };
  }

  public _add(scope: Construct): void {
    this.secrets._bring(Chart.of(scope));
  }

  protected _plusVolume(scope: Construct, id: string): Volume {
    const { name } = this;
    return cdk8sPlus().Volume.fromCsi(scope, id, DRIVER, { name, readOnly: true, attributes: { secretProviderClass: name } });
  }
}
