import { isIPv6 } from 'net';
import { Token } from 'aws-cdk-lib';
import { PeerPlan } from './network-policy.rules';
import { problemMessage, StrataError } from '../errors/problems';
import { overlap, parseIpv4Block } from '../network/ipv4.rules';

/** Peer of a network policy, other than workloads of the same namespace. */
export class NetworkPolicyPeer {
  /** All pods of a namespace, or those with these labels. */
  static namespace(name: string, podLabels: { [label: string]: string } = {}): NetworkPolicyPeer {
    return new NetworkPolicyPeer({ type: 'pods', namespace: name, labels: podLabels });
  }

  /**
   * A CIDR block.
   *
   * @param cidr like `10.0.0.0/16`
   * @param except blocks inside of it that are excluded
   */
  static cidr(cidr: string, except: string[] = []): NetworkPolicyPeer {
    const wrong = [cidr, ...except].find((block) => !Token.isUnresolved(block) && !isBlock(block));
    if (wrong !== undefined) {
      throw new StrataError(
        problemMessage('NetworkPolicyPeer.cidr', {
          finding: `cidr is '${wrong}'`,
          constraint: 'must be a CIDR block',
          remediation: "Use a value like '10.0.0.0/16'",
        }),
      );
    }
    const outside = except.find((block) => !contains(cidr, block));
    if (outside !== undefined) {
      throw new StrataError(
        problemMessage('NetworkPolicyPeer.cidr', {
          finding: `except has '${outside}'`,
          constraint: `must be a strict subset of cidr ${cidr}`,
          remediation: `Remove it from \`except\`, or change \`cidr\``,
          source: SOURCE,
        }),
      );
    }
    return new NetworkPolicyPeer({ type: 'addresses', cidr, except });
  }

  /** All addresses outside of the private ranges: APIs on the internet, and AWS APIs without a VPC endpoint. */
  static internet(): NetworkPolicyPeer {
    return NetworkPolicyPeer.cidr('0.0.0.0/0', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10']);
  }

  /** All addresses and pods. */
  static anywhere(): NetworkPolicyPeer {
    return new NetworkPolicyPeer({ type: 'anywhere' });
  }

  /** @internal */
  public readonly _peer: PeerPlan;

  private constructor(peer: PeerPlan) {
    this._peer = peer;
  }
}

const SOURCE = 'https://kubernetes.io/docs/concepts/services-networking/network-policies/';

function isBlock(text: string): boolean {
  const [address, prefix] = text.split('/');
  return parseIpv4Block(text) !== undefined || (isIPv6(address) && /^[0-9]{1,3}$/.test(prefix ?? '') && Number(prefix) <= 128);
}

// IPv6 blocks and tokens are checked by Kubernetes
function contains(cidr: string, block: string): boolean {
  const [outer, inner] = [cidr, block].map(parseIpv4Block);
  return !outer || !inner || (outer.prefix < inner.prefix && overlap(outer, inner));
}
