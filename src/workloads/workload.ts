import { ApiObject, Lazy } from 'cdk8s';
import { INetworkPolicyPeer, IPodSelector, NetworkPolicyPeerConfig, PodSelectorConfig } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { NetworkPolicyPeer } from './network-policy-peer';
import { ConnectionPlan, networkPolicyObject, PeerPlan } from './network-policy.rules';
import { labelsOf } from './pod-spec.rules';
import { failOn, Problem } from '../errors/problems';
import { cdk8sPlus } from '../model/cdk8s-plus';
import { markWorkload } from '../model/chart-marks';
import { checkArgument } from '../props/check-props';

/**
 * Base of all workloads: a name and network policies.
 *
 * A Service, NetworkPolicy, affinity or `connections` of cdk8s-plus-27 can select its pods, and allow traffic to or from them.
 */
export abstract class Workload extends Construct implements IPodSelector, INetworkPolicyPeer {
  /** Name of all objects. */
  public abstract readonly name: string;
  /** The workload resource: `addJsonPatch` sets every field that the construct does not cover. */
  public abstract readonly apiObject: ApiObject;

  private incoming?: ConnectionPlan[];
  private outgoing?: ConnectionPlan[];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    markWorkload(this);
  }

  /**
   * Allows traffic of these pods to another workload: other egress of these pods, and other ingress of that workload, is denied from then
   * on.
   *
   * The cluster needs an enforcer of network policies, like vpc-cni with `enableNetworkPolicy`. DNS and the credentials of Pod Identity
   * stay allowed.
   */
  public allowTo(other: Workload): this {
    checkArgument(this, 'allowTo', { name: 'other', type: '#Workload' }, other);
    failOn(
      this,
      'allowTo',
      other._ports.length === 0
        ? [
            {
              finding: `${other.node.path} has no ports`,
              constraint: 'a NetworkPolicy rule needs the ports of its target',
              remediation: 'Use a workload with ports, or call allowTo() in the other direction',
            },
          ]
        : [],
    );
    const peer = (workload: Workload, seenFrom: Workload): PeerPlan => ({
      type: 'pods',
      labels: workload._selector,
      ...(workload._namespace === seenFrom._namespace ? {} : { namespace: workload._namespace }),
    });
    this.allow('outgoing', { peer: peer(other, this), ports: other._ports });
    other.allow('incoming', { peer: peer(this, other), ports: other._ports });
    return this;
  }

  /** Allows egress of these pods to a peer, on these TCP ports or on all; egress to any other peer is denied from then on. */
  public allowToPeer(peer: NetworkPolicyPeer, ports: number[] = []): this {
    checkArgument(this, 'allowToPeer', { name: 'peer', type: '#NetworkPolicyPeer' }, peer);
    failOn(this, 'allowToPeer', portProblems(ports));
    this.allow('outgoing', { peer: peer._peer, ports });
    return this;
  }

  /** Allows ingress to these pods from a peer, on these TCP ports or on all; ingress from any other peer is denied from then on. */
  public allowFromPeer(peer: NetworkPolicyPeer, ports: number[] = []): this {
    checkArgument(this, 'allowFromPeer', { name: 'peer', type: '#NetworkPolicyPeer' }, peer);
    failOn(this, 'allowFromPeer', portProblems(ports));
    this.allow('incoming', { peer: peer._peer, ports });
    return this;
  }

  /** For cdk8s-plus-27: the labels of the pods, and their namespace. */
  public toPodSelectorConfig(): PodSelectorConfig {
    const { namespace } = this.apiObject.metadata;
    return {
      labelSelector: cdk8sPlus().LabelSelector.of({ labels: { ...this._selector } }),
      namespaces: namespace === undefined ? undefined : { names: [namespace] },
    };
  }

  /** For cdk8s-plus-27: the pods as a peer of a NetworkPolicy. */
  public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    return { podSelector: this.toPodSelectorConfig() };
  }

  /** For cdk8s-plus-27: the pods as a peer of `connections`. */
  public toPodSelector(): IPodSelector | undefined {
    return this;
  }

  /** Labels that select the pods. @internal */
  public get _selector(): Readonly<Record<string, string>> {
    return labelsOf(this.name);
  }

  /** Namespace of its objects: that of the chart, unless a workload of cdk8s-plus sets another. @internal */
  public get _namespace(): string {
    return this.apiObject.metadata.namespace ?? 'default';
  }

  /** Opens its ports to the load balancer, whose addresses are not known in advance. @internal */
  public _admitLoadBalancer(): void {
    this.makePolicy();
    this.incoming = this.incoming ?? [{ peer: { type: 'anywhere' }, ports: this._ports }];
  }

  /** Whether it has a route from a load balancer. @internal */
  public get _isLoadBalanced(): boolean {
    return false;
  }

  /** Ports of its containers that network policies allow. @internal */
  public get _ports(): readonly number[] {
    return [];
  }

  private allow(direction: 'incoming' | 'outgoing', connection: ConnectionPlan): void {
    this.makePolicy();
    if (direction === 'incoming') {
      if (this._isLoadBalanced) this._admitLoadBalancer();
      this.incoming = [...(this.incoming ?? []), connection];
    } else {
      this.outgoing = [...(this.outgoing ?? []), connection];
    }
  }

  private makePolicy(): void {
    if (this.node.tryFindChild('NetworkPolicy')) return;
    const spec = Lazy.any({ produce: () => networkPolicyObject(this._selector, this.incoming, this.outgoing).spec });
    new ApiObject(this, 'NetworkPolicy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: this.name, namespace: this.apiObject.metadata.namespace, labels: labelsOf(this.name) },
      spec,
    });
  }
}

const portProblems = (ports: readonly number[]): Problem[] =>
  ports
    .filter((port) => !Number.isInteger(port) || port < 1 || port > 65535)
    .map((port) => ({
      finding: `ports has ${port}`,
      constraint: 'a port must be an integer from 1 to 65535',
      remediation: 'Use a value like 443',
    }));
