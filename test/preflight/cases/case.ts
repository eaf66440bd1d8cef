import { kind, keyOf, object as objectThing, feature, CapabilityData } from '../../../src/catalog/capability.rules';
import { CUSTOM_KINDS } from '../../../src/catalog/custom-kinds.data';
import { customSchemas, InstalledComponent } from '../../../src/catalog/custom-kinds.rules';
import { BUILT_IN_GROUPS } from '../../../src/kubernetes/kinds.data';
import { readKubectlYaml } from '../../../src/kubernetes/kubectl-yaml.rules';
import { DEPLOY_TIME_VALUE, groupOf, KubernetesObject, objectsIn, unreadableIn } from '../../../src/kubernetes/kubernetes-object.rules';
import { SchemaValidator } from '../../../src/kubernetes/schema-validation.rules';
import { creatableByControllers } from '../../../src/model/controller-permissions.rules';
import { CUSTOM_REFERENCES, POD_REFERENCES } from '../../../src/model/custom-references.data';
import { match, verdictInScope, ModelScope } from '../../../src/model/match.rules';
import { dependenciesOf, capabilitiesOf } from '../../../src/model/object-dependencies.rules';
import { Facts } from '../../../src/preflight/facts/facts.rules';
import { withoutMarks } from '../../../src/preflight/facts/references';
import { ResourceFacts, Resources } from '../../../src/preflight/facts/resource-facts.rules';
import { describeObject } from '../../../src/preflight/reading/workloads.rules';
import { facts } from '../facts';

/** A cluster in a few words: one in which everything is installed that a platform has, and all namespaces are made here. */
export interface Given {
  /** what it is about, where the manifests do not say it. */
  readonly name?: string;
  /**
   * objects as YAML; they are deployed by App/Shop. Their namespaces are made, unless `without` says otherwise. An attribute of a resource
   * is `<<App/Key|Arn>>`.
   */
  readonly manifests?: string;
  /**
   * what is not there, though every platform has it: keys like `part metrics`, `kind keda.sh/ScaledObject`, `object
   * networking.k8s.io/IngressClass /alb`, `object /Namespace /shop`.
   */
  readonly without?: readonly string[];
  /**
   * resources of the template, by path: type, properties, and what it says that it comes after. A reference is `ref('path', 'Attribute')`.
   */
  readonly resources?: Readonly<Record<string, readonly [type: string, properties: Record<string, unknown>, after?: readonly string[]]>>;
  /** the paths of those that are retained when their stack is deleted. */
  readonly retained?: readonly string[];
  /** resources of the app as they stand in the template, intrinsic functions included, by path. */
  readonly inputs?: Readonly<Record<string, readonly [type: string, properties: Record<string, unknown>]>>;
  /** the objects are of `cluster.addManifest()`, and overwrite what exists or not. */
  readonly byKubectl?: { readonly overwrites: boolean };
  /** charts and add-ons with CRDs; by default all of the catalog, in the pinned version. */
  readonly installed?: readonly InstalledComponent[];
  /** what else is known of the cluster. */
  readonly facts?: Partial<Facts>;
}

/** One mistake: what the rule says of it, word by word. */
export interface Failing extends Given {
  readonly found: readonly string[];
  /** other rules that find something in it, too: as few as can be. */
  readonly also?: readonly string[];
}

/** The cases of a rule: what it finds, and what looks alike and is right. */
export interface RuleCases {
  readonly fails: readonly Failing[];
  /** nothing at all is found in these, by any rule. */
  readonly passes: readonly Given[];
}

/** The cases of an area, by the id of the rule. */
export type Cases = Readonly<Record<string, RuleCases>>;

/** A reference of one resource to another. */
export const ref = (path: string, attribute: string = 'Ref'): unknown => ({ ref: path, attribute });

const PINNED: readonly InstalledComponent[] = CUSTOM_KINDS.flatMap(({ charts = {}, addons = {} }) => [
  ...Object.entries(charts).map(([name, version]) => ({ type: 'chart' as const, name, version })),
  ...Object.entries(addons).map(([name, version]) => ({ type: 'addon' as const, name, version })),
]);

