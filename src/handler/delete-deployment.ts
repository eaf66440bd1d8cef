import { handOver, ApplyContext } from './hand-over';
import { deleteInventory, DeploymentInventories, RetiredObject, writeInventory } from './inventory';
import { DesiredManifest, kindsOf, withoutDuplicates, retiredByManifest, retiredByInventory } from './manifest.rules';
import { keyOfRef, refOf } from './object-ref.rules';
import { Owner, OWNER_LABEL, stackLabelValue } from './ownership';
import { PruneCandidate, pruneObjects } from './prune-objects';

/** Deletes the objects of a deployment that no other deployment claims and whose annotation names it as owner, and then its record. */
export async function deleteDeployment(
  place: ApplyContext,
  owner: Owner,
  manifest: DesiredManifest | undefined,
  endsAt: number,
): Promise<void> {
  const { run, kubernetes, ownerAnnotations } = place;
  const records = await DeploymentInventories.read(kubernetes, ownerAnnotations.cluster, run);
  const own = records.forOwner(owner);
  const asked = manifest ? retiredByManifest(manifest, await kubernetes.clusterScopedKinds(kindsOf(manifest.objects))) : [];
  const recorded = own ? [...retiredByInventory(own), ...(own.givenUp ?? [])] : [];
  const everything = withoutDuplicates([...recorded, ...asked, ...(own || manifest ? [] : await findByLabel(place, owner))]);
  const passed = new Set(own?.retired?.map(keyOfRef));
  const shared = everything.filter((ref) => !passed.has(keyOfRef(ref)) && records.otherOwnersOf(ref, owner).length > 0);
  await handOver(place, records, owner, shared);
  const alone = everything.filter((ref) => !shared.includes(ref));
  const remember = async (volumes: readonly string[]) =>
    writeInventory(kubernetes, {
      ...owner,
      cluster: ownerAnnotations.cluster,
      refs: [],
      retired: alone,
      volumes,
      snapshots: own?.snapshots,
      deleted: true,
    });
  // a deletion that fails leaves the names of what is left to the next prune
  if (alone.length > 0) await remember(own?.volumes ?? []);
  const candidates = alone.map((ref): PruneCandidate => ({ ...ref, ...owner }));
  await pruneObjects(
    { run, kubernetes, ownerAnnotations, inventories: records, stackId: owner.stackId, endsAt, saveVolumes: remember },
    candidates,
    own?.volumes ?? [],
  );
  await deleteInventory(kubernetes, owner);
}

// where both the record and the manifest are gone
async function findByLabel({ run, kubernetes, ownerAnnotations }: ApplyContext, owner: Owner): Promise<RetiredObject[]> {
  run.log(`neither the inventory nor the manifest of ${owner.deployment} can be read: its objects are listed by label`);
  return (await kubernetes.listBySelector(`${OWNER_LABEL}=${stackLabelValue(owner.stackId)}`))
    .filter((object) => ownerAnnotations.isOwnedBy(owner, object))
    .map(refOf);
}
