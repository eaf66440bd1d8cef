import { Cases, RuleCases } from './case';

const custom = (apiVersion: string, kind: string, spec: string, name: string = 'main') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: shop }\nspec: { ${spec} }`;
const all = (...objects: readonly string[]) => objects.join('\n---\n');

const externalSecret = (version: string, spec: string = 'secretStoreRef: { name: main }, data: []') =>
  custom(`external-secrets.io/${version}`, 'ExternalSecret', spec);
const store = custom(
  'external-secrets.io/v1',
  'SecretStore',
  'provider: { aws: { service: SecretsManager, region: eu-west-1, auth: { jwt: { serviceAccountRef: { name: web } } } } }',
);
const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web, namespace: shop }';
const certificate = (spec: string) => custom('cert-manager.io/v1', 'Certificate', spec);
const issuer = custom('cert-manager.io/v1', 'Issuer', 'selfSigned: {}');
const nodeClass = (spec: string) => `apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata: { name: main }
spec: { role: nodes, subnetSelectorTerms: [{ tags: { tier: app } }], securityGroupSelectorTerms: [{ id: sg-1 }], ${spec} }`;

const WILDCARD = "secretName: tls, dnsNames: [example.com, '*.example.com'], issuerRef: { name: main }";
const HTTP01 = '{ http01: { ingress: { ingressClassName: nginx } } }';
const acme = (solvers: string) =>
  custom(
    'cert-manager.io/v1',
    'Issuer',
    `acme: { server: "https://acme-v02.api.letsencrypt.org/directory", privateKeySecretRef: { name: account }, solvers: [${solvers}] }`,
  );
const CERTIFICATE = 'secretName: tls, dnsNames: [shop.example.com], issuerRef: { name: main }';
const ingress = (annotations: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: main, namespace: shop, annotations: { ${annotations} } }
spec:
  ingressClassName: alb
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }
---
${service}
---
${web}`;
const service =
  'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { selector: { app: web }, ' +
  'ports: [{ port: 80, targetPort: 8080 }] }';
const web = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: main
          image: registry.example.com/web:1.0
          readinessProbe: { tcpSocket: { port: 8080 } }
          ports: [{ containerPort: 8080 }]`;
const scaler = (authentication: string) =>
  custom(
    'keda.sh/v1alpha1',
    'ScaledObject',
    `scaleTargetRef: { name: web }, triggers: [{ type: aws-sqs-queue, metadata: {}, authenticationRef: ${authentication} }]`,
    'web',
  );
const pool = (group: string, kind: string) => `apiVersion: karpenter.sh/v1
kind: NodePool
metadata: { name: main }
spec: { template: { spec: { nodeClassRef: { group: ${group}, kind: ${kind}, name: main }, requirements: [] } } }`;
const labelled = service
  .replace('name: web, namespace: shop', 'name: web, namespace: shop, labels: { app: web }')
  .replace('{ port: 80', '{ name: http, port: 80');
const monitor = (labels: string, port: string) =>
  custom('monitoring.coreos.com/v1', 'ServiceMonitor', `selector: { matchLabels: { ${labels} } }, endpoints: [{ port: ${port} }]`);
const inShop2 = `${service}\n---\n${web}`.replaceAll('namespace: shop', 'namespace: shop2');
const HTTP = '{ name: http, protocol: HTTP, port: 80 }';
const gateway = (listener: string, namespace = 'shop', className = 'alb') => `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: main, namespace: ${namespace} }
spec: { gatewayClassName: ${className}, listeners: [${listener}] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: ${className} }
spec: { controllerName: gateway.k8s.aws/alb }`;
const route = (parent: string, hostnames = '') => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: shop }
spec: { parentRefs: [${parent}], ${hostnames}rules: [{ backendRefs: [{ name: web, port: 80 }] }] }
---
${service}
---
${web}`;

