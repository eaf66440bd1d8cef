/** A chart of Helm and where it comes from. */
export interface ChartSource {
  /** name of the chart, or the address of an uploaded one: `s3://bucket/key`. */
  readonly chart: string;
  /** empty for an uploaded chart. */
  readonly repository?: string;
  readonly version?: string;
}

export interface ReleaseName {
  readonly release: string;
  readonly namespace: string;
}

export interface ReleaseState {
  readonly revision: number;
  /** as Helm writes it: deployed, failed, pending-install, … */
  readonly status: string;
}

export interface UpgradeOptions {
  readonly createNamespace: boolean;
  readonly timeoutSeconds: number;
}

/** Helm as the handler uses it. */
export interface Helm {
  /** Installs or upgrades, and does not wait for pods; hooks are waited for. */
  upgrade(name: ReleaseName, source: ChartSource, values: string, options: UpgradeOptions): Promise<void>;
  /** The revisions of a release, oldest first; none where it is not there. */
  history(name: ReleaseName): Promise<ReleaseState[]>;
  /** The objects of a release, as JSON or YAML documents in one text. */
  manifest(name: ReleaseName): Promise<string>;
  uninstall(name: ReleaseName, timeoutSeconds: number): Promise<void>;
  /** Forgets one revision, without touching what it made. */
  deleteRevision(name: ReleaseName, revision: number): Promise<void>;
}
