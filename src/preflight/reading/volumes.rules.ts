import { mayExistOutsideApp } from './missing-objects.rules';
import { Manifests, mapAt, Workload } from './workloads.rules';
import {
  at,
  groupKindOf,
  isDeployTimeValue,
  KubernetesObject,
  listAt,
  namespaceOf,
  podSpecOf,
  stringAt,
} from '../../kubernetes/kubernetes-object.rules';
import { matchesSelector } from '../../kubernetes/label-selector.rules';
import { quantity } from '../../kubernetes/quantity.rules';
import { Facts } from '../facts/facts.rules';
import { Located } from '../facts/located.rules';

/** Provisioners of EBS volumes: the CSI driver, Auto Mode, and the in-tree provisioner, which the driver replaces. */
export const EBS_PROVISIONERS: ReadonlySet<string> = new Set(['ebs.csi.aws.com', 'ebs.csi.eks.amazonaws.com', 'kubernetes.io/aws-ebs']);

/** StorageClasses that EKS creates, with their provisioners. */
const BUILT_IN_CLASSES: Readonly<Record<string, string>> = { gp2: 'kubernetes.io/aws-ebs' };

const CLASS = 'storage.k8s.io/StorageClass';
const DEFAULT = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];
/** Annotation for the class of older PVCs. */
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

/** A PVC with the name by which pods mount it. */
export interface NamedPvc {
  readonly name: string;
  readonly pvc: unknown;
}

/** A PVC that pods mount. */
export interface MountedPvc extends NamedPvc {
  /** each pod has its own. */
  readonly perPod: boolean;
}

/** The source of the volume of a PVC. */
export interface ClaimedVolume {
  readonly driver: string;
  /** created by the driver; otherwise it exists already. */
  readonly isDynamicallyProvisioned: boolean;
  /** a volume of each node, which the pods of the node share. */
  readonly isNodeLocal: boolean;
}

/** The StorageClass of a PVC: undefined if not set, empty for static provisioning. */
export const classNameOf = (claim: unknown): string | undefined =>
  stringAt(claim, 'metadata', 'annotations', CLASS_ANNOTATION) ?? stringAt(claim, 'spec', 'storageClassName');

/** The default StorageClasses in this app. */
export const defaultClassesOf = (manifests: Manifests): Located<KubernetesObject>[] =>
  manifests.ofKind(CLASS).filter(({ value: { metadata } }) => DEFAULT.some((key) => metadata?.annotations?.[key] === 'true'));

/** Whether another class may be the default: outside this app, or the one of the add-on. */
export const mayHaveOtherDefault = (facts: Facts): boolean =>
  mayExistOutsideApp(facts, 'storage.k8s.io', 'StorageClass') ||
  facts.manifests.ofKind(CLASS).some(({ value: { metadata } }) => DEFAULT.some((key) => isDeployTimeValue(metadata?.annotations?.[key]))) ||
  facts.addonSettings.some(
    ({ value: { name, values } }) =>
      name === 'aws-ebs-csi-driver' && [true, 'true'].includes(at(values, 'defaultStorageClass', 'enabled') as boolean),
  );

/** The name of the default StorageClass; undefined if not certain. */
function defaultClassName(facts: Facts): string | undefined {
  const [only, another] = defaultClassesOf(facts.manifests);
  return another || mayHaveOtherDefault(facts) ? undefined : only?.value.metadata?.name;
}

/** The PVCs created for each pod: volumeClaimTemplates of a StatefulSet, and ephemeral volumes. */
export function volumeClaimTemplatesOf(object: KubernetesObject): NamedPvc[] {
  const templates = groupKindOf(object) === 'apps/StatefulSet' ? listAt(object, 'spec', 'volumeClaimTemplates') : [];
  const ephemeral = listAt(podSpecOf(object), 'volumes').filter((volume) => at(volume, 'ephemeral', 'volumeClaimTemplate') !== undefined);
  return [
    ...templates.map((pvc) => ({ name: stringAt(pvc, 'metadata', 'name') ?? '', pvc })),
    ...ephemeral.map((volume) => ({ name: stringAt(volume, 'name') ?? '', pvc: at(volume, 'ephemeral', 'volumeClaimTemplate') })),
  ];
}

/** The PVCs in an object: itself, or its templates. */
export const pvcsIn = (object: KubernetesObject): NamedPvc[] =>
  groupKindOf(object) === '/PersistentVolumeClaim' ? [{ name: object.metadata?.name ?? '', pvc: object }] : volumeClaimTemplatesOf(object);

