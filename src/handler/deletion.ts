import { giveBack, Place } from './giving-back';
import { Manifest, onceEach, retiredFrom, retiredOf } from './manifest.rules';
import { keyOfRef, refOf } from './object-ref.rules';
import { Owner, OWNER_LABEL, ownerOf } from './ownership';
import { deleteRecord, Records, Retired, writeRecord } from './records';
import { Candidate, remove } from './removal';

/** Deletes what a deployment has applied, nobody else claims and still names it as its owner, and then its record. */
export async function deleteObjects(place: Place, owner: Owner, manifest: Manifest | undefined, endsAt: number): Promise<void> {
  const { run, kubernetes, marks } = place;
  const records = await Records.read(kubernetes, marks.cluster, run);
  const own = records.of(owner);
  const asked = manifest ? retiredFrom(manifest, await kubernetes.clusterScoped()) : [];
  const recorded = own ? [...retiredOf(own), ...own.givenUp ?? []] : [];
  const everything = onceEach([...recorded, ...asked, ...own || manifest ? [] : await searched(place, owner)]);
  const passed = new Set(own?.retired?.map(keyOfRef));
  const shared = everything.filter((ref) => !passed.has(keyOfRef(ref)) && records.others(ref, owner).length > 0);
  await giveBack(place, records, owner, shared);
  const alone = everything.filter((ref) => !shared.includes(ref));
  const remember = async (volumes: readonly string[]) => writeRecord(kubernetes, {
    ...owner, cluster: marks.cluster, refs: [], retired: alone, volumes, deleted: true,
  });
  // a deletion that fails leaves the names of what is left to the next prune
  if (alone.length > 0) await remember(own?.volumes ?? []);
  const candidates = alone.map((ref): Candidate => ({ ...ref, ...owner }));
  await remove({ run, kubernetes, marks, records, stackId: owner.stackId, endsAt, remember }, candidates, own?.volumes ?? []);
  await deleteRecord(kubernetes, owner);
}

// where both the record and the manifest are gone
async function searched({ run, kubernetes, marks }: Place, owner: Owner): Promise<Retired[]> {
  run.log(`neither the record nor the manifest of ${owner.deployment} can be read: its objects are searched by their label`);
  return (await kubernetes.search(`${OWNER_LABEL}=${ownerOf(owner.stackId)}`)).filter((object) => marks.isOwn(owner, object)).map(refOf);
}
