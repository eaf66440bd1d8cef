/**
 * Instance types that EC2 has and that the table of instance types has no figures for, among them those of old generations.
 *
 * Source: service model ec2-2016-11-15 (InstanceType), in botocore 1.43.107, November 2026.
 */
export const TYPES_WITHOUT_FACTS: readonly string[] = [
  'cc1.4xlarge', 'cc2.8xlarge', 'cg1.4xlarge', 'g2.2xlarge', 'g2.8xlarge', 'g3.4xlarge', 'g3.8xlarge', 'g3.16xlarge', 'g3s.xlarge', 'hi1.4xlarge',
  'm9g.metal-24xl', 'm9gd.metal-24xl', 'p2.xlarge', 'p2.8xlarge', 'p2.16xlarge', 'p6e-gb200.36xlarge',
  'r9g.medium', 'r9g.large', 'r9g.xlarge', 'r9g.2xlarge', 'r9g.4xlarge', 'r9g.8xlarge', 'r9g.12xlarge', 'r9g.16xlarge', 'r9g.24xlarge', 'r9g.48xlarge',
  'r9g.metal-48xl', 'r9gd.medium', 'r9gd.large', 'r9gd.xlarge', 'r9gd.2xlarge', 'r9gd.4xlarge', 'r9gd.8xlarge', 'r9gd.12xlarge', 'r9gd.16xlarge',
  'r9gd.24xlarge', 'r9gd.48xlarge', 'r9gd.metal-48xl', 'u-9tb1.112xlarge', 'u-12tb1.112xlarge', 'u-18tb1.112xlarge', 'u-24tb1.112xlarge',
  'u7ib-12tb.224xlarge', 'u7inh-32tb.480xlarge',
];
