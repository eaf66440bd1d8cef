import { Cases } from './case';
import { DroppedField } from '../../../src/model/dropped-fields.rules';

const deployment = (
  change: { readonly spec?: string; readonly pod?: string; readonly container?: string; readonly name?: string } = {},
) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${change.name ?? 'web'}, namespace: shop }
spec:
  ${change.spec ?? 'replicas: 2'}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      ${change.pod ?? 'terminationGracePeriodSeconds: 30'}
      containers:
        - name: web
          image: registry.example.com/web:1.0
          readinessProbe: { tcpSocket: { port: 8080 } }
          ${change.container ?? 'ports: [{ containerPort: 8080 }]'}`;

const service = (spec: string) => `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ${spec} }
---
${deployment()}`;

const config = (fields: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\n${fields}`;
const resources = (text: string) => deployment({ container: `resources: { requests: { ${text} } }` });
const SINGLE = 'replicas: 1\n  strategy: { type: Recreate }';
const MOUNTING = 'volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]';
const claim = (storage: string) => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop }
spec: { storageClassName: gp2, accessModes: [ReadWriteOnce], resources: { requests: { storage: ${storage} } } }
---
${deployment({ spec: SINGLE, pod: MOUNTING })}`;

const NULLABLE = 'type: object, properties: { size: { type: string, nullable: true, enum: [small, null], default: null } }';

const exported = (metadata: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop, ${metadata} }\ndata: { A: b }`;

const dropped = (field: Pick<DroppedField, 'pointer' | 'by' | 'instead'>) => ({
  droppedFields: [{ path: 'App/Shop', value: { construct: 'shop/web', className: 'cdk8s-plus-27.k8s.KubeDeployment', ...field } }],
});

