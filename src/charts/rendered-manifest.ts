import * as fs from 'fs';
import * as path from 'path';
import { Token } from 'aws-cdk-lib';
import { Chart, Yaml } from 'cdk8s';
import { inOrder, isObject, renderChart } from './chart-objects';
import { brokenTokens } from '../apply/broken-tokens';
import { describeCapability, keyOf, CapabilityData } from '../catalog/capability.rules';
import { failOn } from '../errors/problems';
import { DEPLOY_TIME_VALUE, groupKindOf, KubernetesObject } from '../kubernetes/kubernetes-object.rules';
import { isBuiltIn } from '../model/match.rules';
import { dependenciesOf, capabilitiesOf } from '../model/object-dependencies.rules';
import { misplacedChart } from '../props/check-props';
import { IDENTITY_ANNOTATION } from '../workloads/pods';

/** Annotation of the IAM role of a service account (IRSA). */
const ROLE = 'eks.amazonaws.com/role-arn';

/**
 * A chart as plain YAML, for a cluster that is not EKS in AWS (EKS Anywhere, EKS Distro, kind), with the requirements of that cluster.
 *
 * Role annotations of service accounts are omitted, because only EKS supports them; a value that CloudFormation would insert is
 * `<known-at-deploy>`. Both are listed in `requirements`.
 */
export class RenderedManifest {
  /** Renders a chart and the charts in it. */
  static of(chart: Chart): RenderedManifest {
    failOn(chart, '', misplacedChart(chart));
    const { contents, problems } = renderChart(chart);
    failOn(chart, '', [...problems]);
    const objects = inOrder(contents.filter(isObject)) as KubernetesObject[];
    failOn(
      chart,
      '',
      objects.flatMap((object) => brokenTokens(object, `${object.kind}/${object.metadata?.name}`)),
    );
    return new RenderedManifest(objects);
  }

  /** Requirements of the other cluster, as sentences. */
  public readonly requirements: string[];
  private readonly objects: readonly KubernetesObject[];

  private constructor(objects: readonly KubernetesObject[]) {
    const found: string[] = [];
    this.objects = objects.map((object) => plain(object, found));
    const provided = new Set(this.objects.flatMap(capabilitiesOf).map(keyOf));
    const needed = this.objects
      .flatMap(dependenciesOf)
      .filter(({ optional }) => !optional)
      .map(({ capability }) => capability)
      .filter((thing) => !provided.has(keyOf(thing)) && !isBuiltIn(thing) && !(thing.type === 'feature' && thing.name === 'nodes'));
    this.requirements = [...new Set([...found, ...needed.map(inWords)])];
  }

  /** The YAML. */
  toString(): string {
    return Yaml.stringify(...this.objects);
  }

  /** Writes the YAML to a file, and creates its folder if it does not exist. */
  writeTo(file: string): void {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, this.toString());
  }
}

function plain(object: KubernetesObject, found: string[]): KubernetesObject {
  const name = `${object.kind} '${object.metadata?.namespace ? `${object.metadata.namespace}/` : ''}${object.metadata?.name}'`;
  const { [ROLE]: role, ...annotations } = object.metadata?.annotations ?? {};
  if (role === undefined || groupKindOf(object) !== '/ServiceAccount') return withoutTokens(object, name, '', found) as KubernetesObject;
  found.push(`${name}: AWS credentials for its pods (on EKS they come from its IAM role)`);
  const { annotations: _, ...metadata } = object.metadata!;
  return withoutTokens(
    { ...object, metadata: { ...metadata, ...(Object.keys(annotations).length > 0 ? { annotations } : {}) } },
    name,
    '',
    found,
  ) as KubernetesObject;
}

function withoutTokens(value: unknown, name: string, where: string, found: string[]): unknown {
  if (Token.isUnresolved(value)) {
    found.push(`${name}: a value for ${where.slice(1)}, which is known to CloudFormation only`);
    return DEPLOY_TIME_VALUE;
  }
  if (Array.isArray(value)) return value.map((each, index) => withoutTokens(each, name, `${where}[${index}]`, found));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, each]) => key !== IDENTITY_ANNOTATION && !isIdentityAlone(each));
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutTokens(each, name, `${where}.${key}`, found)]));
}

// the annotations of pods that have no other
const isIdentityAlone = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === IDENTITY_ANNOTATION;

const inWords = (thing: CapabilityData): string =>
  thing.type === 'feature' ? (PARTS[thing.name] ?? thing.name) : describeCapability(thing);

const PARTS: Readonly<Record<string, string>> = {
  metrics: 'metrics-server, for HorizontalPodAutoscalers',
  'load-balancer-webhook': 'a load balancer controller',
};
