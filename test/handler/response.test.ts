import { CustomResourceRequest } from '../../src/handler/custom-resource-request';
import { responseFor } from '../../src/handler/response';

const REQUEST: CustomResourceRequest = {
  RequestType: 'Create',
  ResourceType: 'Custom::StrataObjects',
  ResponseURL: 'https://answer.example.com',
  StackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop/1',
  RequestId: 'request',
  LogicalResourceId: 'Shop',
  ResourceProperties: { ClusterName: 'cluster' },
};
const IDS = { PhysicalResourceId: 'id', StackId: REQUEST.StackId, RequestId: 'request', LogicalResourceId: 'Shop' };

test('a success has its data, and no data where there is none', () => {
  expect(responseFor(REQUEST, 'id', {})).toEqual({ Status: 'SUCCESS', ...IDS });
  expect(responseFor(REQUEST, 'id', { data: { Value: 'v' } })).toEqual({ Status: 'SUCCESS', ...IDS, Data: { Value: 'v' } });
});

test('a short reason is told as it is', () => {
  expect(responseFor(REQUEST, 'id', { failure: 'line 1\nline "2" ü' })).toEqual({ Status: 'FAILED', Reason: 'line 1\nline "2" ü', ...IDS });
});

test.each([
  ['plain letters', 'a'],
  ['quotes', '"'],
  ['line breaks', '\n'],
  ['two bytes each', 'ü'],
  ['three bytes each', '…'],
  ['four bytes each', '😀'],
  ['a bit of everything', 'a"ü…😀\\'],
])('a reason of 10,000 characters is cut so that the answer has at most 4,096 bytes: %s', (_, character) => {
  const failure = character.repeat(10_000 / character.length);
  const answer = responseFor(REQUEST, 'id', { failure });
  const size = Buffer.byteLength(JSON.stringify(answer));
  expect(size).toBeLessThanOrEqual(4_096);
  expect(size).toBeGreaterThan(3_400);
  expect(answer.Reason?.endsWith('…')).toBe(true);
  expect(failure.startsWith(answer.Reason!.slice(0, -1))).toBe(true);
  expect(JSON.stringify(answer)).not.toMatch(/\\ud[89ab]/);
});

test('fails for a value that CloudFormation does not take', () => {
  const request = {
    RequestType: 'Create' as const,
    ResourceType: 'Custom::StrataValue',
    ResponseURL: 'https://example.com',
    StackId: 'stack',
    RequestId: '1',
    LogicalResourceId: 'Value',
    ResourceProperties: { ClusterName: 'a' },
  };
  expect(responseFor(request, 'id', { data: { Value: 'short' } })).toMatchObject({ Status: 'SUCCESS', Data: { Value: 'short' } });
  expect(responseFor(request, 'id', { data: { Value: 'x'.repeat(5000) } })).toMatchObject({
    Status: 'FAILED',
    Reason: expect.stringMatching(/^the response has 5\d\d\d bytes: CloudFormation accepts at most 4000$/),
  });
});
