/** How a controller reads the value of an annotation: an array has all values that it accepts. */
export type AnnotationSyntax =
  | 'text'
  | 'boolean'
  | 'integer'
  | 'integers'
  | 'cidrs'
  | 'list'
  | 'map'
  | 'json'
  | readonly string[]
  | AnnotationPattern
  | AnnotationRange
  | AnnotationMap;

/** Values in words. */
export interface AnnotationPattern {
  readonly matches: RegExp;
  /** what it must be, as in `must be an ARN`. */
  readonly must: string;
  /** the controller does not compare the value: it ignores another one, or an AWS API may reject it. */
  readonly lenient?: true;
}

/** An integer that the AWS API accepts. */
export interface AnnotationRange {
  readonly from: number;
  readonly to: number;
}

/** A list of key=value with known values of some keys. */
export interface AnnotationMap {
  readonly keys: Readonly<Record<string, readonly string[] | 'boolean' | 'integer'>>;
  /** it has no other keys. */
  readonly closed?: true;
}

/** The annotations of one controller with one prefix. */
export interface AnnotationSet {
  readonly prefix: string;
  /** kinds of the objects on which the controller reads them, as `group/kind`. */
  readonly kinds: readonly string[];
  /** the metadata with the annotations: of the object by default, of the pods that it creates, or of another template. */
  readonly in?: 'pods' | readonly string[];
  /** the controller ignores a value that it cannot read. */
  readonly lenient?: true;
  /** annotations that need another one. */
  readonly requires?: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, AnnotationSyntax>>;
  /** beginnings of names, which users complete. */
  readonly families?: Readonly<Record<string, AnnotationSyntax>>;
  /** a name that is not listed belongs to another controller, unless it begins like this. */
  readonly owns?: RegExp;
  readonly source: string;
}

