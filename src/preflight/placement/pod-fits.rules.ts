import { Shape } from './instance-shapes.rules';
import { labelOf, NodePlace, ownLabels } from './node-place.rules';
import { Requests, requestsOf } from './pod-requests.rules';
import { Taint } from '../../inventory/capacity.rules';
import { at, isFilledIn, listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { describeRequirement, LabelRequirement, meets, requirementOf } from '../label-selector.rules';
import { mapAt } from '../manifests.rules';

/** Why a pod cannot land on a place, and what would help. */
export interface Refusal {
  readonly place: NodePlace;
  readonly why: string;
  readonly kind: 'resources' | 'labels' | 'taints' | 'zone';
}

/** What the scheduler looks at in a pod, read once. */
export interface Wishes {
  readonly requests: Requests;
  /** each term is enough by itself; nothing asks for anything. */
  readonly terms: readonly (readonly LabelRequirement[])[];
  readonly tolerations: readonly unknown[];
  /** zones in which its volumes are; nothing where they are anywhere or not known. */
  readonly zones?: readonly string[];
  /** no scheduler of ours decides: the node is named, or it is another scheduler. */
  readonly elsewhere: boolean;
}

/** Reads the wishes of a pod. */
export function wishesOf(pod: unknown, zones?: readonly string[]): Wishes {
  const scheduler = textAt(pod, 'schedulerName') ?? 'default-scheduler';
  const selector = Object.entries(mapAt(pod, 'nodeSelector')).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  const required = at(pod, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  const affinity = required === undefined || required === null ? [[]] : listAt(required, 'nodeSelectorTerms').map(termOf);
  return {
    requests: requestsOf(pod),
    terms: affinity.map((term) => [...selector, ...term]),
    tolerations: listAt(pod, 'tolerations'),
    zones,
    elsewhere: scheduler !== 'default-scheduler' || textAt(pod, 'nodeName') !== undefined,
  };
}

// a term that asks for nothing matches no node; names of nodes are not known here
function termOf(term: unknown): LabelRequirement[] {
  const expressions = listAt(term, 'matchExpressions').map(requirementOf);
  const fields = listAt(term, 'matchFields');
  return expressions.length === 0 && fields.length === 0 ? [{ key: '', operator: 'Never', values: [] }] : expressions;
}

/** Why a pod cannot land on a place; nothing where it can, or where nobody knows. */
export function refusalOf(wishes: Wishes, place: NodePlace): Refusal | undefined {
  if (wishes.elsewhere) return undefined;
  const taint = place.taints.find((each) => each.effect !== 'PreferNoSchedule' && !wishes.tolerations.some((toleration) => mayTolerate(toleration, each)));
  if (taint) return { place, kind: 'taints', why: `has the taint ${[taint.key, ...(taint.value ? [taint.value] : [])].join('=')}:${taint.effect}, which the pod does not tolerate` };
  const { zones } = place;
  if (wishes.zones && zones && !wishes.zones.some((zone) => zones.includes(zone))) {
    return { place, kind: 'zone', why: `lies in ${zones.join(', ')}, and a volume of the pod in ${wishes.zones.join(', ') || 'no zone in common with its other volumes'}` };
  }
  return refusalByShapes(wishes, place);
}

function refusalByShapes({ terms, requests }: Wishes, place: NodePlace): Refusal | undefined {
  // where nothing is asked of the instance, one of the largest decides
  const ofInstance = terms.some((term) => term.some(({ key }) => place.shapes.some((shape) => key in shape.labels) || key.startsWith('beta.kubernetes.io/')));
  const shapes = ofInstance ? place.shapes : place.largest;
  const labelled = terms.length === 0 ? [] : shapes.filter((shape) => terms.some((term) => term.every((requirement) => mayMeet(requirement, place, shape))));
  if (labelled.length === 0) return { place, kind: 'labels', why: labelsInWords(terms, place, shapes) };
  const over = overLimit(requests, place);
  if (over) return { place, kind: 'resources', why: over };
  const short = labelled.map((shape) => shortage(requests, shape));
  return short.some((each) => each === undefined) ? undefined : { place, kind: 'resources', why: nearest(short as Shortage[]) };
}

const mayMeet = (requirement: LabelRequirement, place: NodePlace, shape: Shape): boolean => {
  if (requirement.operator === 'Never') return false;
  if ([requirement.key, ...requirement.values].some(isFilledIn)) return true;
  const label = labelOf(place, shape, requirement.key);
  return meets(requirement, label) !== false;
};

/** Whether a toleration covers a taint; yes where that is not known. */
export function mayTolerate(toleration: unknown, taint: Taint): boolean {
  const [key, value, effect, operator] = ['key', 'value', 'effect', 'operator'].map((name) => textAt(toleration, name));
  if ([key, value, effect].some(isFilledIn) || isFilledIn(taint.value)) return true;
  if (effect && effect !== taint.effect) return false;
  if (!key) return operator === 'Exists';
  if (key !== taint.key) return false;
  return operator === 'Exists' || operator === 'Gt' || operator === 'Lt' || (value ?? '') === (taint.value ?? '');
}

interface Shortage {
  readonly shape: Shape;
  readonly words: string;
  readonly ratio: number;
}

/** What a node has less of than a pod asks for. */
function shortage(requests: Requests, shape: Shape): Shortage | undefined {
  const found = Object.entries(requests).flatMap(([resource, asked]): Shortage[] => {
    const has = offered(resource, shape);
    // what nobody asks for need not be there
    return asked === 0 || has === undefined || asked <= has * (1 + 1e-9) ? [] : [{ shape, words: `${shape.what} has ${inWords(resource, has)}`, ratio: has === 0 ? Infinity : asked / has }];
  });
  return found.length === 0 ? undefined : found.reduce((worst, each) => (each.ratio > worst.ratio ? each : worst));
}

const nearest = (short: readonly Shortage[]): string => `has too little: ${short.reduce((best, each) => (each.ratio < best.ratio ? each : best)).words}`;

const GIB = 2 ** 30;
const MIB = 2 ** 20;
const DISK_SLACK_GIB = 1;

function offered(resource: string, shape: Shape): number | undefined {
  switch (resource) {
    case 'cpu': return shape.cpuMillis === undefined ? undefined : shape.cpuMillis / 1000;
    case 'memory': return shape.memoryMiB === undefined ? undefined : shape.memoryMiB * MIB;
    // file systems are made of whole blocks: a figure that is rounded down must not refuse
    case 'ephemeral-storage': return shape.ephemeralGiB === undefined ? undefined : (shape.ephemeralGiB + DISK_SLACK_GIB) * GIB;
    default: return deviceCount(resource, shape);
  }
}

/** Devices that instances have or have not; others may be made by any plugin. */
const DEVICES = new Set(['nvidia.com/gpu', 'aws.amazon.com/neuron', 'vpc.amazonaws.com/efa']);

function deviceCount(resource: string, { devices }: Shape): number | undefined {
  if (devices === undefined) return undefined;
  if (resource === 'aws.amazon.com/neuroncore' || resource === 'aws.amazon.com/neurondevice') return devices['aws.amazon.com/neuron'] ? undefined : 0;
  return DEVICES.has(resource) ? devices[resource] ?? 0 : undefined;
}

function overLimit(requests: Requests, { limits }: NodePlace): string | undefined {
  const asked: Readonly<Record<string, number | undefined>> = { cpu: (requests.cpu ?? 0) * 1000, memory: (requests.memory ?? 0) / MIB };
  const over = Object.entries(limits).find(([resource, most]) => (asked[resource] ?? 0) > most);
  return over && `may grow to ${over[0] === 'cpu' ? inWords('cpu', over[1] / 1000) : inWords('memory', over[1] * MIB)} in all`;
}

/** An amount of a resource for people. */
export function inWords(resource: string, amount: number): string {
  switch (resource) {
    case 'cpu': return `${rounded(amount)} vCPU`;
    case 'memory': return amount >= GIB ? `${rounded(amount / GIB)} GiB` : `${rounded(amount / MIB)} MiB`;
    case 'ephemeral-storage': return `${rounded(amount / GIB)} GiB of disk`;
    default: return `${amount} ${resource}`;
  }
}

const rounded = (value: number): number => Number(value.toFixed(2));

/** What is asked for, for people: that which may be too much. */
export const requestsInWords = (requests: Requests): string =>
  Object.entries(requests).filter(([, amount]) => amount > 0).map(([resource, amount]) => inWords(resource, amount)).join(', ') || 'nothing';

function labelsInWords(terms: Wishes['terms'], place: NodePlace, shapes: readonly Shape[]): string {
  const unmet = terms.map((term) => term.filter((requirement) => !shapes.some((shape) => mayMeet(requirement, place, shape))));
  const words = unmet.map((term) => term.map((requirement) => (requirement.operator === 'Never' ? 'an empty term, which matches nothing' : describeRequirement(requirement))).join(' and '));
  const wanted = [...new Set(words)].filter(Boolean).join(', or ');
  const own = ownLabels(place);
  return `${wanted ? `is not ${wanted}` : 'has no node with all that is asked for'}${own.length > 0 ? ` (it has ${own.join(', ')})` : ''}`;
}
