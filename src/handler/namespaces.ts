import { Failure, Invocation, pollUntil } from './custom-resource-request';
import { Kubernetes } from './kubernetes';
import { finalizersOf, isNamespace, LiveObject, ObjectRef } from './object-ref.rules';
import { KubernetesObject, listAt, stringAt } from '../kubernetes/kubernetes-object.rules';

/** Waits until namespaces that are being deleted are gone: nothing can be created in them, and they cannot be kept. */
export async function waitForNamespaces(
  run: Invocation,
  kubernetes: Kubernetes,
  objects: readonly KubernetesObject[],
  endsAt: number,
): Promise<void> {
  const names = new Set(
    objects
      .map((object) => (isNamespace(object) ? object.metadata?.name : object.metadata?.namespace))
      .filter((name) => name !== undefined),
  );
  let refs = [...names].map((name): ObjectRef => ({ apiVersion: 'v1', kind: 'Namespace', name }));
  let terminating: LiveObject[] = [];
  const done = await pollUntil(run, endsAt, async () => {
    terminating = (await kubernetes.get(refs)).filter(({ metadata }) => metadata?.deletionTimestamp !== undefined);
    refs = refs.filter(({ name }) => terminating.some(({ metadata }) => metadata?.name === name));
    return terminating.length === 0 ? true : undefined;
  });
  if (!done) throw new Failure(terminating.map(terminatingMessage).join('\n'));
}

/** Why a namespace does not end, in the words of its conditions. */
export function terminatingMessage(namespace: LiveObject): string {
  const reasons = listAt(namespace, 'status', 'conditions')
    .filter((condition) => stringAt(condition, 'status') === 'True')
    .map((condition) => `${stringAt(condition, 'type')}: ${stringAt(condition, 'message')}`);
  const described = `Namespace '${namespace.metadata?.name}' is being deleted and does not end${finalizersOf(namespace)}`;
  return [described, ...reasons].join('\n  ');
}
