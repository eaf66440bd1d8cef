import { ContainerOptions } from './container-options';

/** A container that prepares a pod and ends, before the others start. */
export interface InitContainer extends ContainerOptions {
  /** Name: 1–63 lower-case letters, digits or hyphens, another one for each container of a pod. */
  readonly name: string;
}
