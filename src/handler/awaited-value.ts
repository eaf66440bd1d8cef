import { Failure, Invocation, pollUntil } from './custom-resource-request';
import { Kubernetes } from './kubernetes';
import { describeRef, ObjectRef } from './object-ref.rules';
import { at } from '../kubernetes/kubernetes-object.rules';

/** A value that something in the cluster writes into an object. */
export interface ValueSpec {
  readonly object: ObjectRef;
  /** where it stands; a step is a field, the index of a list, or `name=value` of the entry that has it. */
  readonly path: readonly string[];
}

/** Waits until the value is there. An object that is not there yet is taken for one that will be. */
export async function awaitValue(run: Invocation, kubernetes: Kubernetes, { object, path }: ValueSpec, endsAt: number): Promise<string> {
  const found = await pollUntil(run, endsAt, async () => {
    const [live] = await kubernetes.get([object]);
    const value = path.reduce<unknown>(step, live);
    return value === undefined || value === null || value === '' ? undefined : String(value);
  });
  if (found === undefined) {
    throw new Failure(`timed out waiting for ${path.join('.')} of ${describeRef(object)}. Check the events of the object`);
  }
  return found;
}

function step(value: unknown, key: string): unknown {
  const [name, wanted] = key.split('=');
  if (!Array.isArray(value)) return at(value, key);
  return wanted === undefined ? value[Number(key)] : value.find((entry) => at(entry, name) === wanted);
}