/** Names of the PVCs that the pods of an object mount. */
export function pvcsMountedBy(object: KubernetesObject): string[] {
  const mounted = listAt(podSpecOf(object), 'volumes').map((volume) => stringAt(volume, 'persistentVolumeClaim', 'claimName'));
  const templates = listAt(object, 'spec', 'volumeClaimTemplates').map((template) => stringAt(template, 'metadata', 'name'));
  return [...mounted, ...templates].filter((name): name is string => name !== undefined);
}

/** The PVCs in this app that the pods of an object mount. */
export function mountedPvcs({ object, namespace, podSpec }: Workload, { manifests }: Facts): MountedPvc[] {
  const names = listAt(podSpec, 'volumes')
    .map((volume) => stringAt(volume, 'persistentVolumeClaim', 'claimName'))
    .filter((name): name is string => name !== undefined);
  const shared = [...new Set(names)].map((name) => ({
    name,
    pvc: manifests.find('/PersistentVolumeClaim', namespace, name)?.value as unknown,
    perPod: false,
  }));
  return [...shared.filter(({ pvc }) => pvc !== undefined), ...volumeClaimTemplatesOf(object).map((each) => ({ ...each, perPod: true }))];
}

/** The matching PVCs that are not created per pod, as `namespace/name`, with the workloads that mount them. */
export function sharedPvcs(facts: Facts, isWanted: (claim: unknown) => boolean): Map<string, Workload[]> {
  const makers = new Map<string, Workload[]>();
  for (const maker of facts.manifests.workloads) {
    for (const { name } of mountedPvcs(maker, facts).filter((each) => !each.perPod && isWanted(each.pvc))) {
      const key = `${maker.namespace}/${name}`;
      makers.set(key, [...(makers.get(key) ?? []), maker]);
    }
  }
  return makers;
}

/** Whether an update of the one pod of a Deployment starts a new one while the old one is there, and waits for it. */
export function surgesOnUpdate({ groupKind, object, replicas }: Workload): boolean {
  const strategy = at(object, 'spec', 'strategy');
  const [surge, unavailable] = [
    at(strategy, 'rollingUpdate', 'maxSurge') ?? DEFAULT_SHARE,
    at(strategy, 'rollingUpdate', 'maxUnavailable') ?? DEFAULT_SHARE,
  ];
  if (
    groupKind !== 'apps/Deployment' ||
    replicas.min !== 1 ||
    (stringAt(strategy, 'type') ?? ROLLING) !== ROLLING ||
    [strategy, surge, unavailable].some(isDeployTimeValue)
  ) {
    return false;
  }
  // a share of one pod is rounded up for what is added, and down for what is taken away
  return parseFloat(String(surge)) > 0 && (typeof unavailable === 'number' ? unavailable < 1 : parseFloat(String(unavailable)) < 100);
}

const ROLLING = 'RollingUpdate';
const DEFAULT_SHARE = '25%';

/** Whether the name is that of a PVC that a StatefulSet creates from a template: <template>-<set>-<ordinal>. */
export const isCreatedByTemplate = (manifests: Manifests, namespace: string | undefined, name: string): boolean => {
  const [, prefix] = /^(.*)-\d+$/.exec(name) ?? [];
  return manifests.memoize('claims of templates', () => templatePrefixes(manifests)).has(`${namespace} ${prefix}`);
};

// the name of the template and that of the StatefulSet, without the number of the pod
const templatePrefixes = (manifests: Manifests): ReadonlySet<string> =>
  new Set(
    manifests
      .ofKind('apps/StatefulSet')
      .flatMap(({ value }) =>
        listAt(value, 'spec', 'volumeClaimTemplates').map(
          (template) => `${namespaceOf(value)} ${stringAt(template, 'metadata', 'name')}-${value.metadata?.name}`,
        ),
      ),
  );

