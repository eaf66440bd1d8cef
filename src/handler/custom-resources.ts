import { isCustomResource } from './apply-order.rules';
import { Invocation, pollUntil } from './custom-resource-request';
import { Helm, ReleaseName } from './helm';
import { Kubernetes } from './kubernetes';
import { describeRef, LiveObject, refOf } from './object-ref.rules';

/** How long custom resources are waited for before the other objects, among which their operator may be. */
const OPERATOR_WAIT = 2 * 60_000;

const hasFinalizers = ({ metadata }: LiveObject): boolean => (metadata?.finalizers?.length ?? 0) > 0;

/**
 * Deletes those custom resources that have finalizers, while all other objects still exist: the operator that removes the finalizers may be
 * one of them. Without an operator they are left to the deletion of the others, which waits for them, too.
 */
export async function deleteCustomResourcesFirst(
  { run, kubernetes }: { readonly run: Invocation; readonly kubernetes: Kubernetes },
  objects: readonly LiveObject[],
  endsAt: number,
): Promise<void> {
  let left: readonly LiveObject[] = objects.filter((object) => isCustomResource(object) && hasFinalizers(object));
  if (left.length === 0 || left.length === objects.length) return;
  const uids = new Set(left.map(({ metadata }) => metadata?.uid));
  await kubernetes.delete(left.map((object) => ({ ...refOf(object), uid: object.metadata?.uid })));
  const done = await pollUntil(
    run,
    Math.min(endsAt, run.clock.now() + OPERATOR_WAIT),
    async () => {
      const found = await kubernetes.get(left.map(refOf), { metadataOnly: true });
      left = found.filter(({ metadata }) => uids.has(metadata?.uid));
      return left.length === 0 ? true : undefined;
    },
    3_000,
  );
  const named = left.slice(0, 3).map((object) => describeRef(refOf(object)));
  if (!done) run.log(`still terminating: ${named.join(', ')}`);
}

/** The same for a release, whose custom resources Helm deletes after the workloads. Hooks that run before the deletion need all objects. */
export async function deleteCustomResourcesOfRelease(
  tools: { readonly run: Invocation; readonly kubernetes: Kubernetes; readonly helm: Helm },
  name: ReleaseName,
  revision: number,
  objects: readonly LiveObject[],
  endsAt: number,
): Promise<void> {
  const hooks = (await tools.helm.record(name, revision))?.hooks ?? [];
  if (!hooks.some(({ events }) => events.includes('pre-delete'))) await deleteCustomResourcesFirst(tools, objects, endsAt);
}
