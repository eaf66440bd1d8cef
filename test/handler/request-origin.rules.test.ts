import { acceptedEvent } from '../../src/handler/request-origin.rules';

const stackId = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop/1';
const ORIGIN = { stackId, region: 'eu-central-1', urlSuffix: 'amazonaws.com' };
const HOST = 'cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws.com';
const request = (changes: object = {}) => ({
  RequestType: 'Create',
  StackId: stackId,
  ResponseURL: `https://${HOST}/key?signature=x`,
  ...changes,
});
const RECORD = { version: '1.0', requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 }, requestPayload: request() };

test.each([
  ['eu-central-1', 'amazonaws.com', HOST],
  ['us-east-1', 'amazonaws.com', 'cloudformation-custom-resource-response-useast1.s3.amazonaws.com'],
  ['eu-west-1', 'amazonaws.com', 'cloudformation-custom-resource-response-euwest1.s3-eu-west-1.amazonaws.com'],
  ['eu-west-1', 'amazonaws.com', 'cloudformation-custom-resource-response-euwest1.s3.dualstack.eu-west-1.amazonaws.com'],
  ['cn-north-1', 'amazonaws.com.cn', 'cloudformation-custom-resource-response-cnnorth1.s3.cn-north-1.amazonaws.com.cn'],
  ['us-gov-west-1', 'amazonaws.com', 'cloudformation-custom-resource-response-usgovwest1.s3.us-gov-west-1.amazonaws.com'],
])('a request of the own stack with a bucket of CloudFormation is accepted: %s', (region, urlSuffix, host) => {
  const sent = request({ ResponseURL: `https://${host}/key` });
  expect(acceptedEvent(sent, { stackId, region, urlSuffix })).toEqual({ type: 'request', request: sent });
});

test('the record of an invocation that failed is accepted', () => {
  expect(acceptedEvent(RECORD, ORIGIN)).toEqual({ type: 'failure', record: RECORD });
});

const NOT_A_BUCKET = (host: string) => `ResponseURL has the host ${host}, which is not a bucket of CloudFormation in eu-central-1`;

test.each<[string, unknown, string]>([
  ['another stack', request({ StackId: `${stackId}2` }), `StackId is ${stackId}2, the function belongs to ${stackId}`],
  ['no stack', request({ StackId: undefined }), `StackId is undefined, the function belongs to ${stackId}`],
  ['another host', request({ ResponseURL: 'https://example.com/x' }), NOT_A_BUCKET('example.com')],
  ['a host that ends like it', request({ ResponseURL: `https://x${HOST}/` }), NOT_A_BUCKET(`x${HOST}`)],
  ['a host that begins like it', request({ ResponseURL: `https://${HOST}.example.com/` }), NOT_A_BUCKET(`${HOST}.example.com`)],
  [
    'a bucket of another region',
    request({ ResponseURL: `https://${HOST.replace('eucentral1', 'euwest1')}/` }),
    NOT_A_BUCKET(HOST.replace('eucentral1', 'euwest1')),
  ],
  [
    'a dot that is another character',
    request({ ResponseURL: `https://${HOST.replace('.s3', 'as3')}/` }),
    NOT_A_BUCKET(HOST.replace('.s3', 'as3')),
  ],
  ['no encryption', request({ ResponseURL: `http://${HOST}/` }), NOT_A_BUCKET('undefined')],
  ['a user before the host', request({ ResponseURL: `https://${HOST}@example.com/` }), NOT_A_BUCKET('undefined')],
  ['another port', request({ ResponseURL: `https://${HOST}:8443/` }), NOT_A_BUCKET(`${HOST}:8443`)],
  ['no event', undefined, 'the event is not a request of CloudFormation'],
  ['another event', { source: 'aws.events' }, 'the event is not a request of CloudFormation'],
  [
    'a record of another stack',
    { ...RECORD, requestPayload: request({ StackId: 'x' }) },
    `StackId is x, the function belongs to ${stackId}`,
  ],
  ['the record of a record', { ...RECORD, requestPayload: RECORD }, 'the event is not a request of CloudFormation'],
])('a forged event is dropped: %s', (_, event, reason) => {
  expect(acceptedEvent(event, ORIGIN)).toEqual({ type: 'dropped', reason });
});
