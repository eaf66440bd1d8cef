import { Stack } from 'aws-cdk-lib';
import { ApiObject, Chart, Duration } from 'cdk8s';
import { ISecret } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ExternalSecretsOperator } from './external-secrets-operator';
import { SecretSource } from './secret-source';
import { externalData, namesOf, sourceProblems, SourcePlan } from './secrets.rules';
import { failOn, Problem, problemMessage, StrataError } from '../errors/problems';
import { objectNameProblem } from '../identity/names.rules';
import { ObjectInCharts } from '../identity/object-in-charts';
import { WorkloadIdentity } from '../identity/workload-identity';
import { cdk8sPlus, onceIn } from '../model/cdk8s-plus';
import { boundToCluster } from '../model/cluster-binding';
import { requireAwsApis } from '../network/aws-apis';
import { checkProps } from '../props/check-props';

/** Properties of {@link ExternalSecret}. */
export interface ExternalSecretProps {
  /** The operator of the cluster. */
  readonly operator: ExternalSecretsOperator;
  /** Workload identity with IRSA whose role reads the secrets, usually that of the pods. The Secret is in its namespace. */
  readonly identity: WorkloadIdentity;
  /** The secrets, with their keys in the Secret. */
  readonly sources: SecretSource[];
  /**
   * Name of the Kubernetes Secret.
   *
   * @default - the id of the construct in lower case
   */
  readonly secretName?: string;
  /**
   * Interval at which the operator reads new values.
   *
   * @default Duration.hours(1)
   */
  readonly refreshInterval?: Duration;
}

const STORES = { secretsmanager: 'SecretsManager', ssm: 'ParameterStore' } as const;

/**
 * A Kubernetes Secret with values of AWS Secrets Manager or SSM Parameter Store, which the operator reads with the role of one workload
 * identity. For environment variables and for objects that refer to a Secret by its name. Templates contain no secret values.
 *
 * @see https://external-secrets.io/latest/api/externalsecret/
 *
 * @example
 * const operator = new ExternalSecretsOperator(this, 'Operator', { cluster });
 * const identity = new WorkloadIdentity(this, 'Identity', { cluster, namespace: 'shop', serviceAccountName: 'web' });
 * const password = new secretsmanager.Secret(this, 'Password');
 *
 * const secret = new ExternalSecret(this, 'Database', {
 *   operator,
 *   identity,
 *   sources: [SecretSource.fromSecretsManager(password, 'password')],
 * });
 * new WebService(chart, 'web', {
 *   image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
 *   port: 8080,
 *   identity,
 *   secretEnv: { DB_PASSWORD: secret.key('password') },
 * });
 */
export class ExternalSecret extends Construct {
  /** Name of the Kubernetes Secret. */
  public readonly secretName: string;
  /** Keys of the Secret. */
  public readonly keys: string[];

  private readonly props: ExternalSecretProps;
  private readonly plans: SourcePlan[];
  private readonly objects: ObjectInCharts;

  constructor(scope: Construct, id: string, props: ExternalSecretProps) {
    checkProps('ExternalSecretProps', scope, id, props, new.target !== ExternalSecret);
    const { operator, identity, sources, secretName = id.toLowerCase() } = props;
    const plans = sources.map(({ _plan }) => _plan);
    failOn(
      scope,
      id,
      [objectNameProblem('secretName', secretName), ...mechanismProblems(identity), ...sourceProblems(plans)].filter(
        (problem): problem is Problem => problem !== undefined,
      ),
    );
    super(scope, id);
    this.props = props;
    this.objects = new ObjectInCharts(this.node.path, `secretName is '${secretName}'`, 'addTo');
    this.plans = plans;
    this.secretName = secretName;
    this.keys = namesOf(plans);
    for (const source of sources) source._grantRead(identity, true);
    requireAwsApis(operator.cluster, identity.role, [...new Set(plans.map(({ service }) => service))]);
  }

  /** A reference to a key, for `secretEnv` of a workload. */
  key(name: string): SecretKeyRef {
    if (!this.keys.includes(name)) {
      throw new StrataError(
        problemMessage(`${this.node.path}.key`, {
          finding: `name is '${name}'`,
          constraint: `keys of the Secret are ${this.keys.join(', ')}`,
          remediation: 'Use one of these keys, or add a source',
        }),
      );
    }
    return SecretKeyRef._of(this, name);
  }

