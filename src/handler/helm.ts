import { KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** A chart that was uploaded with the app, or a chart of a repository. */
export type ChartSource =
  | { readonly uploaded: string }
  | {
      readonly chart: string;
      /** `https://…`, or the address of the chart in an OCI registry, `oci://…`. */
      readonly repository: string;
      readonly version?: string;
    };

export interface ReleaseName {
  readonly release: string;
  readonly namespace: string;
}

export interface ReleaseState {
  readonly revision: number;
  /** as Helm writes it: deployed, failed, pending-install, … */
  readonly status: string;
  /** of the user, not those of Helm. */
  readonly labels: Readonly<Record<string, string>>;
}

/** What Helm stores about a revision. */
export interface RevisionRecord {
  readonly description: string;
  readonly hooks: readonly ReleaseHook[];
}

export interface ReleaseHook {
  readonly kind: string;
  /** as JSON or YAML. */
  readonly manifest: string;
  /** pre-install, post-upgrade, … */
  readonly events: readonly string[];
}

export interface OperationOptions {
  /** for each hook, from now on. */
  readonly timeoutSeconds: () => number;
  /** before Helm is started, and before it is started again after an error that is temporary. */
  readonly beforeAttempt: () => Promise<void>;
}

export interface UpgradeOptions extends OperationOptions {
  readonly createNamespace: boolean;
  /** adopts objects that exist and are not part of the release. */
  readonly takeOwnership: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** kinds of CRDs that were just applied: the API server serves them soon. */
  readonly awaitedKinds: readonly string[];
}

/** Helm as the handler uses it. */
export interface Helm {
  /** Downloads a chart: a folder or a .tgz file. */
  fetch(source: ChartSource): Promise<string>;
  /** The objects in the folder `crds/` of a chart, and of those of its dependencies that the values enable. */
  crds(name: ReleaseName, chart: string, values: string): Promise<KubernetesObject[]>;
  /** Installs or upgrades without the objects in `crds/`, and does not wait for pods; hooks are waited for. */
  upgrade(name: ReleaseName, chart: string, values: string, options: UpgradeOptions): Promise<void>;
  /** Creates a new revision with the content and the labels of an earlier one. */
  rollback(name: ReleaseName, revision: number, options: OperationOptions): Promise<void>;
  /** The revisions of a release, oldest first; none where it is not there. */
  history(name: ReleaseName): Promise<ReleaseState[]>;
  record(name: ReleaseName, revision: number): Promise<RevisionRecord | undefined>;
  /** The objects of a release, as JSON or YAML documents in one text. */
  manifest(name: ReleaseName): Promise<string>;
  uninstall(name: ReleaseName, timeoutSeconds: number): Promise<void>;
  /** Marks a revision as failed, whose Helm was ended before it could do so. */
  markFailed(name: ReleaseName, revision: number, description: string): Promise<void>;
}
