import { CustomResourceRequest, FailureRecord } from './custom-resource-request';

/** Stack and place of the function, from its environment. */
export interface FunctionOrigin {
  readonly stackId: string | undefined;
  readonly region: string | undefined;
  /** the domain of the AWS partition. */
  readonly urlSuffix: string | undefined;
}

/** An event of the function: a request, the record of an invocation that failed, or an event that is not from CloudFormation. */
export type AcceptedEvent =
  | { readonly type: 'request'; readonly request: CustomResourceRequest }
  | { readonly type: 'failure'; readonly record: FailureRecord }
  | { readonly type: 'dropped'; readonly reason: string };

/**
 * Only requests of the function's own stack, with a response URL of CloudFormation, are accepted: the function is an administrator of the
 * cluster, and would send the result of a forged request to any address.
 */
export function acceptedEvent(event: unknown, origin: FunctionOrigin): AcceptedEvent {
  if (isRecord(event)) {
    const reason = refusalOf(event.requestPayload, origin);
    return reason === undefined ? { type: 'failure', record: event } : { type: 'dropped', reason };
  }
  const reason = refusalOf(event, origin);
  return reason === undefined ? { type: 'request', request: event as CustomResourceRequest } : { type: 'dropped', reason };
}

const isRecord = (event: unknown): event is FailureRecord =>
  typeof event === 'object' && event !== null && 'requestContext' in event && 'requestPayload' in event;

function refusalOf(request: unknown, { stackId, region, urlSuffix }: FunctionOrigin): string | undefined {
  const { StackId, ResponseURL, RequestType } = (request ?? {}) as Partial<CustomResourceRequest>;
  if (!['Create', 'Update', 'Delete'].includes(RequestType ?? '')) return 'the event is not a request of CloudFormation';
  if (stackId !== undefined && StackId !== stackId) return `StackId is ${StackId}, the function belongs to ${stackId}`;
  const host = hostOf(ResponseURL);
  return host !== undefined && responseHost(region, urlSuffix).test(host)
    ? undefined
    : `ResponseURL has the host ${host}, which is not a bucket of CloudFormation in ${region}`;
}

function hostOf(url: unknown): string | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined;
  const { protocol, host, username } = new URL(url);
  return protocol === 'https:' && username === '' ? host : undefined;
}

/**
 * The bucket of a region is `cloudformation-custom-resource-response-uswest2`, without the hyphens of the region; anyone may create buckets
 * for regions that do not exist, so that only the own region is accepted. Source: CloudFormation User Guide, cfn-vpce-bucketnames;
 * virtual-hosted addresses: Amazon S3 User Guide, VirtualHosting.
 */
function responseHost(region = '', urlSuffix = ''): RegExp {
  const literal = (text: string) => text.replace(/[^a-z0-9-]/g, '\\$&');
  const bucket = `cloudformation-custom-resource-response-${region.replace(/-/g, '')}`;
  return new RegExp(`^${literal(bucket)}\\.s3(?:(?:\\.dualstack)?[.-]${literal(region)})?\\.${literal(urlSuffix)}$`);
}
