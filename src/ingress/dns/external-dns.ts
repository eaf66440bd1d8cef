import { Stack } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IPrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { Construct } from 'constructs';
import { EXTERNAL_DNS_PREFIXES } from './external-dns.data';
import { ManagedAddon } from '../../addons/managed-addon';
import { chartSourceProblems } from '../../apply/chart-source';
import { deepMerge } from '../../apply/deep-merge.rules';
import { HelmAddonOptions } from '../../apply/helm-chart-options';
import { installChart } from '../../apply/install-chart';
import { ADDONS } from '../../catalog/addons.data';
import { kind } from '../../catalog/capability.rules';
import { CHARTS } from '../../catalog/charts.data';
import { literalNameOf } from '../../cluster/literal-name';
import { acknowledgeWildcards, nagReference } from '../../cluster/nag-acknowledgements';
import { RoleOptions } from '../../cluster/role-options';
import { failOn, Problem } from '../../errors/problems';
import { IdentityType } from '../../identity/identity-type';
import { allow } from '../../identity/upstream-policy';
import { WorkloadIdentity } from '../../identity/workload-identity';
import { ClusterModel } from '../../model/cluster-model';
import { checkProps } from '../../props/check-props';
import { GATEWAY_GROUP } from '../gateway/gateway.data';

/** Sources of host names for ExternalDNS. */
export enum ExternalDnsSource {
  /** hosts of Ingresses. */
  INGRESS = 'ingress',
  /** Services with the annotation `external-dns.alpha.kubernetes.io/hostname`. */
  SERVICE = 'service',
  /** hosts of HTTPRoutes. */
  HTTP_ROUTE = 'gateway-httproute',
  /** hosts of GRPCRoutes. */
  GRPC_ROUTE = 'gateway-grpcroute',
  /** hosts of TLSRoutes. */
  TLS_ROUTE = 'gateway-tlsroute',
}

/** Properties of {@link ExternalDns}. */
export interface ExternalDnsProps {
  /** The cluster. */
  readonly cluster: ICluster;
  /** Hosted zones in which it may write records. */
  readonly hostedZones: IHostedZone[];
  /**
   * Sources of host names. The CRDs of Gateway API sources must exist in the cluster.
   *
   * @default - Ingresses and Services
   */
  readonly sources?: ExternalDnsSource[];
  /**
   * Whether records are retained when their source is deleted (policy `upsert-only`). A hosted zone with records cannot be deleted.
   *
   * @default false
   */
  readonly upsertOnly?: boolean;
  /**
   * Settings of the add-on, merged over those of this construct.
   *
   * @default - none
   */
  readonly configurationValues?: { [key: string]: any };
  /**
   * Version of the add-on.
   *
   * @default - the newest that this library knows
   */
  readonly addonVersion?: string;
  /**
   * Permissions boundary and path of the role, or an existing role with the required permissions.
   *
   * @default - a role of its own
   */
  readonly roleOptions?: RoleOptions;
}

/**
 * ExternalDNS as an EKS add-on: it creates Route 53 records for load balancers, in the hosted zones that it is given.
 *
 * It requires internet access. It is deleted after the workloads, so that it removes their records.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/community-addons.html
 *
 * @example
 * const zone = new route53.PublicHostedZone(this, 'Zone', { zoneName: 'example.com' });
 *
 * new ExternalDns(this, 'ExternalDns', { cluster, hostedZones: [zone] });
 * new WebService(chart, 'web', {
 *   image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
 *   route: Route.publicAlb({ host: 'shop.example.com' }),
 * });
 */
export class ExternalDns extends Construct {
  /** The add-on. */
  public readonly addon: ManagedAddon;

  constructor(scope: Construct, id: string, props: ExternalDnsProps) {
    checkProps('ExternalDnsProps', scope, id, props, new.target !== ExternalDns);
    const { cluster, hostedZones, sources = [ExternalDnsSource.INGRESS, ExternalDnsSource.SERVICE], upsertOnly = false } = props;
    failOn(scope, id, [
      ...(hostedZones.length > 0 ? [] : [NO_ZONES]),
      ...(sources.length > 0
        ? []
        : [{ finding: 'sources is empty', constraint: 'must have at least one source', remediation: 'Add a source, or remove `sources`' }]),
    ]);
    super(scope, id);
    this.addon = new ManagedAddon(this, 'Addon', {
      cluster,
      addonName: 'external-dns',
      addonVersion: props.addonVersion,
      roleOptions: props.roleOptions,
      configurationValues: deepMerge(
        {
          sources,
          policy: upsertOnly ? 'upsert-only' : 'sync',
          registry: 'txt',
          txtOwnerId: literalNameOf(cluster) ?? cluster.clusterName,
          domainFilters: [...new Set(hostedZones.map(({ zoneName }) => zoneName))],
          triggerLoopOnEvent: true,
        },
        props.configurationValues ?? {},
      ),
    });
    const inventory = ClusterModel.of(cluster);
    for (const source of sources) if (KIND_OF[source]) inventory._require(this.addon.addon, kind(GATEWAY_GROUP, KIND_OF[source]!));
    const role = this.addon.identity?.role;
    if (role instanceof iam.Role) allowRecords(role, hostedZones);
  }
}

