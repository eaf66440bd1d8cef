import { ClusterWorld } from './cluster';
import { hooksOf, StandIn } from './stand-ins';
import { webhookProblem } from './webhooks';
import { Failure } from '../../src/handler/custom-resource-request';
import { ChartSource, Helm, OperationOptions, ReleaseName, ReleaseState, RevisionRecord, UpgradeOptions } from '../../src/handler/helm';
import { keyOfObject } from '../../src/handler/object-ref.rules';
import { KubernetesObject, stringAt } from '../../src/kubernetes/kubernetes-object.rules';
import { Fields } from '../handler/api-fields';
import { apiVersionOf } from '../handler/api-kinds';
import { Place } from '../handler/api-store';

interface Revision extends ReleaseState {
  readonly description?: string;
  readonly objects: readonly KubernetesObject[];
  readonly hooks: readonly KubernetesObject[];
}

/** Where charts come from: a rendered chart, or nothing where the repository has no such version. */
export type Rendering = (source: ChartSource, name: ReleaseName, values: Fields) => StandIn | undefined;

/**
 * The place of a kind in the order of installation: definitions of templates come first, and are served before what is of their kinds.
 *
 * Source: helm/helm v4, pkg/release/v1/util/kind_sorter.go
 */
function rankOf({ kind }: KubernetesObject): number {
  if (kind === 'Namespace') return 0;
  if (kind === 'CustomResourceDefinition') return 1;
  return kind.endsWith('WebhookConfiguration') || kind === 'APIService' ? 3 : 2;
}

/**
 * Helm without starting it: definitions, hooks, ownership, conflicts and the policy `keep` as in Helm 4.
 *
 * Source: helm/helm v4, pkg/action/install.go, upgrade.go, uninstall.go, validate.go (ownership), hooks.go.
 */
export class StoreHelm implements Helm {
  /** A reason not to take an object that is written: a fault that tests set. */
  refuses: (object: KubernetesObject) => string | undefined;

  constructor(
    private readonly cluster: ClusterWorld,
    private readonly rendering: Rendering,
  ) {
    this.refuses = () => undefined;
  }

  async fetch(source: ChartSource): Promise<string> {
    return JSON.stringify(source);
  }

  async crds(name: ReleaseName, source: string, values: string): Promise<KubernetesObject[]> {
    return [...this.rendered(source, name, values).definitions];
  }

