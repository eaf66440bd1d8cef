import { ApiObject, Lazy, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { denyByDefault, isBalanced } from './default-deny';
import { defaultDenyObject } from './network-policy.rules';
import { podSecurityVersionOf } from '../cluster/pod-security-version';
import { failOn, Problem } from '../errors/problems';
import { clusterChoice } from '../ingress/cluster-choice';
import { BUILT_IN_NAMESPACES } from '../kubernetes/kinds.data';
import { setDefaultLevelOf } from '../model/chart-marks';
import { checkChartProps } from '../props/check-props';

/** Pod Security Standard of a namespace. Source: Kubernetes documentation, Pod Security Standards. */
export enum PodSecurityLevel {
  /** unrestricted. */
  PRIVILEGED = 'privileged',
  /** prevents known privilege escalations. */
  BASELINE = 'baseline',
  /** hardened; the workloads of this library comply with it. */
  RESTRICTED = 'restricted',
}

/** ResourceQuota of a namespace. */
export interface NamespaceQuota {
  /**
   * Sum of the cpu requests.
   *
   * @default - no limit
   */
  readonly cpu?: Cpu;
  /**
   * Sum of the memory requests.
   *
   * @default - no limit
   */
  readonly memory?: Size;
  /**
   * Number of pods.
   *
   * @default - no limit
   */
  readonly pods?: number;
  /**
   * Sum of the storage requests of all PersistentVolumeClaims.
   *
   * @default - no limit
   */
  readonly storage?: Size;
  /**
   * Other resources of the quota, like `count/services.loadbalancers: '2'`.
   *
   * @default - none
   */
  readonly hard?: { [resource: string]: string };
}

/** Default requests and limits of containers (LimitRange). */
export interface ContainerDefaults {
  /**
   * Cpu request.
   *
   * @default - none
   */
  readonly cpu?: Cpu;
  /**
   * Memory request and limit.
   *
   * @default - none
   */
  readonly memory?: Size;
}

/** Properties of an {@link AppNamespace}. */
export interface AppNamespaceProps {
  /**
   * Name: 1–63 lower-case letters, digits or hyphens.
   *
   * @default - the id of the construct
   */
  readonly namespaceName?: string;
  /**
   * Pod Security Standard that is enforced.
   *
   * @default PodSecurityLevel.RESTRICTED
   */
  readonly podSecurity?: PodSecurityLevel;
  /**
   * Kubernetes version of the Pod Security Standard, like `v1.36`.
   *
   * @default - that of the cluster; 'latest' where it is not known
   */
  readonly podSecurityVersion?: string;
  /**
   * ResourceQuota of its pods.
   *
   * @default - no quota
   */
  readonly quota?: NamespaceQuota;
  /**
   * LimitRange of its containers.
   *
   * @default - none
   */
  readonly containerDefaults?: ContainerDefaults;
  /**
   * Whether traffic of its pods is denied in both directions, except to and from the peers that their workloads allow. DNS, the credentials
   * of Pod Identity, and load balancers of routes stay allowed. The cluster needs an enforcer, like vpc-cni with `enableNetworkPolicy`.
   *
   * @default false
   */
  readonly defaultDeny?: boolean;
  /**
   * More labels.
   *
   * @default - none
   */
  readonly labels?: { [label: string]: string };
}

/**
 * A namespace with Pod Security labels, a ResourceQuota, a LimitRange and a default-deny NetworkPolicy.
 *
 * Without it, a `ChartDeployment` creates the namespaces that its chart uses, with Pod Security `baseline` where only workloads of this
 * library run pods in them, and with warnings alone elsewhere. The namespace is retained when its deployment is deleted, unless
 * `deleteNamespaces` is true.
 *
 * @example
 * new AppNamespace(chart, 'tools', {
 *   quota: { cpu: kplus.Cpu.units(4), memory: cdk8s.Size.gibibytes(8), pods: 20 },
 *   containerDefaults: { cpu: kplus.Cpu.millis(100), memory: cdk8s.Size.mebibytes(128) },
 * });
 */
export class AppNamespace extends Construct {
  /** Name of the namespace, for charts. */
  public readonly namespaceName: string;

  constructor(scope: Construct, id: string, props: AppNamespaceProps = {}) {
    checkChartProps('AppNamespaceProps', scope, id, props, new.target !== AppNamespace);
    super(scope, id);
    const {
      podSecurity = PodSecurityLevel.RESTRICTED,
      podSecurityVersion = clusterChoice(podSecurityVersionOf),
      quota,
      containerDefaults,
      defaultDeny = false,
      labels = {},
    } = props;
    this.namespaceName = props.namespaceName ?? id;
    failOn(this, '', problemsOf(this.namespaceName, props));
    if (props.podSecurity === undefined) setDefaultLevelOf(this, this.namespaceName);
    const levels = Object.fromEntries(
      ['enforce', 'warn', 'audit'].flatMap((mode) => [
        [`pod-security.kubernetes.io/${mode}`, mode === 'enforce' ? podSecurity : PodSecurityLevel.RESTRICTED],
        [`pod-security.kubernetes.io/${mode}-version`, podSecurityVersion],
      ]),
    );
    // new pods are ready when the load balancer sends them requests: the labels of the controller and of Auto Mode
    const gate = Lazy.any({ produce: () => (isBalanced(this, this.namespaceName) ? 'enabled' : undefined) }) as string;
    const gates = Object.fromEntries(['elbv2.k8s.aws', 'eks.amazonaws.com'].map((domain) => [`${domain}/pod-readiness-gate-inject`, gate]));
    new ApiObject(this, 'Namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: this.namespaceName, namespace: undefined, labels: { ...gates, ...labels, ...levels } },
    });
    if (quota) this.make('Quota', 'v1', 'ResourceQuota', 'quota', { hard: hardOf(quota) });
    if (containerDefaults) this.make('Defaults', 'v1', 'LimitRange', 'defaults', { limits: [limitsOf(containerDefaults)] });
    if (defaultDeny) {
      this.make('DefaultDeny', 'networking.k8s.io/v1', 'NetworkPolicy', 'default-deny', defaultDenyObject().spec);
      denyByDefault(this, this.namespaceName);
    }
  }

  private make(id: string, apiVersion: string, kind: string, name: string, spec: unknown): void {
    new ApiObject(this, id, { apiVersion, kind, metadata: { name, namespace: this.namespaceName }, spec });
  }
}

