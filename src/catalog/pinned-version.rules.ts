import { ByMinor } from '../kubernetes/kubernetes-version.data';
import { UnknownCell } from '../kubernetes/versions.rules';

/** A version that this library installs unless told otherwise. Without the source in which it was seen, it does not compile. */
export interface PinnedVersion {
  readonly version: string;
  /** Where this version was seen: a repository with its tag or commit, a page, or a public deployment with its month. */
  readonly source: string;
}

/** A version for each Kubernetes minor, or the reason why none is known. */
export type VersionsByMinor = ByMinor<PinnedVersion | UnknownCell>;

export const pinned = (version: string, seen: string): PinnedVersion => ({ version, source: seen });

/** The version without its build, like v1.23.1 of v1.23.1-eksbuild.1: what the source of a component is tagged with. */
export const upstreamVersionOf = (version: string): string => version.replace(/-eksbuild\.\d+$/, '');
