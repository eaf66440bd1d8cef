import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration } from 'cdk8s';
import {
  AlbAction,
  AlbAuth,
  AlbCondition,
  AlbIngressClass,
  AlbRouteOptions,
  BackendProtocol,
  LoadBalancingAlgorithm,
  LoadBalancerIpAddressType,
  MutualTls,
  NlbRouteOptions,
  NlbService,
  Route,
  LoadBalancerTargetType,
} from '../../src';
import { Json, newChart, newCluster, newStack } from '../harness';

const P = 'alb.ingress.kubernetes.io/';
const N = 'service.beta.kubernetes.io/aws-load-balancer-';
const GUIDE = '(https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/)';
const NLB_GUIDE = '(https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/)';
const FACTS = { name: 'web', healthCheckPath: '/healthz', selector: { app: 'web' } };

// as JSON, in which what depends on a cluster is left out
const objectsOf = (route: Route): Json[] =>
  JSON.parse(JSON.stringify(route._objects(FACTS).map(({ annotations, name, object }) => ({ name, annotations, ...object })))) as Json[];
const annotationsOf = (route: Route, prefix: string = P): Json =>
  Object.fromEntries(
    Object.entries(objectsOf(route)[0].annotations as Json)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  );
const certificate = Certificate.fromCertificateArn(newStack(), 'C', 'arn:aws:acm:eu-west-1:111122223333:certificate/1');

test('a public route is an internet-facing load balancer that talks to pods', () => {
  const [ingress, ...more] = objectsOf(Route.publicAlb());
  expect(more).toEqual([]);
  expect(ingress).toEqual({
    name: undefined,
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    annotations: {
      [`${P}scheme`]: 'internet-facing',
      [`${P}target-type`]: 'ip',
      [`${P}healthcheck-path`]: '/healthz',
      [`${P}load-balancer-attributes`]: 'routing.http.drop_invalid_header_fields.enabled=true',
    },
    spec: {
      ingressClassName: 'alb',
      rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { name: 'http' } } } }] } }],
    },
  });
});

test('an internal route stays inside', () => expect(annotationsOf(Route.internalAlb()).scheme).toBe('internal'));

test('a certificate brings HTTPS, a redirect to it and a modern policy', () => {
  const route = Route.publicAlb({
    host: 'shop.example.com',
    certificate,
    path: '/a',
    groupName: 'shared',
    groupOrder: 5,
    healthCheckPath: '/up',
    annotations: { tags: 'a=b' },
  });
  expect(annotationsOf(route)).toMatchObject({
    'listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
    'ssl-redirect': '443',
    'certificate-arn': certificate.certificateArn,
    'ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    'group.name': 'shared',
    'group.order': '5',
    'healthcheck-path': '/up',
    tags: 'a=b',
  });
  expect(objectsOf(route)[0].spec.rules[0]).toMatchObject({ host: 'shop.example.com', http: { paths: [{ path: '/a' }] } });
});

