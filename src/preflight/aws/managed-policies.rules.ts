import { AWS_MANAGED_POLICIES, POLICIES_LISTED } from './aws-managed-policies.data';
import { nearestName } from '../../errors/nearest-name.rules';
import { DEPLOY_TIME_VALUE } from '../../kubernetes/kubernetes-object.rules';
import { Violation } from '../rule';

/** Name → path, for every AWS managed policy. */
const PATHS: ReadonlyMap<string, string> = new Map(
  Object.entries(AWS_MANAGED_POLICIES).flatMap(([path, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, path] as const),
  ),
);

/** The parts of the ARN of an AWS managed policy. */
export interface PolicyArn {
  /** {@link DEPLOY_TIME_VALUE} if it is known at deploy only. */
  readonly partition: string;
  /** `service-role/`, or nothing. */
  readonly path: string;
  readonly name: string;
}

const ARN = new RegExp(`arn:(aws[a-z-]*|${DEPLOY_TIME_VALUE}):iam::aws:policy/([\\w+=,.@/-]*)(.?)`, 'g');

/** The AWS managed policies in a string. A name that continues with a wildcard or a deploy-time value is ignored. */
export function policyArnsIn(text: string): PolicyArn[] {
  return [...text.matchAll(ARN)]
    .filter(([, , , next]) => !/[*?<$]/.test(next))
    .flatMap(([, partition, rest]) => {
      const [, path = '', name] = /^(.*\/)?([^/]*)$/.exec(rest.replace(/[.,]+$/, ''))!;
      return name === '' ? [] : [{ partition, path, name }];
    });
}

/** The AWS managed policies anywhere in a value. */
export function policyArnsBelow(value: unknown): PolicyArn[] {
  if (typeof value === 'string') return policyArnsIn(value);
  if (typeof value !== 'object' || value === null) return [];
  return (Array.isArray(value) ? value : Object.values(value)).flatMap(policyArnsBelow);
}

/** Regions of partitions without a list of policies. */
const ELSEWHERE = /^(cn|us-gov|us-iso|us-isob|us-isof|eu-isoe|eusc)-/;

/** What is wrong with the ARN of an AWS managed policy. */
export function policyProblem({ partition, path, name }: PolicyArn, region?: string): Omit<Violation, 'path'> | undefined {
  const listed = partition === 'aws' || (partition === DEPLOY_TIME_VALUE && !(region !== undefined && ELSEWHERE.test(region)));
  const what = `the AWS managed policy '${path}${name}' does not exist`;
  const right = PATHS.get(name);
  if (right === path) return undefined;
  // the ARN decides: the same name at another path is another policy
  if (right !== undefined) return { finding: what, remediation: `Use ${right}${name}`, ...(listed ? {} : { severity: 'warning' }) };
  if (!listed) return undefined;
  const near = nearestName(name, [...PATHS.keys()]);
  const start = near === undefined ? 'Check the name, and' : `Use ${PATHS.get(near)}${near}, or`;
  const fix = `${start} acknowledge this if the policy is newer`;
  return { finding: `${what} (list of ${POLICIES_LISTED})`, remediation: fix, severity: 'warning' };
}

/** Whether a policy is for service-linked roles only. */
export const isOfServiceLinkedRole = ({ path, name }: PolicyArn): boolean => path === 'aws-service-role/' && PATHS.get(name) === path;
