import { AWS_MANAGED_POLICIES, POLICIES_LISTED } from './aws-managed-policies.data';
import { DEPLOY_TIME_VALUE } from '../../kubernetes/kubernetes-object.rules';
import { nearestName } from '../../kubernetes/schema-validation.rules';
import { Violation } from '../rule';

/** Name → path, for every policy of AWS. */
const PATHS: ReadonlyMap<string, string> = new Map(
  Object.entries(AWS_MANAGED_POLICIES).flatMap(([path, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, path] as const),
  ),
);

/** The ARN of a managed policy of AWS, taken apart. */
export interface PolicyArn {
  /** {@link DEPLOY_TIME_VALUE} where CloudFormation fills it in. */
  readonly partition: string;
  /** `service-role/`, or nothing. */
  readonly path: string;
  readonly name: string;
}

const ARN = new RegExp(`arn:(aws[a-z-]*|${DEPLOY_TIME_VALUE}):iam::aws:policy/([\\w+=,.@/-]*)(.?)`, 'g');

/** The policies of AWS that a text names. What goes on with a wildcard, or with what CloudFormation fills in, is not a name. */
export function policyArnsIn(text: string): PolicyArn[] {
  return [...text.matchAll(ARN)]
    .filter(([, , , next]) => !/[*?<$]/.test(next))
    .flatMap(([, partition, rest]) => {
      const [, path = '', name] = /^(.*\/)?([^/]*)$/.exec(rest.replace(/[.,]+$/, ''))!;
      return name === '' ? [] : [{ partition, path, name }];
    });
}

/** The policies of AWS that stand anywhere in a value. */
export function policyArnsBelow(value: unknown): PolicyArn[] {
  if (typeof value === 'string') return policyArnsIn(value);
  if (typeof value !== 'object' || value === null) return [];
  return (Array.isArray(value) ? value : Object.values(value)).flatMap(policyArnsBelow);
}

/** Regions of partitions for which there is no list. */
const ELSEWHERE = /^(cn|us-gov|us-iso|us-isob|us-isof|eu-isoe|eusc)-/;

/** What is wrong with the name of a policy of AWS. */
export function policyProblem({ partition, path, name }: PolicyArn, region?: string): Omit<Violation, 'path'> | undefined {
  const listed = partition === 'aws' || (partition === DEPLOY_TIME_VALUE && !(region !== undefined && ELSEWHERE.test(region)));
  const what = `the managed policy '${path}${name}' of AWS is named`;
  const right = PATHS.get(name);
  if (right === path) return undefined;
  // the ARN decides: the same name at another path is another policy
  if (right !== undefined) return { finding: what, remediation: `Write ${right}${name}`, ...(listed ? {} : { severity: 'warning' }) };
  if (!listed) return undefined;
  const near = nearestName(name, [...PATHS.keys()]);
  const start = near === undefined ? 'Check the name, and' : `Write ${PATHS.get(near)}${near}, or`;
  const fix = `${start} acknowledge this where the policy is newer`;
  return { finding: `${what}, which IAM did not have on ${POLICIES_LISTED}`, remediation: fix, severity: 'warning' };
}

/** Where service-linked roles have theirs: no other role can have them. */
export const isOfServiceLinkedRole = ({ path, name }: PolicyArn): boolean => path === 'aws-service-role/' && PATHS.get(name) === path;
