import { Problem } from '../../errors/problems';

/** The keys of the ConfigMap that Fargate's log router reads. */
export type LogRouterConfig = Readonly<Record<string, string>>;

/** Source: EKS User Guide, fargate-logging. */
const MAX_CHARACTERS = 5300;
const SECTIONS: Readonly<Record<string, string>> = { 'filters.conf': 'FILTER', 'output.conf': 'OUTPUT', 'parsers.conf': 'PARSER' };

/** What EKS would refuse in the setting of the log router. */
export function loggingProblems(config: LogRouterConfig): Problem[] {
  const source = 'https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html';
  const problems: Problem[] = [];
  const size = Object.values(config).reduce((sum, text) => sum + text.length, 0);
  if (size > MAX_CHARACTERS)
    problems.push({
      finding: `logging has ${size} characters`,
      constraint: `the log router takes at most ${MAX_CHARACTERS}`,
      remediation: 'Shorten it',
      source,
    });
  for (const [key, allowed] of Object.entries(SECTIONS)) {
    const others = [...(config[key] ?? '').matchAll(/^\s*\[(\w+)\]/gm)]
      .map(([, section]) => section)
      .filter((section) => section !== allowed);
    if (others.length > 0)
      problems.push({
        finding: `logging has [${others[0]}] among its ${key}`,
        constraint: `${key} holds [${allowed}] sections; inputs and the service are Fargate's own`,
        remediation: 'Move or remove it',
        source,
      });
  }
  return problems;
}
