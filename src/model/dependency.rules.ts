import { CapabilityData } from '../catalog/capability.rules';

/** A thing that an object cannot work without (or, when optional, must only come after). */
export interface Dependency {
  readonly capability: CapabilityData;
  /** deployed after the provider of the capability, if the app has one; a missing provider is not an error. */
  readonly optional?: boolean;
  /** it must be there in the end, whichever comes first. */
  readonly unordered?: boolean;
  /** it gives way to every dependency that contradicts it and is of an earlier rank, or of none. */
  readonly late?: LateDependency;
}

/** Dependencies that are added after all others, in this order: an edge of the first rank is reported where it has to give way. */
export const LATE_DEPENDENCIES = ['named', 'unknown contents', 'namespace'] as const;
export type LateDependency = (typeof LATE_DEPENDENCIES)[number];
