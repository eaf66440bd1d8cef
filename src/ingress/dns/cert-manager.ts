import { Stack } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { chartSourceProblems } from '../../apply/chart-source';
import { HelmAddonOptions } from '../../apply/helm-chart-options';
import { installChart } from '../../apply/install-chart';
import { KubernetesObjects } from '../../apply/kubernetes-objects';
import { CHARTS } from '../../catalog/charts.data';
import { acknowledgeWildcards } from '../../cluster/nag-acknowledgements';
import { RoleOptions } from '../../cluster/role-options';
import { failOn, Problem } from '../../errors/problems';
import { IdentityType } from '../../identity/identity-type';
import { objectNameProblem } from '../../identity/names.rules';
import { allow } from '../../identity/upstream-policy';
import { WorkloadIdentity } from '../../identity/workload-identity';
import { checkProps } from '../../props/check-props';

/** Properties of {@link CertManager}. */
export interface CertManagerProps extends HelmAddonOptions {
  /** The cluster. */
  readonly cluster: ICluster;
  /**
   * Hosted zones in which it may solve DNS01 challenges.
   *
   * @default - none: only issuers without DNS01 challenges
   */
  readonly hostedZones?: IHostedZone[];
  /**
   * Permissions boundary and path of the role, or an existing role with the required permissions.
   *
   * @default - a role of its own
   */
  readonly roleOptions?: RoleOptions;
}

const { identity: ACCOUNT, policies } = CHARTS['cert-manager'];

/**
 * cert-manager: certificates for pods, as Kubernetes Secrets. Application Load Balancers accept certificates of ACM only.
 *
 * Its CRDs, and the certificates with them, are retained when it is deleted.
 *
 * @see https://cert-manager.io/docs/configuration/acme/dns01/route53/
 *
 * @example
 * new CertManager(this, 'CertManager', { cluster });
 */
export class CertManager extends Construct {
  /** The cluster. */
  public readonly cluster: ICluster;
  /** IAM identity of cert-manager. */
  public readonly identity: WorkloadIdentity;
  /** Hosted zones in which it may solve DNS01 challenges. */
  public readonly hostedZones: IHostedZone[];

  constructor(scope: Construct, id: string, props: CertManagerProps) {
    checkProps('CertManagerProps', scope, id, props, new.target !== CertManager);
    const { cluster, hostedZones = [] } = props;
    failOn(scope, id, chartSourceProblems(props));
    super(scope, id);
    this.cluster = cluster;
    this.hostedZones = hostedZones;
    this.identity = new WorkloadIdentity(this, 'Identity', {
      cluster,
      namespace: ACCOUNT.namespace,
      serviceAccountName: ACCOUNT.serviceAccount,
      identityType: IdentityType._irsaAlone(),
      roleOptions: props.roleOptions,
    });
    if (hostedZones.length > 0 && this.identity.role instanceof iam.Role) allowAnswers(this.identity.role, hostedZones);
    installChart(this, 'cert-manager', props, () => ({
      crds: { enabled: true, keep: true },
      // the default port of the chart is used by the kubelet on Fargate
      webhook: { securePort: 10260 },
      serviceAccount: { name: ACCOUNT.serviceAccount, annotations: this.identity.serviceAccountAnnotations },
      // so that the process can read the token of its role
      securityContext: { fsGroup: 1001 },
    }));
  }
}

function allowAnswers(role: iam.Role, hostedZones: readonly IHostedZone[]): void {
  const change = Stack.of(role).formatArn({ service: 'route53', region: '', account: '', resource: 'change', resourceName: '*' });
  allow(role, policies.dns01.statements({ change, hostedZones: hostedZones.map(({ hostedZoneArn }) => hostedZoneArn) }));
  acknowledgeWildcards(role, ['route53:::change/*'], 'the id of a change of records is not known in advance');
}

/** Properties of {@link LetsEncryptIssuer}. */
export interface LetsEncryptIssuerProps {
  /** cert-manager, with its hosted zones. */
  readonly certManager: CertManager;
  /** Contact address of the ACME account. */
  readonly email: string;
  /**
   * Name of the ClusterIssuer, for Certificates and annotations.
   *
   * @default - the id of the construct in lower case
   */
  readonly issuerName?: string;
  /**
   * Whether certificates come from Let's Encrypt's staging environment: for tests, not trusted by browsers, and with high rate limits.
   *
   * @default false
   */
  readonly staging?: boolean;
}

const SERVERS = {
  production: 'https://acme-v02.api.letsencrypt.org/directory',
  staging: 'https://acme-staging-v02.api.letsencrypt.org/directory',
};

/**
 * A ClusterIssuer of cert-manager for certificates of Let's Encrypt, with DNS01 challenges in hosted zones of Route 53.
 *
 * @example
 * const zone = new route53.PublicHostedZone(this, 'Zone', { zoneName: 'example.com' });
 * const certManager = new CertManager(this, 'CertManager', { cluster, hostedZones: [zone] });
 *
 * new LetsEncryptIssuer(this, 'LetsEncrypt', { certManager, email: 'ops@example.com' });
 */
export class LetsEncryptIssuer extends Construct {
  /** Name of the ClusterIssuer. */
  public readonly issuerName: string;

  constructor(scope: Construct, id: string, props: LetsEncryptIssuerProps) {
    checkProps('LetsEncryptIssuerProps', scope, id, props, new.target !== LetsEncryptIssuer);
    const { certManager, email, issuerName = id.toLowerCase(), staging = false } = props;
    failOn(
      scope,
      id,
      [
        objectNameProblem('issuerName', issuerName),
        /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)
          ? undefined
          : {
              finding: `email is '${email}'`,
              constraint: 'must be an email address',
              remediation: "Use a value like 'ops@example.com'",
            },
        certManager.hostedZones.length > 0
          ? undefined
          : {
              finding: 'certManager has no hostedZones',
              constraint: 'DNS01 challenges are solved with records in a hosted zone',
              remediation: 'Set `hostedZones` of CertManager',
              source: 'https://cert-manager.io/docs/configuration/acme/dns01/route53/',
            },
      ].filter((problem): problem is Problem => problem !== undefined),
    );
    super(scope, id);
    this.issuerName = issuerName;
    const { region } = Stack.of(this);
    new KubernetesObjects(this, 'Issuer', {
      cluster: certManager.cluster,
      objects: () => [
        {
          apiVersion: 'cert-manager.io/v1',
          kind: 'ClusterIssuer',
          metadata: { name: issuerName },
          spec: {
            acme: {
              server: staging ? SERVERS.staging : SERVERS.production,
              email,
              privateKeySecretRef: { name: `${issuerName}-account` },
              solvers: certManager.hostedZones.map(({ zoneName, hostedZoneId }) => ({
                selector: { dnsZones: [zoneName] },
                dns01: { route53: { region, hostedZoneID: hostedZoneId } },
              })),
            },
          },
        },
      ],
    });
  }
}
