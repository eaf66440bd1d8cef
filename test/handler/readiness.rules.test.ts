import { LiveObject } from '../../src/handler/object-ref.rules';
import { isWaitedFor, Readiness, readinessOf, WaitCategory } from '../../src/handler/readiness.rules';

const live = (apiVersion: string, kind: string, status?: object, spec?: object): LiveObject => ({
  apiVersion,
  kind,
  metadata: { name: 'a', namespace: 'shop', generation: 2 },
  ...(spec ? { spec } : {}),
  ...(status ? { status } : {}),
});

const conditions = (type: string, status: string, reason?: string, message?: string) => ({
  conditions: [
    { type: 'Other', status: 'True' },
    { type, status, reason, message },
  ],
});
const ready: Readiness = { state: 'ready' };
const waiting = (why: string): Readiness => ({ state: 'waiting', reason: why });
const failed = (why: string): Readiness => ({ state: 'failed', reason: why });

const definition = (status?: object) => live('apiextensions.k8s.io/v1', 'CustomResourceDefinition', status);
const service = (status?: object) => live('apiregistration.k8s.io/v1', 'APIService', status);
const gateway = (status?: object) => live('gateway.networking.k8s.io/v1', 'Gateway', status);
const deployment = (status: object, spec: object = { replicas: 3 }) =>
  live('apps/v1', 'Deployment', { observedGeneration: 2, ...status }, spec);
const set = (status: object, spec: object = { replicas: 3 }) => live('apps/v1', 'StatefulSet', { observedGeneration: 2, ...status }, spec);
const daemons = (status: object, spec?: object) => live('apps/v1', 'DaemonSet', { observedGeneration: 2, ...status }, spec);
const pod = (status?: object) => live('v1', 'Pod', status);
const job = (status?: object, spec?: object) => live('batch/v1', 'Job', status, spec);
const claim = (status?: object) => live('v1', 'PersistentVolumeClaim', status);
const balancer = (status?: object) => live('v1', 'Service', status, { type: 'LoadBalancer' });
const ingress = (status?: object) => live('networking.k8s.io/v1', 'Ingress', status);

