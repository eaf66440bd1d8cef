import * as https from 'https';
import { CustomResourceRequest } from './custom-resource-request';

/** CloudFormation reads 4,096 bytes. Source: CloudFormation User Guide, quotas, custom resource response. */
const MAX_RESPONSE_BYTES = 4_000;

/** What CloudFormation is told. */
export interface CustomResourceResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  /** never changes: a resource that failed to be created is deleted under the same id, and so cleans up. */
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly Data?: Readonly<Record<string, string>>;
}

/** Data of a success, or the reason of a failure. */
export interface ResponseResult {
  readonly data?: Readonly<Record<string, string>>;
  readonly failure?: string;
}

export function responseFor(request: CustomResourceRequest, physicalId: string, result: ResponseResult): CustomResourceResponse {
  const { StackId, RequestId, LogicalResourceId } = request;
  const base = { PhysicalResourceId: physicalId, StackId, RequestId, LogicalResourceId };
  if (result.failure === undefined) {
    const done: CustomResourceResponse = { Status: 'SUCCESS', ...base, ...(result.data ? { Data: result.data } : {}) };
    const bytes = Buffer.byteLength(JSON.stringify(done));
    return bytes <= MAX_RESPONSE_BYTES
      ? done
      : responseFor(request, physicalId, {
          failure: `the response has ${bytes} bytes: CloudFormation accepts at most ${MAX_RESPONSE_BYTES}`,
        });
  }
  const room = MAX_RESPONSE_BYTES - Buffer.byteLength(JSON.stringify({ Status: 'FAILED', Reason: '', ...base }));
  return { Status: 'FAILED', Reason: truncated(result.failure, room), ...base };
}

function truncated(text: string, bytes: number): string {
  let short = text;
  // not within a character of two halves: one of them alone is not JSON for a strict reader
  while (Buffer.byteLength(JSON.stringify(short)) > bytes) {
    short = `${short.slice(0, Math.floor(short.length * 0.9) - 1).replace(/[\ud800-\udbff]$/, '')}…`;
  }
  return short;
}

/** Sends an answer to the address that CloudFormation gave, again where it does not arrive. */
export async function sendResponse(url: string, answer: CustomResourceResponse, attempts = 5): Promise<void> {
  const body = JSON.stringify(answer);
  for (let attempt = 1; ; attempt++) {
    try {
      await putResponse(url, body);
      return;
    } catch (error) {
      if (attempt === attempts) throw error;
      await new Promise((done) => setTimeout(done, 1000 * 2 ** attempt));
    }
  }
}

function putResponse(url: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // the address is signed without a content type
    const request = https.request(
      url,
      { method: 'PUT', headers: { 'content-type': '', 'content-length': Buffer.byteLength(body) } },
      (response) => {
        response.resume();
        if ((response.statusCode ?? 500) < 400) resolve();
        else reject(new Error(`the response URL of CloudFormation returned status ${response.statusCode}`));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