/** ExternalDNS exits if a kind that it watches does not exist. */
const KIND_OF: Readonly<Partial<Record<ExternalDnsSource, string>>> = {
  [ExternalDnsSource.HTTP_ROUTE]: 'HTTPRoute',
  [ExternalDnsSource.GRPC_ROUTE]: 'GRPCRoute',
  [ExternalDnsSource.TLS_ROUTE]: 'TLSRoute',
};
const NO_ZONES: Problem = {
  finding: 'hostedZones is empty',
  constraint: 'ExternalDNS writes only into the hosted zones that it is given',
  remediation: 'Add a hosted zone',
};

function allowRecords(role: iam.Role, hostedZones: readonly IHostedZone[]): void {
  allow(role, ADDONS['external-dns'].policies.records.statements({ hostedZones: hostedZones.map(({ hostedZoneArn }) => hostedZoneArn) }));
  acknowledgeWildcards(role, ['*'], 'listing hosted zones has no resource in IAM');
}

/** Properties of {@link ExternalDnsForCloudMap}. */
export interface ExternalDnsForCloudMapProps extends HelmAddonOptions {
  /** The cluster. */
  readonly cluster: ICluster;
  /** The AWS Cloud Map namespace in which it may register Services. */
  readonly cloudMapNamespace: IPrivateDnsNamespace;
  /**
   * Permissions boundary and path of the role, or an existing role with the required permissions.
   *
   * @default - a role of its own
   */
  readonly roleOptions?: RoleOptions;
}

const { identity: ACCOUNT, policies } = CHARTS['external-dns'];

/**
 * ExternalDNS with its provider `aws-sd`, as a Helm chart: it registers Services in AWS Cloud Map for clients outside of the cluster.
 *
 * It registers Services with the annotation `external-dns.alpha.kubernetes.io/hostname` below the name of the namespace that are headless
 * or have a load balancer; cluster IP addresses are not registered.
 *
 * @see https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws-sd/
 *
 * @example
 * const namespace = new servicediscovery.PrivateDnsNamespace(this, 'Names', { name: 'shop.internal', vpc });
 *
 * new ExternalDnsForCloudMap(this, 'ExternalDns', { cluster, cloudMapNamespace: namespace });
 */
export class ExternalDnsForCloudMap extends Construct {
  /** IAM identity of ExternalDNS. */
  public readonly identity: WorkloadIdentity;

  constructor(scope: Construct, id: string, props: ExternalDnsForCloudMapProps) {
    checkProps('ExternalDnsForCloudMapProps', scope, id, props, new.target !== ExternalDnsForCloudMap);
    failOn(scope, id, chartSourceProblems(props));
    super(scope, id);
    const { cluster, cloudMapNamespace } = props;
    this.identity = new WorkloadIdentity(this, 'Identity', {
      cluster,
      namespace: ACCOUNT.namespace,
      serviceAccountName: ACCOUNT.serviceAccount,
      identityType: IdentityType._irsaAlone(),
      roleOptions: props.roleOptions,
    });
    if (this.identity.role instanceof iam.Role) allowRegistration(this.identity.role, cloudMapNamespace);
    const release = installChart(this, 'external-dns', props, () => ({
      provider: { name: 'aws-sd' },
      registry: 'aws-sd',
      policy: 'sync',
      sources: ['service'],
      txtOwnerId: literalNameOf(cluster) ?? cluster.clusterName,
      domainFilters: [cloudMapNamespace.namespaceName],
      triggerLoopOnEvent: true,
      // the annotation of Services for all versions, and that which the EKS add-on reads
      annotationPrefix: EXTERNAL_DNS_PREFIXES.alpha,
      extraArgs: ['--aws-zone-type=private', '--aws-sd-service-cleanup'],
      env: [{ name: 'AWS_REGION', value: Stack.of(this).region }],
      serviceAccount: { name: ACCOUNT.serviceAccount, annotations: this.identity.serviceAccountAnnotations },
    }));
    release.node.addDependency(cloudMapNamespace);
  }
}

function allowRegistration(role: iam.Role, namespace: IPrivateDnsNamespace): void {
  const stack = Stack.of(role);
  allow(
    role,
    policies.cloudMap.statements({
      namespace: namespace.namespaceArn,
      services: stack.formatArn({ service: 'servicediscovery', resource: 'service', resourceName: '*' }),
      hostedZones: stack.formatArn({ service: 'route53', region: '', account: '', resource: 'hostedzone', resourceName: '*' }),
    }),
  );
  const place = `${nagReference(stack.region, 'Region')}:${nagReference(stack.account, 'AccountId')}`;
  acknowledgeWildcards(
    role,
    ['*', `servicediscovery:${place}:service/*`, 'route53:::hostedzone/*'],
    'services of Cloud Map are made as Services come and go; listing has no resource in IAM',
  );
}
