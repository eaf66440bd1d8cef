import { Problem } from '../errors/problems';

/** What {@link workloadProblems} looks at. */
export interface WorkloadFacts {
  readonly name: string;
  /** characters that it may have. */
  readonly longestName?: number;
  readonly images: readonly string[];
  readonly user: number;
  readonly namespace?: string;
  readonly identityNamespace?: string;
  readonly maxReplicas: number;
  /** the first is that of the workload. */
  readonly containers: readonly ContainerFacts[];
  /** names of the labels that somebody gives to the pods. */
  readonly podLabels?: readonly string[];
  readonly ports?: readonly { readonly name: string; readonly port: number }[];
  /** security groups that the workload and its identity name. */
  readonly securityGroups?: number;
}

interface ContainerFacts {
  readonly name: string;
  readonly volumes: readonly VolumeFacts[];
  /** where it has one of its own. */
  readonly user?: number;
}

interface VolumeFacts {
  readonly name: string;
  readonly path: string;
  readonly oneNode: boolean;
  readonly source?: object;
}

/** What Kubernetes would refuse, or what could never run. */
export function workloadProblems(facts: WorkloadFacts): Problem[] {
  const problems: Problem[] = [];
  if (!/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(facts.name)) {
    problems.push({
      finding: `name is '${facts.name}'`,
      constraint: 'it has 1–63 lower-case letters, digits or hyphens, begins with a letter and does not end with a hyphen',
      remediation: `Give a name like '${suggested(facts.name)}' (without one, it is the id of the construct)`,
      source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
    });
  }
  const { longestName = 63, images, containers, ports = [] } = facts;
  if (facts.name.length > longestName && facts.name.length <= 63) {
    problems.push({
      finding: `name is '${facts.name}' with ${facts.name.length} characters`,
      constraint: `Kubernetes adds to it, so that it has ${longestName} at most`,
      remediation: 'Shorten it',
      source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
    });
  }
  if (images.includes(''))
    problems.push({
      finding: 'image is empty',
      constraint: 'a container needs an image',
      remediation: 'Name one, like public.ecr.aws/nginx/nginx-unprivileged:1.29',
    });
  const users = [['user', facts.user] as const, ...containers.map(({ name, user }) => [`user of ${name}`, user] as const)];
  for (const [of, user] of users.filter(([, each]) => each !== undefined && (!Number.isInteger(each) || each < 1))) {
    problems.push({
      finding: `${of} is ${user}`,
      constraint: 'a restricted pod runs as a user of 1 or more',
      remediation: 'Use a number like 10001',
      source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    });
  }
  if (facts.podLabels?.includes('app.kubernetes.io/name')) {
    problems.push({
      finding: 'podLabels has app.kubernetes.io/name',
      constraint: 'by it the pods are found, and it is the name of the workload',
      remediation: 'Give name, or another label',
    });
  }
  const { namespace = 'default' } = facts;
  if (facts.identityNamespace !== undefined && facts.identityNamespace !== namespace) {
    problems.push({
      finding: `identity is of namespace '${facts.identityNamespace}'`,
      constraint: `a pod uses a service account of its own namespace, which is that of the chart, '${namespace}'`,
      remediation: `Give the chart the namespace '${facts.identityNamespace}', or make the identity in '${namespace}'`,
      source: 'https://kubernetes.io/docs/concepts/security/service-accounts/',
    });
  }
  const single = containers.flatMap(({ volumes }) => volumes).filter(({ oneNode }) => oneNode);
  if (single.length > 0 && facts.maxReplicas > 1) {
    problems.push({
      finding:
        `volumes has ${single.map(({ name }) => `'${name}'`).join(', ')} (ReadWriteOnce) for ` +
        `${Number.isFinite(facts.maxReplicas) ? `up to ${facts.maxReplicas} replicas` : 'one replica on each node'}`,
      constraint: 'one node at a time mounts such a volume',
      remediation: 'Use Scaling.fixed(1), a volume that many nodes mount, or volumeClaimTemplates of a StatefulService',
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
        finding: `volumes mounts '${path}'`,
        constraint: 'a path is absolute and has no colon',
        remediation: "Write it like '/data'",
        source: 'https://kubernetes.io/docs/concepts/storage/volumes/',
      });
    }
    if (twice.length > 0)
      problems.push({
        finding: `volumes mounts ${twice.join(', ')} twice`,
        constraint: 'each path shows one volume, and /tmp is taken',
        remediation: 'Choose another path',
      });
  }
  const all = containers.flatMap(({ volumes }) => volumes);
  const taken = ['tmp', ...containers.slice(1).map(({ name }) => `tmp-${name}`)];
  for (const name of new Set(all.map((volume) => volume.name).filter((each) => taken.includes(each)))) {
    problems.push({
      finding: `volumes has one with the name '${name}'`,
      constraint: 'the volumes at /tmp have such names',
      remediation: 'Choose another',
    });
  }
  for (const [index, { name, source }] of all.entries()) {
    const other = all.slice(0, index).find((each) => each.name === name);
    if (other && JSON.stringify(other.source) !== JSON.stringify(source))
      problems.push({
        finding: `volumes has two with the name '${name}'`,
        constraint: 'a name stands for one volume of a pod',
        remediation: 'Rename one of them',
      });
  }
  return problems;
}

function containerProblems([first, ...others]: WorkloadFacts['containers'], ports: NonNullable<WorkloadFacts['ports']>): Problem[] {
  const problems: Problem[] = [];
  for (const { name } of others.filter((each) => !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(each.name))) {
    problems.push({
      finding: `a container has the name '${name}'`,
      constraint: 'it has 1–63 lower-case letters, digits or hyphens',
      remediation: 'Correct it',
    });
  }
  const names = [first, ...others].map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0)
    problems.push({
      finding: `containers have the name ${twice.join(', ')} twice`,
      constraint: 'each container of a pod has its own, and the first that of the workload',
      remediation: 'Rename one of them',
    });
  const [sharedPort] = repeated(ports.map(({ port }) => port));
  if (sharedPort !== undefined)
    problems.push({
      finding: `two containers listen on port ${sharedPort}`,
      constraint: 'the containers of a pod share one network',
      remediation: 'Choose another port',
    });
  const [sharedName] = repeated(ports.map(({ name }) => name));
  if (sharedName !== undefined)
    problems.push({
      finding: `two ports have the name ${sharedName}`,
      constraint: 'it stands for one port of a pod',
      remediation: 'Rename one of them',
    });
  for (const { name, port } of ports) {
    if (!Number.isInteger(port) || port < 1024 || port > 65535) {
      problems.push({
        finding: `${name === 'http' ? 'port' : `port ${name}`} is ${port}`,
        constraint: 'a user other than root listens on 1024 to 65535',
        remediation: 'Let the container listen on a port like 8080; the Service offers it on 80',
        source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
      });
    }
    if (!/^[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/.test(name) || !/[a-z]/.test(name))
      problems.push({
        finding: `a port has the name '${name}'`,
        constraint: 'it has 1–15 lower-case letters, digits or hyphens, and one letter at the least',
        remediation: 'Shorten it',
        source: 'https://kubernetes.io/docs/concepts/services-networking/service/',
      });
  }
  return problems;
}

const repeated = <T>(values: readonly T[]): T[] => values.filter((value, index) => values.indexOf(value) !== index);

const groupProblems = ({ securityGroups = 0 }: WorkloadFacts): Problem[] =>
  securityGroups > 1
    ? [
        {
          finding: 'both securityGroup and identity.securityGroup are given',
          constraint: 'one of them selects the pods',
          remediation: 'Leave one of them out',
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