describe('every setting of a load balancer is its annotation', () => {
  const stack = newStack();
  const { vpc } = newCluster(stack);
  const [one, two] = vpc.publicSubnets;
  const group = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1');
  const list = ec2.PrefixList.fromPrefixListId(stack, 'List', 'pl-1');
  test.each<[AlbRouteOptions, Json]>([
    [{ loadBalancer: { loadBalancerName: 'shop' } }, { 'load-balancer-name': 'shop' }],
    [{ loadBalancer: { ipAddressType: LoadBalancerIpAddressType.DUALSTACK } }, { 'ip-address-type': 'dualstack' }],
    [{ loadBalancer: { customerOwnedIpv4Pool: 'ipv4pool-coip-1' } }, { 'customer-owned-ipv4-pool': 'ipv4pool-coip-1' }],
    [
      {
        loadBalancer: {
          frontendNlb: {
            internetFacing: true,
            subnets: [one, two],
            securityGroups: [group],
            eipAllocations: ['eipalloc-1', 'eipalloc-2'],
            listenerPortMapping: { 443: 80 },
            loadBalancerAttributes: { a: 'b' },
          },
        },
      },
      {
        'enable-frontend-nlb': 'true',
        'frontend-nlb-scheme': 'internet-facing',
        'frontend-nlb-subnets': `${one.subnetId},${two.subnetId}`,
        'frontend-nlb-security-groups': 'sg-1',
        'frontend-nlb-eip-allocations': 'eipalloc-1,eipalloc-2',
        'frontend-nlb-listener-port-mapping': '443=80',
        'frontend-nlb-attributes': 'a=b',
      },
    ],
    [{ loadBalancer: { frontendNlb: {} } }, { 'enable-frontend-nlb': 'true', 'frontend-nlb-scheme': 'internal' }],
    [
      { targetType: LoadBalancerTargetType.INSTANCE, targetNodeLabels: { pool: 'edge', arch: 'arm' } },
      { 'target-node-labels': 'pool=edge,arch=arm' },
    ],
    [
      { multiClusterTargetGroup: true, targetControlPort: 3000 },
      { 'multi-cluster-target-group': 'true', 'target-control-port.web.80': '3000' },
    ],
    [{ regexPath: true, path: '/api/v[0-9]+/.*' }, { 'use-regex-path-match': 'true' }],
    [{ transforms: [{ type: 'url-rewrite' }] }, { 'transforms.web': '[{"type":"url-rewrite"}]' }],
    [
      { certificate, jwtValidation: { jwksEndpoint: 'https://a.example.com/jwks', issuer: 'https://a.example.com' } },
      { 'jwt-validation': '{"jwksEndpoint":"https://a.example.com/jwks","issuer":"https://a.example.com"}' },
    ],
    [{ loadBalancer: { subnets: [one, two] } }, { subnets: `${one.subnetId},${two.subnetId}` }],
    [{ loadBalancer: { securityGroups: [group] } }, { 'security-groups': 'sg-1', 'manage-backend-security-group-rules': 'true' }],
    [{ loadBalancer: { inboundCidrs: ['203.0.113.0/24', '2001:db8::/32'] } }, { 'inbound-cidrs': '203.0.113.0/24,2001:db8::/32' }],
    [{ loadBalancer: { inboundPrefixLists: [list] } }, { 'security-group-prefix-lists': 'pl-1' }],
    [
      { loadBalancer: { certificates: [certificate, certificate], sslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06' } },
      {
        'certificate-arn': `${certificate.certificateArn},${certificate.certificateArn}`,
        'ssl-policy': 'ELBSecurityPolicy-TLS13-1-3-2021-06',
      },
    ],
    [{ loadBalancer: { httpPort: 8080 } }, { 'listen-ports': '[{"HTTP":8080}]' }],
    [
      { certificate, loadBalancer: { httpsPort: 8443 } },
      { 'listen-ports': '[{"HTTP":80},{"HTTPS":8443}]', 'ssl-redirect': '8443' },
    ],
    [
      { certificate, loadBalancer: { mutualTls: MutualTls.verify('trust') } },
      { 'mutual-authentication': '[{"port":443,"mode":"verify","trustStore":"trust"}]' },
    ],
    [
      { certificate, loadBalancer: { mutualTls: MutualTls.passthrough() } },
      { 'mutual-authentication': '[{"port":443,"mode":"passthrough"}]' },
    ],
    [
      { loadBalancer: { webAclArn: 'arn:waf', shieldAdvanced: true } },
      { 'wafv2-acl-arn': 'arn:waf', 'shield-advanced-protection': 'true' },
    ],
    [
      {
        loadBalancer: {
          idleTimeout: Duration.minutes(5),
          deletionProtection: true,
          http2: false,
          loadBalancerAttributes: { 'waf.fail_open.enabled': 'true' },
        },
      },
      {
        'load-balancer-attributes':
          'routing.http.drop_invalid_header_fields.enabled=true,idle_timeout.timeout_seconds=300,' +
          'deletion_protection.enabled=true,routing.http2.enabled=false,waf.fail_open.enabled=true',
      },
    ],
    [
      { loadBalancer: { listenerAttributes: { 'HTTP-80': { 'routing.http.response.server.enabled': 'false' } } } },
      { 'listener-attributes.HTTP-80': 'routing.http.response.server.enabled=false' },
    ],
    [
      { loadBalancer: { minimumCapacityUnits: 100, ipamPoolId: 'ipam-pool-1', tags: { team: 'shop', cost: '1' } } },
      { 'minimum-load-balancer-capacity': 'CapacityUnits=100', 'ipam-ipv4-pool-id': 'ipam-pool-1', tags: 'team=shop,cost=1' },
    ],
    [{ targetType: LoadBalancerTargetType.INSTANCE }, { 'target-type': 'instance' }],
    [{ backendProtocol: BackendProtocol.HTTPS }, { 'backend-protocol': 'HTTPS' }],
    [{ backendProtocol: BackendProtocol.HTTP2 }, { 'backend-protocol-version': 'HTTP2' }],
    [
      {
        healthCheck: {
          path: '/up',
          port: '9000',
          interval: Duration.seconds(30),
          timeout: Duration.seconds(10),
          healthyThresholdCount: 3,
          unhealthyThresholdCount: 4,
          successCodes: '200-299',
        },
      },
      {
        'healthcheck-path': '/up',
        'healthcheck-port': '9000',
        'healthcheck-interval-seconds': '30',
        'healthcheck-timeout-seconds': '10',
        'healthy-threshold-count': '3',
        'unhealthy-threshold-count': '4',
        'success-codes': '200-299',
      },
    ],
    [
      {
        stickinessCookieDuration: Duration.hours(1),
        deregistrationDelay: Duration.seconds(30),
        slowStart: Duration.seconds(60),
        loadBalancingAlgorithm: LoadBalancingAlgorithm.ROUND_ROBIN,
        targetGroupAttributes: { 'load_balancing.cross_zone.enabled': 'false' },
      },
      {
        'target-group-attributes':
          'stickiness.enabled=true,stickiness.lb_cookie.duration_seconds=3600,deregistration_delay.timeout_seconds=30,' +
          'slow_start.duration_seconds=60,load_balancing.algorithm.type=round_robin,load_balancing.cross_zone.enabled=false',
      },
    ],
    [
      { conditions: [AlbCondition.httpHeader('X-Beta', 'yes'), AlbCondition.httpRequestMethod('GET')] },
      {
        'conditions.web':
          '[{"field":"http-header","httpHeaderConfig":{"httpHeaderName":"X-Beta","values":["yes"]}},' +
          '{"field":"http-request-method","httpRequestMethodConfig":{"values":["GET"]}}]',
      },
    ],
    [
      { conditions: [AlbCondition.queryString('v', '2'), AlbCondition.sourceIp('203.0.113.0/24')] },
      {
        'conditions.web':
          '[{"field":"query-string","queryStringConfig":{"values":[{"key":"v","value":"2"}]}},' +
          '{"field":"source-ip","sourceIpConfig":{"values":["203.0.113.0/24"]}}]',
      },
    ],
  ])('%#', (options, expected) => expect(annotationsOf(Route.publicAlb(options))).toMatchObject(expected));
});

test('rules come before the route: redirects, answers and shares', () => {
  const [ingress] = objectsOf(
    Route.publicAlb({
      certificate,
      rules: [
        { path: '/old', action: AlbAction.redirect({ path: '/new', permanent: true }) },
        { path: '/down', action: AlbAction.fixedResponse(503, 'back soon'), conditions: [AlbCondition.sourceIp('10.0.0.0/8')] },
        {
          action: AlbAction.weightedForward(
            [
              { serviceName: 'web', weight: 90 },
              { serviceName: 'canary', weight: 10 },
            ],
            600,
          ),
        },
      ],
    }),
  );
  expect(
    ingress.spec.rules[0].http.paths.map(({ path, backend }: Json) => [path, backend.service.name, backend.service.port.name]),
  ).toEqual([
    ['/old', 'web-rule-1', 'use-annotation'],
    ['/down', 'web-rule-2', 'use-annotation'],
    ['/', 'web-rule-3', 'use-annotation'],
    ['/', 'web', 'http'],
  ]);
  expect(ingress.annotations[`${P}actions.web-rule-1`]).toBe(
    '{"type":"redirect","redirectConfig":{"host":"#{host}","path":"/new","query":"#{query}","port":"443","protocol":"HTTPS",' +
      '"statusCode":"HTTP_301"}}',
  );
  expect(ingress.annotations[`${P}actions.web-rule-2`]).toBe(
    '{"type":"fixed-response","fixedResponseConfig":{"contentType":"text/plain","statusCode":"503","messageBody":"back soon"}}',
  );
  expect(ingress.annotations[`${P}conditions.web-rule-2`]).toBe('[{"field":"source-ip","sourceIpConfig":{"values":["10.0.0.0/8"]}}]');
  expect(ingress.annotations[`${P}actions.web-rule-3`]).toBe(
    '{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"web","servicePort":80,"weight":90},' +
      '{"serviceName":"canary","servicePort":80,"weight":10}],' +
      '"targetGroupStickinessConfig":{"enabled":true,"durationSeconds":600}}}',
  );
});

describe('people log in', () => {
  test('by a user pool', () => {
    const stack = newStack();
    const userPool = cognito.UserPool.fromUserPoolId(stack, 'Pool', 'eu-west-1_abc');
    const userPoolClient = cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', 'client');
    const [ingress, ...more] = objectsOf(
      Route.publicAlb({
        certificate,
        auth: AlbAuth.cognito({
          userPool,
          userPoolClient,
          userPoolDomain: 'shop',
          sessionTimeout: Duration.hours(1),
          scope: 'openid email',
        }),
      }),
    );
    expect(ingress.annotations).toMatchObject({
      [`${P}auth-type`]: 'cognito',
      [`${P}auth-scope`]: 'openid email',
      [`${P}auth-session-timeout`]: '3600',
    });
    expect(JSON.parse(ingress.annotations[`${P}auth-idp-cognito`])).toEqual({
      userPoolARN: expect.stringContaining('userpool/eu-west-1_abc'),
      userPoolClientID: 'client',
      userPoolDomain: 'shop',
    });
    expect(more).toEqual([]);
  });
  test('by OpenID Connect, whose secret the controller may read and no other', () => {
    const [ingress, role, binding] = objectsOf(
      Route.publicAlb({
        certificate,
        auth: AlbAuth.oidc({
          issuer: 'https://i',
          authorizationEndpoint: 'https://a',
          tokenEndpoint: 'https://t',
          userInfoEndpoint: 'https://u',
          secretName: 'oidc',
          onUnauthenticatedRequest: 'deny',
          sessionCookieName: 'shop',
        }),
      }),
    );
    expect(JSON.parse(ingress.annotations[`${P}auth-idp-oidc`])).toEqual({
      issuer: 'https://i',
      authorizationEndpoint: 'https://a',
      tokenEndpoint: 'https://t',
      userInfoEndpoint: 'https://u',
      secretName: 'oidc',
    });
    expect(ingress.annotations).toMatchObject({ [`${P}auth-on-unauthenticated-request`]: 'deny', [`${P}auth-session-cookie`]: 'shop' });
    expect(role).toMatchObject({
      kind: 'Role',
      name: 'web-login',
      rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['oidc'], verbs: ['get', 'list', 'watch'] }],
    });
    expect(binding).toMatchObject({
      kind: 'RoleBinding',
      roleRef: { name: 'web-login' },
      subjects: [{ kind: 'ServiceAccount', name: 'aws-load-balancer-controller', namespace: 'kube-system' }],
    });
  });
});