const HTTP = ['HTTP', 'HTTPS'];
const SCHEMES = ['internal', 'internet-facing'];
// Elastic Load Balancing API, CreateTargetGroup
const INTERVAL: AnnotationRange = { from: 5, to: 300 };
const TIMEOUT: AnnotationRange = { from: 2, to: 120 };
const THRESHOLD: AnnotationRange = { from: 2, to: 10 };
const ORDER: AnnotationRange = { from: -1000, to: 1000 };
const NOT_EMPTY: AnnotationPattern = { matches: /./, must: 'must not be empty' };
const TRAFFIC_PORT: AnnotationPattern = { matches: /^(traffic-port|[-+]?\d+)$/, must: "must be 'traffic-port' or an integer" };
const PORT_PAIRS: AnnotationPattern = {
  matches: /^(\s*[-+]?\d+\s*=\s*[-+]?\d+\s*(,|$))*$/,
  must: 'must be a list of NLB port=ALB port, separated by commas',
};
const CAPACITY: AnnotationMap = { keys: { CapacityUnits: 'integer' }, closed: true };
const ALB_ATTRIBUTES: AnnotationMap = { keys: { 'deletion_protection.enabled': 'boolean' } };
const NLB_ATTRIBUTES: AnnotationMap = {
  keys: {
    'deletion_protection.enabled': 'boolean',
    'dns_record.client_routing_policy': ['any_availability_zone', 'partial_availability_zone_affinity', 'availability_zone_affinity'],
  },
};
const NLB_HEALTH: AnnotationPattern = { matches: /^(tcp|https?)$/i, must: "must be 'TCP', 'HTTP' or 'HTTPS'" };
// Elastic Load Balancing compares the values of these
const ARN: AnnotationPattern = { matches: /^\s*arn:/, must: 'must be an ARN', lenient: true };
const ARNS: AnnotationPattern = { matches: /^\s*(arn:[^,]*(,\s*|$))*$/, must: 'must be a list of ARNs, separated by commas', lenient: true };
const WEB_ACL: AnnotationPattern = { matches: /^(arn:|none$|$)/, must: "must be an ARN, or 'none'", lenient: true };
const TLS_POLICY: AnnotationPattern = { matches: /^ELBSecurityPolicy-/, must: 'must begin with ELBSecurityPolicy-', lenient: true };
const PATH: AnnotationPattern = { matches: /^\//, must: 'must begin with /', lenient: true };
const CODES: AnnotationPattern = {
  matches: /^\d{1,3}(-\d{1,3})?(\s*,\s*\d{1,3}(-\d{1,3})?)*$/,
  must: "must be codes like '200', '200,204' or '200-299'",
  lenient: true,
};
const UNAUTHENTICATED: AnnotationPattern = {
  matches: /^(deny|allow|authenticate)$/, must: "must be 'deny', 'allow' or 'authenticate'", lenient: true,
};
// another value is read as instance
const NLB_TARGETS: AnnotationPattern = { matches: /^(instance|ip)$/, must: "must be 'instance' or 'ip'", lenient: true };

/** Of Ingresses, and of the Services behind them. */
const ALB: AnnotationSet = {
  prefix: 'alb.ingress.kubernetes.io/',
  kinds: ['networking.k8s.io/Ingress', '/Service'],
  names: {
    'load-balancer-name': 'text', 'group.name': 'text', 'group.order': ORDER, 'tags': 'map', 'ip-address-type': ['ipv4', 'dualstack', 'dualstack-without-public-ipv4'],
    'scheme': SCHEMES, 'subnets': 'list', 'customer-owned-ipv4-pool': NOT_EMPTY, 'load-balancer-attributes': ALB_ATTRIBUTES, 'wafv2-acl-arn': WEB_ACL, 'wafv2-acl-name': 'text',
    'waf-acl-id': 'text', 'web-acl-id': 'text', 'shield-advanced-protection': 'boolean', 'security-groups': 'list', 'listen-ports': 'text', 'ssl-redirect': 'integer',
    'inbound-cidrs': 'cidrs', 'certificate-arn': ARNS, 'ssl-policy': TLS_POLICY, 'target-type': ['instance', 'ip'], 'backend-protocol': HTTP,
    'backend-protocol-version': ['HTTP1', 'HTTP2', 'GRPC'], 'target-group-attributes': 'map', 'healthcheck-port': 'text', 'healthcheck-protocol': HTTP,
    'healthcheck-path': PATH, 'healthcheck-interval-seconds': INTERVAL, 'healthcheck-timeout-seconds': TIMEOUT, 'healthy-threshold-count': THRESHOLD,
    'unhealthy-threshold-count': THRESHOLD, 'success-codes': CODES, 'auth-type': ['none', 'oidc', 'cognito'], 'auth-idp-cognito': 'json', 'auth-idp-oidc': 'json',
    'auth-on-unauthenticated-request': UNAUTHENTICATED, 'auth-scope': 'text', 'auth-session-cookie': 'text', 'auth-session-timeout': 'integer', 'jwt-validation': 'json',
    'target-node-labels': 'map', 'manage-backend-security-group-rules': 'boolean', 'mutual-authentication': 'json', 'security-group-prefix-lists': 'list',
    'multi-cluster-target-group': 'boolean', 'minimum-load-balancer-capacity': CAPACITY, 'ipam-ipv4-pool-id': 'text', 'enable-frontend-nlb': 'boolean',
    'frontend-nlb-scheme': SCHEMES, 'frontend-nlb-subnets': 'list', 'frontend-nlb-security-groups': 'list', 'frontend-nlb-listener-port-mapping': PORT_PAIRS,
    'frontend-nlb-eip-allocations': 'list', 'frontend-nlb-healthcheck-port': TRAFFIC_PORT, 'frontend-nlb-healthcheck-protocol': HTTP, 'frontend-nlb-healthcheck-path': PATH,
    'frontend-nlb-healthcheck-interval-seconds': INTERVAL, 'frontend-nlb-healthcheck-timeout-seconds': TIMEOUT,
    'frontend-nlb-healthcheck-healthy-threshold-count': THRESHOLD, 'frontend-nlb-healthcheck-unhealthy-threshold-count': THRESHOLD,
    'frontend-nlb-healthcheck-success-codes': CODES, 'frontend-nlb-attributes': NLB_ATTRIBUTES, 'frontend-nlb-tags': 'map', 'use-regex-path-match': 'boolean',
    'create-acm-cert': 'boolean', 'acm-pca-arn': ARN, 'dry-run-plan': 'text',
  },
  families: { 'actions.': 'json', 'conditions.': 'json', 'transforms.': 'json', 'listener-attributes.': 'map', 'target-control-port.': 'integer' },
  source: 'aws-load-balancer-controller v3.5.0, pkg/annotations/constants.go; pkg/ingress for the syntax',
};

/** Of Services of type LoadBalancer; the last four are read by the cloud provider of Kubernetes alone. */
const NLB: AnnotationSet = {
  prefix: 'service.beta.kubernetes.io/',
  kinds: ['/Service'],
  owns: /^aws-load-balancer-/,
  names: {
    'load-balancer-source-ranges': 'cidrs', 'aws-load-balancer-type': 'text', 'aws-load-balancer-nlb-target-type': NLB_TARGETS,
    'aws-load-balancer-name': 'text', 'aws-load-balancer-scheme': SCHEMES, 'aws-load-balancer-internal': 'boolean', 'aws-load-balancer-proxy-protocol': ['*'],
    'aws-load-balancer-proxy-protocol-per-target-group': 'integers', 'aws-load-balancer-ip-address-type': ['ipv4', 'dualstack'],
    'aws-load-balancer-access-log-enabled': 'boolean', 'aws-load-balancer-access-log-s3-bucket-name': 'text', 'aws-load-balancer-access-log-s3-bucket-prefix': 'text',
    'aws-load-balancer-cross-zone-load-balancing-enabled': 'boolean', 'aws-load-balancer-ssl-cert': ARNS, 'aws-load-balancer-ssl-ports': 'list',
    'aws-load-balancer-ssl-negotiation-policy': TLS_POLICY, 'aws-load-balancer-backend-protocol': 'text', 'aws-load-balancer-additional-resource-tags': 'map',
    'aws-load-balancer-healthcheck-healthy-threshold': THRESHOLD, 'aws-load-balancer-healthcheck-unhealthy-threshold': THRESHOLD,
    'aws-load-balancer-healthcheck-timeout': TIMEOUT, 'aws-load-balancer-healthcheck-interval': INTERVAL, 'aws-load-balancer-healthcheck-protocol': NLB_HEALTH,
    'aws-load-balancer-healthcheck-port': 'text', 'aws-load-balancer-healthcheck-path': PATH, 'aws-load-balancer-healthcheck-success-codes': CODES,
    'aws-load-balancer-target-group-attributes': 'map', 'aws-load-balancer-subnets': 'list', 'aws-load-balancer-eip-allocations': 'list',
    'aws-load-balancer-private-ipv4-addresses': 'list', 'aws-load-balancer-ipv6-addresses': 'list',
    'aws-load-balancer-alpn-policy': ['None', 'HTTP1Only', 'HTTP2Only', 'HTTP2Optional', 'HTTP2Preferred'], 'aws-load-balancer-target-node-labels': 'map',
    'aws-load-balancer-attributes': NLB_ATTRIBUTES, 'aws-load-balancer-security-groups': 'list', 'aws-load-balancer-manage-backend-security-group-rules': 'boolean',
    'aws-load-balancer-inbound-sg-rules-on-private-link-traffic': ['on', 'off'], 'aws-load-balancer-security-group-prefix-lists': 'list',
    'aws-load-balancer-multi-cluster-target-group': 'boolean', 'aws-load-balancer-enable-prefix-for-ipv6-source-nat': ['on', 'off'],
    'aws-load-balancer-source-nat-ipv6-prefixes': 'list', 'aws-load-balancer-minimum-load-balancer-capacity': CAPACITY,
    'aws-load-balancer-enable-icmp-for-path-mtu-discovery': 'text', 'aws-load-balancer-enable-tcp-udp-listener': 'boolean', 'aws-load-balancer-disable-nlb-sg': 'boolean',
    'aws-load-balancer-quic-enabled-ports': 'list', 'aws-load-balancer-quic-enabled-containers': 'list', 'aws-load-balancer-connection-draining-enabled': 'text',
    'aws-load-balancer-connection-draining-timeout': 'text', 'aws-load-balancer-connection-idle-timeout': 'text', 'aws-load-balancer-extra-security-groups': 'text',
    'aws-load-balancer-access-log-emit-interval': 'text',
  },
  families: {
    'aws-load-balancer-listener-attributes.': 'map', 'aws-load-balancer-target-group-attributes.': 'map', 'actions.': 'json',
  },
  source: 'aws-load-balancer-controller v3.5.0, pkg/annotations/constants.go; pkg/service for the syntax; cloud-provider-aws, docs/service_controller.md',
};

const CERT_MANAGER: AnnotationSet = {
  prefix: 'cert-manager.io/',
  kinds: ['networking.k8s.io/Ingress', 'gateway.networking.k8s.io/Gateway'],
  names: {
    'issuer': 'text', 'cluster-issuer': 'text', 'issuer-kind': 'text', 'issuer-group': 'text', 'common-name': 'text', 'alt-names': 'list', 'ip-sans': 'list',
    'uri-sans': 'list', 'email-sans': 'list', 'subject-organizations': 'text', 'subject-countries': 'text', 'subject-localities': 'text',
    'subject-organizationalunits': 'text', 'subject-postalcodes': 'text', 'subject-provinces': 'text', 'subject-serialnumber': 'text',
    'subject-streetaddresses': 'text', 'duration': 'text', 'renew-before': 'text', 'renew-before-percentage': 'integer', 'usages': 'list',
    'revision-history-limit': 'integer', 'private-key-algorithm': ['RSA', 'ECDSA', 'Ed25519'], 'private-key-encoding': ['PKCS1', 'PKCS8'],
    'private-key-size': 'integer', 'private-key-rotation-policy': ['Never', 'Always'], 'issue-temporary-certificate': 'text', 'secret-template': 'json',
    'ignore-tls-listeners': 'text', 'certificate-name': 'text', 'issuer-name': 'text', 'inject-ca-from': 'text', 'inject-ca-from-secret': 'text',
    'inject-apiserver-ca': 'text', 'allow-direct-injection': 'text', 'certificate-revision': 'text', 'next-private-key': 'text', 'private-key-secret-name': 'text',
  },
  source: 'cert-manager v1.21.1, pkg/apis/certmanager/v1/types.go; pkg/controller/certificate-shim/helper.go for the syntax',
};

/** Source: AWS Security Token Service API Reference, AssumeRoleWithWebIdentity, RoleArn; the IAM User Guide, reference_identifiers. */
const ROLE: AnnotationPattern = { matches: /^arn:[a-z-]+:iam::\d{12}:role\/.+$/, must: 'must be the ARN of a role, and not its name' };

const IDENTITY: AnnotationSet = {
  prefix: 'eks.amazonaws.com/',
  kinds: ['/ServiceAccount'],
  names: { 'role-arn': ROLE, 'audience': 'text', 'sts-regional-endpoints': 'boolean', 'token-expiration': 'integer', 'skip-containers': 'list' },
  lenient: true,
  source: 'aws/amazon-eks-pod-identity-webhook, README.md',
};

/** Annotations by the controller that reads them. */
export const ANNOTATION_SETS: readonly AnnotationSet[] = [ALB, NLB, CERT_MANAGER, IDENTITY];

/** Domains that look like that of a set, with the prefix that its controller reads. */
export const WRONG_DOMAINS: readonly (readonly [wrong: RegExp, right: string])[] = [
  [/^service\.kubernetes\.io\/(?=aws-load-balancer-)/, NLB.prefix],
  [/^service\.(alpha|beta)\.kubernetes\.io\/(?=alb\.)/, ALB.prefix],
  [/^(alb\.ingress\.k8s\.aws|alb\.kubernetes\.io|ingress\.kubernetes\.io\/alb|elb\.ingress\.kubernetes\.io)\//, ALB.prefix],
  [/^(certmanager\.k8s\.io|cert-manager\.k8s\.io)\//, CERT_MANAGER.prefix],
];
