import { appsOf } from './apps';
import { Simulation } from './simulation';
import { Json } from '../harness';

const {
  storage: {
    stacks: [sound],
    region,
  },
} = appsOf(['storage']);

async function problemsOfDeletion(template: Json): Promise<string[]> {
  const templates = [{ ...sound, template: template as typeof sound.template }];
  const simulation = new Simulation(templates, 'memory', { region });
  expect({ ...(await simulation.deploy(templates)), reasons: simulation.reasons() }).toEqual({ Storage: 'CREATE_COMPLETE', reasons: [] });
  await simulation.delete();
  return simulation.problems();
}

test('the example deletes its claims, and nothing blocks the deletion', async () => {
  expect(await problemsOfDeletion(sound.template)).toEqual([]);
});

test('claims that are kept block their subnet and their storage virtual machine', async () => {
  const template = JSON.parse(JSON.stringify(sound.template)) as Json;
  const removable = Object.values<Json>(template.Resources).filter(({ Properties }) => Properties?.RemoveClaims !== undefined);
  expect(removable).not.toEqual([]);
  removable.forEach(({ Properties }) => delete Properties.RemoveClaims);
  const problems = (await problemsOfDeletion(template)).join('\n');
  expect(problems).toMatch(/OntapSvm\w+ \(.*\) failed: storage virtual machine svm-\w+ has volumes: vol-\w+, vol-\w+/);
  expect(problems).toMatch(/PlatformVpcdataSubnet1\w+ \(AWS::EC2::Subnet\) failed: .*DependencyViolation/);
});