describe('a bucket of logs', () => {
  const policyOf = (region?: string) => {
    const stack = new (jest.requireActual<typeof import('aws-cdk-lib')>('aws-cdk-lib').Stack)(newStack().node.root as never, 'Logs', {
      env: { region },
    });
    const bucket = new s3.Bucket(stack, 'Bucket');
    const route = Route.publicAlb({
      loadBalancer: { accessLogs: { bucket, prefix: 'alb' }, connectionLogs: { bucket, prefix: 'connections' } },
    });
    Route.publicAlb({ loadBalancer: { accessLogs: { bucket, prefix: 'alb' } } });
    return {
      attributes: annotationsOf(route)['load-balancer-attributes'],
      statements: stack.resolve(bucket.policy!.document.toJSON()).Statement as Json[],
    };
  };
  test('lets the service write, and in older regions its account', () => {
    const { attributes, statements } = policyOf('eu-west-1');
    expect(attributes).toMatch(
      /access_logs\.s3\.enabled=true,access_logs\.s3\.bucket=.*,access_logs\.s3\.prefix=alb,connection_logs\.s3\.enabled=true/,
    );
    expect(statements).toHaveLength(2);
    expect(statements[0]).toMatchObject({
      Action: 's3:PutObject',
      Principal: {
        Service: 'logdelivery.elasticloadbalancing.amazonaws.com',
        AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::156460612806:root']] },
      },
    });
    expect(JSON.stringify(statements[0].Resource)).toContain('/alb/AWSLogs/');
  });
  test('of a region that is not known lets the service write', () => {
    expect(policyOf().statements[0].Principal).toEqual({ Service: 'logdelivery.elasticloadbalancing.amazonaws.com' });
  });
  test('fails when it is encrypted with a key of KMS', () => {
    const bucket = new s3.Bucket(newStack(), 'Bucket', { encryption: s3.BucketEncryption.KMS });
    expect(() => Route.publicAlb({ loadBalancer: { accessLogs: { bucket } } })).toThrow(
      '[Test/Bucket] the log bucket is encrypted with a KMS key: Application Load Balancers write logs only ' +
        'into buckets that use SSE-S3. Set `encryption` of the bucket to BucketEncryption.S3_MANAGED ' +
        '(https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html)',
    );
  });
  test('of a Network Load Balancer lets those of the account write', () => {
    const stack = newStack();
    const bucket = new s3.Bucket(stack, 'Bucket');
    expect(annotationsOf(Route.publicNlb({ certificates: [certificate], accessLogs: { bucket } }), N).attributes).toMatch(
      /^access_logs\.s3\.enabled=true,access_logs\.s3\.bucket=/,
    );
    const { Statement }: Json = stack.resolve(bucket.policy!.document.toJSON());
    expect(Statement.map(({ Action, Principal, Condition }: Json) => [Action, Principal.Service, Object.keys(Condition)])).toEqual([
      ['s3:GetBucketAcl', 'delivery.logs.amazonaws.com', ['StringEquals', 'ArnLike']],
      ['s3:PutObject', 'delivery.logs.amazonaws.com', ['StringEquals', 'ArnLike']],
    ]);
  });
});

