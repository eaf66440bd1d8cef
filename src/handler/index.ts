import * as fs from 'fs';
import * as path from 'path';
import { ApiKubernetes } from './api-kubernetes';
import { describeCluster, download, fetchChart, reinvoke, registryCredentials, TokenKubeConfig } from './aws';
import { CustomResourceRequest } from './custom-resource-request';
import { answerForFailure, handle, HandlerEnvironment } from './handler';
import { HelmCli } from './helm-cli';
import { acceptedEvent } from './request-origin.rules';
import { sendResponse } from './response';

/** Where the layer has its programs. */
const PATH = '/opt/kubectl:/opt/helm';

const clock = { now: () => Date.now(), sleep: (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds)) };

/** Entry point of Lambda. */
export async function handler(event: unknown, context: { getRemainingTimeInMillis(): number }): Promise<void> {
  const { STACK_ID: stackId, AWS_REGION: region, URL_SUFFIX: urlSuffix } = process.env;
  const accepted = acceptedEvent(event, { stackId, region, urlSuffix });
  if (accepted.type === 'dropped') {
    console.log(`dropped: ${accepted.reason}`);
    return;
  }
  const home = fs.mkdtempSync(path.join('/tmp', 'run-'));
  const connections: ApiKubernetes[] = [];
  try {
    const environment = environmentIn(home, connections);
    if (accepted.type === 'failure') return await answerForFailure(environment, accepted.record);
    logRequest(accepted.request);
    await handle(environment, accepted.request, context.getRemainingTimeInMillis());
  } finally {
    connections.forEach((each) => each.close());
    fs.rmSync(home, { recursive: true, force: true });
  }
}

// without the response URL, which is signed, and without the values of properties
function logRequest(request: CustomResourceRequest): void {
  const ResourceProperties = Object.keys(request.ResourceProperties);
  console.log(JSON.stringify({ ...request, ResponseURL: '…', ResourceProperties, OldResourceProperties: undefined }));
}

const environmentIn = (home: string, connections: ApiKubernetes[]): HandlerEnvironment => ({
  clock,
  connect: async (clusterName, run, known) => {
    const endpoint = await describeCluster(clusterName, known);
    if (!endpoint) return undefined;
    const config = new TokenKubeConfig(clusterName, endpoint, path.join(home, 'kubeconfig'), clock.now);
    const programs = { path: PATH, home };
    const kubernetes = new ApiKubernetes(run, config);
    connections.push(kubernetes);
    return { kubernetes, helm: new HelmCli(run, config, programs, { kubernetes, fetchChart, registryCredentials }) };
  },
  download: async (bucket, key) => (await download(bucket, key)).toString('utf8'),
  respond: sendResponse,
  reinvoke: reinvoke,
  log: (message) => console.log(message),
  repeat: (milliseconds, action) => {
    const timer = setInterval(action, milliseconds);
    return () => clearInterval(timer);
  },
});
