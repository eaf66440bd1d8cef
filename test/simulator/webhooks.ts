import type { ClusterWorld } from './cluster';
import { at, KubernetesObject, listAt, stringAt } from '../../src/kubernetes/kubernetes-object.rules';
import { ServedKind } from '../handler/api-kinds';

interface Written {
  readonly served: ServedKind;
  readonly object: KubernetesObject;
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
}

/**
 * What the API server says where a webhook that must answer has no pod that does.
 *
 * Source: kubernetes/kubernetes, staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook (rules, namespaceSelector, objectSelector,
 * failurePolicy).
 */
export function webhookProblem(cluster: ClusterWorld, written: Written): string | undefined {
  const { store } = cluster;
  for (const configuration of [...store.of('ValidatingWebhookConfiguration'), ...store.of('MutatingWebhookConfiguration')]) {
    for (const webhook of listAt(configuration, 'webhooks')) {
      if (stringAt(webhook, 'failurePolicy') === 'Ignore' || !concerns(cluster, webhook, written)) continue;
      const [namespace, name] = ['namespace', 'name'].map((field) => stringAt(webhook, 'clientConfig', 'service', field) ?? '');
      if (!answers(cluster, namespace, name)) {
        return (
          `Internal error occurred: failed calling webhook "${stringAt(webhook, 'name')}": failed to call webhook: Post ` +
          `"https://${name}.${namespace}.svc:443/": no endpoints available for service "${name}"`
        );
      }
    }
  }
  return undefined;
}

function concerns(cluster: ClusterWorld, webhook: unknown, { served, object, operation }: Written): boolean {
  const lists = (rule: unknown, field: string, value: string) => listAt(rule, field).some((each) => each === '*' || each === value);
  const ruled = listAt(webhook, 'rules').some(
    (rule) => lists(rule, 'apiGroups', served.group) && lists(rule, 'resources', served.plural) && lists(rule, 'operations', operation),
  );
  if (!ruled || !selects(at(webhook, 'objectSelector'), object.metadata?.labels)) return false;
  const namespace = served.kind === 'Namespace' ? object.metadata?.name : object.metadata?.namespace;
  if (namespace === undefined) return true;
  const labels = cluster.store.find('Namespace', namespace)?.metadata.labels;
  return selects(at(webhook, 'namespaceSelector'), { 'kubernetes.io/metadata.name': namespace, ...labels });
}

function selects(selector: unknown, labels: Readonly<Record<string, string>> = {}): boolean {
  const equal = Object.entries((at(selector, 'matchLabels') ?? {}) as Record<string, string>).every(
    ([key, value]) => labels[key] === value,
  );
  return (
    equal &&
    listAt(selector, 'matchExpressions').every((expression) => {
      const value = labels[stringAt(expression, 'key') ?? ''];
      const values = listAt(expression, 'values');
      switch (stringAt(expression, 'operator')) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        default:
          return value === undefined;
      }
    })
  );
}

/** Whether a Service has a pod that runs. */
export function answers(cluster: ClusterWorld, namespace: string, name: string): boolean {
  const selector = Object.entries(
    (at(cluster.store.find('Service', `${namespace}/${name}`), 'spec', 'selector') ?? {}) as Record<string, string>,
  );
  return (
    selector.length > 0 &&
    cluster.pods.running().some(({ pod }) => pod.namespace === namespace && selector.every(([key, value]) => pod.labels[key] === value))
  );
}
