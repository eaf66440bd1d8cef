import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Json, newCluster } from '../harness';

test('the remark of CDK on resources, which is deprecated, is acknowledged', () => {
  const before = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'true';
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-'));
  try {
    const app = new App({ outdir });
    newCluster(new Stack(app, 'Test'));
    app.synth();
    const { pluginReports } = JSON.parse(fs.readFileSync(path.join(outdir, 'validation-report.json'), 'utf8')) as { pluginReports: Json[] };
    const rules = (kind: string) => pluginReports.flatMap((report) => report[kind] ?? []).map(({ ruleName }: Json) => ruleName);
    expect(rules('violations')).not.toContain('W9009');
    expect(rules('suppressedViolations')).toContain('W9009');
  } finally {
    process.env.CDK_VALIDATION = before;
    fs.rmSync(outdir, { recursive: true });
  }
}, 60_000);
