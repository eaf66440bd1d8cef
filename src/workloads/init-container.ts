import { ContainerOptions } from './container-options';

/** An init container: it runs to completion before the containers of the pod start. */
export interface InitContainer extends ContainerOptions {
  /** Name: 1–63 lower-case letters, digits or hyphens, unique in the pod. */
  readonly name: string;
}
