import { CapabilityData } from '../catalog/capability.rules';

/** A thing that an object cannot work without (or, when optional, must only come after). */
export interface Dependency {
  readonly capability: CapabilityData;
  /** deployed after the provider of the capability, if the app has one; a missing provider is not an error. */
  readonly optional?: boolean;
  /** it must be there in the end, whichever comes first. */
  readonly unordered?: boolean;
  /** it gives way to every other dependency that contradicts it; whether it is reported then. */
  readonly late?: 'silent' | 'reported';
}
