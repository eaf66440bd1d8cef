import { Stack } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import * as s3_assets from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { DNS01_POLICY } from './cert-manager-policy.data';
import { AppliedObjects } from '../../apply/applied-objects';
import { chartSourceProblems } from '../../apply/chart-source';
import { deepMerge } from '../../apply/deep-merge.rules';
import { EcrChartOptions } from '../../apply/ecr-chart-options';
import { HelmRelease } from '../../apply/helm-release';
import { CHART_VERSIONS } from '../../catalog/chart-versions.data';
import { part } from '../../catalog/thing.rules';
import { acknowledgeWildcards } from '../../cluster/acknowledged';
import { RoleOptions } from '../../cluster/role-options';
import { failOn, Problem } from '../../errors/problems';
import { IdentityMechanism } from '../../identity/identity-mechanism';
import { objectNameProblem } from '../../identity/names.rules';
import { allow } from '../../identity/upstream-policy';
import { WorkloadIdentity } from '../../identity/workload-identity';
import { Inventory } from '../../model/inventory';

/** Properties of {@link CertManager}. */
export interface CertManagerProps extends EcrChartOptions {
  /** The cluster. */
  readonly cluster: ICluster;
  /**
   * Hosted zones in which it answers the questions of certificate authorities (DNS01), and no others.
   *
   * @default - none: certificates come from authorities of your own
   */
  readonly hostedZones?: IHostedZone[];
  /**
   * Version of the chart.
   *
   * @default 'v1.21.1'
   */
  readonly chartVersion?: string;
  /**
   * Repository of the chart, for clusters that cannot reach the public one; of a registry (`oci://`) the whole address of the chart.
   *
   * @default 'https://charts.jetstack.io'
   */
  readonly chartRepository?: string;
  /**
   * The chart as a folder that is uploaded with the app, for clusters that cannot reach any repository.
   *
   * @default - from the repository
   */
  readonly chartAsset?: s3_assets.Asset;
  /**
   * Values for the chart, merged deeply over those of this construct.
   *
   * @default - none
   */
  readonly values?: { [key: string]: any };
  /**
   * How the role is bounded and where it lies, or one that exists and has the permissions already.
   *
   * @default - a role of its own
   */
  readonly roleOptions?: RoleOptions;
}

const NAME = 'cert-manager';

/**
 * cert-manager: certificates for pods, as Secrets of Kubernetes. Application Load Balancers take those of ACM alone.
 *
 * Its kinds, and the certificates with them, stay when it is deleted.
 *
 * @see https://cert-manager.io/docs/configuration/acme/dns01/route53/
 */
export class CertManager extends Construct {
  /** The cluster. */
  public readonly cluster: ICluster;
  /** Who it is to AWS. */
  public readonly identity: WorkloadIdentity;
  /** Hosted zones in which it answers. */
  public readonly hostedZones: IHostedZone[];

  constructor(scope: Construct, id: string, props: CertManagerProps) {
    const { cluster, hostedZones = [], chartAsset } = props;
    failOn(scope, id, chartSourceProblems(props));
    super(scope, id);
    this.cluster = cluster;
    this.hostedZones = hostedZones;
    this.identity = new WorkloadIdentity(this, 'Identity', { cluster, namespace: NAME, serviceAccountName: NAME, mechanism: IdentityMechanism.irsa(), roleOptions: props.roleOptions });
    if (hostedZones.length > 0 && this.identity.role instanceof iam.Role) allowAnswers(this.identity.role, hostedZones);
    const release = new HelmRelease(this, 'Chart', {
      cluster,
      chart: NAME,
      repository: props.chartRepository ?? 'https://charts.jetstack.io',
      version: props.chartVersion ?? CHART_VERSIONS['cert-manager'].version,
      chartAsset,
      ecrRepository: props.chartEcrRepository,
      release: NAME,
      namespace: NAME,
      values: () => deepMerge({
        crds: { enabled: true, keep: true },
        // the kubelet of Fargate has the port that is the chart's own
        webhook: { securePort: 10260 },
        serviceAccount: { name: NAME, annotations: this.identity.annotations },
        // so that it may read the token of its role
        securityContext: { fsGroup: 1001 },
      }, props.values ?? {}),
    });
    Inventory.of(cluster)._follow(release.node.defaultChild as Construct, part(`identity ${NAME}/${NAME}`));
  }
}

function allowAnswers(role: iam.Role, hostedZones: readonly IHostedZone[]): void {
  const change = Stack.of(role).formatArn({ service: 'route53', region: '', account: '', resource: 'change', resourceName: '*' });
  allow(role, DNS01_POLICY.statements({ change, hostedZones: hostedZones.map(({ hostedZoneArn }) => hostedZoneArn) }));
  acknowledgeWildcards(role, ['route53:::change/*'], 'a change of records has an id that nobody knows before');
}

/** Properties of {@link LetsEncryptIssuer}. */
export interface LetsEncryptIssuerProps {
  /** cert-manager, with the hosted zones in which it answers. */
  readonly certManager: CertManager;
  /** Whom Let's Encrypt writes to, before a certificate ends. */
  readonly email: string;
  /**
   * Name of the ClusterIssuer, which Certificates and annotations name.
   *
   * @default - the id of the construct in lower case
   */
  readonly issuerName?: string;
  /**
   * Whether certificates are for tests: nobody trusts them, and there are nearly no limits.
   *
   * @default false
   */
  readonly staging?: boolean;
}

const SERVERS = { production: 'https://acme-v02.api.letsencrypt.org/directory', staging: 'https://acme-staging-v02.api.letsencrypt.org/directory' };

/** Certificates of Let's Encrypt for names in hosted zones of Route 53, by DNS01. */
export class LetsEncryptIssuer extends Construct {
  /** Name of the ClusterIssuer. */
  public readonly issuerName: string;

  constructor(scope: Construct, id: string, { certManager, email, issuerName = id.toLowerCase(), staging = false }: LetsEncryptIssuerProps) {
    failOn(scope, id, [
      objectNameProblem('issuerName', issuerName),
      /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email) ? undefined : { what: `email is '${email}'`, limit: 'it is an address', fix: 'Correct it' },
      certManager.hostedZones.length > 0 ? undefined : { what: 'certManager has no hostedZones', limit: "Let's Encrypt asks for a record in the zone of the name", fix: 'Give hostedZones to CertManager', source: 'https://cert-manager.io/docs/configuration/acme/dns01/route53/' },
    ].filter((problem): problem is Problem => problem !== undefined));
    super(scope, id);
    this.issuerName = issuerName;
    const { region } = Stack.of(this);
    new AppliedObjects(this, 'Issuer', {
      cluster: certManager.cluster,
      objects: () => [{
        apiVersion: 'cert-manager.io/v1',
        kind: 'ClusterIssuer',
        metadata: { name: issuerName },
        spec: {
          acme: {
            server: staging ? SERVERS.staging : SERVERS.production,
            email,
            privateKeySecretRef: { name: `${issuerName}-account` },
            solvers: certManager.hostedZones.map(
              ({ zoneName, hostedZoneId }) => ({ selector: { dnsZones: [zoneName] }, dns01: { route53: { region, hostedZoneID: hostedZoneId } } }),
            ),
          },
        },
      }],
    });
  }
}
