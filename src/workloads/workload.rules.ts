import { Problem } from '../errors/problems';

/** Input of {@link workloadProblems}. */
export interface WorkloadFacts {
  readonly name: string;
  /** maximum length of the name. */
  readonly longestName?: number;
  readonly images: readonly string[];
  readonly user: number;
  readonly namespace?: string;
  readonly identityNamespace?: string;
  readonly maxReplicas: number;
  /** the first is the main container. */
  readonly containers: readonly ContainerFacts[];
  /** keys of the labels that the user sets on the pods. */
  readonly podLabels?: readonly string[];
  readonly ports?: readonly { readonly name: string; readonly port: number }[];
  /** security groups that the workload and its identity name. */
  readonly securityGroups?: number;
}

interface ContainerFacts {
  readonly name: string;
  readonly volumes: readonly VolumeFacts[];
  /** set if it differs from the user of the pod. */
  readonly user?: number;
}

interface VolumeFacts {
  readonly name: string;
  readonly path: string;
  readonly oneNode: boolean;
  readonly source?: object;
}

/** What the API server would reject, and pods that could never run. */
export function workloadProblems(facts: WorkloadFacts): Problem[] {
  const problems: Problem[] = [];
  if (!/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(facts.name)) {
    problems.push({
      finding: `name is '${facts.name}'`,
      constraint: 'must be 1–63 lower-case letters, digits or hyphens, begin with a letter and not end with a hyphen',
      remediation: `Set name to a value like '${suggested(facts.name)}' (default: the id of the construct)`,
      source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
    });
  }
  const { longestName = 63, images, containers, ports = [] } = facts;
  if (facts.name.length > longestName && facts.name.length <= 63) {
    problems.push({
      finding: `name is '${facts.name}' with ${facts.name.length} characters`,
      constraint: `must have at most ${longestName}, because Kubernetes appends a suffix`,
      remediation: 'Set `name` to a shorter name',
      source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
    });
  }
  if (images.includes('')) {
    problems.push({
      finding: 'image is empty',
      constraint: 'must be the name of a container image',
      remediation: 'Use a value like public.ecr.aws/nginx/nginx-unprivileged:1.29',
    });
  }
  const users = [['runAsUser', facts.user] as const, ...containers.map(({ name, user }) => [`runAsUser of ${name}`, user] as const)];
  for (const [of, user] of users.filter(([, each]) => each !== undefined && (!Number.isInteger(each) || each < 1))) {
    problems.push({
      finding: `${of} is ${user}`,
      constraint: 'must be an integer of at least 1: the Pod Security Standard restricted forbids root',
      remediation: 'Use a value like 10001',
      source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    });
  }
  if (facts.podLabels?.includes('app.kubernetes.io/name')) {
    problems.push({
      finding: 'podLabels has app.kubernetes.io/name',
      constraint: 'this label is the selector of the pods, and its value is the name of the workload',
      remediation: 'Remove it from `podLabels`; set `name` to change its value',
    });
  }
  const { namespace = 'default' } = facts;
  problems.push(...identityNamespaceProblems(namespace, facts.identityNamespace));
  const single = containers.flatMap(({ volumes }) => volumes).filter(({ oneNode }) => oneNode);
  if (single.length > 0 && facts.maxReplicas > 1) {
    problems.push({
      finding:
        `volumes has ${single.map(({ name }) => `'${name}'`).join(', ')} (ReadWriteOnce) for ` +
        `${Number.isFinite(facts.maxReplicas) ? `up to ${facts.maxReplicas} replicas` : 'one replica on each node'}`,
      constraint: 'a ReadWriteOnce volume can be mounted by one node at a time',
      remediation: 'Use Scaling.fixed(1), a ReadWriteMany volume, or `volumeClaimTemplates` of a StatefulService',
      source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
    });
  }
  return [...problems, ...volumeProblems(containers), ...containerProblems(containers, ports), ...groupProblems(facts)];
}

