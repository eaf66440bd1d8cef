import { mayShareGpus, withSharedGpus } from './gpu-sharing.rules';
import { NodePlace } from './node-place.rules';
import { Refusal, refusalOf } from './pod-fits.rules';
import { Wishes, wishesOf } from './pod-wishes.rules';
import { isFilledIn, podMetadataPath, textAt } from '../../kubernetes/kubernetes-object.rules';
import { matchesPattern, selectsPods } from '../../nodes/fargate/fargate.rules';
import { Facts, FargateSelector } from '../facts/facts.rules';
import { PodMaker } from '../reading/manifests.rules';

/** Where the pods of an object may land. */
export interface Landing {
  readonly maker: PodMaker;
  readonly wishes: Wishes;
  readonly places: readonly NodePlace[];
  readonly refusals: readonly Refusal[];
}

/** Kinds whose pods run all at once and for good; those of Jobs take turns, and those of DaemonSets follow the nodes. */
const LASTING = new Set(['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', '/ReplicationController', '/Pod']);

/** How many pods an object has for good at the least. */
export const lastingPods = ({ groupKind, pod, replicas }: PodMaker): number =>
  (LASTING.has(groupKind) && (textAt(pod, 'restartPolicy') ?? 'Always') === 'Always' ? replicas.least : 0);

/** Whether pods go to Fargate for certain: a profile selects them, whatever other nodes there are, and nothing keeps them away. */
export const onFargate = ({ fargate }: Pick<Facts, 'fargate'>, maker: PodMaker): boolean =>
  computeType(maker) !== 'ec2' && !isFilledIn(computeType(maker)) && fargate.some((selector) => selectsPods(selector, maker.object));

/** What CoreDNS has to stay on nodes. Source: EKS User Guide, fargate-getting-started. */
const COMPUTE_TYPE = 'eks.amazonaws.com/compute-type';

const computeType = ({ object }: PodMaker): string | undefined => textAt(object, ...podMetadataPath(object), 'annotations', COMPUTE_TYPE);

// what is known at deploy, of a profile or of a pod, may match
function mayBeOnFargate({ fargate }: Pick<Facts, 'fargate'>, maker: PodMaker): boolean {
  const labels = Object.entries(maker.labels);
  const mayMatch = (pattern: string, text: string) => pattern === '' || [pattern, text].some(isFilledIn) || matchesPattern(pattern, text);
  const maySelect = (selector: FargateSelector) => mayMatch(selector.namespace, maker.namespace)
    && Object.entries(selector.labels).every(([key, value]) => labels.some(([name, text]) => mayMatch(key, name) && mayMatch(value, text)));
  return computeType(maker) !== 'ec2' && fargate.some(maySelect);
}

/** What is not for Fargate. */
export const onNodes = (facts: Facts): PodMaker[] => facts.manifests.pods.filter((maker) => !mayBeOnFargate(facts, maker));

/** Where all pods may land that are not for Fargate; nothing where nodes are not known. Pods that ask for the same are looked at once. */
export const landingsOf = (facts: Facts): Landing[] | undefined => facts.manifests.once('landings', () => landingsIn(facts));

function landingsIn(facts: Facts): Landing[] | undefined {
  if (facts.places === undefined) return undefined;
  const places = mayShareGpus(facts) ? facts.places.map(withSharedGpus) : facts.places;
  const known = new Map<string, Pick<Landing, 'places' | 'refusals'>>();
  return onNodes(facts).map((maker) => {
    const wishes = wishesOf(maker, facts);
    const key = JSON.stringify(wishes);
    const found = known.get(key) ?? decide(wishes, places);
    known.set(key, found);
    return { maker, wishes, ...found };
  });
}

/** Those landings of which our scheduler decides, and at least one place is possible. */
export const possibleLandings = (facts: Facts): Landing[] =>
  (landingsOf(facts) ?? []).filter(({ places, wishes }) => places.length > 0 && !wishes.elsewhere);

/** Those that are possible nowhere. Without any node, and without any pod, there is nothing to say. */
export const impossibleLandings = (facts: Facts): Landing[] =>
  (landingsOf(facts) ?? []).filter(({ places, refusals, maker }) => places.length === 0 && refusals.length > 0 && maker.replicas.most !== 0);

function decide(wishes: Wishes, places: readonly NodePlace[]): Pick<Landing, 'places' | 'refusals'> {
  const answers = places.map((place) => ({ place, refusal: refusalOf(wishes, place) }));
  return {
    places: answers.filter(({ refusal }) => refusal === undefined).map(({ place }) => place),
    refusals: answers.map(({ refusal }) => refusal).filter((refusal): refusal is Refusal => refusal !== undefined),
  };
}
