import { publicCharts } from './chart-unreachable.rules';
import { imagesFromPublicRegistries } from './image-unreachable.rules';
import { Rule } from '../../rule';

export const registryOutsideChina: Rule = {
  id: 'registry-outside-china',
  area: 'Network',
  severity: 'warning',
  description: 'chart or image from a public registry, in an AWS China region',
  reason: 'public registries are outside China, and slow or unreachable from there; ECR Public has no endpoint in the partition aws-cn',
  source: 'https://docs.amazonaws.cn/en_us/aws/latest/userguide/ecr.html',
  // without internet access, other rules report an error
  check: (facts) =>
    facts.partition === 'aws-cn' && facts.network?.hasInternetAccess !== false
      ? [...publicCharts(facts), ...imagesFromPublicRegistries(facts)]
      : [],
};
