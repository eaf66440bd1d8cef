import { ErrorKind, errorSummary, classifyError } from '../../src/handler/command-errors.rules';

const LOGGED =
  'E1125 22:11:20.787649    9781 memcache.go:265] "Unhandled Error" err="couldn\'t get current server API group list: Get ' +
  '\\"https://c/api\\": dial tcp: connection refused"';

/** What kubectl 1.36, Helm 4 and the API server print, what kind of error it is, and what is told of it. */
const MESSAGES: readonly (readonly [string, ErrorKind, string])[] = [
  [
    'The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?\n',
    'transient',
    'The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?',
  ],
  [
    `${LOGGED}\n${LOGGED}\nUnable to connect to the server: context deadline exceeded\n`,
    'transient',
    'Unable to connect to the server: context deadline exceeded',
  ],
  [
    'Unable to connect to the server: net/http: TLS handshake timeout\n',
    'transient',
    'Unable to connect to the server: net/http: TLS handshake timeout',
  ],
  [
    'Unable to connect to the server: dial tcp: lookup ABC.gr7.eu-central-1.eks.amazonaws.com on 169.254.78.1:53: no such host',
    'transient',
    'Unable to connect to the server: dial tcp: lookup ABC.gr7.eu-central-1.eks.amazonaws.com on 169.254.78.1:53: no such host',
  ],
  [
    'Error: Kubernetes cluster unreachable: Get "https://c/version": dial tcp 10.0.0.1:443: i/o timeout',
    'transient',
    'Kubernetes cluster unreachable: Get "https://c/version": dial tcp 10.0.0.1:443: i/o timeout',
  ],
  [
    'Error from server (TooManyRequests): the server has received too many requests and has asked us to try again later',
    'transient',
    'TooManyRequests: the server has received too many requests and has asked us to try again later',
  ],
  [
    'Error from server (ServiceUnavailable): the server is currently unable to handle the request',
    'transient',
    'ServiceUnavailable: the server is currently unable to handle the request',
  ],
  ['Error from server: etcdserver: leader changed', 'transient', 'etcdserver: leader changed'],
  [
    'Error from server (InternalError): Internal error occurred: failed calling webhook "v.example.com": failed to call webhook: ' +
      'Post "https://w.s.svc:443/v?timeout=10s": no endpoints available for service "w"',
    'transient',
    'InternalError: Internal error occurred: failed calling webhook "v.example.com": failed to call webhook: Post ' +
      '"https://w.s.svc:443/v?timeout=10s": no endpoints available for service "w"',
  ],
  ['error: You must be logged in to the server (Unauthorized)', 'unauthorized', 'You must be logged in to the server (Unauthorized)'],
  [
    'error: You must be logged in to the server (the server has asked for the client to provide credentials)',
    'unauthorized',
    'You must be logged in to the server (the server has asked for the client to provide credentials)',
  ],
  [
    'Error from server (Forbidden): secrets is forbidden: User "arn:aws:sts::1:assumed-role/r/f" cannot list resource "secrets" ' +
      'in API group "" in the namespace "kube-system"',
    'unauthorized',
    'Forbidden: secrets is forbidden: User "arn:aws:sts::1:assumed-role/r/f" cannot list resource "secrets" in API group "" in ' +
      'the namespace "kube-system"',
  ],
  [
    'Error from server (BadRequest): admission webhook "p.example.com" denied the request: no owner is given',
    'final',
    'BadRequest: admission webhook "p.example.com" denied the request: no owner is given',
  ],
  [
    'Error from server (Forbidden): admission webhook "p.example.com" denied the request: i/o timeout is too long',
    'final',
    'Forbidden: admission webhook "p.example.com" denied the request: i/o timeout is too long',
  ],
  [
    'Error from server (Forbidden): pods "web" is forbidden: exceeded quota: pods, requested: pods=1, used: pods=1, limited: pods=1',
    'final',
    'Forbidden: pods "web" is forbidden: exceeded quota: pods, requested: pods=1, used: pods=1, limited: pods=1',
  ],
  [
    `${LOGGED}\nerror: unable to recognize "STDIN": the server has asked for the client to provide credentials`,
    'unauthorized',
    'the server has asked for the client to provide credentials',
  ],
  ['Error from server (NotFound): namespaces "nowhere" not found', 'final', 'NotFound: namespaces "nowhere" not found'],
  [
    'Warning: spec.template.metadata is deprecated\nThe Deployment "web" is invalid: spec.replicas: Invalid value: -1: must be ' +
      'greater than or equal to 0',
    'final',
    'The Deployment "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
  ],
  [
    'error: Apply failed with 1 conflict: conflict with "kubectl-edit" using apps/v1: .spec.replicas\nPlease review the fields ' +
      'above--they currently have other managers. Here\nare the ways you can resolve this warning:\n* If you intend to manage all ' +
      'of these fields',
    'final',
    'Apply failed with 1 conflict: conflict with "kubectl-edit" using apps/v1: .spec.replicas',
  ],
  [
    'level=WARN msg="unable to find exact version"\nError: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress',
    'final',
    'UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress',
  ],
];

test.each(MESSAGES)('%s', (printed, kind, told) => {
  expect([classifyError(printed), errorSummary(printed)]).toEqual([kind, told]);
});
