import { Cases, RuleCases } from './case';
import { deployment, MANIFEST, service } from './pieces';
import { object as objectThing, part } from '../../../src/inventory/thing.rules';

const env = (source: string) => `env: [{ name: VALUE, valueFrom: { ${source} } }]`;
const account = (name: string) => MANIFEST('v1', 'ServiceAccount', name, '');
const configMap = (name: string, data: string = '{ key: a }') => MANIFEST('v1', 'ConfigMap', name, `data: ${data}`);

/** A name that leads nowhere in one case; where it leads somewhere, or is somebody else's, in the others. */
const named = (wrong: { name: string; manifests: string; found: string }, ...passes: RuleCases['passes']): RuleCases => ({ fails: [{ ...wrong, found: [wrong.found] }], passes });

export const NAMES: Cases = {
  'config-map-missing': named(
    { name: 'the ConfigMap has another name', manifests: `${deployment({ container: env('configMapKeyRef: { name: settings, key: key }') })}\n---\n${configMap('setting')}`, found: "Deployment 'shop/web' names ConfigMap 'shop/settings', which nobody provides" },
    { name: 'it is optional', manifests: deployment({ container: 'envFrom: [{ configMapRef: { name: settings, optional: true } }]' }) },
    { name: 'the root certificate, which Kubernetes makes', manifests: deployment({ pod: 'volumes: [{ name: ca, projected: { sources: [{ configMap: { name: kube-root-ca.crt } }] } }]' }) },
    { name: 'it is declared', manifests: deployment({ container: env('configMapKeyRef: { name: settings, key: key }') }), facts: { external: [objectThing('', 'ConfigMap', 'sett*', 'shop')] } },
  ),
  'secret-missing': named(
    { name: 'a Secret that somebody meant to make by hand', manifests: deployment({ container: env('secretKeyRef: { name: database, key: password }') }), found: "Deployment 'shop/web' names Secret 'shop/database', which nobody provides" },
    { name: 'one that External Secrets writes', manifests: `${deployment({ container: env('secretKeyRef: { name: database, key: password }') })}\n---\n${MANIFEST('external-secrets.io/v1', 'ExternalSecret', 'db', 'spec: { target: { name: database } }')}` },
    { name: 'one that cert-manager writes', manifests: `${deployment({ pod: 'volumes: [{ name: tls, secret: { secretName: web-tls } }]' })}\n---\n${MANIFEST('cert-manager.io/v1', 'Certificate', 'web', 'spec: { secretName: web-tls }')}` },
    {
      name: 'one that a Job may make',
      manifests: [
        deployment({ pod: 'volumes: [{ name: tls, secret: { secretName: web-tls } }]' }), account('setup'),
        MANIFEST('rbac.authorization.k8s.io/v1', 'Role', 'setup', 'rules: [{ apiGroups: [""], resources: [secrets], verbs: [get, create] }]'),
        MANIFEST('rbac.authorization.k8s.io/v1', 'RoleBinding', 'setup', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: setup }\nsubjects: [{ kind: ServiceAccount, name: setup, namespace: shop }]'),
      ].join('\n---\n'),
    },
  ),
  'config-key-missing': named(
    { name: 'a letter is missing in the key', manifests: `${deployment({ container: env('configMapKeyRef: { name: settings, key: curency }') })}\n---\n${configMap('settings', '{ currency: EUR }')}`, found: "Deployment 'shop/web' names the key 'curency' of ConfigMap 'shop/settings', which has currency" },
    { name: 'a key of binary data', manifests: `${deployment({ pod: 'volumes: [{ name: v, configMap: { name: settings, items: [{ key: logo, path: logo.png }] } }]' })}\n---\n${MANIFEST('v1', 'ConfigMap', 'settings', 'binaryData: { logo: aGk= }')}` },
    { name: 'an optional key', manifests: `${deployment({ container: env('configMapKeyRef: { name: settings, key: curency, optional: true }') })}\n---\n${configMap('settings', '{ currency: EUR }')}` },
    { name: 'a ConfigMap that is made empty and filled by a controller', manifests: `${deployment({ container: env('configMapKeyRef: { name: settings, key: a }') })}\n---\n${MANIFEST('v1', 'ConfigMap', 'settings', '')}` },
  ),
  'service-account-missing': named(
    { name: 'the account has another name', manifests: `${deployment({ pod: 'serviceAccountName: web' })}\n---\n${account('website')}`, found: "Deployment 'shop/web' names ServiceAccount 'shop/web', which nobody provides" },
    { name: 'the account that every namespace has', manifests: deployment({ pod: 'serviceAccountName: default' }) },
    { name: 'it stands beside', manifests: `${deployment({ pod: 'serviceAccountName: web' })}\n---\n${account('web')}` },
  ),
  'priority-class-missing': named(
    { name: 'a class that no manifest makes', manifests: deployment({ pod: 'priorityClassName: business' }), found: "Deployment 'shop/web' names PriorityClass 'business', which nobody provides" },
    { name: 'one of Kubernetes', manifests: deployment({ pod: 'priorityClassName: system-cluster-critical' }) },
    { name: 'it is made here', manifests: `${deployment({ pod: 'priorityClassName: business' })}\n---\napiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: { name: business }\nvalue: 1000` },
  ),
  'runtime-class-missing': named(
    { name: 'gVisor, which nobody installs', manifests: deployment({ pod: 'runtimeClassName: gvisor' }), found: "Deployment 'shop/web' names RuntimeClass 'gvisor', which nobody provides" },
    { name: 'it is made here', manifests: `${deployment({ pod: 'runtimeClassName: gvisor' })}\n---\napiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: { name: gvisor }\nhandler: runsc` },
    { name: 'none is named', manifests: deployment({}) },
  ),
  'storage-class-missing': named(
    { name: 'a class of another cloud', manifests: `${deployment({ pod: 'volumes: [{ name: d, persistentVolumeClaim: { claimName: data } }]', more: 'strategy: { type: Recreate }', replicas: 1 })}\n---\n${MANIFEST('v1', 'PersistentVolumeClaim', 'data', 'spec: { storageClassName: premium, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }')}`, found: "PersistentVolumeClaim 'shop/data' names StorageClass 'premium', which nobody provides" },
    { name: 'the class that EKS makes', manifests: `${deployment({ pod: 'volumes: [{ name: d, persistentVolumeClaim: { claimName: data } }]', more: 'strategy: { type: Recreate }', replicas: 1 })}\n---\n${MANIFEST('v1', 'PersistentVolumeClaim', 'data', 'spec: { storageClassName: gp2, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }')}` },
    { name: 'a class that is declared', manifests: MANIFEST('v1', 'PersistentVolumeClaim', 'data', 'spec: { storageClassName: fast, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }'), facts: { external: [objectThing('storage.k8s.io', 'StorageClass', 'fast')] } },
  ),
  'attributes-class-missing': named(
    { name: 'a class of attributes that nobody makes', manifests: MANIFEST('v1', 'PersistentVolumeClaim', 'data', 'spec: { storageClassName: gp2, volumeAttributesClassName: gold, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }'), found: "PersistentVolumeClaim 'shop/data' names VolumeAttributesClass 'gold', which nobody provides" },
    { name: 'it is made here', manifests: `${MANIFEST('v1', 'PersistentVolumeClaim', 'data', 'spec: { storageClassName: gp2, volumeAttributesClassName: gold, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }')}\n---\napiVersion: storage.k8s.io/v1\nkind: VolumeAttributesClass\nmetadata: { name: gold }\ndriverName: ebs.csi.aws.com` },
    { name: 'none is named', manifests: MANIFEST('v1', 'PersistentVolumeClaim', 'data', 'spec: { storageClassName: gp2, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }') },
  ),
  'claim-missing': named(
    { name: 'the claim has another name', manifests: deployment({ pod: 'volumes: [{ name: d, persistentVolumeClaim: { claimName: data } }]' }), found: "Deployment 'shop/web' names PersistentVolumeClaim 'shop/data', which nobody provides" },
    { name: 'templates of a StatefulSet are claims', manifests: `${MANIFEST('apps/v1', 'StatefulSet', 'db', 'spec: { serviceName: db, selector: { matchLabels: { app: db } }, template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: "r/db:1", volumeMounts: [{ name: data, mountPath: /data }] }] } }, volumeClaimTemplates: [{ metadata: { name: data }, spec: { storageClassName: gp2, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } }] }')}\n---\n${MANIFEST('v1', 'Service', 'db', 'spec: { clusterIP: None, selector: { app: db }, ports: [{ port: 5432 }] }')}` },
    { name: 'a volume that lives with its pod', manifests: deployment({ pod: 'volumes: [{ name: d, ephemeral: { volumeClaimTemplate: { spec: { storageClassName: gp2, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } } } }]' }) },
  ),
  'role-missing': named(
    { name: 'the name of the role is misspelled', manifests: `${account('web')}\n---\n${MANIFEST('rbac.authorization.k8s.io/v1', 'RoleBinding', 'web', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: raeder }\nsubjects: [{ kind: ServiceAccount, name: web, namespace: shop }]')}`, found: "RoleBinding 'shop/web' names Role 'shop/raeder', which nobody provides" },
    { name: 'a role of Kubernetes', manifests: `${account('web')}\n---\n${MANIFEST('rbac.authorization.k8s.io/v1', 'RoleBinding', 'web', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }\nsubjects: [{ kind: ServiceAccount, name: web, namespace: shop }]')}` },
    { name: 'a role that the API server makes', manifests: `${account('web')}\n---\n${MANIFEST('rbac.authorization.k8s.io/v1', 'RoleBinding', 'web', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:auth-delegator" }\nsubjects: [{ kind: ServiceAccount, name: web, namespace: shop }]')}` },
  ),
  'subject-missing': named(
    { name: 'the account is in another namespace', manifests: `${account('web')}\n---\n${MANIFEST('rbac.authorization.k8s.io/v1', 'RoleBinding', 'web', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }\nsubjects: [{ kind: ServiceAccount, name: website, namespace: shop }]')}`, found: "RoleBinding 'shop/web' is for ServiceAccount 'shop/website', which nobody makes" },
    { name: 'people are not made here', manifests: MANIFEST('rbac.authorization.k8s.io/v1', 'RoleBinding', 'web', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }\nsubjects: [{ kind: Group, apiGroup: rbac.authorization.k8s.io, name: developers }]') },
    { name: 'it is made here', manifests: `${account('web')}\n---\n${MANIFEST('rbac.authorization.k8s.io/v1', 'RoleBinding', 'web', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }\nsubjects: [{ kind: ServiceAccount, name: web, namespace: shop }]')}` },
  ),
  'scale-target-missing': named(
    { name: 'the Deployment has another name', manifests: `${deployment({ replicas: null })}\n---\n${MANIFEST('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', 'spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: website } }')}`, found: "HorizontalPodAutoscaler 'shop/web' scales Deployment 'shop/website', which nobody makes" },
    { name: 'it is there', manifests: `${deployment({ replicas: null })}\n---\n${MANIFEST('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', 'spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }')}` },
    { name: 'a kind of an operator', manifests: MANIFEST('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', 'spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web } }') },
  ),
  'metrics-missing': {
    fails: [{ name: 'an autoscaler in a cluster without metrics-server', without: ['part metrics'], manifests: `${deployment({ replicas: null, container: 'resources: { requests: { cpu: 100m } }' })}\n---\n${MANIFEST('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', 'spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } } }] }')}`, found: ["HorizontalPodAutoscaler 'shop/web' scales on cpu or memory, and nobody installs the metrics API"] }],
    passes: [
      { name: 'metrics of somebody else', without: ['part metrics'], manifests: `${deployment({ replicas: null })}\n---\n${MANIFEST('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', 'spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, metrics: [{ type: External, external: { metric: { name: queue }, target: { type: Value, value: "5" } } }] }')}` },
      { name: 'it is installed', manifests: `${deployment({ replicas: null, container: 'resources: { requests: { cpu: 100m } }' })}\n---\n${MANIFEST('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', 'spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } } }] }')}` },
    ],
  },
  'namespace-missing': {
    fails: [{ name: 'by addManifest, which makes no namespace', without: ['object /Namespace /shop'], manifests: configMap('settings'), found: ["ConfigMap 'shop/settings' names Namespace 'shop', which nobody provides"] }],
    passes: [
      { name: 'it is made beside', without: ['object /Namespace /shop'], manifests: `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n---\n${configMap('settings')}` },
      { name: 'one that every cluster has', without: ['object /Namespace /kube-system'], manifests: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: kube-system }\ndata: { a: b }' },
    ],
  },
  'kind-missing': {
    fails: [{ name: 'a ServiceMonitor, and no Prometheus operator', without: ['kind monitoring.coreos.com/ServiceMonitor'], manifests: MANIFEST('monitoring.coreos.com/v1', 'ServiceMonitor', 'web', 'spec: {}'), found: ["ServiceMonitor 'shop/web' needs the kind ServiceMonitor of monitoring.coreos.com, which nobody provides"] }],
    passes: [
      { name: 'its definition stands beside', without: ['kind example.com/Order'], manifests: `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: orders.example.com }\nspec: { group: example.com, scope: Namespaced, names: { kind: Order, plural: orders }, versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }] }\n---\n${MANIFEST('example.com/v1', 'Order', 'a', 'spec: {}')}` },
      { name: 'a kind that EKS installs', manifests: 'apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\nmetadata: { name: eu-west-1a }\nspec: { subnet: subnet-1 }' },
    ],
  },
  'ingress-class-missing': named(
    { name: 'ingress-nginx, which nobody installs', manifests: `${service({})}\n---\n${MANIFEST('networking.k8s.io/v1', 'Ingress', 'web', 'spec: { ingressClassName: nginx, defaultBackend: { service: { name: web, port: { number: 80 } } } }')}`, found: "Ingress 'shop/web' names IngressClass 'nginx', which nobody provides" },
    { name: 'the class of the controller', manifests: `${service({})}\n---\n${MANIFEST('networking.k8s.io/v1', 'Ingress', 'web', 'spec: { ingressClassName: alb, defaultBackend: { service: { name: web, port: { number: 80 } } } }')}` },
    { name: 'a class that is made here', manifests: `${service({})}\n---\napiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: nginx }\nspec: { controller: k8s.io/ingress-nginx }\n---\n${MANIFEST('networking.k8s.io/v1', 'Ingress', 'web', 'spec: { ingressClassName: nginx, defaultBackend: { service: { name: web, port: { number: 80 } } } }')}` },
  ),
  'gateway-class-missing': named(
    { name: 'a Gateway, and no class', manifests: MANIFEST('gateway.networking.k8s.io/v1', 'Gateway', 'web', 'spec: { gatewayClassName: alb, listeners: [{ name: http, port: 80, protocol: HTTP }] }'), found: "Gateway 'shop/web' names GatewayClass 'alb', which nobody provides" },
    { name: 'its class stands beside', manifests: `${MANIFEST('gateway.networking.k8s.io/v1', 'Gateway', 'web', 'spec: { gatewayClassName: alb, listeners: [{ name: http, port: 80, protocol: HTTP }] }')}\n---\napiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata: { name: alb }\nspec: { controllerName: gateway.k8s.aws/alb }` },
    { name: 'it is declared', manifests: MANIFEST('gateway.networking.k8s.io/v1', 'Gateway', 'web', 'spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }'), facts: { external: [objectThing('gateway.networking.k8s.io', 'GatewayClass', 'istio')] } },
  ),
  'load-balancer-controller-missing': {
    fails: [{ name: 'a Service of its class, and no controller', without: ['part load-balancer-webhook'], manifests: service({ more: 'type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb' }), found: ["Service 'shop/web' asks for a Network Load Balancer, and nobody installs the controller"] }],
    passes: [
      { name: 'the controller is there', manifests: service({ more: 'type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb' }) },
      { name: 'a class of somebody else', without: ['part load-balancer-webhook'], manifests: service({ more: 'type: LoadBalancer, loadBalancerClass: tailscale' }) },
    ],
  },
  'awaited-object-missing': {
    fails: [{ name: 'the address of a Service that is not in the chart', facts: { absent: [{ path: 'App/Address', value: { thing: objectThing('', 'Service', 'web', 'shop') } }] }, found: ["it reads the address of Service 'shop/web', which nobody makes"] }],
    passes: [
      { name: 'nothing is awaited', manifests: service({}) },
      { name: 'something else that is absent', facts: { absent: [{ path: 'App/Cluster', value: { thing: part('cluster-dns') } }] } },
    ],
  },
  'duplicate-object': {
    fails: [{ name: 'two charts bring the same ConfigMap', manifests: `${configMap('settings')}\n---\n${configMap('settings')}`, found: ["ConfigMap 'shop/settings' stands in the same chart twice"] }],
    passes: [
      { name: 'one name in two namespaces', manifests: `${configMap('settings')}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: office }\ndata: { a: b }` },
      { name: 'one name of two kinds', manifests: `${configMap('settings')}\n---\n${account('settings')}` },
    ],
  },
  'service-missing': named(
    { name: 'an Ingress to a Service that was renamed', manifests: `${service({})}\n---\n${MANIFEST('networking.k8s.io/v1', 'Ingress', 'web', 'spec: { ingressClassName: alb, defaultBackend: { service: { name: website, port: { number: 80 } } } }')}`, found: "Ingress 'shop/web' names Service 'shop/website', which nobody provides" },
    { name: 'an action of the load balancer', manifests: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web, namespace: shop, annotations: { alb.ingress.kubernetes.io/actions.home: \'{"type":"fixed-response","fixedResponseConfig":{"contentType":"text/plain","statusCode":"404"}}\' } }\nspec: { ingressClassName: alb, defaultBackend: { service: { name: home, port: { name: use-annotation } } } }' },
    { name: 'a Service without a selector', manifests: `${MANIFEST('v1', 'Service', 'web', 'spec: { ports: [{ port: 80 }] }')}\n---\n${MANIFEST('networking.k8s.io/v1', 'Ingress', 'web', 'spec: { ingressClassName: alb, defaultBackend: { service: { name: web, port: { number: 80 } } } }')}` },
  ),
  'service-port-missing': named(
    { name: 'an Ingress to the port of the container', manifests: `${service({})}\n---\n${MANIFEST('networking.k8s.io/v1', 'Ingress', 'web', 'spec: { ingressClassName: alb, defaultBackend: { service: { name: web, port: { number: 8080 } } } }')}`, found: "Ingress 'shop/web' leads to port 8080 of Service 'shop/web', which has 80 http" },
    { name: 'by its name', manifests: `${service({})}\n---\n${MANIFEST('networking.k8s.io/v1', 'Ingress', 'web', 'spec: { ingressClassName: alb, defaultBackend: { service: { name: web, port: { name: http } } } }')}` },
    { name: 'a webhook without a port means 443', manifests: `${MANIFEST('v1', 'Service', 'hook', 'spec: { ports: [{ port: 443 }] }')}\n---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: { name: hook }\nwebhooks: [{ name: a.example.com, sideEffects: None, admissionReviewVersions: [v1], clientConfig: { service: { name: hook, namespace: shop } } }]` },
  ),
  'target-port-missing': named(
    { name: 'the port of the container has another name', manifests: `${deployment({ container: 'ports: [{ name: web, containerPort: 8080 }]' })}\n---\n${service({})}`, found: "Service 'shop/web' leads to the port 'http', and the pods of Deployment 'shop/web' have web" },
    { name: 'the name is there', manifests: `${deployment({ container: 'ports: [{ name: http, containerPort: 8080 }]' })}\n---\n${service({})}` },
    { name: 'by number, which containers need not list', manifests: `${deployment({})}\n---\n${MANIFEST('v1', 'Service', 'web', 'spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }')}` },
  ),
  'probe-port-missing': named(
    { name: 'a probe of a port without that name', manifests: deployment({ container: 'ports: [{ containerPort: 8080 }], readinessProbe: { httpGet: { path: /, port: http } }' }), found: "container 'web' of Deployment 'shop/web' is probed (readinessProbe) on the port 'http', which it does not have" },
    { name: 'by number', manifests: deployment({ container: 'readinessProbe: { httpGet: { path: /, port: 8080 } }' }) },
    { name: 'by the name that it has', manifests: deployment({ container: 'ports: [{ name: http, containerPort: 8080 }], livenessProbe: { tcpSocket: { port: http } }' }) },
  ),
  'volume-undefined': named(
    { name: 'the volume has another name', manifests: deployment({ container: 'volumeMounts: [{ name: data, mountPath: /data }]', pod: 'volumes: [{ name: dta, emptyDir: {} }]' }), found: "container 'web' of Deployment 'shop/web' mounts the volume 'data', and the pod has dta" },
    { name: 'it is there', manifests: deployment({ container: 'volumeMounts: [{ name: data, mountPath: /data }]', pod: 'volumes: [{ name: data, emptyDir: {} }]' }) },
    { name: 'one volume in two places', manifests: deployment({ container: 'volumeMounts: [{ name: data, mountPath: /a, subPath: a }, { name: data, mountPath: /b, subPath: b }]', pod: 'volumes: [{ name: data, emptyDir: {} }]' }) },
  ),
  'selector-mismatch': {
    fails: [{ name: 'the label in the template is misspelled', manifests: MANIFEST('apps/v1', 'Deployment', 'web', 'spec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: wbe } }, spec: { containers: [{ name: web, image: "r/web:1" }] } } }'), found: ["Deployment 'shop/web' selects app=web, and its pods have app=wbe"] }],
    passes: [
      { name: 'pods with more labels', manifests: MANIFEST('apps/v1', 'Deployment', 'web', 'spec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web, tier: a } }, spec: { containers: [{ name: web, image: "r/web:1" }] } } }') },
      { name: 'by an expression', manifests: MANIFEST('apps/v1', 'Deployment', 'web', 'spec: { selector: { matchExpressions: [{ key: app, operator: In, values: [web, api] }] }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: "r/web:1" }] } } }') },
    ],
  },
  'selects-nothing': named(
    { name: 'the Service selects a label that no pod has', manifests: `${deployment({})}\n---\n${MANIFEST('v1', 'Service', 'web', 'spec: { selector: { app: website }, ports: [{ port: 80 }] }')}`, found: "Service 'shop/web' selects app=website, and no pods of the namespace have that" },
    { name: 'one pod of a StatefulSet, by the label that Kubernetes gives it', manifests: `${deployment({})}\n---\n${MANIFEST('v1', 'Service', 'web', 'spec: { selector: { app: web, statefulset.kubernetes.io/pod-name: web-0 }, ports: [{ port: 80 }] }')}` },
    { name: 'a Service without a selector', manifests: MANIFEST('v1', 'Service', 'web', 'spec: { ports: [{ port: 80 }] }') },
    { name: 'pods that an operator makes', manifests: `${MANIFEST('postgresql.cnpg.io/v1', 'Cluster', 'db', 'spec: {}')}\n---\n${MANIFEST('v1', 'Service', 'db', 'spec: { selector: { cnpg.io/cluster: db }, ports: [{ port: 5432 }] }')}` },
  ),
  'governing-service-missing': named(
    { name: 'a StatefulSet without its Service', manifests: MANIFEST('apps/v1', 'StatefulSet', 'db', 'spec: { serviceName: db, selector: { matchLabels: { app: db } }, template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: "r/db:1" }] } } }'), found: "StatefulSet 'shop/db' names the Service 'db', which nobody makes" },
    { name: 'the Service is there', manifests: `${MANIFEST('apps/v1', 'StatefulSet', 'db', 'spec: { serviceName: db, selector: { matchLabels: { app: db } }, template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: "r/db:1" }] } } }')}\n---\n${MANIFEST('v1', 'Service', 'db', 'spec: { clusterIP: None, selector: { app: db }, ports: [{ port: 5432 }] }')}` },
    { name: 'none is named', manifests: MANIFEST('apps/v1', 'StatefulSet', 'db', 'spec: { selector: { matchLabels: { app: db } }, template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: "r/db:1" }] } } }') },
  ),
};
