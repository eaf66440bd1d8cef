import { publicCharts } from './chart-unreachable.rules';
import { imagesFromPublicRegistries } from './image-unreachable.rules';
import { Rule } from '../../rule';

export const registryOutsideChina: Rule = {
  id: 'registry-outside-china',
  area: 'Network',
  severity: 'warning',
  description: 'a chart or an image of a public registry, in a region of China',
  reason:
    'public registries are outside of China and are slow there, or cannot be reached; ECR Public has no endpoint in the partition aws-cn',
  source: 'https://docs.amazonaws.cn/en_us/aws/latest/userguide/ecr.html',
  // where there is no way to the internet at all, this is an error of other rules
  check: (facts) =>
    facts.partition === 'aws-cn' && facts.network?.hasInternetAccess !== false
      ? [...publicCharts(facts), ...imagesFromPublicRegistries(facts)]
      : [],
};
