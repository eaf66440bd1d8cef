import { EVERYTHING } from '../handler/adoption.rules';

/**
 * Existing objects that a deployment takes over: created by kubectl or another tool, or owned by another stack.
 *
 * Until the update is committed they can go back: a deployment that is rolled back restores their content and their field managers.
 * Afterwards they are objects of the deployment like any other, and are deleted with it; the annotation `cdk-eks-strata/deletion: keep`
 * retains one.
 */
export class Adoption {
  /** Every object of the chart that exists. Objects that are controlled by another object are not adopted. */
  static everything(): Adoption {
    return new Adoption([EVERYTHING]);
  }

  /**
   * Some objects of the chart.
   *
   * @param objects `Kind/namespace/name`, or `Kind/name` for a cluster-scoped object, such as `Deployment/shop/web`
   */
  static of(...objects: string[]): Adoption {
    return new Adoption(objects);
  }

  private constructor(
    /** @internal */
    public readonly _objects: readonly string[],
  ) {}
}