const hardOf = ({ cpu, memory, pods, storage, hard = {} }: NamespaceQuota): Record<string, string> => ({
  ...(cpu ? { 'requests.cpu': cpu.amount } : {}),
  ...(memory ? { 'requests.memory': memory.asString() } : {}),
  ...(pods === undefined ? {} : { pods: String(pods) }),
  ...(storage ? { 'requests.storage': storage.asString() } : {}),
  ...hard,
});

const limitsOf = ({ cpu, memory }: ContainerDefaults): object => ({
  type: 'Container',
  defaultRequest: { ...(cpu ? { cpu: cpu.amount } : {}), ...(memory ? { memory: memory.asString() } : {}) },
  ...(memory ? { default: { memory: memory.asString() } } : {}),
});

function problemsOf(name: string, { quota, containerDefaults, podSecurityVersion, labels = {} }: AppNamespaceProps): Problem[] {
  const problems: Problem[] = [];
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
    problems.push({
      finding: `namespaceName is '${name}'`,
      constraint: 'must be 1–63 lower-case letters, digits or hyphens',
      remediation: 'Set `namespaceName` (default: the id of the construct)',
      source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
    });
  }
  if (BUILT_IN_NAMESPACES.has(name)) {
    problems.push({
      finding: `namespaceName is '${name}'`,
      constraint: 'reserved for a namespace that every EKS cluster has',
      remediation: 'Set `namespaceName` to another name',
    });
  }
  if (quota && Object.keys(hardOf(quota)).length === 0) {
    problems.push({
      finding: 'quota is empty',
      constraint: 'must have at least one limit',
      remediation: 'Add a limit like `cpu`, or remove `quota`',
    });
  }
  if (quota?.pods !== undefined && (!Number.isInteger(quota.pods) || quota.pods < 0)) {
    problems.push({
      finding: `quota.pods is ${quota.pods}`,
      constraint: 'must be an integer of at least 0',
      remediation: 'Use a value like 50',
    });
  }
  if (containerDefaults && !containerDefaults.cpu && !containerDefaults.memory) {
    problems.push({
      finding: 'containerDefaults is empty',
      constraint: 'must have cpu or memory',
      remediation: 'Set `cpu` or `memory`, or remove `containerDefaults`',
    });
  }
  if (podSecurityVersion !== undefined && !/^(latest|v1\.[0-9]+)$/.test(podSecurityVersion)) {
    problems.push({
      finding: `podSecurityVersion is '${podSecurityVersion}'`,
      constraint: "must be 'latest' or a Kubernetes minor version",
      remediation: "Use a value like 'v1.36'",
      source: POD_SECURITY,
    });
  }
  const levels = Object.keys(labels).filter((label) => label.startsWith('pod-security.kubernetes.io/'));
  if (levels.length > 0) {
    problems.push({
      finding: `labels has ${levels.join(', ')}`,
      constraint: 'the labels of Pod Security admission are set by podSecurity',
      remediation: 'Remove them from `labels`, and set `podSecurity`',
      source: POD_SECURITY,
    });
  }
  return problems;
}

const POD_SECURITY = 'https://kubernetes.io/docs/concepts/security/pod-security-admission/';
