import { readFileSync } from 'fs';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { upgrade } from '../../examples/upgrade/app';
import { Json, resourcesOf } from '../harness';

const templateOf = (app: App): Json => app.synth().getStackByName('Upgrade').template as Json;
const [before, between, after] = [templateOf(upgrade('1.35')), templateOf(upgrade('1.36', '1.35')), templateOf(upgrade('1.36'))];
// the logical id of the prune resource holds a hash of the manifests
const typesOf = ({ Resources }: Json) =>
  Object.fromEntries(Object.entries<Json>(Resources).map(([id, { Type }]) => [id.replace(/(Sweep.{8}).{8}$/, '$1'), Type]));
/** Types of what changes in an update, each once. */
const changes = (from: Json, to: Json): string[] =>
  [
    ...new Set(
      Object.entries<Json>(to.Resources)
        .filter(([id, resource]) => JSON.stringify(from.Resources[id]) !== JSON.stringify(resource))
        .map(([, { Type }]) => Type as string),
    ),
  ].sort();
const groupVersions = (template: Json) =>
  Object.values(resourcesOf(template, 'AWS::EKS::Nodegroup')).map(({ Properties }) => Properties.Version);

test('no resource comes or goes in an upgrade', () => {
  expect(typesOf(between)).toEqual(typesOf(before));
  expect(typesOf(after)).toEqual(typesOf(before));
});

test('the control plane moves first, with the add-ons of its version, and node groups stay', () => {
  expect(Object.values(resourcesOf(between, 'AWS::EKS::Cluster')).map(({ Properties }) => Properties.Version)).toEqual(['1.36']);
  expect(groupVersions(between)).toEqual(['1.35', '1.35']);
  expect(changes(before, between)).toEqual(expect.arrayContaining(['AWS::EKS::Addon', 'AWS::EKS::Cluster']));
  expect(changes(before, between)).not.toContain('AWS::EKS::Nodegroup');
  const changed = Object.entries(resourcesOf(between, 'AWS::EKS::Addon')).filter(
    ([id, addon]) => JSON.stringify(addon) !== JSON.stringify(before.Resources[id]),
  );
  const names = changed.map(([, { Properties }]) => Properties.AddonName as string).sort();
  expect(names).toContain('kube-proxy');
  const [sentence] =
    /^- Of the add-ons (.*) have another pinned version/m.exec(readFileSync(join(__dirname, '../../examples/upgrade/README.md'), 'utf8')) ??
    [];
  expect([...(sentence ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name).sort()).toEqual(names);
});

test('node groups follow, and nothing else', () => {
  expect(changes(between, after)).toEqual(['AWS::EKS::Nodegroup']);
  expect(groupVersions(after)).toEqual(['1.36', '1.36']);
});

test('in one deploy the order is the same: control plane, add-ons of nodes, nodes', () => {
  const dependenciesOf = (id: string): string[] => {
    const { Resources } = after;
    const found = [...JSON.stringify(Resources[id]).matchAll(/"(?:Ref|Fn::GetAtt)":\[?"([^"]+)"/g)].map(([, name]) => name);
    return [...found, ...((Resources[id].DependsOn as string[] | undefined) ?? [])].filter((name) => name in Resources);
  };
  const reach = (id: string, seen = new Set<string>()): Set<string> => {
    for (const each of dependenciesOf(id)) if (!seen.has(each)) reach(each, seen.add(each));
    return seen;
  };
  const [cluster] = Object.keys(resourcesOf(after, 'AWS::EKS::Cluster'));
  const addons = Object.entries(resourcesOf(after, 'AWS::EKS::Addon')).filter(([, { Properties }]) =>
    ['vpc-cni', 'kube-proxy'].includes(Properties.AddonName as string),
  );
  expect(addons).toHaveLength(2);
  for (const [id] of addons) expect([...reach(id)]).toContain(cluster);
  for (const group of Object.keys(resourcesOf(after, 'AWS::EKS::Nodegroup'))) {
    expect([...reach(group)]).toEqual(expect.arrayContaining(addons.map(([id]) => id)));
  }
});
