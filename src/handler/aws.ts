import { createHash, createHmac } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';
import { ApiAccess } from './api-connection';
import { ApiCredentials } from './api-kubernetes';
import { filesInZip } from './chart-archive.rules';
import { writeFiles } from './chart-files';
import { Failure, CustomResourceRequest } from './custom-resource-request';
import { ecrRegistryOf } from './ecr-registry.rules';
import { KubeConfig } from './kube-config';

/** Address and certificate of a cluster. */
export interface ClusterEndpoint {
  readonly server: string;
  readonly certificate: string;
}

/** Undefined if the cluster was deleted; the known endpoint if the function may no longer describe the cluster. */
export async function describeCluster(name: string, known?: ClusterEndpoint): Promise<ClusterEndpoint | undefined> {
  try {
    const { cluster } = await new EKSClient({}).send(new DescribeClusterCommand({ name }));
    return { server: cluster?.endpoint ?? '', certificate: cluster?.certificateAuthority?.data ?? '' };
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return undefined;
    if ((error as Error).name === 'AccessDeniedException' && known) return known;
    throw error;
  }
}

/** The tokens of EKS are valid for 15 minutes; half of that leaves time for what is begun. Source: EKS User Guide, cluster-auth. */
const RENEWED_AFTER = 7 * 60_000;
/** Seconds that a signed request is valid for. Source: aws-iam-authenticator, token.go. */
const SIGNED_FOR = 60;

/** The credentials of the function, with a token that is renewed in time. */
export class TokenKubeConfig implements KubeConfig, ApiCredentials {
  private cachedToken?: { readonly at: number; readonly token: string };

  constructor(
    private readonly clusterName: string,
    private readonly endpoint: ClusterEndpoint,
    private readonly file: string,
    private readonly now: () => number,
  ) {}

  async currentFile(): Promise<string> {
    fs.writeFileSync(this.file, kubeconfig(this.endpoint, await this.currentToken()), { mode: 0o600 });
    return this.file;
  }

  async access(): Promise<ApiAccess> {
    return { ...this.endpoint, token: await this.currentToken() };
  }

  refreshToken(): void {
    this.cachedToken = undefined;
  }

  private async currentToken(): Promise<string> {
    const { cachedToken: known } = this;
    if (known && this.now() - known.at <= RENEWED_AFTER) return known.token;
    const token = await tokenFor(this.clusterName);
    this.cachedToken = { at: this.now(), token };
    return token;
  }
}

/** JSON is YAML. */
export const kubeconfig = ({ server, certificate }: ClusterEndpoint, token: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'cluster',
    clusters: [{ name: 'cluster', cluster: { server, ...(certificate ? { 'certificate-authority-data': certificate } : {}) } }],
    users: [{ name: 'function', user: { token } }],
    contexts: [{ name: 'cluster', context: { cluster: 'cluster', user: 'function' } }],
  });

/**
 * A token is a presigned request that proves the caller's identity, for this cluster only. Source: EKS User Guide, cluster-auth;
 * aws-iam-authenticator.
 */
async function tokenFor(clusterName: string): Promise<string> {
  const {
    AWS_REGION: region = '',
    AWS_ACCESS_KEY_ID: accessKeyId = '',
    AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  const hostname = stsHost(region);
  const signer = new SignatureV4({ service: 'sts', region, credentials: { accessKeyId, secretAccessKey, sessionToken }, sha256: Sha256 });
  const signed = await signer.presign(
    {
      method: 'GET',
      protocol: 'https:',
      hostname,
      path: '/',
      headers: { host: hostname, 'x-k8s-aws-id': clusterName },
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
    },
    { expiresIn: SIGNED_FOR },
  );
  const query = Object.entries(signed.query ?? {})
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
    .join('&');
  return `k8s-aws-v1.${Buffer.from(`https://${hostname}/?${query}`).toString('base64url')}`;
}

/**
 * The regional endpoint of STS. The domain is that of the partition, which CloudFormation knows (`AWS::URLSuffix`): the prefix of a region
 * does not tell it. Source: endpoint rules of STS in @aws-sdk, `https://sts.{Region}.{dnsSuffix}` in each partition.
 */
function stsHost(region: string): string {
  const suffix = process.env.URL_SUFFIX;
  if (!suffix) {
    throw new Failure(
      'environment variable URL_SUFFIX, the domain of the AWS partition, is not set: deploy the stack of the function again',
    );
  }
  return `sts.${region}.${suffix}`;
}

/** The hash of Node.js in the form that the signer asks for. */
class Sha256 {
  private readonly hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytes(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }

  reset(): void {
    throw new Error('a hash is used once');
  }
}

function bytes(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}

export async function download(bucket: string, key: string): Promise<Buffer> {
  const { Body } = await new S3Client({}).send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return Buffer.from(await Body!.transformToByteArray());
}

/** An uploaded chart: the file that Helm packed, or the folder that holds its Chart.yaml where a folder was uploaded, which CDK zips. */
export async function fetchChart(address: string, folder: string): Promise<string> {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(address) ?? [];
  const content = await download(bucket, key);
  if (key.endsWith('.zip')) return unpackedChart(content, folder, address);
  const file = path.join(folder, 'chart.tgz');
  fs.writeFileSync(file, content);
  return file;
}

function unpackedChart(zip: Buffer, folder: string, address: string): string {
  const files = filesInZip(zip);
  writeFiles(folder, files);
  // charts that it depends on have one too, further down
  const [chart] = [...files.keys()]
    .filter((name) => path.basename(name) === 'Chart.yaml')
    .sort((a, b) => a.split('/').length - b.split('/').length);
  if (chart === undefined) {
    throw new Failure(
      `Chart.yaml file is missing in ${address}: upload the directory of a chart, or the .tgz file that 'helm package' creates`,
    );
  }
  return path.join(folder, path.dirname(chart));
}

/** A registry of ECR in an account asks for a login; every other one, ECR Public included, gets no token. */
export async function registryCredentials(registry: string): Promise<{ user: string; password: string } | undefined> {
  const found = ecrRegistryOf(registry);
  if (!found) return undefined;
  const { authorizationData = [] } = await new ECRClient({ region: found.region }).send(new GetAuthorizationTokenCommand({}));
  const [user, password] = Buffer.from(authorizationData[0]?.authorizationToken ?? '', 'base64')
    .toString()
    .split(':');
  return { user, password };
}

/** Maximum payload of an asynchronous invocation. Source: AWS Lambda API Reference, Invoke (1 MB; 256 KB until 2025). */
const MAX_PAYLOAD_BYTES = 1_000_000;

/** Invokes this function again, asynchronously. */
export async function reinvoke(request: CustomResourceRequest): Promise<void> {
  const payload = Buffer.from(JSON.stringify(request));
  if (payload.length > MAX_PAYLOAD_BYTES) {
    throw new Failure(`the request has ${payload.length} bytes: an asynchronous invocation accepts at most ${MAX_PAYLOAD_BYTES}`);
  }
  // throttled requests are repeated for about a minute
  await new LambdaClient({ maxAttempts: 8 }).send(
    new InvokeCommand({ FunctionName: process.env.AWS_LAMBDA_FUNCTION_NAME, InvocationType: 'Event', Payload: payload }),
  );
}
