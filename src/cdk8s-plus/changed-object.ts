import { ApiObject, JsonPatch } from 'cdk8s';
import { KubernetesObject } from '../kubernetes/kubernetes-object.rules';
import { patched } from '../model/typed-objects';

/** A change of an object that a chart rendered. */
export type ObjectChange = (object: KubernetesObject) => KubernetesObject;

/**
 * Changes of an object of a chart, after its class has rendered it. A `toJson` that the app assigns to the object, before or after, is
 * combined with them.
 */
export class ChangedObject {
  private readonly changes: ObjectChange[] = [];
  private readonly patches: JsonPatch[] = [];

  constructor(object: ApiObject) {
    let isChanged = false;
    const changed = (rendered: unknown): unknown => {
      const result = patched(
        this.changes.reduce((each, change) => change(each), rendered as KubernetesObject),
        this.patches,
      );
      isChanged = true;
      // a copy, because YAML would write a value that is used twice as an alias
      return JSON.parse(JSON.stringify(result));
    };
    // a toJson of the app contains the changes if it calls the one that it replaces
    const combined = (render: () => unknown) =>
      function (this: ApiObject | undefined): unknown {
        isChanged = false;
        const rendered = render.call(this ?? object);
        return isChanged ? rendered : changed(rendered);
      };
    let toJson = combined(object.toJson as () => unknown);
    Object.defineProperty(object, 'toJson', {
      configurable: true,
      get: () => toJson,
      set: (render: () => unknown) => {
        toJson = combined(render);
      },
    });
  }

  /** Adds a change. */
  public add(change: ObjectChange): void {
    this.changes.push(change);
  }

  /** Adds patches, which are applied after all changes. */
  public addPatches(patches: readonly JsonPatch[]): void {
    this.patches.push(...patches);
  }
}
