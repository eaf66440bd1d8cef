import * as fs from 'fs';
import * as path from 'path';
import { ApiKubernetes } from './api-kubernetes';
import { describeCluster, download, fetchChart, reinvoke, registryCredentials, TokenKubeConfig } from './aws';
import { CustomResourceRequest } from './custom-resource-request';
import { handle, HandlerEnvironment } from './handler';
import { HelmCli } from './helm-cli';
import { sendResponse } from './response';

/** Where the layer has its programs. */
const PATH = '/opt/kubectl:/opt/helm';

const clock = { now: () => Date.now(), sleep: (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds)) };

/** What Lambda calls. */
export async function handler(request: CustomResourceRequest, context: { getRemainingTimeInMillis(): number }): Promise<void> {
  // the address holds a signature, and manifests may be large
  console.log(
    JSON.stringify({
      ...request,
      ResponseURL: '…',
      ResourceProperties: Object.keys(request.ResourceProperties),
      OldResourceProperties: undefined,
    }),
  );
  const home = fs.mkdtempSync(path.join('/tmp', 'run-'));
  try {
    await handle(environmentIn(home), request, context.getRemainingTimeInMillis());
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
}

const environmentIn = (home: string): HandlerEnvironment => ({
  clock,
  connect: async (clusterName, run, known) => {
    const endpoint = await describeCluster(clusterName, known);
    if (!endpoint) return undefined;
    const config = new TokenKubeConfig(clusterName, endpoint, path.join(home, 'kubeconfig'), clock.now);
    const programs = { path: PATH, home };
    const kubernetes = new ApiKubernetes(run, config);
    return { kubernetes, helm: new HelmCli(run, config, programs, { kubernetes, fetchChart, registryCredentials }) };
  },
  download: async (bucket, key) => (await download(bucket, key)).toString('utf8'),
  respond: sendResponse,
  reinvoke: reinvoke,
  log: (message) => console.log(message),
});