/** The facts of a case. */
export function factsOfCase({
  manifests = '',
  resources = {},
  inputs = {},
  retained = [],
  without = [],
  byKubectl,
  installed = PINNED,
  facts: change,
}: Given): Facts {
  const { contents, problems } = readKubectlYaml(manifests);
  if (problems.length > 0) throw new Error(problems.map(({ constraint }) => constraint).join());
  const given = contents.flatMap((content) => objectsIn(content));
  const forms = new SchemaValidator(customSchemas(given, installed));
  const read = given.map((object) => forms.validate(withPlaceholders(object)));
  const objects = read.map(({ object }) => object);
  const references = new Map(objects.map((object, index) => [object, withoutMarks(given[index])]));
  const all = Object.entries(resources).map(([id, [type, properties, after]]): ResourceFacts => ({
    path: id,
    id,
    type,
    properties,
    dependsOn: after,
    deletionPolicy: retained.includes(id) ? 'Retain' : undefined,
  }));
  return facts({
    ...worldOf(objects, without, change?.externalDeclarations ?? []),
    referencesIn: (object) => references.get(object),
    objects: objects.map((value) => ({ path: 'App/Shop', value })),
    malformed: read.flatMap(({ object, violations }) => violations.map((problem) => ({ path: 'App/Shop', value: { object, problem } }))),
    unreadable: contents.flatMap((content) => unreadableIn(content)).map((value) => ({ path: 'App/Shop', value })),
    resources: new Resources(all, all),
    createdByKubectl: new Map(byKubectl ? objects.map((object) => [object, byKubectl]) : []),
    serviceInputs: Object.entries(inputs).map(([path, [type, properties]]) => ({ path, type, properties })),
    ...change,
  });
}

const withPlaceholders = (object: KubernetesObject): KubernetesObject =>
  JSON.parse(JSON.stringify(object).replace(/<<[^<>]+>>/g, DEPLOY_TIME_VALUE)) as KubernetesObject;

/** Custom resources that others reference: they exist, unless `without` says otherwise. */
const REFERENCED = new Set(
  [...CUSTOM_REFERENCES, ...POD_REFERENCES]
    .filter(({ group }) => group !== '')
    .flatMap(({ group, kind: name, otherKinds = [] }) => [name, ...otherKinds].map((each) => `${group}/${each}`)),
);

// the real match, in a scope without external writers
function worldOf(
  objects: readonly KubernetesObject[],
  without: readonly string[],
  external: readonly CapabilityData[],
): Pick<Facts, 'missing' | 'verdictOf'> {
  const needs = objects.flatMap((object) =>
    dependenciesOf(object).map((need) => ({ ...need, dependent: 'App/Shop', object: describeObject(object) })),
  );
  const installed: CapabilityData[] = [
    ...needs
      .map(({ capability }) => capability)
      .filter((thing) => thing.type !== 'object' || thing.kind === 'Namespace' || REFERENCED.has(`${thing.group}/${thing.kind}`)),
    objectThing('networking.k8s.io', 'IngressClass', 'alb'),
    feature('metrics'),
    ...objects
      .filter(({ apiVersion }) => !BUILT_IN_GROUPS.has(groupOf(apiVersion)))
      .map((each) => kind(groupOf(each.apiVersion), each.kind)),
  ];
  const provisions = [...installed.filter((thing) => !without.includes(keyOf(thing))), ...objects.flatMap(capabilitiesOf)].map(
    (capability) => ({ capability, provider: 'App' }),
  );
  const namespaces = new Set([
    ...objects.map((object) => object.metadata?.namespace ?? 'default'),
    ...needs.map(({ capability }) => (capability.type === 'object' ? (capability.namespace ?? 'default') : 'default')),
  ]);
  const world: ModelScope = { complete: true, completeNamespaces: namespaces, external, mayCreate: creatableByControllers(objects) };
  const provided = new Set(provisions.map(({ capability }) => keyOf(capability)));
  return {
    missing: match(needs, provisions, world)
      .filter(({ verdict, requirement }) => verdict === 'absent' && !requirement.optional)
      .map(({ requirement: { capability, object: requiredBy, dependent } }) => ({ path: dependent, value: { capability, requiredBy } })),
    verdictOf: (thing) => (provided.has(keyOf(thing)) ? 'provided' : verdictInScope(thing, world)),
  };
}
