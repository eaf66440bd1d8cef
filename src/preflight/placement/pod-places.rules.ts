import { NodePlace } from './node-place.rules';
import { Refusal, refusalOf, Wishes, wishesOf } from './pod-fits.rules';
import { volumeZonesOf } from './volume-zones.rules';
import { selectsPods } from '../../nodes/fargate.rules';
import { Facts } from '../facts.rules';
import { PodMaker } from '../manifests.rules';

/** Where the pods of an object may land. */
export interface Landing {
  readonly maker: PodMaker;
  readonly wishes: Wishes;
  readonly places: readonly NodePlace[];
  readonly refusals: readonly Refusal[];
}

/** Whether pods go to Fargate: a profile selects them, whatever other nodes there are. */
export const onFargate = ({ fargate }: Pick<Facts, 'fargate'>, { object }: PodMaker): boolean => fargate.some((selector) => selectsPods(selector, object));

/** Where all pods may land that are not for Fargate; nothing where nodes are not known. Pods that ask for the same are looked at once. */
export function landingsOf(facts: Facts): Landing[] | undefined {
  const { places } = facts;
  if (places === undefined) return undefined;
  const known = new Map<string, Pick<Landing, 'places' | 'refusals'>>();
  return facts.manifests.pods.filter((maker) => !onFargate(facts, maker)).map((maker) => {
    const wishes = wishesOf(maker.pod, volumeZonesOf(maker, facts));
    const key = JSON.stringify(wishes);
    const found = known.get(key) ?? decide(wishes, places);
    known.set(key, found);
    return { maker, wishes, ...found };
  });
}

function decide(wishes: Wishes, places: readonly NodePlace[]): Pick<Landing, 'places' | 'refusals'> {
  const answers = places.map((place) => ({ place, refusal: refusalOf(wishes, place) }));
  return {
    places: answers.filter(({ refusal }) => refusal === undefined).map(({ place }) => place),
    refusals: answers.map(({ refusal }) => refusal).filter((refusal): refusal is Refusal => refusal !== undefined),
  };
}
