/** The kubeconfig of Helm. */
export interface KubeConfig {
  /** path of a kubeconfig with credentials that are valid now. */
  currentFile(): Promise<string>;
  /** has new credentials the next time. */
  refreshToken(): void;
}

export interface Executables {
  /** folders of helm, and a folder that it may write to. */
  readonly path: string;
  readonly home: string;
}
