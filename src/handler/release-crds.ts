import { Failure, Invocation, pollUntil } from './custom-resource-request';
import { DeploymentInventories } from './inventory';
import { KindRef, Kubernetes } from './kubernetes';
import { describeRef, isCrd, keyOfObject, LiveObject, ObjectRef, refOf } from './object-ref.rules';
import { Owner, OWNER_ANNOTATION, OwnerAnnotations, stackNameOf, withOwner } from './ownership';
import { firstFive, rejectionMessage } from './rejections.rules';
import { waitForReadiness } from './wait-for-readiness';
import { at, KubernetesObject, listAt, stringAt } from '../kubernetes/kubernetes-object.rules';

/** Who applies the objects in `crds/` of a chart, and to what. */
export interface CrdContext {
  readonly run: Invocation;
  readonly kubernetes: Kubernetes;
  readonly marks: OwnerAnnotations;
  readonly records: DeploymentInventories;
  readonly owner: Owner;
  /** as `namespace/name`. */
  readonly release: string;
  readonly adopt: boolean;
}

/**
 * Checks the objects in `crds/` of a chart against those in the cluster. Helm never updates them; a newer version of the chart needs their
 * new fields.
 */
export async function checkCrds(context: CrdContext, objects: readonly KubernetesObject[]): Promise<void> {
  const live = new Map((await context.kubernetes.get(objects.map(refOf))).map((object) => [keyOfObject(object), object]));
  const found = objects.flatMap((object) => {
    const there = live.get(keyOfObject(object));
    return there ? [{ object, there }] : [];
  });
  const owned = context.adopt ? [] : found.flatMap(({ there }) => foreignOwnerOf(context, there) ?? []);
  if (owned.length > 0) {
    throw new Failure(
      `${firstFive(owned)}: a CustomResourceDefinition can have only one owner. Set skipCrds: true in this HelmDeployment, or ` +
        'adopt: true to take it over',
    );
  }
  const dropped = found.flatMap(({ object, there }) => droppedVersions(object, there));
  if (dropped.length > 0) {
    throw new Failure(
      `${firstFive(dropped)}: migrate the stored objects and remove the version from status.storedVersions before the upgrade ` +
        '(https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/)',
    );
  }
}

/** Applies the objects in `crds/` of a chart, and waits until the API server serves their kinds. */
export async function applyCrds(context: CrdContext, objects: readonly KubernetesObject[], endsAt: number): Promise<void> {
  const { run, kubernetes, marks, owner } = context;
  const refusals = await kubernetes.apply(
    objects.map((object) => withOwner(object, owner, marks, false)),
    { forceConflicts: true },
  );
  if (refusals.length > 0) throw new Failure(rejectionMessage(refusals));
  const crds = objects.filter(isCrd);
  await waitForReadiness(run, kubernetes, crds, endsAt);
  const served = await pollUntil(run, endsAt, async () => {
    const each = await Promise.all(crds.flatMap(servedKindsOf).map((kind) => kubernetes.serves(kind)));
    return each.every(Boolean) ? true : undefined;
  });
  if (!served) throw new Failure(`timed out waiting for the API server to serve ${crds.map((crd) => describeRef(refOf(crd))).join(', ')}`);
}

const servedKindsOf = (crd: KubernetesObject): KindRef[] =>
  listAt(crd, 'spec', 'versions')
    .filter((version) => at(version, 'served') === true)
    .map((version) => ({
      apiVersion: `${stringAt(crd, 'spec', 'group')}/${stringAt(version, 'name')}`,
      kind: stringAt(crd, 'spec', 'names', 'kind') ?? '',
    }));

/** Removes the owner of the objects in `crds/` of an uninstalled release: they are retained, with the objects of their kinds. */
export async function releaseCrds({ kubernetes, marks, owner }: Omit<CrdContext, 'adopt'>, refs: readonly ObjectRef[]): Promise<void> {
  for (const object of await kubernetes.get(refs)) {
    if (marks.isOwnedBy(owner, object)) await kubernetes.annotate(refOf(object), { [OWNER_ANNOTATION]: undefined });
  }
}

function foreignOwnerOf({ marks, records, owner, release }: CrdContext, live: LiveObject): string | undefined {
  const ref = refOf(live);
  const mark = marks.ownerOf(live);
  const [record] = records.releasesWith(ref, release);
  if (record) return `${describeRef(ref)} is owned by ${record.deployment.split(' ')[0]} of stack ${stackNameOf(record.stackId)}`;
  if (mark && !marks.isOwnedBy(owner, live) && !marks.isOfStack(mark, owner.stackId)) {
    return `${describeRef(ref)} is owned by ${mark.deployment} of stack ${mark.stack}`;
  }
  const { 'meta.helm.sh/release-name': name, 'meta.helm.sh/release-namespace': namespace } = live.metadata?.annotations ?? {};
  return name !== undefined && `${namespace}/${name}` !== release
    ? `${describeRef(ref)} is owned by Helm release '${namespace}/${name}'`
    : undefined;
}

// the API server refuses it, too, and does not say how to go on
function droppedVersions(object: KubernetesObject, live: LiveObject): string[] {
  const versions = new Set(listAt(object, 'spec', 'versions').map((version) => stringAt(version, 'name')));
  return listAt(live, 'status', 'storedVersions')
    .filter((version) => isCrd(object) && !versions.has(String(version)))
    .map((version) => `${describeRef(refOf(object))} of the chart has no version ${String(version)}, which is in status.storedVersions`);
}
