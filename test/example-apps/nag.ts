import * as fs from 'fs';
import * as path from 'path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { KNOWN_VIOLATIONS } from './nag.data';
import { Json } from '../harness';

/** The errors that cdk-nag is known to find in an example. */
export const knownViolations = (name: string): string[] => [...(KNOWN_VIOLATIONS[name] ?? [])].sort();

/** Synthesizes an app with cdk-nag: the errors that are not acknowledged, and the templates, which are written with errors, too. */
export function synthesizedWithNag(app: App): { readonly violations: string[]; readonly templates: Json } {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const violations = violationsOf(app);
  const files = fs.readdirSync(app.outdir).filter((file) => file.endsWith('.template.json'));
  const read = (file: string) => JSON.parse(fs.readFileSync(path.join(app.outdir, file), 'utf8'));
  return { violations, templates: Object.fromEntries(files.map((file) => [file.replace('.template.json', ''), read(file)])) };
}

function violationsOf(app: App): string[] {
  try {
    app.synth();
    return [];
  } catch (error) {
    const file = /(\S+validation-report\.json)/.exec((error as Error).message);
    if (!file) throw error;
    const { pluginReports }: Json = JSON.parse(fs.readFileSync(file[1], 'utf8'));
    return pluginReports
      .flatMap(({ violations }: Json) => violations)
      .filter(({ severity }: Json) => severity === 'error')
      .flatMap(({ ruleName, violatingConstructs }: Json) =>
        violatingConstructs.map(({ constructPath }: Json) => general(`${ruleName} ${constructPath}`)),
      )
      .sort();
  }
}

/** Where the examples are, as cdk-nag writes it when no environment is known. */
const general = (violation: string) =>
  violation
    .replace(/arn:aws(-us-gov|-cn)?:/g, 'arn:<AWS::Partition>:')
    .replace(/us-gov-west-1|cn-north-1|us-west-2/g, '<AWS::Region>')
    .replace(/111122223333/g, '<AWS::AccountId>');
