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
};