describe('fails', () => {
  const tooMany = Array.from({ length: 27 }, () => certificate);
  test.each<[AlbRouteOptions, string]>([
    [
      { host: 'https://shop.example.com' },
      "[Route for https://shop.example.com] host is 'https://shop.example.com': must be a lower-case host name " +
        `without scheme, port or path. Use a value like 'shop.example.com' ${GUIDE}`,
    ],
    [{ path: 'a' }, `[Route for any host] path is 'a': must begin with a slash. Use '/a' ${GUIDE}`],
    [
      { groupName: 'A b' },
      `[Route for any host] groupName is 'A b': must be 1–63 lower-case letters, digits, hyphens or dots. Use 'a b' ${GUIDE}`,
    ],
    [
      { groupOrder: 1001 },
      '[Route for any host] groupOrder is 1001: must be from -1000 to 1000. Set groupOrder ' + 'to a value in this range',
    ],
    [
      { loadBalancer: { loadBalancerName: 'internal-a' } },
      "[Route for any host] loadBalancerName is 'internal-a': must be 1–32 letters, digits or hyphens, and must not begin with internal-",
    ],
    [
      { loadBalancer: { subnets: [newCluster(newStack()).vpc.publicSubnets[0]] } },
      '[Route for any host] subnets has 1: an Application Load Balancer needs subnets in at least two ' +
        'Availability Zones. Add a subnet of another zone to `subnets`',
    ],
    [
      { loadBalancer: { securityGroups: [], inboundCidrs: ['10.0.0.0/8'] } },
      '[Route for any host] securityGroups is set together with inboundCidrs or inboundPrefixLists: they are ' +
        'mutually exclusive: the controller ignores inbound CIDRs and prefix lists of your own security groups',
    ],
    [
      { loadBalancer: { inboundCidrs: ['everybody'] } },
      "[Route for any host] inboundCidrs has 'everybody': must be a CIDR block. Use a value like " + "'203.0.113.0/24'",
    ],
    [
      { loadBalancer: { certificates: tooMany } },
      '[Route for any host] certificates has 27 entries: must have at most 26, the quota of a load balancer',
    ],
    [
      { certificate, loadBalancer: { sslPolicy: 'TLS13' } },
      "[Route for any host] sslPolicy is 'TLS13': must begin with ELBSecurityPolicy-",
    ],
    [{ loadBalancer: { httpPort: 0 } }, '[Route for any host] httpPort is 0: must be an integer from 1 to 65535'],
    [{ loadBalancer: { httpPort: 443 } }, '[Route for any host] httpPort and httpsPort are both 443: a port can have only one listener'],
    [
      { loadBalancer: { mutualTls: MutualTls.passthrough(), sslPolicy: 'ELBSecurityPolicy-2016-08' } },
      '[Route for any host] mutualTls, sslPolicy set without a certificate: an HTTPS listener requires a ' +
        'certificate. Add a certificate, or remove mutualTls, sslPolicy',
    ],
    [
      {
        auth: AlbAuth.oidc({
          issuer: 'https://i',
          authorizationEndpoint: 'https://a',
          tokenEndpoint: 'https://t',
          userInfoEndpoint: 'https://u',
          secretName: 'oidc',
        }),
      },
      '[Route for any host] auth is set without a certificate: authentication requires an HTTPS listener. Set ' + '`certificate`',
    ],
    [
      { backendProtocol: BackendProtocol.GRPC },
      '[Route for any host] backendProtocol is GRPC without a certificate: gRPC requires an HTTPS listener',
    ],
    [{ healthCheck: { interval: Duration.seconds(4) } }, '[Route for any host] healthCheck.interval is 4 s: must be from 5 to 300 s'],
    [
      { healthCheck: { timeout: Duration.seconds(20) } },
      '[Route for any host] healthCheck.timeout is 20 s and healthCheck.interval is 15 s: the timeout must be ' + 'less than the interval',
    ],
    [{ healthCheck: { healthyThresholdCount: 1 } }, '[Route for any host] healthCheck.healthyThresholdCount is 1: must be from 2 to 10'],
    [
      { stickinessCookieDuration: Duration.days(8) },
      '[Route for any host] stickinessCookieDuration is 691200 s: must be from 1 to 604800 s',
    ],
    [
      { slowStart: Duration.seconds(60), loadBalancingAlgorithm: LoadBalancingAlgorithm.LEAST_OUTSTANDING_REQUESTS },
      '[Route for any host] slowStart is set and loadBalancingAlgorithm is least_outstanding_requests: slow ' +
        'start requires round_robin',
    ],
    [
      { path: '/a', host: 'a.example.com', conditions: [AlbCondition.httpHeader('X', '1', '2', '3')] },
      '[Route for any host]'.replace('any host', 'a.example.com') +
        ' conditions, host and path have 6 values: a listener rule must have at most 5 condition values',
    ],
    [
      {
        rules: [{ action: AlbAction.weightedForward(Array.from({ length: 6 }, (_, index) => ({ serviceName: `s${index}`, weight: 1 }))) }],
      },
      '[Route for any host] a weighted forward action has 6 target groups: must have at most 5',
    ],
    [
      { rules: [{ action: AlbAction.weightedForward([{ serviceName: 'a', weight: 1000 }]) }] },
      '[Route for any host] weight is 1000: must be an integer from 0 to 999',
    ],
  ])('%#', (options, message) => expect(() => Route.publicAlb(options)).toThrow(message));

  test('for all that is wrong at once', () =>
    expect(() => Route.publicAlb({ path: 'a', groupOrder: 2000 })).toThrow(/path is 'a'.*\n.*groupOrder is 2000/));
  test('for addresses that an internal load balancer cannot have', () =>
    expect(() => Route.internalAlb({ loadBalancer: { ipAddressType: LoadBalancerIpAddressType.DUALSTACK_WITHOUT_PUBLIC_IPV4 } })).toThrow(
      'ipAddressType is dualstack-without-public-ipv4: must be ipv4 or dualstack for an internal load balancer. ' +
        'Use LoadBalancerIpAddressType.DUALSTACK',
    ));
});

