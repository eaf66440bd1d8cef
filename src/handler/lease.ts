import { createHash, randomUUID } from 'crypto';
import { CustomResourceRequest, Invocation, InvocationTimeout } from './custom-resource-request';
import { Kubernetes } from './kubernetes';
import { LiveObject, ObjectRef } from './object-ref.rules';
import { at, KubernetesObject, stringAt } from '../kubernetes/kubernetes-object.rules';

/** Ends an invocation without an answer: another one works on the deployment. */
export class LeaseLost extends Error {}

/** Requests that were seen, oldest first: CloudFormation has given up all but the last. */
const REQUESTS = 'cdk-eks-strata/requests';
/** The last request that was answered. */
const ANSWERED = 'cdk-eks-strata/answered';
const MAX_REQUESTS = 20;
const DURATION = 60_000;
export const RENEW_INTERVAL = 20_000;
const PAUSE = 5_000;

interface LeaseState {
  readonly holder: string;
  readonly renewedAt: number;
  readonly requests: readonly string[];
  readonly answered?: string;
}

/**
 * The right to work on a deployment, as a Lease of the Kubernetes API: one invocation has it, whatever Lambda and CloudFormation deliver.
 *
 * Lambda delivers an event more than once: the second invocation waits for the first, and ends without an answer if that has answered. A
 * request with another id supersedes the request before it, which CloudFormation has given up: its invocation finds out when it renews the
 * lease, and stops.
 */
export class DeploymentLease {
  /** Waits for the lease; fails with {@link LeaseLost} if the request is answered or superseded. */
  static async acquire(run: Invocation, kubernetes: Kubernetes, request: CustomResourceRequest): Promise<DeploymentLease> {
    const { StackId, LogicalResourceId, RequestId } = request;
    const name = `cdk-eks-strata-${createHash('sha256').update(`${StackId} ${LogicalResourceId}`).digest('hex').slice(0, 16)}`;
    const lease = new DeploymentLease(run, kubernetes, name, `${RequestId} ${randomUUID()}`);
    while (!(await lease.attempt(RequestId))) {
      if (run.clock.now() + PAUSE > run.deadline) throw new InvocationTimeout();
      await run.clock.sleep(PAUSE);
    }
    return lease;
  }

  private live?: LiveObject;
  private renewedAt = 0;
  private renewing?: Promise<void>;

  private constructor(
    private readonly run: Invocation,
    private readonly kubernetes: Kubernetes,
    private readonly name: string,
    private readonly holder: string,
  ) {}

  /** Renews the lease every 20 seconds; fails with {@link LeaseLost} if another invocation has it. */
  async renew(): Promise<void> {
    if (this.run.clock.now() - this.renewedAt < RENEW_INTERVAL) return;
    this.renewing = this.renewing ?? this.write({ holder: this.holder }).finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  /** Gives the lease to the next invocation of the request. */
  async release(): Promise<void> {
    await this.write({ holder: '' });
  }

  /** Ends the request, so that a second delivery of its event does nothing. */
  async answered(request: CustomResourceRequest): Promise<void> {
    await this.write({ holder: '', answered: request.RequestId });
  }

  /** Deletes the lease with its deployment. */
  async delete(): Promise<void> {
    await this.kubernetes.delete([this.ref], 'background');
  }

  private get ref(): ObjectRef {
    return { ...LEASE, namespace: this.kubernetes.home, name: this.name };
  }

  private async attempt(request: string): Promise<boolean> {
    const [live] = await this.kubernetes.get([this.ref]);
    const now = this.run.clock.now();
    if (live === undefined) return this.keep(await this.kubernetes.create(leaseObject(this.ref, this.state(now, [request]))), now);
    const { holder, renewedAt, requests, answered } = stateOf(live);
    const known = requests.indexOf(request);
    if (answered === request) throw new LeaseLost('the request is answered');
    if (known >= 0 && known < requests.length - 1) throw new LeaseLost('a later request of CloudFormation supersedes the request');
    const held = holder !== '' && renewedAt + DURATION > now;
    if (held && known >= 0) return false;
    const all = known >= 0 ? requests : [...requests, request].slice(-MAX_REQUESTS);
    const taken = await this.kubernetes.replace(leaseObject(this.ref, { ...this.state(now, all), answered }, live));
    if (!this.keep(taken, now)) return false;
    // the invocation of the superseded request stops when it has to renew the lease
    if (held) await this.run.clock.sleep(renewedAt + DURATION - now);
    await this.renew();
    return true;
  }

  private state(renewedAt: number, requests: readonly string[]): LeaseState {
    return { holder: this.holder, renewedAt, requests };
  }

  private async write(changes: Partial<LeaseState>): Promise<void> {
    const now = this.run.clock.now();
    const before = this.live;
    const written =
      before && (await this.kubernetes.replace(leaseObject(this.ref, { ...stateOf(before), renewedAt: now, ...changes }, before)));
    if (!this.keep(written, now)) throw new LeaseLost('another invocation has the lease of the deployment');
  }

  private keep(live: LiveObject | undefined, now: number): boolean {
    if (live === undefined) return false;
    this.live = live;
    this.renewedAt = now;
    return true;
  }
}

const LEASE = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' };

// MicroTime. Source: Kubernetes API reference, LeaseSpec
const microTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('Z', '000Z');

const leaseObject = (
  { name, namespace }: ObjectRef,
  { holder, renewedAt, requests, answered }: LeaseState,
  before?: LiveObject,
): KubernetesObject => ({
  ...LEASE,
  metadata: {
    name,
    namespace,
    ...(before ? { resourceVersion: before.metadata?.resourceVersion } : {}),
    annotations: { [REQUESTS]: requests.join(' '), ...(answered ? { [ANSWERED]: answered } : {}) },
  },
  spec: { holderIdentity: holder, leaseDurationSeconds: DURATION / 1000, renewTime: microTime(renewedAt) },
});

function stateOf(live: LiveObject): LeaseState {
  const annotation = (name: string) => stringAt(at(live, 'metadata', 'annotations'), name);
  return {
    holder: stringAt(live, 'spec', 'holderIdentity') ?? '',
    renewedAt: Date.parse(stringAt(live, 'spec', 'renewTime') ?? '') || 0,
    requests: annotation(REQUESTS)?.split(' ').filter(Boolean) ?? [],
    answered: annotation(ANSWERED),
  };
}

/** An API whose calls renew the lease first. */
export function renewing<T extends object>(api: T, lease: DeploymentLease): T {
  return new Proxy(api, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]): Promise<unknown> => {
        await lease.renew();
        return Reflect.apply(member, target, args) as unknown;
      };
    },
  });
}
