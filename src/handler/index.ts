import * as fs from 'fs';
import * as path from 'path';
import { send } from './answer';
import { describeCluster, download, fetchChart, invokeAgain, loginTo, TokenKubeConfig } from './aws';
import { handle, World } from './handler';
import { HelmProgram } from './helm-program';
import { Kubectl } from './kubectl';
import { Request } from './request';

/** Where the layer has its programs. */
const PATH = '/opt/kubectl:/opt/helm';

const clock = { now: () => Date.now(), sleep: (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds)) };

/** What Lambda calls. */
export async function handler(request: Request, context: { getRemainingTimeInMillis(): number }): Promise<void> {
  // the address holds a signature, and manifests may be large
  console.log(JSON.stringify({ ...request, ResponseURL: '…', ResourceProperties: Object.keys(request.ResourceProperties), OldResourceProperties: undefined }));
  const home = fs.mkdtempSync(path.join('/tmp', 'run-'));
  try {
    await handle(worldIn(home), request, context.getRemainingTimeInMillis());
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
}

const worldIn = (home: string): World => ({
  clock,
  connect: async (clusterName, run) => {
    const endpoint = await describeCluster(clusterName);
    if (!endpoint) return undefined;
    const config = new TokenKubeConfig(clusterName, endpoint, path.join(home, 'kubeconfig'), clock.now);
    const programs = { path: PATH, home };
    const kubernetes = new Kubectl(run, config, programs);
    return { kubernetes, helm: new HelmProgram(run, config, programs, { kubernetes, fetchChart, loginTo }) };
  },
  download: async (bucket, key) => (await download(bucket, key)).toString('utf8'),
  answer: send,
  continueWith: invokeAgain,
  log: (message) => console.log(message),
});
