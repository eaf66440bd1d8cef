import * as http from 'http';
import * as https from 'https';
import { ApiStatus, NO_ANSWER } from './api-errors.rules';

/** Address and credentials of an API server. */
export interface ApiAccess {
  readonly server: string;
  /** certificate authority, base64-encoded PEM; empty for one that Node.js trusts. */
  readonly certificate: string;
  readonly token: string;
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly contentType?: string;
  /** another representation than the whole object. */
  readonly accept?: string;
}

export interface ApiResponse {
  readonly status: number;
  readonly text: string;
}

/** Requests at a time. The API server handles more, and a function of one or two CPUs does not send more. */
export const CONCURRENCY = 8;

/** Sends requests to an API server over connections that are kept open. */
export class ApiConnection {
  private agent?: http.Agent;
  private certificate?: string;

  constructor(private readonly access: () => Promise<ApiAccess>) {}

  async send({ method, path, query, body, contentType, accept }: ApiRequest, timeoutMilliseconds: number): Promise<ApiResponse> {
    const { server, certificate, token } = await this.access();
    const url = new URL(server.replace(/\/$/, '') + path);
    for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) url.searchParams.set(name, value);
    const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const headers = {
      authorization: `Bearer ${token}`,
      accept: accept ?? 'application/json',
      'user-agent': 'cdk-eks-strata',
      // without a length Node.js sends the body of a DELETE in chunks, which the API server ignores, its precondition included
      ...(content ? { 'content-type': contentType ?? 'application/json', 'content-length': content.length } : {}),
    };
    const options = { method, headers, agent: this.agentFor(url, certificate), timeout: timeoutMilliseconds };
    return new Promise((resolve, reject) => {
      const request = (url.protocol === 'http:' ? http : https).request(url, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? NO_ANSWER, text: Buffer.concat(chunks).toString() }));
      });
      request.on('timeout', () => request.destroy(new Error(`no answer in ${timeoutMilliseconds / 1000} s`)));
      request.on('error', reject);
      request.end(content);
    });
  }

  close(): void {
    this.agent?.destroy();
    this.agent = undefined;
  }

  private agentFor({ protocol }: URL, certificate: string): http.Agent {
    if (this.agent && this.certificate === certificate) return this.agent;
    this.close();
    this.certificate = certificate;
    const ca = certificate ? { ca: Buffer.from(certificate, 'base64') } : {};
    const shared = { keepAlive: true, maxSockets: CONCURRENCY };
    this.agent = protocol === 'http:' ? new http.Agent(shared) : new https.Agent({ ...shared, ...ca });
    return this.agent;
  }
}

/** The Status of an answer that is not a success; an answer of something else, such as a proxy, as one. */
export function statusOf({ status, text }: ApiResponse): ApiStatus | undefined {
  if (status >= 200 && status < 300) return undefined;
  const found = parsed(text);
  if (found?.kind !== 'Status') return { code: status, reason: '', message: text.trim() || `HTTP status ${status}` };
  const { reason = '', message = '', details } = found as Partial<ApiStatus>;
  return { code: status, reason, message, details };
}

function parsed(text: string): { readonly kind?: string } | undefined {
  try {
    return JSON.parse(text) as { readonly kind?: string };
  } catch {
    return undefined;
  }
}