  /**
   * The Secret for workloads of cdk8s-plus-27 in a chart, in the namespace of the identity. The objects from which the operator creates it
   * are added to the chart, once. Only new pods get a changed value as an environment variable; the files of a volume are updated.
   *
   * @example
   * const operator = new ExternalSecretsOperator(this, 'Operator', { cluster });
   * const identity = new WorkloadIdentity(this, 'Identity', { cluster, namespace: 'shop', serviceAccountName: 'web' });
   * const password = new secretsmanager.Secret(this, 'Password');
   *
   * const secret = new ExternalSecret(this, 'Database', {
   *   operator,
   *   identity,
   *   sources: [SecretSource.fromSecretsManager(password, 'password')],
   * });
   * const value = kplus.EnvValue.fromSecretValue({ secret: secret.asSecret(chart), key: 'password' });
   * new kplus.Deployment(chart, 'web', {
   *   containers: [{ image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29', portNumber: 8080, envVariables: { DB_PASSWORD: value } }],
   * });
   */
  asSecret(scope: Construct): ISecret {
    const chart = Chart.of(scope);
    this._bring(chart);
    return onceIn(chart, `Secret-${this.secretName}-Reference`, (id) => cdk8sPlus().Secret.fromSecretName(chart, id, this.secretName));
  }

  /** Namespace of the Secret. @internal */
  public get _namespace(): string {
    return this.props.identity.namespace;
  }

  /** Adds the objects to the chart of a workload, once, unless they were added to a chart by hand. @internal */
  public _bring(chart: Chart): void {
    const id = `Secret-${this.secretName}`;
    this.objects.bring(chart, id, () => {
      const object = this.make(chart, id);
      // the operator reads as this service account
      this.props.identity._addServiceAccountTo(chart);
      return object;
    });
  }

  /**
   * Adds the objects to a chart: a SecretStore for each AWS service, and the ExternalSecret. Workloads that use a key add them
   * automatically.
   */
  addTo(scope: Construct, id: string = `Secret-${this.secretName}`): ApiObject {
    return this.objects.add(scope, id, () => this.make(scope, id));
  }

  private make(scope: Construct, id: string): ApiObject {
    const { identity, refreshInterval = Duration.hours(1) } = this.props;
    const { namespace, serviceAccountName } = identity;
    const services = [...new Set(this.plans.map(({ service }) => service))];
    const storeOf = (service: SourcePlan['service']) => `${this.secretName}-${service}`;
    for (const service of services) {
      new ApiObject(scope, `${id}-${service}`, {
        apiVersion: 'external-secrets.io/v1',
        kind: 'SecretStore',
        metadata: { name: storeOf(service), namespace },
        spec: {
          provider: {
            aws: {
              service: STORES[service],
              region: Stack.of(this).region,
              auth: { jwt: { serviceAccountRef: { name: serviceAccountName } } },
            },
          },
        },
      });
    }
    const [main] = services;
    return boundToCluster(
      this.props.operator.cluster,
      new ApiObject(scope, id, {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { name: this.secretName, namespace },
        spec: {
          refreshInterval: `${refreshInterval.toSeconds()}s`,
          secretStoreRef: { kind: 'SecretStore', name: storeOf(main) },
          target: { name: this.secretName, creationPolicy: 'Owner' },
          data: services.flatMap((service) =>
            externalData(this.plans.filter((plan) => plan.service === service)).map((entry) => ({
              ...entry,
              ...(service === main ? {} : { sourceRef: { storeRef: { kind: 'SecretStore', name: storeOf(service) } } }),
            })),
          ),
        },
      }),
    );
  }
}

/** A reference to a key of an {@link ExternalSecret}. */
export class SecretKeyRef {
  /** @internal */
  public static _of(secret: ExternalSecret, key: string): SecretKeyRef {
    return new SecretKeyRef(secret, key);
  }

  private constructor(
    private readonly secret: ExternalSecret,
    private readonly key: string,
  ) {}

  /** Namespace of the Secret. @internal */
  public get _namespace(): string {
    return this.secret._namespace;
  }

  /** Name of the Secret. @internal */
  public get _secretName(): string {
    return this.secret.secretName;
  }

  /** The `valueFrom` of an environment variable. @internal */
  public get _reference(): object {
    return { secretKeyRef: { name: this.secret.secretName, key: this.key } };
  }

  /** Adds the objects that it comes from, once in a chart. @internal */
  public _add(scope: Construct): void {
    this.secret._bring(Chart.of(scope));
  }
}

function mechanismProblems({ usesPodIdentity, node }: WorkloadIdentity): Problem[] {
  return usesPodIdentity
    ? [
        {
          finding: `identity is ${node.path}, which uses Pod Identity`,
          constraint: 'the operator assumes the role of a service account by IRSA',
          remediation: 'Set identityType: IdentityType.irsa() on the identity',
          source: 'https://external-secrets.io/latest/provider/aws-access/',
        },
      ]
    : [];
}
