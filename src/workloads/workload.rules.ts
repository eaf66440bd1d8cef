import { Problem } from '../errors/problems';

/** What {@link workloadProblems} looks at. */
export interface WorkloadFacts {
  readonly name: string;
  readonly image: string;
  readonly user: number;
  readonly namespace?: string;
  readonly identityNamespace?: string;
  readonly maxReplicas: number;
  readonly volumes: readonly { readonly name: string; readonly path: string; readonly oneNode: boolean; readonly source?: object }[];
  readonly port?: number;
  /** security groups that the workload and its identity name. */
  readonly securityGroups?: number;
}

/** What Kubernetes would refuse, or what could never run. */
export function workloadProblems(facts: WorkloadFacts): Problem[] {
  const problems: Problem[] = [];
  if (!/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(facts.name)) {
    problems.push({
      what: `name is '${facts.name}'`, limit: 'it has 1–63 lower-case letters, digits or hyphens, begins with a letter and does not end with a hyphen', fix: `Give a name like '${suggested(facts.name)}' (without one, it is the id of the construct)`, source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
    });
  }
  if (facts.image === '') problems.push({ what: 'image is empty', limit: 'a container needs an image', fix: 'Name one, like public.ecr.aws/nginx/nginx-unprivileged:1.29' });
  if (!Number.isInteger(facts.user) || facts.user < 1) {
    problems.push({ what: `user is ${facts.user}`, limit: 'a restricted pod runs as a user of 1 or more', fix: 'Use a number like 10001', source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/' });
  }
  const { namespace = 'default' } = facts;
  if (facts.identityNamespace !== undefined && facts.identityNamespace !== namespace) {
    problems.push({
      what: `identity is of namespace '${facts.identityNamespace}'`, limit: `a pod uses a service account of its own namespace, which is that of the chart, '${namespace}'`, fix: `Give the chart the namespace '${facts.identityNamespace}', or make the identity in '${namespace}'`, source: 'https://kubernetes.io/docs/concepts/security/service-accounts/',
    });
  }
  const single = facts.volumes.filter(({ oneNode }) => oneNode);
  if (single.length > 0 && facts.maxReplicas > 1) {
    problems.push({
      what: `volumes has ${single.map(({ name }) => `'${name}'`).join(', ')} (ReadWriteOnce) for up to ${facts.maxReplicas} replicas`, limit: 'one node at a time mounts such a volume', fix: 'Use Scaling.fixed(1), or a volume that many nodes mount', source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
    });
  }
  const paths = [...facts.volumes.map(({ path }) => path), '/tmp'];
  const twice = paths.filter((path, index) => paths.indexOf(path) !== index);
  if (twice.length > 0) problems.push({ what: `volumes mounts ${twice.join(', ')} twice`, limit: 'each path shows one volume, and /tmp is taken', fix: 'Choose another path' });
  for (const [index, { name, source }] of facts.volumes.entries()) {
    const other = facts.volumes.slice(0, index).find((each) => each.name === name);
    if (other && JSON.stringify(other.source) !== JSON.stringify(source)) problems.push({ what: `volumes has two with the name '${name}'`, limit: 'a name stands for one volume of a pod', fix: 'Rename one of them' });
  }
  if (facts.port !== undefined && (!Number.isInteger(facts.port) || facts.port < 1024 || facts.port > 65535)) {
    problems.push({ what: `port is ${facts.port}`, limit: 'a user other than root listens on 1024 to 65535', fix: 'Let the container listen on a port like 8080; the Service offers it on 80', source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/' });
  }
  if ((facts.securityGroups ?? 0) > 1) problems.push({ what: 'both securityGroup and identity.securityGroup are given', limit: 'one of them selects the pods', fix: 'Leave one of them out' });
  return problems;
}

// WebFrontend becomes web-frontend
function suggested(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return words.replace(/^[^a-z]+|-+$/g, '').slice(0, 63) || 'web';
}
