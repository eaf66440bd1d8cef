import { Problem } from '../../errors/problems';

/** The keys of the ConfigMap that Fargate's log router reads. */
export type LogRouterConfig = Readonly<Record<string, string>>;

/** Source: EKS User Guide, fargate-logging. */
const MAX_CHARACTERS = 5300;
const SECTIONS: Readonly<Record<string, string>> = { 'filters.conf': 'FILTER', 'output.conf': 'OUTPUT', 'parsers.conf': 'PARSER' };

/** Problems for which EKS would reject the configuration of the log router. */
export function loggingProblems(config: LogRouterConfig): Problem[] {
  const source = 'https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html';
  const problems: Problem[] = [];
  const size = Object.values(config).reduce((sum, text) => sum + text.length, 0);
  if (size > MAX_CHARACTERS) {
    problems.push({
      finding: `logging has ${size} characters`,
      constraint: `the log router supports at most ${MAX_CHARACTERS}`,
      remediation: 'Shorten the configuration',
      source,
    });
  }
  for (const [key, allowed] of Object.entries(SECTIONS)) {
    const others = [...(config[key] ?? '').matchAll(/^\s*\[(\w+)\]/gm)]
      .map(([, section]) => section)
      .filter((section) => section !== allowed);
    if (others.length > 0) {
      problems.push({
        finding: `logging contains [${others[0]}] in ${key}`,
        constraint: `${key} supports only [${allowed}] sections; Fargate defines inputs and the service itself`,
        remediation: 'Move or remove the section',
        source,
      });
    }
  }
  return problems;
}
