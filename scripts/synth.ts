import * as fs from 'fs';
import * as path from 'path';
import { App } from 'aws-cdk-lib';
import { DeploySummary } from 'cdk-eks-strata';

const root = path.join(__dirname, '..');
const examples = fs
  .readdirSync(path.join(root, 'examples'))
  .filter((name) => fs.existsSync(path.join(root, 'examples', name, 'app.ts')))
  .sort();
const [asked = 'shop'] = process.argv.slice(2);

// what the CDK CLI would pass from cdk.json
process.env.CDK_CONTEXT_JSON = JSON.stringify(
  (JSON.parse(fs.readFileSync(path.join(root, 'cdk.json'), 'utf8')) as { context: unknown }).context,
);

for (const name of chosen()) {
  const outdir = path.join('cdk.out', name);
  fs.rmSync(path.join(root, outdir), { recursive: true, force: true });
  process.env.CDK_OUTDIR = path.join(root, outdir);
  // oxlint-disable-next-line typescript/no-require-imports
  const { app } = require(path.join(root, 'examples', name, 'app')) as { app: App };
  try {
    console.log(`Example ${name}\n`);
    const summary = DeploySummary.of(app);
    console.log(summary.toString());
    if (summary.synthesisError !== undefined) throw new Error(`The synthesis of ${name} fails: see the first lines of the summary`);
    failOnViolations(path.join(root, outdir));
    console.log(`\nTemplates: ${outdir}. Next: npx cdk deploy --all --app ${outdir}\n`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

/** Warnings of CDK's template validation do not stop a synthesis; an example has none. */
function failOnViolations(outdir: string): void {
  const report = path.join(outdir, 'validation-report.json');
  const { pluginReports = [] } = fs.existsSync(report)
    ? (JSON.parse(fs.readFileSync(report, 'utf8')) as { pluginReports?: { violations: { ruleName: string }[] }[] })
    : {};
  const violations = pluginReports.flatMap(({ violations: found }) => found.map(({ ruleName }) => ruleName));
  if (violations.length > 0) throw new Error(`CDK's validation has findings: ${violations.join(', ')} (${report})`);
}

function chosen(): string[] {
  if (asked === '--all') return examples;
  if (examples.includes(asked)) return [asked];
  console.error(`There is no example '${asked}': choose one of ${examples.join(', ')}, or --all.`);
  process.exit(1);
}
