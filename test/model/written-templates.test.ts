import { App, CfnOutput, CfnResource, IPolicyValidationContext, NestedStack, Stack, Validations } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Platform } from '../../src';
import { resourcesBelow } from '../../src/model/final-resource';
import { logicalIdsIn, renderResource } from '../../src/model/rendered-resource';
import { beginPass } from '../../src/model/synthesis-pass';
import { readWrittenTemplates, writtenResource } from '../../src/model/written-templates';

const REGIONS = ['eu-west-1', 'us-east-1'].map((region) => ({ env: { region, account: '111122223333' }, crossRegionReferences: true }));

/** An app whose resources refer to each other in every form, and what is said of them once its templates are written. */
function inValidation<T>(look: (resources: CfnResource[], context: IPolicyValidationContext) => T): T {
  const app = new App();
  const [stack, far] = REGIONS.map((props, index) => new Stack(app, `S${index}`, props));
  const near = new Stack(app, 'Near', REGIONS[0]);
  const { cluster } = new Platform(stack, 'Platform', { version: KubernetesVersion.V1_36 });
  const nested = new NestedStack(stack, 'Nested');
  const [here, there, beside, inside] = [stack, far, near, nested].map((scope) => new sqs.Queue(scope, 'Queue'));
  const name = (scope: Stack, id: string, queue: sqs.Queue) =>
    new CfnResource(scope, id, { type: 'Test::Any::Thing', properties: { Name: `x-${queue.queueName}`, Cluster: cluster.clusterName } });
  name(stack, 'OfStack', here);
  name(stack, 'OfOtherRegion', there);
  name(stack, 'OfNested', inside);
  name(near, 'OfOtherStack', here);
  name(nested, 'OfParent', here);
  name(near, 'Own', beside).addResourceDependency(beside.node.defaultChild as CfnResource);
  new CfnOutput(stack, 'Out', { value: here.queueName });
  let said: T | undefined;
  Validations.of(app).addPlugins({
    name: 'looks',
    validate: (context) => {
      said = look(
        resourcesBelow(app).filter((each) => each.cfnResourceType !== 'AWS::CDK::Metadata'),
        context,
      );
      return { success: true, violations: [] };
    },
  });
  app.synth();
  return said!;
}

// ids of other stacks stand in exports, and parameters of nested stacks
const said = (resource: CfnResource) => {
  const { properties, dependsOn, imports } = renderResource(resource)!;
  return {
    path: resource.node.path,
    ids: [...new Set(logicalIdsIn(properties))].sort(),
    dependsOn,
    elsewhere: [...imports.values()].map(({ target }) => target.node.path).sort(),
  };
};

test('what is read from the templates is what is rendered, in every form of a reference', () => {
  const [written, rendered, read] = inValidation((resources, { appConstruct, stackTemplates }) => {
    readWrittenTemplates(appConstruct, stackTemplates);
    const fromTemplates = resources.map(said);
    const count = resources.filter(writtenResource).length;
    beginPass(appConstruct.node.findChild('S0'));
    return [fromTemplates, resources.map(said), [count, resources.length, resources.filter(writtenResource).length]] as const;
  });
  expect(written).toEqual(rendered);
  const things = written.filter(({ path }) => /\/O[^/]+$/.test(path));
  expect(things.filter(({ elsewhere }) => elsewhere.length === 0).map(({ path }) => path)).toEqual(['S0/OfStack']);
  expect(things).toHaveLength(6);
  const [fromTemplates, all, afterwards] = read;
  expect(fromTemplates).toBeGreaterThan(all - 10);
  expect(afterwards).toBe(0);
});
