import { createHash } from 'crypto';
import { ApiObject, Chart, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { ContainerOptions } from './container-options';
import { ContainerProbes } from './container-probe';
import { placementPlan, placementProblems } from './placement.rules';
import { ContainerPlan, PodPlan, ProbesPlan } from './pod-plan';
import { labelsOf } from './pod-spec.rules';
import { probesPlan } from './probes-plan';
import { Workload } from './workload';
import { PlainObject } from './workload-objects.rules';
import { PodOptions } from './workload-options';
import { workloadProblems } from './workload.rules';
import { failOn, Problem } from '../errors/problems';
import { WorkloadIdentity } from '../identity/workload-identity';
import { noteUse } from '../model/undeployed-workloads';
import { PodVolume } from '../storage/pod-volume';

const DEFAULT_USER = 10001;
/** The identity with which pods were created: a change of its role or mechanism replaces them. */
export const IDENTITY_ANNOTATION = 'cdk-eks-strata/identity';

/** Properties of a workload type, in addition to the options of its pods. */
export interface PodFacts {
  /** maximum number of replicas. */
  readonly maxReplicas: number;
  readonly ports?: readonly { readonly name: string; readonly port: number }[];
  /** default probes of the container. */
  readonly probes?: ProbesPlan;
  /** the probes of the options, which replace the defaults. */
  readonly givenProbes?: ContainerProbes;
  readonly drainSeconds?: number;
  /** maximum length of the name. */
  readonly longestName?: number;
  /** volumes that are created for each replica. */
  readonly ofEachReplica?: PodOptions['volumes'];
}

/** Returns the pods of a workload as plain data, or fails with all problems of their options. */
export function podPlanOf(scope: Construct, options: PodOptions, facts: PodFacts): PodPlan {
  const {
    runAsUser = DEFAULT_USER,
    identity,
    terminationGracePeriod = Duration.seconds(45),
    sidecars = [],
    initContainers = [],
    placement = {},
  } = options;
  const name = options.name ?? scope.node.id;
  const own = { ...options, volumes: [...(options.volumes ?? []), ...(facts.ofEachReplica ?? [])] };
  const others: NamedContainer[] = [...sidecars.map((sidecar) => ({ ...sidecar._props, name: sidecar.name })), ...initContainers];
  failOn(scope, '', problemsOf(scope, { ...own, runAsUser, name }, others, facts));
  const place = placementPlan(placement);
  return {
    name,
    serviceAccountName: identity?.serviceAccountName ?? name,
    user: runAsUser,
    labels: options.podLabels ?? {},
    annotations: {
      ...(identity ? { [IDENTITY_ANNOTATION]: identity._stamp } : {}),
      ...Object.fromEntries(stampsOf([own, ...others]).map(({ name: config, stamp }) => [configAnnotation(config), stamp])),
    },
    container: {
      ...containerPlan(name, own, place.devices),
      ports: facts.ports ?? [],
      probes: probesPlan(facts.givenProbes, facts.probes),
      // Kubernetes rejects a preStop sleep that is longer than terminationGracePeriodSeconds
      drainSeconds: facts.drainSeconds && (Math.min(facts.drainSeconds, Math.floor(terminationGracePeriod.toSeconds() / 2)) || undefined),
    },
    sidecars: sidecars.map(({ name: each, _props }) => ({
      ...containerPlan(each, _props),
      probes: probesPlan(_props.probes),
      ports: namedPorts(_props.ports),
      user: _props.runAsUser,
    })),
    initContainers: initContainers.map((each) => containerPlan(each.name, each)),
    shutdownSeconds: terminationGracePeriod.toSeconds(),
    placement: place,
  };
}

type NamedContainer = ContainerOptions & {
  readonly name: string;
  readonly ports?: { [name: string]: number };
  readonly runAsUser?: number;
};

function containerPlan(name: string, options: ContainerOptions, devices: Readonly<Record<string, number>> = {}): ContainerPlan {
  const { resources = {} } = options;
  return {
    name,
    image: options.image,
    command: options.command,
    args: options.args,
    environment: options.env ?? {},
    secretEnv: Object.fromEntries(Object.entries(options.secretEnv ?? {}).map(([variable, { _reference }]) => [variable, _reference])),
    envFrom: (options.envFrom ?? []).map((config) => config.configMapName),
    cpu: resources.cpu?.amount ?? '100m',
    memory: (resources.memory ?? Size.mebibytes(256)).asString(),
    ephemeralStorage: resources.ephemeralStorage?.asString(),
    devices,
    mounts: (options.volumes ?? []).map(({ _mount }) => _mount),
    ports: [],
    probes: {},
  };
}

// a ConfigMap that is used twice counts once
function stampsOf(containers: readonly ContainerOptions[]): { readonly name: string; readonly stamp: string }[] {
  const stamps = containers.flatMap(({ envFrom = [], volumes = [] }) => [
    ...envFrom.map((config) => ({ name: config.configMapName, stamp: config._stamp })),
    ...volumes.flatMap(({ _stampOf }) => (_stampOf ? [_stampOf] : [])),
  ]);
  return [...new Map(stamps.map((each) => [each.name, each])).values()];
}

/** The annotation of pods with the stamp of a ConfigMap. Names of annotations have at most 63 characters. */
export function configAnnotation(config: string): string {
  const name = `config-${config}`;
  const short = name.length <= 63 ? name : `${name.slice(0, 52)}-${createHash('sha256').update(config).digest('hex').slice(0, 10)}`;
  return `cdk-eks-strata/${short}`;
}

/** Ports by name, as a list. */
export const namedPorts = (ports: { [name: string]: number } = {}): { readonly name: string; readonly port: number }[] =>
  Object.entries(ports).map(([name, port]) => ({ name, port }));

type DecidedOptions = PodOptions & { readonly runAsUser: number; readonly name: string };

function problemsOf(scope: Construct, options: DecidedOptions, others: readonly NamedContainer[], facts: PodFacts): Problem[] {
  const { identity, securityGroup, placement = {} } = options;
  const { namespace = 'default' } = Chart.of(scope);
  const ofEachReplica = new Set(facts.ofEachReplica);
  return [
    ...[options, ...others].flatMap((each) => [...secretProblems(each, options, namespace), ...variableProblems(each)]),
    ...workloadProblems({
      name: options.name,
      longestName: facts.longestName,
      images: [options, ...others].map(({ image }) => image),
      user: options.runAsUser,
      namespace: Chart.of(scope).namespace,
      identityNamespace: identity?.namespace,
      maxReplicas: facts.maxReplicas,
      podLabels: Object.keys(options.podLabels ?? {}),
      containers: [options, ...others].map(({ name, volumes = [], runAsUser }, index) => ({
        name,
        user: index === 0 ? undefined : runAsUser,
        volumes: volumes.map((volume) => (ofEachReplica.has(volume) ? { ...volume._mount, oneNode: false } : volume._mount)),
      })),
      ports: [...(facts.ports ?? []), ...others.flatMap(({ ports }) => namedPorts(ports))],
      securityGroups: [securityGroup, identity?.securityGroup].filter((group) => group !== undefined).length,
    }),
    ...placementProblems(placement),
  ];
}

// secrets are read with the identity to which they are granted, or are Secrets of its namespace
function secretProblems({ volumes = [], secretEnv = {} }: ContainerOptions, { identity }: PodOptions, namespace: string): Problem[] {
  const mounted = volumes.flatMap((volume) => readerProblems(volume, identity));
  const elsewhere = Object.values(secretEnv).find(({ _namespace }) => _namespace !== namespace);
  return [
    ...mounted,
    ...(elsewhere
      ? [
          {
            finding: `secretEnv refers to Secret '${elsewhere._secretName}' in namespace '${elsewhere._namespace}'`,
            constraint: `pods can use only Secrets of their own namespace, '${namespace}'`,
            remediation: `Create the ExternalSecret with an identity of namespace '${namespace}'`,
          },
        ]
      : []),
  ];
}

/** Mounted secrets that the pods may not read. */
export const readerProblems = ({ name, _identity: reader }: PodVolume, identity: WorkloadIdentity | undefined): Problem[] =>
  reader === undefined || reader === identity
    ? []
    : [
        {
          finding: `volumes has the mounted secrets '${name}' and identity is ${identity?.node.path ?? 'not set'}`,
          constraint: `only the role of ${reader.node.path} may read these secrets`,
          remediation: 'Set `identity` to that WorkloadIdentity',
        },
      ];

function variableProblems({ env = {}, secretEnv = {} }: ContainerOptions): Problem[] {
  const twice = Object.keys(env).filter((variable) => variable in secretEnv);
  return twice.map((variable) => ({
    finding: `env and secretEnv both have ${variable}`,
    constraint: 'the name of an environment variable must be unique in a container',
    remediation: `Remove ${variable} from \`env\` or \`secretEnv\``,
  }));
}

/** Creates the objects that pods depend on: their service account, and the objects of their volumes and secrets. */
export function makeCompanions(scope: Construct, plan: PodPlan, options: PodOptions): void {
  makeServiceAccount(scope, plan, options);
  const containers: ContainerOptions[] = [
    options,
    ...(options.sidecars ?? []).map(({ _props }) => _props),
    ...(options.initContainers ?? []),
  ];
  const parts = containers.flatMap(({ volumes = [], secretEnv = {} }) => [...volumes, ...Object.values(secretEnv)]);
  for (const part of parts) part._add(scope);
  for (const config of containers.flatMap(({ envFrom = [] }) => envFrom)) config._mustBeNear(scope);
  options.securityGroup?.addSecurityGroupPolicy(scope, 'SecurityGroup', labelsOf(plan.name));
}

/** An object of a workload, with its name, its namespace and labels. */
export function makeObject(
  scope: Construct,
  id: string,
  workload: string,
  object: PlainObject,
  annotations?: Record<string, string>,
  name: string = workload,
): ApiObject {
  // while a workload is created, it has no object yet, and the namespace is that of the chart
  const namespace = scope instanceof Workload ? (scope.apiObject as ApiObject | undefined)?.metadata.namespace : undefined;
  return new WorkloadObject(scope, id, { ...object, metadata: { name, namespace, labels: labelsOf(workload), annotations } });
}

/** An object that knows whether it was rendered, by a deployment or as YAML. */
class WorkloadObject extends ApiObject {
  public override toJson(): unknown {
    noteUse(this);
    return super.toJson();
  }
}

function makeServiceAccount(scope: Construct, { name }: PodPlan, { identity }: PodOptions): void {
  if (identity) identity._addServiceAccountTo(Chart.of(scope));
  else makeObject(scope, 'ServiceAccount', name, { apiVersion: 'v1', kind: 'ServiceAccount', automountServiceAccountToken: false });
}