/** The driver of the volume of a PVC; undefined if unknown, or if several are possible. */
export function volumeOf(claim: unknown, facts: Facts): ClaimedVolume | undefined {
  const { manifests } = facts;
  const volumeName = stringAt(claim, 'spec', 'volumeName');
  const className = classNameOf(claim) ?? (volumeName === undefined ? defaultClassName(facts) : undefined);
  const volumes = manifests.ofKind('/PersistentVolume').map(({ value }) => value);
  const isForIt = (volume: KubernetesObject) =>
    volumeName === undefined ? bindingMismatches(claim, volume, facts).length === 0 : volume.metadata?.name === volumeName;
  const ready = volumes.filter(isForIt);
  const made = className
    ? (stringAt(manifests.find(CLASS, undefined, className)?.value, 'provisioner') ?? BUILT_IN_CLASSES[className])
    : undefined;
  const isThere = ready.length > 0 || volumeName !== undefined;
  // volumeName is one existing volume, and an empty class allows only existing ones
  const mayBeMade = className !== '' && !(ready.length > 0 && volumeName !== undefined);
  const all = [...ready.map(driverOf), ...(mayBeMade ? [made] : [])].filter((each) => each !== NO_PROVISIONER);
  const [driver, another] = new Set(all);
  if (driver === undefined || another !== undefined || all.includes(undefined)) return undefined;
  return {
    driver,
    isDynamicallyProvisioned: !isThere && !mayExistOutsideApp(facts, '', 'PersistentVolume'),
    isNodeLocal: ready.length > 0 && ready.every(isNodeLocal),
  };
}

// source: aws-ebs-csi-driver, docs/node-local-volumes.md
const isNodeLocal = (volume: KubernetesObject): boolean =>
  stringAt(volume, 'spec', 'csi', 'volumeHandle')?.startsWith('local-ebs://') ?? false;

const NO_PROVISIONER = 'kubernetes.io/no-provisioner';

const driverOf = (volume: KubernetesObject): string | undefined =>
  stringAt(volume, 'spec', 'csi', 'driver') ??
  (at(volume, 'spec', 'awsElasticBlockStore') === undefined ? undefined : 'kubernetes.io/aws-ebs');

const FILE_SYSTEM = 'Filesystem';

/**
 * Why an existing PersistentVolume cannot bind to a PVC, in words; empty if it can.
 *
 * A volume reserved for the PVC (claimRef) may have any class and labels; with volumeName in the PVC as well, anything may differ.
 */
export function bindingMismatches(claim: unknown, volume: KubernetesObject, facts: Facts): string[] {
  const [name, namespace] = [stringAt(claim, 'metadata', 'name'), stringAt(claim, 'metadata', 'namespace') ?? 'default'];
  const bound = at(volume, 'spec', 'claimRef');
  const [boundTo, boundIn] = [stringAt(bound, 'name'), stringAt(bound, 'namespace') ?? namespace];
  const isNamed = stringAt(claim, 'spec', 'volumeName') === volume.metadata?.name;
  const isKept = boundTo !== undefined && boundTo === name && boundIn === namespace;
  if ([bound, boundTo, boundIn].some(isDeployTimeValue) || (isNamed && isKept)) return [];
  const has = listAt(volume, 'spec', 'accessModes');
  const [asked, size] = [at(claim, 'spec', 'resources', 'requests', 'storage'), at(volume, 'spec', 'capacity', 'storage')];
  const [mode, ownMode] = [claim, volume].map((each) => stringAt(each, 'spec', 'volumeMode') ?? FILE_SYSTEM);
  const [className, ownClass] = [classNameOf(claim) ?? defaultClassName(facts), classNameOf(volume) ?? ''];
  const selector = at(claim, 'spec', 'selector');
  return [
    ...(boundTo !== undefined && !isKept ? [`its claimRef is '${boundIn}/${boundTo}'`] : []),
    ...(listAt(claim, 'spec', 'accessModes').some((each) => !has.includes(each)) && !has.some(isDeployTimeValue)
      ? [`its access modes are ${has.join(', ') || 'none'}`]
      : []),
    ...(quantity(size) > 0 && quantity(asked) > quantity(size) ? [`it has ${String(size)}, and the PVC requests ${String(asked)}`] : []),
    ...(mode === ownMode || [mode, ownMode].some(isDeployTimeValue) ? [] : [`its volumeMode is ${ownMode}, and the PVC requests ${mode}`]),
    ...(isKept || className === undefined || className === ownClass || [className, ownClass].some(isDeployTimeValue)
      ? []
      : [`its storageClassName is '${ownClass}', and the PVC requests '${className}'`]),
    ...(isKept || isNamed || selector === undefined || matchesSelector(selector, mapAt(volume, 'metadata', 'labels')) !== false
      ? []
      : ['the selector of the PVC does not match its labels']),
  ];
}