export const FORM: Cases = {
  'broken-token': {
    fails: [
      {
        name: 'the first characters of a name that CloudFormation inserts',
        facts: { brokenTokens: [{ path: 'App/Shop', value: { where: 'ConfigMap/settings.data.queue', how: 'cut or changed in case' } }] },
        found: ['ConfigMap/settings.data.queue has a CDK token that was cut or changed in case'],
      },
    ],
    passes: [
      { name: 'a value that CloudFormation inserts', manifests: config('data: { queue: <known-at-deploy> }') },
      { name: 'text that looks like a token', manifests: config('data: { queue: "${Token} $Token[" }') },
    ],
  },
  'field-dropped': {
    fails: [
      {
        name: 'a field of a later Kubernetes version in a JSON patch',
        facts: dropped({ pointer: '/spec/template/spec/resources', by: 'patch' }),
        found: ['shop/web sets spec.template.spec.resources with a JSON patch, and cdk8s-plus-27.k8s.KubeDeployment does not render it'],
      },
      {
        name: 'a patch of the manifest instead of the props',
        facts: dropped({ pointer: '/spec/template/spec/hostPID', by: 'patch', instead: { pointer: '/spec/template/spec/hostPid' } }),
        found: ['shop/web sets spec.template.spec.hostPID with a JSON patch, and cdk8s-plus-27.k8s.KubeDeployment does not render it'],
      },
      {
        name: 'a patch that removes nothing',
        facts: dropped({ pointer: '/spec/template/spec/hostPID', by: 'removal' }),
        found: ["shop/web has JsonPatch.remove('/spec/template/spec/hostPID'), but no such field"],
      },
    ],
    passes: [
      { name: 'all fields are rendered', manifests: config('data: { a: b }'), facts: { droppedFields: [] } },
      {
        name: 'a field of a later version in a manifest',
        manifests: deployment({ pod: 'resources: { requests: { cpu: 1, memory: 1Gi } }' }),
      },
    ],
  },
  'exported-object': {
    fails: [
      {
        name: 'an object of another cluster, as kubectl get -o yaml writes it',
        manifests: exported(
          'creationTimestamp: "2026-11-20T10:00:00Z", resourceVersion: "4711", uid: 6a0d6a2c-1c0c-4b8a-9a38-2f6f9ed1a7a3',
        ),
        found: [
          "ConfigMap 'shop/settings' has metadata.resourceVersion (conflict: the object has been modified), metadata.uid (conflict: the " +
            'object does not exist with this uid)',
        ],
      },
      {
        name: 'managed fields, also an empty list of them',
        manifests: exported('managedFields: []'),
        found: ["ConfigMap 'shop/settings' has metadata.managedFields (rejected: metadata.managedFields must be nil)"],
      },
      {
        name: 'an owner by its uid',
        manifests: exported('ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: web, uid: 6a0d6a2c }]'),
        found: [
          "ConfigMap 'shop/settings' has metadata.ownerReferences (the garbage collector deletes an object none of whose owners exists " +
            'with this uid)',
        ],
      },
    ],
    passes: [
      {
        name: 'fields that the API server ignores',
        manifests: exported(
          'creationTimestamp: "2026-11-20T10:00:00Z", generation: 3, selfLink: /api/v1/namespaces/shop/configmaps/settings',
        ),
      },
      { name: 'fields that are null', manifests: exported('creationTimestamp: null, managedFields: null, uid: null, resourceVersion: ""') },
    ],
  },
  'malformed-object': {
    fails: [
      {
        name: 'a field is misspelled',
        manifests: deployment({ spec: 'replica: 2' }),
        found: ['Deployment \'shop/web\': unknown field "spec.replica" (did you mean "replicas"?)'],
      },
      {
        name: 'volumes stand two levels too far to the left',
        manifests: deployment({ spec: 'volumes: [{ name: data, emptyDir: {} }]' }),
        found: ['Deployment \'shop/web\': unknown field "spec.volumes" (did you mean "spec.template.spec.volumes"?)'],
      },
      {
        name: 'the port of a container stands beside it',
        manifests: deployment({ pod: 'ports: [{ containerPort: 8080 }]' }),
        found: [
          'Deployment \'shop/web\': unknown field "spec.template.spec.ports" (did you mean "spec.template.spec.containers[].ports"?)',
        ],
      },
      {
        name: 'numbers and switches as values of the environment, without quotes',
        manifests: deployment({ container: 'env: [{ name: PORT, value: 8080 }, { name: DEBUG, value: true }]' }),
        found: [
          'Deployment \'shop/web\': invalid type for "spec.template.spec.containers[0].env[0].value": got number 8080, expected ' +
            'string; invalid type for "spec.template.spec.containers[0].env[1].value": got boolean true, expected string',
        ],
      },
      {
        name: 'the environment is a map',
        manifests: deployment({ container: 'env: { PORT: "8080" }' }),
        found: [
          'Deployment \'shop/web\': invalid type for "spec.template.spec.containers[0].env": got object {"PORT":"8080"}, expected ' +
            'array',
        ],
      },
      {
        name: 'replicas in quotes',
        manifests: deployment({ spec: 'replicas: "2"' }),
        found: ['Deployment \'shop/web\': invalid type for "spec.replicas": got string "2", expected integer'],
      },
      {
        name: 'half a pod',
        manifests: deployment({ spec: 'replicas: 1.5' }),
        found: ['Deployment \'shop/web\': invalid type for "spec.replicas": got number 1.5, expected integer'],
      },
      {
        name: 'data of a ConfigMap without quotes',
        manifests: config('data: { PORT: 8080 }'),
        found: ["ConfigMap 'shop/settings': invalid type for \"data['PORT']\": got number 8080, expected string"],
      },
      {
        name: 'a label without quotes',
        manifests: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop, labels: { version: 1.0 } }',
        found: ["ConfigMap 'shop/settings': invalid type for \"metadata.labels['version']\": got number 1, expected string"],
      },
      {
        name: 'an annotation without quotes, on a custom resource',
        manifests:
          'apiVersion: example.com/v1\nkind: Database\nmetadata: { name: orders, namespace: shop, annotations: { ' +
          'example.com/paused: true } }',
        found: [
          "Database 'shop/orders': invalid type for \"metadata.annotations['example.com/paused']\": got boolean true, expected string",
        ],
      },
      {
        name: 'a Deployment of before 2019 has no selector',
        manifests:
          'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\nspec: { template: { metadata: { ' +
          'labels: { app: web } }, spec: { containers: [{ name: web, image: "nginx:1.29" }] } } }',
        found: ['Deployment \'shop/web\': missing required field "spec.selector"'],
      },
      {
        name: 'a path of an Ingress has no pathType',
        manifests:
          'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web, namespace: shop }\nspec: { ingressClassName: ' +
          'alb, rules: [{ http: { paths: [{ path: /, backend: { service: { name: web, port: { number: 80 } } } }] } }] }\n---\n' +
          service('type: NodePort, ports: [{ port: 80, targetPort: 8080 }]'),
        found: ['Ingress \'shop/web\': missing required field "spec.rules[0].http.paths[0].pathType"'],
      },
      {
        name: 'a list with nothing in it but a dash',
        manifests: deployment({ pod: 'tolerations: [null]' }),
        found: ['Deployment \'shop/web\': invalid type for "spec.template.spec.tolerations[0]": got null, expected object'],
      },
      {
        name: 'a protocol in lower case',
        manifests: service('ports: [{ port: 80, targetPort: 8080, protocol: tcp }]'),
        found: ['Service \'shop/web\': spec.ports[0].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"'],
      },
      {
        name: 'a cluster that is newer than the table of fields has it perhaps',
        manifests: deployment({ spec: 'replicaGroups: 2' }),
        facts: { version: '1.37' },
        found: ['Deployment \'shop/web\': unknown field "spec.replicaGroups"'],
      },
    ],
    passes: [
      {
        name: 'rules of a CRD, which API servers omit from version 2 of their OpenAPI description',
        manifests: `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { plural: widgets, singular: widget, kind: Widget, listKind: WidgetList }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            min: { type: integer, x-kubernetes-int-or-string: false }
            max: { type: integer }
          x-kubernetes-validations:
            - rule: self.min <= self.max
              message: min above max
              messageExpression: string(self.min)
              reason: FieldValueInvalid
              fieldPath: .min
              optionalOldSelf: true`,
      },
      { name: 'everything in its place', manifests: deployment() },
      {
        name: 'fields that are null count as not given, as a template engine leaves them',
        manifests: deployment({ spec: 'replicas: null', pod: 'volumes: null\n      securityContext: null', container: 'resources: null' }),
      },
      { name: 'a text that is null is empty', manifests: config('data: { EMPTY: null }') },
      {
        name: 'what CloudFormation fills in',
        manifests: deployment({
          spec: 'replicas: <known-at-deploy>',
          pod: 'tolerations: <known-at-deploy>',
          container: 'env: [{ name: TABLE, value: "arn:<known-at-deploy>" }]',
        }),
      },
      {
        name: 'a port by number and one by name',
        manifests: service('ports: [{ name: web, port: 80, targetPort: 8080 }, { name: same, port: 81, targetPort: http }]').replace(
          '{ containerPort: 8080 }',
          '{ name: http, containerPort: 8080 }',
        ),
      },
      {
        name: 'the spec of a custom resource belongs to its definition',
        manifests:
          'apiVersion: example.com/v1\nkind: Database\nmetadata: { name: orders, namespace: shop }\nspec: { replicas: "2", ' +
          'volume: [1, null] }',
      },
      {
        name: 'an emptied header, which the API server takes',
        manifests: deployment({ container: 'livenessProbe: { httpGet: { path: /, port: 8080, httpHeaders: [{ name: X-Probe }] } }' }),
      },
      {
        name: 'the schema in a definition may name null, and leave out whether a version is stored',
        manifests: `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: databases.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Database, plural: databases }
  versions:
    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { ${NULLABLE} } } }
    - { name: v1alpha1, served: false, schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } } }`,
      },
      {
        name: 'texts with spaces among those that a field may be',
        manifests:
          'apiVersion: certificates.k8s.io/v1\nkind: CertificateSigningRequest\nmetadata: { name: ann }\nspec: { request: Zm9v, ' +
          'signerName: kubernetes.io/kube-apiserver-client, usages: [client auth, digital signature] }',
      },
      { name: 'a status that was exported with the object', manifests: `${deployment()}\nstatus: { whatever: 1 }` },
    ],
  },
  'malformed-quantity': {
    fails: [
      {
        name: 'memory in GB',
        manifests: resources('cpu: 100m, memory: 2GB'),
        found: ['Deployment \'shop/web\': invalid quantity "2GB" for "spec.template.spec.containers[0].resources.requests[\'memory\']"'],
      },
      {
        name: 'a unit in lower case',
        manifests: claim('10gi'),
        found: ['PersistentVolumeClaim \'shop/data\': invalid quantity "10gi" for "spec.resources.requests[\'storage\']"'],
      },
      {
        name: 'a space before the unit',
        manifests: resources('memory: 512 Mi'),
        found: ['Deployment \'shop/web\': invalid quantity "512 Mi" for "spec.template.spec.containers[0].resources.requests[\'memory\']"'],
      },
      {
        name: 'a limit of cores in words',
        manifests: resources('cpu: 2 cores'),
        found: ['Deployment \'shop/web\': invalid quantity "2 cores" for "spec.template.spec.containers[0].resources.requests[\'cpu\']"'],
      },
      {
        name: 'an empty text',
        manifests: resources('cpu: ""'),
        found: ['Deployment \'shop/web\': invalid quantity "" for "spec.template.spec.containers[0].resources.requests[\'cpu\']"'],
      },
      {
        name: 'the K of kilo is small',
        manifests: resources('memory: 1000K'),
        found: ['Deployment \'shop/web\': invalid quantity "1000K" for "spec.template.spec.containers[0].resources.requests[\'memory\']"'],
      },
    ],
    passes: [
      { name: 'fractions, millis and binary units', manifests: resources('cpu: 0.5, memory: 1.5Gi, ephemeral-storage: 1e9') },
      { name: 'a number without a unit, and half a unit', manifests: resources('cpu: 1, memory: .5Gi, ephemeral-storage: 1E9') },
      { name: 'spaces around it', manifests: resources('cpu: " 250m "') },
      { name: 'what CloudFormation fills in', manifests: claim('<known-at-deploy>Gi') },
      { name: 'nothing at all', manifests: resources('cpu: 100m, memory: null') },
      { name: 'a text like a quantity where a text belongs', manifests: config('data: { MEMORY: 2GB }') },
    ],
  },
  'unreadable-object': {
    fails: [
      {
        name: 'the path of a file instead of what is in it',
        manifests: 'manifests/web.yaml',
        found: ['the manifest is the string "manifests/web.yaml"'],
      },
      {
        name: 'the values of a chart',
        manifests: 'replicaCount: 2\nimage: { tag: "1.0" }',
        found: ['the manifest has no apiVersion and no kind'],
      },
      {
        name: 'apiVersion is misspelled',
        manifests: 'apiversion: v1\nkind: ConfigMap\nmetadata: { name: settings }',
        found: ['the manifest (ConfigMap settings) has no apiVersion'],
      },
      {
        name: 'one of a List is empty',
        manifests:
          'kind: List\napiVersion: v1\nitems:\n  - ' +
          `${JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } })}\n  - null`,
        found: ['object 2 of the manifest is empty'],
      },
    ],
    passes: [
      {
        name: 'a List of objects',
        manifests:
          'kind: List\napiVersion: v1\nitems: ' +
          `[${JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } })}]`,
      },
      {
        name: 'two documents, and a comment between them',
        manifests: `${config('data: { A: b }')}\n---\n# nothing here\n---\n${deployment()}`,
      },
      { name: 'an empty List', manifests: 'kind: List\napiVersion: v1\nitems: []' },
    ],
  },
};
