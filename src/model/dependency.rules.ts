import { CapabilityData } from '../catalog/capability.rules';

/** A thing that an object cannot work without (or, when optional, must only come after). */
export interface Dependency {
  readonly capability: CapabilityData;
  /** it must come after the thing where somebody provides it; nobody doing so is no mistake. */
  readonly optional?: boolean;
  /** it must be there in the end, whichever comes first. */
  readonly unordered?: boolean;
}
