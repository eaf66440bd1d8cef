import { App, Stack } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { partitionOf } from '../../src/cluster/partition';

const stackIn = (region?: string) => new Stack(new App(), 'Test', { env: { region } });

// the table of CDK takes a tenth of a second to load
test.each(RegionInfo.regions.map(({ name, partition }) => [name, partition]))('%s is in %s, as in the table of CDK', (region, partition) =>
  expect(partitionOf(stackIn(region))).toBe(partition),
);

test('a region that is known at deploy alone, or that the SDKs do not know, has none', () => {
  expect([undefined, 'moon-1'].map((region) => partitionOf(stackIn(region)))).toEqual([undefined, undefined]);
});