test('through a class, a route says nothing of the load balancer', () => {
  const stack = newStack();
  const ingressClass = new AlbIngressClass(stack, 'Public', {
    cluster: newCluster(stack),
    internetFacing: true,
    certificates: [certificate],
  });
  const [ingress] = objectsOf(Route.alb(ingressClass, { host: 'a.example.com' }));
  expect(ingress.spec.ingressClassName).toBe('public');
  expect(ingress.annotations).toEqual({ [`${P}target-type`]: 'ip', [`${P}healthcheck-path`]: '/healthz' });
});

describe('Network Load Balancers', () => {
  test('are a Service of their own beside that for the inside', () => {
    const [service] = objectsOf(Route.publicNlb());
    expect(service).toEqual({
      name: 'web-nlb',
      apiVersion: 'v1',
      kind: 'Service',
      annotations: { [`${N}scheme`]: 'internet-facing', [`${N}nlb-target-type`]: 'ip' },
      spec: {
        type: 'LoadBalancer',
        loadBalancerClass: 'service.k8s.aws/nlb',
        allocateLoadBalancerNodePorts: false,
        selector: { app: 'web' },
        ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }],
      },
    });
  });
  const stack = newStack();
  const { vpc } = newCluster(stack);
  const subnets = vpc.publicSubnets.slice(0, 2);
  test.each<[NlbRouteOptions, Json]>([
    [
      { loadBalancerName: 'a', ipAddressType: LoadBalancerIpAddressType.DUALSTACK, ipv6Addresses: ['2001:db8::1'] },
      { name: 'a', 'ip-address-type': 'dualstack', 'ipv6-addresses': '2001:db8::1' },
    ],
    [
      { subnets, eipAllocations: ['eipalloc-1', 'eipalloc-2'] },
      { subnets: subnets.map(({ subnetId }) => subnetId).join(','), 'eip-allocations': 'eipalloc-1,eipalloc-2' },
    ],
    [
      { securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'G', 'sg-1')] },
      { 'security-groups': 'sg-1', 'manage-backend-security-group-rules': 'true' },
    ],
    [
      { certificates: [certificate], tlsPorts: [443], alpnPolicy: 'HTTP2Preferred', backendTls: true },
      {
        'ssl-cert': certificate.certificateArn,
        'ssl-ports': '443',
        'ssl-negotiation-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        'alpn-policy': 'HTTP2Preferred',
        'backend-protocol': 'ssl',
      },
    ],
    [
      {
        healthCheck: {
          path: '/up',
          port: 8080,
          interval: Duration.seconds(5),
          timeout: Duration.seconds(2),
          healthyThresholdCount: 2,
          unhealthyThresholdCount: 2,
          successCodes: '200',
        },
      },
      {
        'healthcheck-protocol': 'HTTP',
        'healthcheck-path': '/up',
        'healthcheck-port': '8080',
        'healthcheck-interval': '5',
        'healthcheck-timeout': '2',
        'healthcheck-healthy-threshold': '2',
        'healthcheck-unhealthy-threshold': '2',
        'healthcheck-success-codes': '200',
      },
    ],
    [
      { crossZone: true, deletionProtection: false, preserveClientIp: true, proxyProtocolV2: true },
      {
        attributes: 'load_balancing.cross_zone.enabled=true,deletion_protection.enabled=false',
        'target-group-attributes': 'preserve_client_ip.enabled=true',
        'proxy-protocol': '*',
      },
    ],
    [
      { disableSecurityGroup: true, privateLinkRules: true, icmpPathMtuDiscovery: true, tcpUdpListener: true },
      {
        'disable-nlb-sg': 'true',
        'inbound-sg-rules-on-private-link-traffic': 'on',
        'enable-icmp-for-path-mtu-discovery': 'on',
        'enable-tcp-udp-listener': 'true',
      },
    ],
    [
      { ipAddressType: LoadBalancerIpAddressType.DUALSTACK, sourceNatIpv6Prefixes: ['2001:db8::/80'] },
      { 'enable-prefix-for-ipv6-source-nat': 'on', 'source-nat-ipv6-prefixes': '2001:db8::/80' },
    ],
    [
      { quicPorts: [443], multiClusterTargetGroup: false },
      { 'quic-enabled-ports': '443', 'multi-cluster-target-group': 'false' },
    ],
    [{ autoMode: true, proxyProtocolV2: true }, { 'target-group-attributes': 'proxy_protocol_v2.enabled=true' }],
    [
      {
        minimumCapacityUnits: 5,
        tags: { a: 'b' },
        listenerAttributes: { 'TCP-80': { 'tcp.idle_timeout.seconds': '400' } },
        annotations: { 'enable-icmp-for-path-mtu-discovery': 'on' },
      },
      {
        'minimum-load-balancer-capacity': 'CapacityUnits=5',
        'additional-resource-tags': 'a=b',
        'listener-attributes.TCP-80': 'tcp.idle_timeout.seconds=400',
        'enable-icmp-for-path-mtu-discovery': 'on',
      },
    ],
  ])('every setting is its annotation %#', (options, expected) =>
    expect(annotationsOf(Route.publicNlb(options), N)).toMatchObject(expected),
  );

  test('with certificates listen on 443, by instance have ports of nodes, and only some may reach them', () => {
    expect(
      objectsOf(
        Route.internalNlb({
          certificates: [certificate],
          targetType: LoadBalancerTargetType.INSTANCE,
          inboundCidrs: ['10.0.0.0/8'],
          host: 'a.example.com',
        }),
      )[0],
    ).toMatchObject({
      annotations: { [`${N}scheme`]: 'internal', 'external-dns.alpha.kubernetes.io/hostname': 'a.example.com' },
      spec: { loadBalancerSourceRanges: ['10.0.0.0/8'], ports: [{ port: 443 }] },
    });
    expect(objectsOf(Route.internalNlb({ targetType: LoadBalancerTargetType.INSTANCE }))[0].spec).not.toHaveProperty(
      'allocateLoadBalancerNodePorts',
    );
    expect(objectsOf(Route.internalNlb({ autoMode: true }))[0].spec.loadBalancerClass).toBe('eks.amazonaws.com/nlb');
  });
  test.each<[NlbRouteOptions, string]>([
    [
      { privateIpv4Addresses: ['10.0.0.1'] },
      'privateIpv4Addresses is set for an internet-facing load balancer: only internal load balancers support ' +
        'private addresses of your choice. Use `eipAllocations`, or Route.internalNlb()',
    ],
    [
      { ipv6Addresses: ['2001:db8::1'] },
      'ipv6Addresses is set and ipAddressType is not dualstack: only dual-stack load balancers have IPv6 ' +
        'addresses. Set `ipAddressType` to LoadBalancerIpAddressType.DUALSTACK',
    ],
    [
      { subnets, eipAllocations: ['eipalloc-1'] },
      'eipAllocations has 1 entries and subnets has 2: must have one entry for each subnet. Change ' + 'eipAllocations or subnets',
    ],
    [
      { securityGroups: [], inboundCidrs: ['10.0.0.0/8'] },
      'securityGroups and inboundCidrs are both set: they are mutually exclusive: the controller ignores ' +
        'inbound CIDRs of your own security groups. Remove `securityGroups` or `inboundCidrs`',
    ],
    [
      { alpnPolicy: 'None', backendTls: false },
      'alpnPolicy, backendTls set without certificates: a TLS listener requires a certificate. Set ' +
        'certificates, or remove alpnPolicy, backendTls',
    ],
    [
      { certificates: [certificate], alpnPolicy: 'http2' },
      "alpnPolicy is 'http2': must be one of HTTP1Only, HTTP2Only, HTTP2Optional, HTTP2Preferred, None. Set " +
        '`alpnPolicy` to one of them',
    ],
    [
      { healthCheck: { protocol: 'TCP', path: '/' } },
      'healthCheck.protocol is TCP and healthCheck has a path or successCodes: a path and success codes apply ' +
        'to HTTP and HTTPS only. Remove `healthCheck.protocol`',
    ],
    [{ port: 70000 }, 'port is 70000: must be an integer from 1 to 65535. Set `port` to a value in this range'],
    [
      { ipAddressType: LoadBalancerIpAddressType.DUALSTACK_WITHOUT_PUBLIC_IPV4 },
      'ipAddressType is dualstack-without-public-ipv4: must be ipv4 or dualstack for a Network Load Balancer. ' +
        'Use LoadBalancerIpAddressType.DUALSTACK',
    ],
  ])('fails for %#', (options, message) => expect(() => Route.publicNlb(options)).toThrow(`[Route for any host] ${message} ${NLB_GUIDE}`));
  test('fails for public addresses inside', () =>
    expect(() => Route.internalNlb({ eipAllocations: ['a'] })).toThrow(
      'eipAllocations is set for an internal load balancer: only internet-facing load balancers have Elastic IP ' +
        'addresses. Use `privateIpv4Addresses`, or Route.publicNlb()',
    ));

  test('of any pods', () => {
    const chart = newChart('game');
    new NlbService(chart, 'Lobby', {
      selector: { app: 'lobby' },
      internetFacing: true,
      ports: [
        { port: 7000, protocol: 'UDP' },
        { port: 443, targetPort: 'tls' },
      ],
    });
    expect((chart.toJson() as Json[])[0]).toMatchObject({
      metadata: { name: 'lobby', annotations: { [`${N}scheme`]: 'internet-facing' } },
      spec: {
        selector: { app: 'lobby' },
        ports: [
          { name: 'udp-7000', port: 7000, targetPort: 7000, protocol: 'UDP' },
          { name: 'tcp-443', port: 443, targetPort: 'tls', protocol: 'TCP' },
        ],
      },
    });
    expect(() => new NlbService(chart, 'None', { selector: {}, ports: [] })).toThrow(
      `[chart/None] ports has 0 entries: a Network Load Balancer has 1 to 50 listeners. Add a port ${NLB_GUIDE}`,
    );
  });
});
