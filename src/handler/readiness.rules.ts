import { LiveObject } from './object-ref.rules';
import { at, groupKindOf, listAt, stringAt } from '../kubernetes/kubernetes-object.rules';

/** Whether an object is ready, becoming ready, or failed. */
export type Readiness =
  | { readonly state: 'ready' }
  | { readonly state: 'waiting'; readonly reason: string }
  | { readonly state: 'failed'; readonly reason: string };

/** What a deployment can be told not to wait for. */
export type WaitCategory = 'definitions' | 'rollouts' | 'jobs' | 'claims' | 'loadBalancers';

const READY: Readiness = { state: 'ready' };
const waiting = (why: string): Readiness => ({ state: 'waiting', reason: why });
const failed = (why: string): Readiness => ({ state: 'failed', reason: why });

interface ReadinessCheck {
  readonly category: WaitCategory;
  readonly ready: (object: LiveObject) => Readiness;
}

/** What is waited for, by kind. Source: Kubernetes documentation, `kubectl rollout status`, and the status fields of the API reference. */
const CHECKS: Readonly<Record<string, ReadinessCheck>> = {
  'apiextensions.k8s.io/CustomResourceDefinition': { category: 'definitions', ready: byCondition('Established') },
  'apiregistration.k8s.io/APIService': { category: 'definitions', ready: byCondition('Available') },
  'apps/Deployment': { category: 'rollouts', ready: deploymentReady },
  'apps/StatefulSet': { category: 'rollouts', ready: statefulSetReady },
  'apps/DaemonSet': { category: 'rollouts', ready: daemonSetReady },
  '/Pod': { category: 'rollouts', ready: podReady },
  'batch/Job': { category: 'jobs', ready: jobReady },
  '/PersistentVolumeClaim': { category: 'claims', ready: pvcReady },
  '/Service': {
    category: 'loadBalancers',
    ready: (object) => (stringAt(object, 'spec', 'type') === 'LoadBalancer' ? loadBalancerReady(object) : READY),
  },
  'networking.k8s.io/Ingress': { category: 'loadBalancers', ready: loadBalancerReady },
  'gateway.networking.k8s.io/Gateway': { category: 'loadBalancers', ready: byCondition('Programmed') },
};

/** Whether anything has to be waited for with an object of this kind. */
export const isWaitedFor = (object: LiveObject, skipped: ReadonlySet<WaitCategory>): boolean => {
  const check = CHECKS[groupKindOf(object)];
  return check !== undefined && !skipped.has(check.category);
};

/** Whether an object is ready, as the API server last saw it. */
export const readinessOf = (object: LiveObject): Readiness => CHECKS[groupKindOf(object)]?.ready(object) ?? READY;

const number = (value: unknown, ...path: string[]): number => Number(at(value, ...path) ?? 0);

const condition = (object: LiveObject, type: string): unknown =>
  listAt(object, 'status', 'conditions').find((each) => stringAt(each, 'type') === type);

const messageOf = (value: unknown): string => [stringAt(value, 'reason'), stringAt(value, 'message')].filter(Boolean).join(': ');

function byCondition(type: string): (object: LiveObject) => Readiness {
  return (object) => {
    const found = condition(object, type);
    return stringAt(found, 'status') === 'True' ? READY : waiting(messageOf(found) || `not ${type.toLowerCase()} yet`);
  };
}

const isObservedGenerationStale = (object: LiveObject): boolean =>
  number(object, 'status', 'observedGeneration') < number(object.metadata, 'generation');

function deploymentReady(object: LiveObject): Readiness {
  if (at(object, 'spec', 'paused') === true) return READY;
  if (isObservedGenerationStale(object)) return waiting('waiting for spec update to be observed');
  const progress = condition(object, 'Progressing');
  if (stringAt(progress, 'reason') === 'ProgressDeadlineExceeded') return failed(messageOf(progress));
  const [wanted, updated, all, available] = [
    desiredReplicas(object),
    number(object, 'status', 'updatedReplicas'),
    number(object, 'status', 'replicas'),
    number(object, 'status', 'availableReplicas'),
  ];
  if (updated < wanted) return waiting(`${updated} out of ${wanted} new replicas have been updated`);
  if (all > updated) return waiting(`${all - updated} old replicas are pending termination`);
  return available < wanted ? waiting(`${available} of ${wanted} updated replicas are available`) : READY;
}

const desiredReplicas = (object: LiveObject): number => Number(at(object, 'spec', 'replicas') ?? 1);

function statefulSetReady(object: LiveObject): Readiness {
  if (stringAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete') return READY;
  if (isObservedGenerationStale(object)) return waiting('waiting for spec update to be observed');
  const wanted = desiredReplicas(object);
  const partition = number(object, 'spec', 'updateStrategy', 'rollingUpdate', 'partition');
  const [ready, updated] = [number(object, 'status', 'readyReplicas'), number(object, 'status', 'updatedReplicas')];
  if (ready < wanted) return waiting(`${ready} of ${wanted} pods are ready`);
  const missing =
    stringAt(object, 'status', 'currentRevision') === stringAt(object, 'status', 'updateRevision') ? 0 : wanted - partition - updated;
  return missing > 0 ? waiting(`${updated} out of ${wanted - partition} new pods have been updated`) : READY;
}

function daemonSetReady(object: LiveObject): Readiness {
  if (stringAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete') return READY;
  if (isObservedGenerationStale(object)) return waiting('waiting for spec update to be observed');
  const [wanted, updated, available] = ['desiredNumberScheduled', 'updatedNumberScheduled', 'numberAvailable'].map((field) =>
    number(object, 'status', field),
  );
  if (updated < wanted) return waiting(`${updated} out of ${wanted} new pods have been updated`);
  return available < wanted ? waiting(`${available} of ${wanted} updated pods are available`) : READY;
}

function podReady(object: LiveObject): Readiness {
  const phase = stringAt(object, 'status', 'phase');
  if (phase === 'Succeeded' || stringAt(condition(object, 'Ready'), 'status') === 'True') return READY;
  return phase === 'Failed' ? failed(messageOf(at(object, 'status')) || 'phase Failed') : waiting(`phase ${phase ?? 'unknown'}`);
}

function jobReady(object: LiveObject): Readiness {
  if (at(object, 'spec', 'suspend') === true) return READY;
  const ended = condition(object, 'Failed');
  if (stringAt(ended, 'status') === 'True') return failed(messageOf(ended));
  return stringAt(condition(object, 'Complete'), 'status') === 'True'
    ? READY
    : waiting(`${number(object, 'status', 'succeeded')} of ${Number(at(object, 'spec', 'completions') ?? 1)} completions succeeded`);
}

function pvcReady(object: LiveObject): Readiness {
  const phase = stringAt(object, 'status', 'phase');
  if (phase === 'Lost') return failed('phase Lost: its PersistentVolume does not exist any more');
  return phase === 'Bound' ? READY : waiting('not bound to a PersistentVolume yet');
}

function loadBalancerReady(object: LiveObject): Readiness {
  const [first] = listAt(object, 'status', 'loadBalancer', 'ingress');
  return stringAt(first, 'hostname') || stringAt(first, 'ip') ? READY : waiting('no load balancer address in its status yet');
}
