import type { ClusterWorld } from './cluster';
import { answers } from './webhooks';
import { at, listAt, stringAt } from '../../src/kubernetes/kubernetes-object.rules';
import { Stored } from '../handler/api-store';

interface MadeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly annotations?: Record<string, string>;
  readonly spec?: object;
}

/** What an operator makes for one of its custom resources. */
interface Operator {
  readonly kind: string;
  /** the workload that must run; nothing where the control plane does it. */
  readonly workload?: RegExp;
  readonly finalizer?: string;
  readonly makes: (object: Stored) => readonly MadeObject[];
  readonly status?: object;
  /** what of the asking object's metadata is copied onto what it makes. */
  readonly copies: readonly ('labels' | 'annotations')[];
}

const READY = { conditions: [{ type: 'Ready', status: 'True', reason: 'Ready' }] };

/**
 * Operators as they behave on the objects of other people: they copy labels, and some annotations, of the object that asks onto what they
 * make, set finalizers and report.
 *
 * Sources: kedacore/keda v2.20.2 controllers/keda/hpa.go (labels of the ScaledObject on the HPA) and scaledobject_finalizer.go;
 * external-secrets/external-secrets v2.9.0 pkg/controllers/externalsecret/externalsecret_controller_template.go (labels and annotations of
 * the ExternalSecret where no template is given); cert-manager/cert-manager v1.21.1 pkg/controller/certificates (annotations and labels to
 * CertificateRequest); kubernetes/kubernetes pkg/controller/endpointslice (labels of the Service); kubernetes-sigs/secrets-store-csi-driver
 * pkg/secretutil (Secrets of secretObjects while a pod mounts the class).
 */
const OPERATORS: readonly Operator[] = [
  {
    kind: 'Service',
    copies: ['labels'],
    makes: (service) =>
      at(service, 'spec', 'selector')
        ? [{ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', name: `${service.metadata.name}-abcde` }]
        : [],
  },
  {
    kind: 'ScaledObject',
    workload: /^keda-operator$/,
    finalizer: 'finalizer.keda.sh',
    copies: ['labels'],
    status: READY,
    makes: ({ metadata, spec }) => [
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        name: `keda-hpa-${metadata.name}`,
        spec: { scaleTargetRef: at(spec, 'scaleTargetRef'), maxReplicas: Number(at(spec, 'maxReplicaCount') ?? 100) },
      },
    ],
  },
  { kind: 'ScaledJob', workload: /^keda-operator$/, finalizer: 'finalizer.keda.sh', copies: [], status: READY, makes: () => [] },
  { kind: 'TriggerAuthentication', workload: /^keda-operator$/, finalizer: 'finalizer.keda.sh', copies: [], makes: () => [] },
  {
    kind: 'ExternalSecret',
    workload: /^external-secrets$/,
    finalizer: 'externalsecrets.external-secrets.io/externalsecret-cleanup',
    copies: ['labels', 'annotations'],
    status: READY,
    makes: ({ metadata, spec }) => [{ apiVersion: 'v1', kind: 'Secret', name: stringAt(spec, 'target', 'name') ?? metadata.name }],
  },
  { kind: 'SecretStore', workload: /^external-secrets$/, copies: [], status: READY, makes: () => [] },
  { kind: 'ClusterSecretStore', workload: /^external-secrets$/, copies: [], status: READY, makes: () => [] },
  {
    kind: 'Certificate',
    workload: /^cert-manager$/,
    copies: ['labels', 'annotations'],
    status: READY,
    makes: ({ metadata, spec }) => [
      { apiVersion: 'cert-manager.io/v1', kind: 'CertificateRequest', name: `${metadata.name}-1` },
      { apiVersion: 'v1', kind: 'Secret', name: stringAt(spec, 'secretName') ?? metadata.name },
    ],
  },
  { kind: 'Issuer', workload: /^cert-manager$/, copies: [], status: READY, makes: () => [] },
  { kind: 'ClusterIssuer', workload: /^cert-manager$/, copies: [], status: READY, makes: () => [] },
  {
    kind: 'SecretProviderClass',
    workload: /secrets-store/,
    copies: [],
    makes: ({ spec }) =>
      listAt(spec, 'secretObjects').map((each) => ({ apiVersion: 'v1', kind: 'Secret', name: stringAt(each, 'secretName') ?? '' })),
  },
  {
    // the operator installs Trident, which defines its own kinds. Source: NetApp/trident v26.06.0,
    // operator/controllers/orchestrator/installer
    kind: 'TridentOrchestrator',
    workload: /^trident-operator$/,
    copies: [],
    status: { status: 'Installed' },
    makes: ({ spec }) => [
      ...tridentController(spec),
      {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        name: 'tridentbackendconfigs.trident.netapp.io',
        spec: {
          group: 'trident.netapp.io',
          scope: 'Namespaced',
          names: { kind: 'TridentBackendConfig', plural: 'tridentbackendconfigs' },
          versions: [{ name: 'v1', served: true, storage: true }],
        },
      },
    ],
  },
  {
    kind: 'TridentBackendConfig',
    workload: /^trident-operator$/,
    finalizer: 'trident.netapp.io',
    copies: [],
    status: { phase: 'Bound' },
    makes: () => [],
  },
];

const TRIDENT = 'trident-controller';

/** The controller that the operator installs, with the identity that its chart was given. */
function tridentController(spec: unknown): MadeObject[] {
  const [, name, value] = /^'?([^:']+): ([^']+)'?$/.exec(stringAt(spec, 'cloudIdentity') ?? '') ?? [];
  const labels = { app: TRIDENT };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', name: TRIDENT, namespace: 'trident', annotations: name ? { [name]: value } : {} },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: TRIDENT,
      namespace: 'trident',
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { serviceAccountName: TRIDENT, containers: [{ name: 'main', image: 'example.com/trident' }] },
        },
      },
    },
  ];
}

