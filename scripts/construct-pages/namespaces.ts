/** Names under which the pages and the examples know other packages. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  aws_eks_v2: 'eks',
  aws_elasticloadbalancingv2: 'elbv2',
  aws_certificatemanager: 'acm',
};

/** The import of a name like `ec2` or `cdk8s`. */
export interface Namespace {
  readonly alias: string;
  readonly module: string;
}

/** The namespace in which a type of another package is, by the name that jsii has for it. */
export function namespaceOf(fqn: string): Namespace | undefined {
  const [assembly, ...rest] = fqn.split('.');
  const submodule = rest.slice(0, -1).join('_');
  if (assembly === 'aws-cdk-lib') {
    return submodule === ''
      ? { alias: 'cdk', module: assembly }
      : { alias: OTHER_NAMES[submodule] ?? submodule.replace(/^aws_/, ''), module: `${assembly}/${submodule.replace(/_/g, '-')}` };
  }
  if (assembly === 'cdk8s') return { alias: 'cdk8s', module: assembly };
  return assembly === 'cdk8s-plus-27' ? { alias: 'kplus', module: assembly } : undefined;
}

/** The namespaces of examples: those of AWS are named as in the documentation of aws-cdk-lib. */
export const NAMESPACES: readonly Namespace[] = [
  ...[
    'certificatemanager',
    'cognito',
    'ec2',
    'ecr',
    'efs',
    'eks_v2',
    'elasticloadbalancingv2',
    'fsx',
    'iam',
    'kms',
    'lambda',
    'logs',
    'rds',
    'route53',
    's3',
    's3_assets',
    'secretsmanager',
    'servicediscovery',
    'sns',
    'sqs',
    'ssm',
  ].map((name) => namespaceOf(`aws-cdk-lib.aws_${name}.Any`)!),
  namespaceOf('aws-cdk-lib.Any')!,
  namespaceOf('cdk8s.Any')!,
  namespaceOf('cdk8s-plus-27.Any')!,
];