const widgets = (version: string, schema: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { plural: widgets, singular: widget, kind: Widget, listKind: WidgetList }
  versions: [{ name: ${version}, served: true, storage: true, schema: { openAPIV3Schema: { ${schema} } } }]`;
const SIZES =
  'type: object, properties: { spec: { type: object, required: [size], properties: { size: { type: integer, maximum: 5 }, max: { type: ' +
  'integer } }, x-kubernetes-validations: [{ rule: "!has(self.max) || self.max >= self.size", message: "max must not be below size" }] } }';
const widget = (spec: string) => custom('example.com/v1', 'Widget', spec);

const APPLICATION =
  'destination: { namespace: shop, server: "https://kubernetes.default.svc" }, source: { repoURL: "https://example.com/shop.git", ' +
  'path: deploy, targetRevision: main }, syncPolicy: { automated: { prune: true }, syncOptions: [ServerSideApply=true] }';

const OLDER = [{ type: 'chart', name: 'cert-manager', version: 'v1.15.0' }] as const;

/** What the schema of a CRD refuses. */
export const MALFORMED_CUSTOM: RuleCases = {
  fails: [
    {
      name: 'a misspelled field of a custom resource',
      manifests: all(certificate('secretName: tls, issuerRefs: { name: main }, dnsNames: [shop.example.com]'), issuer),
      found: [
        'Certificate \'shop/main\': missing required field "spec.issuerRef"; unknown field "spec.issuerRefs" (did you mean "issuerRef"?)',
      ],
    },
    {
      name: 'a value of the wrong type, and an unsupported value',
      manifests: nodeClass('amiFamily: AL2022, amiSelectorTerms: [{ alias: al2023@latest }], detailedMonitoring: "true"'),
      found: [
        'EC2NodeClass \'main\': spec.amiFamily: Unsupported value: "AL2022": supported values: "AL2", "AL2023", "Bottlerocket", ' +
          '"Custom", "Windows2019", "Windows2022", "Windows2025"; invalid type for "spec.detailedMonitoring": got string "true", ' +
          'expected boolean',
      ],
    },
    {
      name: 'a validation rule of the CRD of Karpenter',
      manifests: nodeClass('instanceProfile: nodes, amiSelectorTerms: [{ alias: al2023@latest }]'),
      found: ["EC2NodeClass 'main': spec: Invalid value: \"object\": must specify exactly one of ['role', 'instanceProfile']"],
    },
    {
      name: 'limits and rules of a CRD of the app',
      manifests: all(widgets('v1', SIZES), widget('size: 6, colour: red')),
      found: [
        "Widget 'shop/main': spec.size: Invalid value: 6: spec.size in body should be less than or equal to 5; unknown field " +
          '"spec.colour"',
      ],
    },
    {
      name: 'a validation rule of a CRD of the app',
      manifests: all(widgets('v1', SIZES), widget('size: 4, max: 3')),
      found: ['Widget \'shop/main\': spec: Invalid value: "object": max must not be below size'],
    },
    {
      name: 'a misspelled field of an Application of Argo CD',
      manifests: custom('argoproj.io/v1alpha1', 'Application', `project: default, destinatoin: {}, ${APPLICATION}`),
      found: ['Application \'shop/main\': unknown field "spec.destinatoin" (did you mean "destination"?)'],
    },
    {
      name: 'a misspelled field of a PrometheusRule',
      manifests: custom(
        'monitoring.coreos.com/v1',
        'PrometheusRule',
        'groups: [{ name: web, rules: [{ alert: Down, exprs: up == 0, expr: up == 0 }] }]',
      ),
      found: ['PrometheusRule \'shop/main\': unknown field "spec.groups[0].rules[0].exprs" (did you mean "expr"?)'],
    },
    {
      name: 'a misspelled field, with another version of the chart',
      manifests: all(certificate('secretName: tls, issuerRef: { name: main }, dnsName: [shop.example.com]'), issuer),
      installed: OLDER,
      found: ['Certificate \'shop/main\': unknown field "spec.dnsName" (did you mean "dnsNames"?)'],
    },
  ],
  passes: [
    {
      name: 'an unknown field, with another version of the chart',
      manifests: all(certificate('secretName: tls, issuerRef: { name: main }, dnsNames: [shop.example.com], automation: fast'), issuer),
      installed: OLDER,
    },
    {
      name: 'values that are known at deployment',
      manifests: nodeClass('amiFamily: <known-at-deploy>, amiSelectorTerms: [{ id: <known-at-deploy> }], tags: <known-at-deploy>'),
    },
    {
      name: 'an Application of Argo CD, and rules of Prometheus',
      manifests: all(
        custom('argoproj.io/v1alpha1', 'Application', `project: default, ${APPLICATION}`),
        custom('monitoring.coreos.com/v1', 'PrometheusRule', 'groups: [{ name: web, interval: 30s, rules: [{ record: "a:b", expr: 1 }] }]'),
      ),
    },
    { name: 'a CRD of the app', manifests: all(widgets('v1', SIZES), widget('size: 4, max: 4')) },
    {
      name: 'a CRD of the app that keeps all fields',
      manifests: all(
        widgets('v1', 'type: object, properties: { spec: { type: object, x-kubernetes-preserve-unknown-fields: true } }'),
        widget('a: 1'),
      ),
    },
    {
      name: 'a CRD of the app that replaces the one of a chart',
      manifests: all(
        widgets('v1', SIZES).replaceAll('example.com', 'keda.sh').replaceAll('Widget', 'ScaledJob'),
        custom('keda.sh/v1', 'ScaledJob', 'size: 4'),
      ),
    },
  ],
};

export const CUSTOM_RESOURCES: Cases = {
  'crd-version-not-served': {
    fails: [
      {
        name: 'a version that External Secrets no longer serves',
        manifests: all(externalSecret('v1beta1'), store, account),
        found: ['ExternalSecret \'shop/main\': no matches for kind "ExternalSecret" in version "external-secrets.io/v1beta1"'],
      },
      {
        name: 'another version than that of the CRD in the app',
        manifests: all(widgets('v2', SIZES), widget('size: 1')),
        found: ['Widget \'shop/main\': no matches for kind "Widget" in version "example.com/v1"'],
      },
    ],
    passes: [
      { name: 'the served version', manifests: all(externalSecret('v1'), store, account) },
      { name: 'a CRD without a schema', manifests: all(widgets('v1', ''), widget('size: 1')) },
    ],
  },
  'custom-resource-missing': {
    fails: [
      {
        name: 'an issuer of another kind, and a store with another name',
        manifests: all(certificate(CERTIFICATE), externalSecret('v1'), account),
        without: ['object cert-manager.io/Issuer shop/main', 'object external-secrets.io/SecretStore shop/main'],
        found: [
          "Certificate 'shop/main' references Issuer 'shop/main', which does not exist",
          "ExternalSecret 'shop/main' references SecretStore 'shop/main', which does not exist",
        ],
      },
      {
        name: 'an issuer in an annotation',
        manifests: ingress('cert-manager.io/cluster-issuer: letsencrypt'),
        without: ['object cert-manager.io/ClusterIssuer /letsencrypt'],
        found: ["Ingress 'shop/main' references ClusterIssuer 'letsencrypt', which does not exist"],
      },
      {
        name: 'a trigger authentication and a node class',
        manifests: all(scaler('{ name: queue }'), web, pool('karpenter.k8s.aws', 'EC2NodeClass')),
        without: ['object keda.sh/TriggerAuthentication shop/queue', 'object karpenter.k8s.aws/EC2NodeClass /main'],
        found: [
          "ScaledObject 'shop/web' references TriggerAuthentication 'shop/queue', which does not exist",
          "NodePool 'main' references EC2NodeClass 'main', which does not exist",
        ],
      },
      {
        name: 'a Gateway in another namespace',
        manifests: route('{ name: main, namespace: infra }'),
        without: ['object gateway.networking.k8s.io/Gateway infra/main'],
        found: ["HTTPRoute 'shop/web' references Gateway 'infra/main', which does not exist"],
      },
    ],
    passes: [
      { name: 'objects that exist', manifests: all(certificate(CERTIFICATE), issuer, externalSecret('v1'), store, account) },
      {
        name: 'an issuer of another group, and one whose kind is an annotation',
        manifests: all(
          certificate(
            'secretName: tls, dnsNames: [a.example.com], issuerRef: { name: ca, kind: AWSPCAIssuer, group: awspca.cert-manager.io }',
          ),
          ingress(
            'cert-manager.io/issuer: ca, cert-manager.io/issuer-kind: AWSPCAIssuer, cert-manager.io/issuer-group: awspca.cert-manager.io',
          ),
        ),
      },
      { name: 'a node class of Auto Mode, which has one', manifests: pool('eks.amazonaws.com', 'NodeClass') },
      { name: 'a parent that is a Service', manifests: all(route('{ name: web, kind: Service, group: "", port: 80 }')) },
    ],
  },
  'route-not-attached': {
    fails: [
      {
        name: 'a listener of another name, and one of another hostname',
        manifests: all(
          gateway('{ name: https, protocol: HTTPS, port: 443, hostname: "*.example.org" }'),
          route('{ name: main, sectionName: http }'),
          route('{ name: main }', 'hostnames: [shop.example.com], ').replace(
            'name: web, namespace: shop }\nspec: { parent',
            'name: other, namespace: shop }\nspec: { parent',
          ),
        ),
        found: [
          "HTTPRoute 'shop/web' is not attached to Gateway 'shop/main': no listener has the name 'http'",
          "HTTPRoute 'shop/other' is not attached to Gateway 'shop/main': no listener has a hostname that matches shop.example.com",
        ],
        also: ['duplicate-object'],
      },
      {
        name: 'a Gateway that takes routes of its own namespace',
        manifests: all(gateway('{ name: http, protocol: HTTP, port: 80 }', 'infra'), route('{ name: main, namespace: infra }')),
        found: [
          "HTTPRoute 'shop/web' is not attached to Gateway 'infra/main': its listeners allow routes of their own namespace, " +
            "and not of 'shop'",
        ],
      },
      {
        name: 'a Gateway for TCP',
        manifests: all(gateway('{ name: tcp, protocol: TCP, port: 80 }'), route('{ name: main }')),
        found: ["HTTPRoute 'shop/web' is not attached to Gateway 'shop/main': none of its listeners takes a HTTPRoute"],
      },
    ],
    passes: [
      {
        name: 'listeners for all namespaces and hostnames',
        manifests: all(
          gateway(
            '{ name: http, protocol: HTTP, port: 80, hostname: "*.example.com", allowedRoutes: { namespaces: { from: All } } }',
            'infra',
          ),
          route('{ name: main, namespace: infra, sectionName: http }', 'hostnames: [shop.example.com], '),
        ),
      },
      {
        name: 'a Gateway of VPC Lattice',
        manifests: all(
          gateway('{ name: http, protocol: HTTP, port: 80 }', 'infra', 'amazon-vpc-lattice'),
          route('{ name: main, namespace: infra }'),
        ),
      },
    ],
  },
  'reference-grant-missing': {
    fails: [
      {
        name: 'a Service of another namespace',
        manifests: all(
          gateway(HTTP),
          route('{ name: main }').replace('name: web, port: 80 }]', 'name: web, namespace: shop2, port: 80 }]'),
          inShop2,
        ),
        found: ["HTTPRoute 'shop/web' references Service 'shop2/web', and no ReferenceGrant of 'shop2' allows it"],
      },
    ],
    passes: [
      {
        name: 'with a grant',
        manifests: all(
          gateway(HTTP),
          route('{ name: main }').replace('name: web, port: 80 }]', 'name: web, namespace: shop2, port: 80 }]'),
          inShop2,
          'apiVersion: gateway.networking.k8s.io/v1\nkind: ReferenceGrant\nmetadata: { name: shop, namespace: shop2 }\n' +
            'spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }], to: [{ group: "", kind: Service }] }',
        ),
      },
      { name: 'a Service of the own namespace', manifests: all(gateway(HTTP), route('{ name: main }')) },
    ],
  },
  'certificate-wildcard': {
    fails: [
      {
        name: 'a Certificate',
        manifests: all(certificate(WILDCARD), acme(HTTP01)),
        found: ["Certificate 'shop/main' requests *.example.com from Issuer 'shop/main', which has only HTTP01 solvers"],
      },
      {
        name: 'an Ingress with the annotation of an issuer',
        manifests: all(
          `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop, annotations: { cert-manager.io/issuer: main } }
