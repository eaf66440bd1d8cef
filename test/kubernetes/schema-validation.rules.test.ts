import * as fc from 'fast-check';
import { nearestName } from '../../src/errors/nearest-name.rules';
import { FIELDS, KIND_TYPES } from '../../src/kubernetes/kubernetes-fields.data';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';
import { SchemaValidator } from '../../src/kubernetes/schema-validation.rules';
import { Capacity } from '../../src/model/capacity.rules';
import { check } from '../../src/preflight/check.rules';
import { RULES } from '../../src/preflight/rules';
import { malformedObject } from '../../src/preflight/rules/form/malformed-object.rules';
import { malformedQuantity } from '../../src/preflight/rules/form/malformed-quantity.rules';
import { unreadableObject } from '../../src/preflight/rules/form/unreadable-object.rules';
import { factsOfCase, Given } from '../preflight/cases/case';
import { changed, mutated, mutation, OBJECTS, pathsOf } from '../preflight/odd-objects';
import { runs } from '../thorough';

/** Nodes of every type. */
const CAPACITY: readonly Capacity[] = [
  {
    type: 'nodes',
    nodeType: 'managed',
    name: 'App/Nodes',
    os: 'linux',
    labels: { team: 'shop' },
    taints: [{ key: 'gpu', effect: 'NoSchedule' }],
    zones: ['eu-west-1a'],
    shapes: [{ instanceType: 'm7i.large', cpuMillis: 1930, memoryMiB: 7000, pods: 29, devices: {} }],
    min: 1,
    max: 3,
  },
  {
    type: 'elastic',
    nodeType: 'karpenter',
    name: 'App/Pool',
    os: 'linux',
    labels: {},
    taints: [],
    requirements: [{ key: 'kubernetes.io/arch', operator: 'In', values: ['amd64'] }],
    limits: {},
  },
  { type: 'fargate', name: 'App/Fargate', selectors: [{ namespace: 'shop', labels: {} }] },
];

const given = (objects: readonly object[], more: Partial<Given> = {}): Given => ({
  manifests: objects.map((object) => JSON.stringify(object)).join('\n---\n'),
  ...more,
});
const broken = (objects: readonly object[], more?: Partial<Given>) =>
  check(RULES, factsOfCase(given(objects, more)))
    .map(({ violation }) => violation.finding)
    .filter((what) => what.includes('could not be checked'));

test('the objects are well formed', () => {
  expect(factsOfCase(given(OBJECTS)).malformed).toEqual([]);
  expect(broken(OBJECTS)).toEqual([]);
});

test('no rule breaks on one change', () => {
  fc.assert(
    fc.property(mutation, (each) => expect(broken(mutated([each]))).toEqual([])),
    { numRuns: runs(100) },
  );
}, 120_000);

test('no rule breaks on several changes, on nodes that are known', () => {
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 2, maxLength: 6 }), (all) => {
      const objects = mutated(all);
      expect(broken(objects)).toEqual([]);
      expect(
        broken(objects, {
          facts: {
            fargateSelectors: [{ namespace: 'shop', labels: {} }],
            autoMode: true,
            version: undefined,
            scopeComplete: false,
            capacity: CAPACITY,
          },
        }),
      ).toEqual([]);
    }),
    { numRuns: runs(40) },
  );
}, 120_000);

describe('what is of another type is found, wherever it stands', () => {
  const typeOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value);
  const builtIn = OBJECTS.filter(
    (object) => KIND_TYPES[`${(object as KubernetesObject).apiVersion}/${(object as KubernetesObject).kind}`] !== undefined,
  ) as readonly KubernetesObject[];
  const wrong: Readonly<Record<string, unknown>> = { list: { a: 'b' }, object: ['a'], string: { a: 'b' }, number: [1], boolean: 'yes' };

  test.each(builtIn.map((object) => [object.kind, object] as const))('in a %s', (_, object) => {
    for (const path of pathsOf(object)) {
      const bad = changed(object, path, (old) => wrong[typeOf(old)]) as KubernetesObject;
      const ids = check([malformedObject, malformedQuantity, unreadableObject], factsOfCase(given([bad]))).map(({ rule }) => rule.id);
      expect([path, ids.some((id) => ['malformed-object', 'malformed-quantity', 'unreadable-object'].includes(id))]).toEqual([path, true]);
    }
  });

  test.each(builtIn.map((object) => [object.kind, object] as const))('a field that there is not in a %s', (_, object) => {
    for (const path of pathsOf(object)) {
      const at = path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], object);
      const parent = path[path.length - 1];
      // maps take any key
      if (
        typeof at !== 'object' ||
        Array.isArray(at) ||
        [
          'labels',
          'annotations',
          'matchLabels',
          'nodeSelector',
          'data',
          'stringData',
          'binaryData',
          'requests',
          'limits',
          'hard',
          'parameters',
          'capacity',
          'default',
          'defaultRequest',
        ].includes(String(parent))
      ) {
        continue;
      }
      if (parent === 'selector' && object.kind === 'Service') continue;
      const { violations } = new SchemaValidator().validate(
        changed(object, path, (old) => ({ ...(old as object), unheardOf: 1 })) as KubernetesObject,
      );
      expect(violations.map(({ kind, field }) => [kind, field.endsWith('unheardOf')])).toEqual([['unknown', true]]);
    }
  });
});

test('what is read has no field that is null, nor any of another type', () => {
  fc.assert(
    fc.property(mutation, (each) => {
      for (const object of mutated([each]) as KubernetesObject[]) {
        const { object: read } = new SchemaValidator().validate(JSON.parse(JSON.stringify(object)) as KubernetesObject);
        expect(
          new SchemaValidator()
            .validate(read)
            .violations.filter(({ kind }) => kind === 'type' || kind === 'quantity' || kind === 'unknown'),
        ).toEqual([]);
        expect(read.metadata).not.toBeNull();
      }
    }),
    { numRuns: runs(200) },
  );
});

test('every type in the table is described, by a type that there is', () => {
  const lines = FIELDS.trim()
    .split('\n')
    .map((line) => line.split(' ')[0]);
  const named = [...FIELDS.matchAll(/@(\S+)/g)].map(([, name]) => name);
  expect([...new Set([...named, ...Object.values(KIND_TYPES)])].filter((name) => !lines.includes(name))).toEqual([]);
});

test.each([
  ['replica', 'replicas'],
  ['contianers', 'containers'],
  ['ContainerPort', 'containerPort'],
  ['sepc', 'spec'],
  ['kinds', 'kind'],
  ['xyz', undefined],
  ['image', undefined],
])('nearest to %s is %s', (name, nearest) => {
  expect(nearestName(name, ['replicas', 'containers', 'containerPort', 'spec', 'kind', 'metadata'])).toBe(nearest);
});