test.each<[string, LiveObject, Readiness]>([
  ['a definition that is established', definition(conditions('Established', 'True')), ready],
  [
    'a definition whose names are taken',
    definition(conditions('Established', 'False', 'NamesNotAccepted', 'taken')),
    waiting('NamesNotAccepted: taken'),
  ],
  ['a CRD without a status', definition(), waiting('not established yet')],
  ['an APIService that answers', service(conditions('Available', 'True')), ready],
  ['an APIService without a server', service(conditions('Available', 'False', 'MissingEndpoints')), waiting('MissingEndpoints')],
  ['a Gateway with its load balancer', gateway(conditions('Programmed', 'True')), ready],
  ['a Gateway without', gateway(conditions('Programmed', 'Unknown')), waiting('not programmed yet')],

  ['a Deployment that is rolled out', deployment({ updatedReplicas: 3, replicas: 3, availableReplicas: 3 }), ready],
  ['a Deployment without a number of replicas', deployment({ updatedReplicas: 1, replicas: 1, availableReplicas: 1 }, {}), ready],
  ['a Deployment of none', deployment({}, { replicas: 0 }), ready],
  ['a Deployment that is paused', deployment({ observedGeneration: 1 }, { paused: true }), ready],
  [
    'a Deployment in a new version',
    deployment({ observedGeneration: 1, updatedReplicas: 3, replicas: 3, availableReplicas: 3 }),
    waiting('waiting for spec update to be observed'),
  ],
  [
    'a Deployment with old pods only',
    deployment({ updatedReplicas: 2, replicas: 4, availableReplicas: 4 }),
    waiting('2 out of 3 new replicas have been updated'),
  ],
  [
    'a Deployment whose old pods still end',
    deployment({ updatedReplicas: 3, replicas: 4, availableReplicas: 4 }),
    waiting('1 old replicas are pending termination'),
  ],
  [
    'a Deployment whose pods start',
    deployment({ updatedReplicas: 3, replicas: 3, availableReplicas: 2 }),
    waiting('2 of 3 updated replicas are available'),
  ],
  [
    'a Deployment that makes no progress',
    deployment(conditions('Progressing', 'False', 'ProgressDeadlineExceeded', 'timed out')),
    failed('ProgressDeadlineExceeded: timed out'),
  ],
  [
    'a Deployment whose failure is of the version before',
    deployment({ observedGeneration: 1, ...conditions('Progressing', 'False', 'ProgressDeadlineExceeded') }),
    waiting('waiting for spec update to be observed'),
  ],

  ['a StatefulSet that is rolled out', set({ readyReplicas: 3, updatedReplicas: 3, currentRevision: 'b', updateRevision: 'b' }), ready],
  ['a StatefulSet whose revisions are equal again', set({ readyReplicas: 3, currentRevision: 'b', updateRevision: 'b' }), ready],
  ['a StatefulSet that is updated by hand', set({ observedGeneration: 1 }, { updateStrategy: { type: 'OnDelete' } }), ready],
  ['a StatefulSet in a new version', set({ observedGeneration: 1 }), waiting('waiting for spec update to be observed')],
  ['a StatefulSet whose pods start', set({ readyReplicas: 2 }), waiting('2 of 3 pods are ready')],
  [
    'a StatefulSet with old pods',
    set({ readyReplicas: 3, updatedReplicas: 1, currentRevision: 'a', updateRevision: 'b' }),
    waiting('1 out of 3 new pods have been updated'),
  ],
  [
    'a StatefulSet that is updated down to its partition',
    set(
      { readyReplicas: 3, updatedReplicas: 1, currentRevision: 'a', updateRevision: 'b' },
      { replicas: 3, updateStrategy: { rollingUpdate: { partition: 2 } } },
    ),
    ready,
  ],

  ['a DaemonSet that is rolled out', daemons({ desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2 }), ready],
  ['a DaemonSet without nodes', daemons({ desiredNumberScheduled: 0 }), ready],
  ['a DaemonSet that is updated by hand', daemons({ observedGeneration: 1 }, { updateStrategy: { type: 'OnDelete' } }), ready],
  ['a DaemonSet in a new version', daemons({ observedGeneration: 1 }), waiting('waiting for spec update to be observed')],
  [
    'a DaemonSet with old pods',
    daemons({ desiredNumberScheduled: 2, updatedNumberScheduled: 1, numberAvailable: 2 }),
    waiting('1 out of 2 new pods have been updated'),
  ],
  [
    'a DaemonSet whose pods start',
    daemons({ desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1 }),
    waiting('1 of 2 updated pods are available'),
  ],

  ['a Pod that runs', pod({ phase: 'Running', ...conditions('Ready', 'True') }), ready],
  ['a Pod that has done its work', pod({ phase: 'Succeeded', ...conditions('Ready', 'False') }), ready],
  ['a Pod that has no node', pod({ phase: 'Pending' }), waiting('phase Pending')],
  ['a Pod without a status', pod(), waiting('phase unknown')],
  ['a Pod that was evicted', pod({ phase: 'Failed', reason: 'Evicted', message: 'no memory' }), failed('Evicted: no memory')],
  ['a Pod that failed without a word', pod({ phase: 'Failed' }), failed('phase Failed')],

  ['a Job that is complete', job(conditions('Complete', 'True')), ready],
  ['a Job that is suspended', job(undefined, { suspend: true }), ready],
  ['a Job that runs', job({ succeeded: 1 }, { completions: 3 }), waiting('1 of 3 completions succeeded')],
  ['a Job without a number of completions', job(), waiting('0 of 1 completions succeeded')],
  ['a Job that failed', job(conditions('Failed', 'True', 'BackoffLimitExceeded', 'too often')), failed('BackoffLimitExceeded: too often')],

  ['a claim with its volume', claim({ phase: 'Bound' }), ready],
  ['a claim without', claim({ phase: 'Pending' }), waiting('not bound to a PersistentVolume yet')],
  ['a claim whose volume is gone', claim({ phase: 'Lost' }), failed('phase Lost: its PersistentVolume does not exist any more')],

  ['a Service within the cluster', live('v1', 'Service', undefined, { type: 'ClusterIP' }), ready],
  ['a Service with the name of its load balancer', balancer({ loadBalancer: { ingress: [{ hostname: 'lb.example.com' }] } }), ready],
  ['a Service with an address', balancer({ loadBalancer: { ingress: [{ ip: '10.0.0.1' }] } }), ready],
  ['a Service without', balancer({ loadBalancer: {} }), waiting('no load balancer address in its status yet')],
  ['an Ingress with its load balancer', ingress({ loadBalancer: { ingress: [{ hostname: 'lb.example.com' }] } }), ready],
  ['an Ingress without', ingress(), waiting('no load balancer address in its status yet')],

  ['a kind that has nothing to wait for', live('v1', 'ConfigMap'), ready],
  ['a kind of the same name in another group', live('example.com/v1', 'Deployment'), ready],
])('%s', (_, object, readiness) => {
  expect(readinessOf(object)).toEqual(readiness);
});

test.each<[WaitCategory, readonly LiveObject[]]>([
  ['definitions', [definition(), service()]],
  ['rollouts', [deployment({}), set({}), daemons({}), pod()]],
  ['jobs', [job()]],
  ['claims', [claim()]],
  ['loadBalancers', [balancer(), ingress(), gateway()]],
])('%s are waited for by default', (waited, objects) => {
  for (const object of objects) {
    expect(isWaitedFor(object, new Set())).toBe(true);
    expect(isWaitedFor(object, new Set([waited]))).toBe(false);
  }
});

test('what has nothing to wait for is not waited for', () => {
  expect(isWaitedFor(live('v1', 'ConfigMap'), new Set())).toBe(false);
});