function volumeProblems(containers: WorkloadFacts['containers']): Problem[] {
  const problems: Problem[] = [];
  for (const { volumes } of containers) {
    const paths = [...volumes.map(({ path }) => path), '/tmp'];
    const twice = paths.filter((path, index) => paths.indexOf(path) !== index);
    for (const path of volumes.map((volume) => volume.path).filter((each) => !/^\/[^:]*$/.test(each))) {
      problems.push({
        finding: `mountPath of a volume is '${path}'`,
        constraint: "must be an absolute path and must not contain ':'",
        remediation: "Use a path like '/data'",
        source: 'https://kubernetes.io/docs/concepts/storage/volumes/',
      });
    }
    if (twice.length > 0) {
      problems.push({
        finding: `several volumes have the mountPath ${twice.join(', ')}`,
        constraint: 'must be unique in a container, and /tmp is reserved for an emptyDir volume',
        remediation: 'Use another path',
      });
    }
  }
  const all = containers.flatMap(({ volumes }) => volumes);
  const taken = ['tmp', ...containers.slice(1).map(({ name }) => `tmp-${name}`)];
  for (const name of new Set(all.map((volume) => volume.name).filter((each) => taken.includes(each)))) {
    problems.push({
      finding: `a volume has the name '${name}'`,
      constraint: 'reserved for a volume mounted at /tmp',
      remediation: 'Use another name',
    });
  }
  for (const [index, { name, source }] of all.entries()) {
    const other = all.slice(0, index).find((each) => each.name === name);
    if (other && JSON.stringify(other.source) !== JSON.stringify(source)) {
      problems.push({
        finding: `two volumes have the name '${name}'`,
        constraint: 'the names of the volumes of a pod must be unique',
        remediation: 'Rename one of them',
      });
    }
  }
  return problems;
}

function containerProblems([first, ...others]: WorkloadFacts['containers'], ports: NonNullable<WorkloadFacts['ports']>): Problem[] {
  const problems: Problem[] = [];
  for (const { name } of others.filter((each) => !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(each.name))) {
    problems.push({
      finding: `name of a container is '${name}'`,
      constraint: 'must be 1–63 lower-case letters, digits or hyphens',
      remediation: 'Rename the container',
    });
  }
  const names = [first, ...others].map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) {
    problems.push({
      finding: `several containers have the name ${twice.join(', ')}`,
      constraint: 'the names of the containers of a pod must be unique; the main container has the name of the workload',
      remediation: 'Rename one of them',
    });
  }
  const [sharedPort] = repeated(ports.map(({ port }) => port));
  if (sharedPort !== undefined) {
    problems.push({
      finding: `two containers listen on port ${sharedPort}`,
      constraint: 'the containers of a pod share a network namespace, so their ports must be unique',
      remediation: 'Use another port',
    });
  }
  const [sharedName] = repeated(ports.map(({ name }) => name));
  if (sharedName !== undefined) {
    problems.push({
      finding: `two ports have the name ${sharedName}`,
      constraint: 'the port names of a pod must be unique',
      remediation: 'Rename one of them',
    });
  }
  for (const { name, port } of ports) {
    if (!Number.isInteger(port) || port < 1024 || port > 65535) {
      problems.push({
        finding: `${name === 'http' ? 'port' : `port ${name}`} is ${port}`,
        constraint: 'must be an integer from 1024 to 65535: only root can listen on lower ports',
        remediation: 'Use a port like 8080; the port of the Service remains 80',
        source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
      });
    }
    if (!/^[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/.test(name) || !/[a-z]/.test(name)) {
      problems.push({
        finding: `name of a port is '${name}'`,
        constraint: 'must be 1–15 lower-case letters, digits or hyphens, with at least one letter',
        remediation: "Use a name like 'metrics'",
        source: 'https://kubernetes.io/docs/concepts/services-networking/service/',
      });
    }
  }
  return problems;
}

const repeated = <T>(values: readonly T[]): T[] => values.filter((value, index) => values.indexOf(value) !== index);

/** A service account of another namespace than that of the pods. */
export const identityNamespaceProblems = (namespace: string, ofIdentity: string | undefined): Problem[] =>
  ofIdentity === undefined || ofIdentity === namespace
    ? []
    : [
        {
          finding: `the service account of identity is in namespace '${ofIdentity}'`,
          constraint: `pods can use only service accounts of their own namespace, '${namespace}', the namespace of the chart`,
          remediation: `Set namespace of the chart to '${ofIdentity}', or namespace of the identity to '${namespace}'`,
          source: 'https://kubernetes.io/docs/concepts/security/service-accounts/',
        },
      ];

/** More than one source of the security group of the pods. */
export const groupProblems = ({ securityGroups = 0 }: Pick<WorkloadFacts, 'securityGroups'>): Problem[] =>
  securityGroups > 1
    ? [
        {
          finding: 'securityGroup and identity.securityGroup are both set',
          constraint: 'they are mutually exclusive',
          remediation: 'Remove `securityGroup` or `identity.securityGroup`',
        },
      ]
    : [];

// WebFrontend becomes web-frontend
function suggested(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return words.replace(/^[^a-z]+|-+$/g, '').slice(0, 63) || 'web';
}
