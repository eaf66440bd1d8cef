/** A version that this library installs unless told otherwise. Without the source in which it was seen, it does not compile. */
export interface PinnedVersion {
  readonly version: string;
  /** Where this version was seen: a repository with its tag or commit, a page, or a public deployment with its month. */
  readonly seen: string;
}

/** The version without its build, like v1.23.1 of v1.23.1-eksbuild.1: what the source of a component is tagged with. */
export const releaseOf = (version: string): string => version.replace(/-eksbuild\.\d+$/, '');