  async upgrade(name: ReleaseName, source: string, values: string, options: UpgradeOptions): Promise<void> {
    const { createNamespace, takeOwnership, labels } = options;
    const { store } = this.cluster;
    await options.beforeAttempt();
    const chart = this.rendered(source, name, values);
    if (!store.find('Namespace', name.namespace)) {
      if (!createNamespace) throw new Failure(`create: failed to create: namespaces "${name.namespace}" not found`);
      store.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: name.namespace } }, 'helm');
    }
    const before = this.revisions(name).pop();
    const first = before === undefined;
    const hooks = chart.objects.filter((object) => hooksOf(object).length > 0);
    const plain = chart.objects.filter((object) => hooksOf(object).length === 0);
    const objects = plain.map((object) => this.owned(object, name));
    if (!takeOwnership) this.refuseForeign(objects, name);
    const revision: Revision = {
      revision: (before?.revision ?? 0) + 1,
      status: first ? 'pending-install' : 'pending-upgrade',
      labels: { ...before?.labels, ...labels },
      objects,
      hooks,
    };
    await this.release(name, before, revision, first ? 'install' : 'upgrade', options.timeoutSeconds());
  }

  async rollback(name: ReleaseName, number: number, { timeoutSeconds, beforeAttempt }: OperationOptions): Promise<void> {
    await beforeAttempt();
    const revisions = this.revisions(name);
    const found = revisions.find(({ revision }) => revision === number);
    const last = revisions.at(-1);
    if (!found || !last) throw new Failure(`release has no ${number} version`);
    const revision = { ...found, revision: last.revision + 1, status: 'pending-rollback' };
    await this.release(name, last, revision, 'rollback', timeoutSeconds());
  }

  private rendered(source: string, name: ReleaseName, values: string): StandIn {
    const chart = this.rendering(JSON.parse(source) as ChartSource, name, JSON.parse(values) as Fields);
    const { chart: wanted, version } = JSON.parse(source) as { chart?: string; version?: string };
    if (!chart) throw new Failure(`chart "${wanted}" version "${version}" not found`);
    return chart;
  }

  private async release(
    name: ReleaseName,
    before: Revision | undefined,
    revision: Revision,
    operation: string,
    timeoutSeconds: number,
  ): Promise<void> {
    const { hooks, objects } = revision;
    this.save(name, revision);
    try {
      await this.runHooks(hooks, `pre-${operation}`, timeoutSeconds);
      this.applyAll(objects);
      const kept = new Set(objects.map(keyOfObject));
      for (const object of before?.objects ?? []) if (!kept.has(keyOfObject(object))) this.delete(object);
      await this.runHooks(hooks, `post-${operation}`, timeoutSeconds);
    } catch (error) {
      this.save(name, { ...revision, status: 'failed', description: (error as Error).message });
      throw error;
    }
    if (before) this.save(name, { ...before, status: 'superseded' });
    this.save(name, { ...revision, status: 'deployed' });
  }

  async history(name: ReleaseName): Promise<ReleaseState[]> {
    return this.revisions(name).map(({ revision, status, labels }) => ({ revision, status, labels }));
  }

  async manifest(name: ReleaseName): Promise<string> {
    const last = this.revisions(name).pop();
    if (!last) throw new Failure('release: not found');
    return JSON.stringify(last.objects);
  }

  async uninstall(name: ReleaseName, timeoutSeconds: number): Promise<void> {
    const last = this.revisions(name).pop();
    if (!last) return;
    await this.runHooks(last.hooks, 'pre-delete', timeoutSeconds);
    for (const object of [...last.objects].reverse()) this.delete(object);
    await this.runHooks(last.hooks, 'post-delete', timeoutSeconds);
    for (const { revision } of this.revisions(name)) this.forget(name, revision);
  }

  async record(name: ReleaseName, number: number): Promise<RevisionRecord | undefined> {
    const found = this.revisions(name).find(({ revision }) => revision === number);
    return (
      found && {
        description: found.description ?? '',
        hooks: found.hooks.map((hook) => ({ kind: hook.kind, manifest: JSON.stringify(hook), events: hooksOf(hook) })),
      }
    );
  }

  async markFailed(name: ReleaseName, number: number, description: string): Promise<void> {
    const found = this.revisions(name).find(({ revision }) => revision === number);
    if (found) this.save(name, { ...found, status: 'failed', description });
  }

  private forget({ release, namespace }: ReleaseName, revision: number): void {
    const secret = this.cluster.store.find('Secret', `${namespace}/sh.helm.release.v1.${release}.v${revision}`);
    if (secret) this.cluster.drop(secret);
  }

  private revisions({ release, namespace }: ReleaseName): Revision[] {
    return this.cluster.store
      .of('Secret')
      .filter(({ metadata }) => metadata.namespace === namespace && metadata.name.startsWith(`sh.helm.release.v1.${release}.v`))
      .map(({ data }) => JSON.parse((data as { release: string }).release) as Revision)
      .sort((a, b) => a.revision - b.revision);
  }

  private save({ release, namespace }: ReleaseName, revision: Revision): void {
    this.cluster.store.put(
      {
        apiVersion: 'v1',
        kind: 'Secret',
        type: 'helm.sh/release.v1',
        metadata: {
          name: `sh.helm.release.v1.${release}.v${revision.revision}`,
          namespace,
          labels: { ...revision.labels, owner: 'helm', name: release, status: revision.status },
        },
        data: { release: JSON.stringify(revision) },
      },
      'helm',
    );
  }

  private owned(object: KubernetesObject, { release, namespace }: ReleaseName): KubernetesObject {
    const { metadata } = object;
    return {
      ...object,
      metadata: {
        ...metadata,
        labels: { ...metadata?.labels, 'app.kubernetes.io/managed-by': 'Helm' },
        annotations: { ...metadata?.annotations, 'meta.helm.sh/release-name': release, 'meta.helm.sh/release-namespace': namespace },
      },
    };
  }

  private refuseForeign(objects: readonly KubernetesObject[], { release, namespace }: ReleaseName): void {
    for (const object of objects) {
      const place = this.placeOf(object);
      const found = place && this.cluster.store.get(place);
      if (found && stringAt(found.metadata, 'annotations', 'meta.helm.sh/release-name') !== release) {
        throw new Failure(
          `Unable to continue with install: ${object.kind} "${object.metadata?.name}" in namespace "${namespace}" exists and ` +
            'cannot be imported into the current release: invalid ownership metadata',
        );
      }
    }
  }

  private placeOf({ apiVersion, kind, metadata }: KubernetesObject): Place | undefined {
    const served = this.cluster.store.kinds().find((each) => each.kind === kind && apiVersionOf(each) === apiVersion);
    return served && { kind: served, name: metadata?.name ?? '', ...(served.namespaced ? { namespace: metadata?.namespace } : {}) };
  }

  private applyAll(objects: readonly KubernetesObject[]): void {
    for (const wanted of [0, 1, 2, 3]) {
      for (const object of objects.filter((each) => rankOf(each) === wanted)) this.apply(object);
      if (wanted === 1) this.cluster.store.settle();
    }
  }

  private apply(object: KubernetesObject): void {
    const place = this.placeOf(object);
    if (!place) {
      throw new Failure(
        'unable to build kubernetes objects from release manifest: resource mapping not found for name: ' +
          `"${object.metadata?.name}": no matches for kind "${object.kind}" in version "${object.apiVersion}"`,
      );
    }
    const creates = this.cluster.store.get(place) === undefined;
    const refused =
      this.refuses(object) ?? webhookProblem(this.cluster, { served: place.kind, object, operation: creates ? 'CREATE' : 'UPDATE' });
    if (refused) throw new Failure(refused);
    const result = this.cluster.store.apply(place, object as unknown as Fields, { manager: 'helm', dryRun: false, force: false });
    if ('problem' in result) throw new Failure(result.problem.message);
  }

  private async runHooks(hooks: readonly KubernetesObject[], event: string, timeoutSeconds: number): Promise<void> {
    const weight = (object: KubernetesObject) => Number(stringAt(object.metadata, 'annotations', 'helm.sh/hook-weight') ?? 0);
    const due = hooks.filter((object) => hooksOf(object).includes(event)).sort((a, b) => weight(a) - weight(b));
    for (const hook of due) {
      this.delete(hook); // the default policy: before-hook-creation
      this.cluster.store.settle();
      this.apply(hook);
      if (hook.kind === 'Job') await this.finished(hook, timeoutSeconds);
    }
    for (const hook of due) {
      if ((stringAt(hook.metadata, 'annotations', 'helm.sh/hook-delete-policy') ?? '').includes('hook-succeeded')) this.delete(hook);
    }
  }

  private async finished(hook: KubernetesObject, timeoutSeconds: number): Promise<void> {
    for (let seconds = 0; seconds < timeoutSeconds; seconds += 5) {
      await this.cluster.account.time.sleep(5_000);
      const status = this.cluster.store.find('Job', `${hook.metadata?.namespace}/${hook.metadata?.name}`)?.status as
        | { succeeded?: number }
        | undefined;
      if (status?.succeeded) return;
    }
    throw new Failure(`failed ${stringAt(hook.metadata, 'annotations', 'helm.sh/hook')}: timed out waiting for the condition`);
  }

  private delete(object: KubernetesObject): void {
    if (stringAt(object.metadata, 'annotations', 'helm.sh/resource-policy') === 'keep') return;
    const place = this.placeOf(object);
    if (place) this.cluster.store.delete(place, 'Background');
  }
}