spec:
  ingressClassName: alb
  tls: [{ hosts: ['*.example.com'], secretName: tls }]
  defaultBackend: { service: { name: web, port: { number: 80 } } }`,
          acme(HTTP01),
        ),
        found: ["Ingress 'shop/web' requests *.example.com from Issuer 'shop/main', which has only HTTP01 solvers"],
        also: ['ingress-tls-ignored', 'service-missing'],
      },
      {
        name: 'an ACME server of another vendor: a warning',
        manifests: all(certificate(WILDCARD), acme(HTTP01).replace('acme-v02.api.letsencrypt.org', 'acme.example.com')),
        found: ["Certificate 'shop/main' requests *.example.com from Issuer 'shop/main', which has only HTTP01 solvers"],
      },
    ],
    passes: [
      {
        name: 'an issuer with a DNS01 solver',
        manifests: all(certificate(WILDCARD), acme(`${HTTP01}, { dns01: { route53: { region: eu-west-1 } } }`)),
      },
      { name: 'hosts without a wildcard', manifests: all(certificate(CERTIFICATE), acme(HTTP01)) },
      { name: 'an issuer that is not ACME', manifests: all(certificate(WILDCARD), issuer) },
      {
        name: 'an issuer of another group',
        manifests: certificate(WILDCARD.replace('name: main', 'name: main, kind: AWSPCAIssuer, group: awspca.cert-manager.io')),
      },
    ],
  },
  'certificate-secret-twice': {
    fails: [
      {
        name: 'two Certificates, one Secret',
        manifests: all(
          certificate(CERTIFICATE),
          certificate(CERTIFICATE).replace('name: main, namespace', 'name: other, namespace'),
          issuer,
        ),
        found: ["Certificate 'shop/other' writes to Secret 'shop/tls', and so does Certificate 'shop/main'"],
      },
    ],
    passes: [
      { name: 'one Certificate', manifests: all(certificate(CERTIFICATE), issuer) },
      {
        name: 'a Secret for each',
        manifests: all(
          certificate(CERTIFICATE),
          certificate(CERTIFICATE.replace('tls', 'b')).replace('name: main, namespace', 'name: other, namespace'),
          issuer,
        ),
      },
    ],
  },
  'monitor-selects-nothing': {
    fails: [
      {
        name: 'a label that the Service does not have',
        manifests: all(monitor('app: web', 'http'), service, web),
        found: ["ServiceMonitor 'shop/main' selects app=web, and no Service of shop matches"],
      },
      {
        name: 'a port that the Service does not have',
        manifests: all(monitor('app: web', 'metrics'), labelled, web),
        found: ["ServiceMonitor 'shop/main' has the port 'metrics', and no selected Service has a port of that name"],
      },
    ],
    passes: [
      { name: 'a Service with the label and the port', manifests: all(monitor('app: web', 'http'), labelled, web) },
      {
        name: 'Services of any namespace',
        manifests: all(monitor('app: web', 'http').replace('endpoints', 'namespaceSelector: { any: true }, endpoints')),
      },
    ],
  },
};
