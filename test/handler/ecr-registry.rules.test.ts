import { ecrRegistryOf } from '../../src/handler/ecr-registry.rules';

const ACCOUNT = '111122223333';

test.each([
  [`${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com`, 'eu-west-1'],
  [`${ACCOUNT}.dkr.ecr-fips.us-east-1.amazonaws.com`, 'us-east-1'],
  [`${ACCOUNT}.dkr.ecr.cn-north-1.amazonaws.com.cn`, 'cn-north-1'],
  [`${ACCOUNT}.dkr.ecr.eusc-de-east-1.amazonaws.eu`, 'eusc-de-east-1'],
  [`${ACCOUNT}.dkr.ecr.us-iso-east-1.c2s.ic.gov`, 'us-iso-east-1'],
  [`${ACCOUNT}.dkr.ecr.us-isob-east-1.sc2s.sgov.gov`, 'us-isob-east-1'],
  [`${ACCOUNT}.dkr-ecr.eu-west-1.on.aws`, 'eu-west-1'],
  [`${ACCOUNT}.dkr-ecr-fips.us-east-1.on.aws`, 'us-east-1'],
  [`${ACCOUNT}.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn`, 'cn-north-1'],
])('%s is a registry of ECR', (host, region) => expect(ecrRegistryOf(host)).toEqual({ account: ACCOUNT, region }));

test.each([
  `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com.example.com`,
  `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com@example.com`,
  `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com:8443`,
  `${ACCOUNT}.dkr.ecr.eu-west-1.example.com`,
  `${ACCOUNT}.dkr.ecr.example.com.amazonaws.com`,
  `${ACCOUNT}.dkr.ecr.eu-west-1.on.aws`,
  `${ACCOUNT}.dkr-ecr.eu-west-1.amazonaws.com`,
  `${ACCOUNT}.dkr-ecr.eu-west-1.on.aws.example.com`,
  `x${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com`,
  `example.com/${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com`,
  '11112222333.dkr.ecr.eu-west-1.amazonaws.com',
  'public.ecr.aws',
])('%s gets no token', (host) => expect(ecrRegistryOf(host)).toBeUndefined());