/** Plays the operators of a cluster. */
export class Operators {
  constructor(private readonly cluster: ClusterWorld) {}

  work(): void {
    for (const operator of OPERATORS) {
      if (operator.workload && !this.cluster.pods.runs(operator.workload)) continue;
      for (const object of this.cluster.store.of(operator.kind)) this.reconcile(operator, object);
    }
    this.collectGarbage();
    // an aggregated API is available once a pod answers for it
    for (const service of this.cluster.store.of('APIService')) {
      const available =
        !this.cluster.neverReady &&
        answers(this.cluster, stringAt(service, 'spec', 'service', 'namespace') ?? '', stringAt(service, 'spec', 'service', 'name') ?? '');
      service.status = { conditions: [{ type: 'Available', status: available ? 'True' : 'False' }] };
    }
  }

  private reconcile({ finalizer, makes, status, copies }: Operator, object: Stored): void {
    const { metadata } = object;
    if (metadata.deletionTimestamp !== undefined) {
      metadata.finalizers = metadata.finalizers?.filter((each) => each !== finalizer);
      return;
    }
    if (finalizer && !metadata.finalizers?.includes(finalizer)) metadata.finalizers = [...(metadata.finalizers ?? []), finalizer];
    if (status && !this.cluster.neverReady) object.status = status;
    for (const { apiVersion, kind, name, spec, namespace = metadata.namespace, annotations = {} } of makes(object)) {
      if (this.cluster.store.find(kind, namespace ? `${namespace}/${name}` : name)) continue;
      const copied = Object.fromEntries(copies.map((field) => [field, structuredClone(metadata[field]) ?? {}]));
      const owner = { apiVersion: object.apiVersion, kind: object.kind, name: metadata.name, uid: metadata.uid, controller: true };
      this.cluster.store.put(
        {
          apiVersion,
          kind,
          metadata: { name, ...(namespace ? { namespace } : {}), annotations, ...copied, ownerReferences: [owner] },
          ...(spec ? { spec } : {}),
        },
        `controller of ${object.kind}`,
      );
    }
  }

  // what has an owner that is gone goes, too. Source: kubernetes/kubernetes pkg/controller/garbagecollector
  private collectGarbage(): void {
    const all = this.cluster.store.all();
    const uids = new Set(all.map(({ metadata }) => metadata.uid));
    for (const object of all) {
      const owners = (object.metadata.ownerReferences ?? []) as { uid: string }[];
      if (owners.length > 0 && owners.every(({ uid }) => !uids.has(uid))) this.cluster.drop(object);
    }
  }
}
