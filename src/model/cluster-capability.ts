import {
  AUTOSCALER,
  kind,
  object,
  feature,
  NETWORK_POLICY_ENFORCER,
  registryCapability,
  TAGGED_SUBNETS,
  CapabilityData,
} from '../catalog/capability.rules';
import { CSI_DRIVERS } from '../catalog/catalog.rules';
import { problemMessage, StrataError } from '../errors/problems';

/**
 * Something that a part of a cluster provides, or that something else requires.
 *
 * In a declaration (`ClusterModel.of(cluster).declareExternal(...)`) `*` in a name stands for any text: `db-*`.
 */
export class ClusterCapability {
  /** A StorageClass. Cluster-scoped. */
  static storageClass(name: string): ClusterCapability {
    return new ClusterCapability(object('storage.k8s.io', 'StorageClass', name));
  }

  /** An IngressClass. Cluster-scoped. */
  static ingressClass(name: string): ClusterCapability {
    return new ClusterCapability(object('networking.k8s.io', 'IngressClass', name));
  }

  /** A namespace. Declared as external, it may contain objects of other writers, too. */
  static namespace(name: string): ClusterCapability {
    return new ClusterCapability(object('', 'Namespace', name));
  }

  /** A service account. */
  static serviceAccount(namespace: string, name: string): ClusterCapability {
    return new ClusterCapability(object('', 'ServiceAccount', name, namespace));
  }

  /** A Secret. */
  static secret(namespace: string, name: string): ClusterCapability {
    return new ClusterCapability(object('', 'Secret', name, namespace));
  }

  /** A ConfigMap. */
  static configMap(namespace: string, name: string): ClusterCapability {
    return new ClusterCapability(object('', 'ConfigMap', name, namespace));
  }

  /**
   * Any other object.
   *
   * @param apiGroup the group without the version, empty for the core group
   * @param objectKind the kind, `*` for every kind of the group
   * @param namespace leave out for cluster-scoped kinds
   */
  static object(apiGroup: string, objectKind: string, name: string, namespace?: string): ClusterCapability {
    return new ClusterCapability(object(apiGroup, objectKind, name, namespace));
  }

  /** A kind that the API server serves because of a CRD or an aggregated API. */
  static kind(apiGroup: string, objectKind: string): ClusterCapability {
    return new ClusterCapability(kind(apiGroup, objectKind));
  }

  /** Subnets of an imported VPC that carry the tags by which load balancers find them. */
  static taggedSubnets(): ClusterCapability {
    return new ClusterCapability(TAGGED_SUBNETS);
  }

  /**
   * A CSI driver that is installed outside of this app, by its name: `ebs.csi.aws.com`, `efs.csi.aws.com`, `fsx.csi.aws.com`,
   * `fsx.openzfs.csi.aws.com`, `s3.csi.aws.com`. Declare it before the storage that uses it, which makes none then; its permissions are not
   * known to the app either.
   */
  static csiDriver(name: string): ClusterCapability {
    const driver = CSI_DRIVERS[name];
    if (driver === undefined) {
      throw new StrataError(
        problemMessage('ClusterCapability.csiDriver', {
          finding: `name is '${name}'`,
          constraint: `must be one of ${Object.keys(CSI_DRIVERS).join(', ')}`,
          remediation: 'Use the name of one of these drivers',
        }),
      );
    }
    return new ClusterCapability(feature(driver));
  }

  /** Something that runs pods. */
  static nodes(): ClusterCapability {
    return new ClusterCapability(feature('nodes'));
  }

  /** Something that adds nodes to groups when pods wait, like a Cluster Autoscaler that is installed elsewhere. */
  static autoscaler(): ClusterCapability {
    return new ClusterCapability(AUTOSCALER);
  }

  /** Something that enforces NetworkPolicies, like Cilium or Calico. */
  static networkPolicyEnforcer(): ClusterCapability {
    return new ClusterCapability(NETWORK_POLICY_ENFORCER);
  }

  /**
   * A webhook that changes pods before they are made: what is found in the fields of pods is a warning then, and no error.
   *
   * @param name of its MutatingWebhookConfiguration
   */
  static mutatingWebhook(name: string): ClusterCapability {
    return new ClusterCapability(object('admissionregistration.k8s.io', 'MutatingWebhookConfiguration', name));
  }

  /**
   * A registry of images that nodes reach in a network without a way to the internet.
   *
   * @param host like `registry.example.com`; `*` stands for any text
   */
  static registry(host: string): ClusterCapability {
    return new ClusterCapability(registryCapability(host));
  }

  /** What gives pods their addresses: vpc-cni, or another CNI. */
  static podNetwork(): ClusterCapability {
    return new ClusterCapability(feature('pod-network'));
  }

  /** The DNS server of the cluster: CoreDNS, or another one. */
  static clusterDns(): ClusterCapability {
    return new ClusterCapability(feature('cluster-dns'));
  }

  /** The agent that hands out the credentials of Pod Identity. */
  static podIdentityAgent(): ClusterCapability {
    return new ClusterCapability(feature('pod-identity'));
  }

  /** A person or role who can log in to the cluster. */
  static administrator(): ClusterCapability {
    return new ClusterCapability(feature('administrator'));
  }

  /** @internal */
  public readonly _data: CapabilityData;

  private constructor(data: CapabilityData) {
    this._data = data;
  }
}
