import { Cases, Given } from './case';
import { all, declares, forAll, inShop, known, RBAC } from './given';

const pod = (container: string, volumes: string = '') =>
  `{ volumes: [${volumes}], containers: [{ name: main, image: "registry.example.com/web:1.0", resources: { requests: { cpu: 100m ` +
  `} }, ${container} }] }`;
const web = (container: string = '', volumes: string = '') =>
  inShop(
    'apps/v1',
    'Deployment',
    'web',
    `spec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: ${pod(container, volumes)} } }`,
  );
const statefulSet = (templates: string, container: string = '') =>
  inShop(
    'apps/v1',
    'StatefulSet',
    'db',
    `spec:
  selector: { matchLabels: { app: db } }
  template: { metadata: { labels: { app: db } }, spec: ${pod(container)} }
  volumeClaimTemplates: ${templates}`,
  );
const env = (...variables: readonly string[]) => web(`env: [${variables.join(', ')}]`);
const envFrom = (source: string) => web(`envFrom: [${source}]`);
const mounted = (volume: string) => web('volumeMounts: [{ name: data, mountPath: /data }]', `{ name: data, ${volume} }`);
const ofKey = (kind: 'configMap' | 'secret', name: string, key: string, more: string = '') =>
  `{ name: VALUE, valueFrom: { ${kind}KeyRef: { name: ${name}, key: ${key}${more} } } }`;
const backup = (pvc: string) =>
  inShop(
    'batch/v1',
    'CronJob',
    'backup',
    'spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template: { spec: { restartPolicy: Never, volumes: [{ name: data, ' +
      `persistentVolumeClaim: { claimName: ${pvc} } }], containers: [{ name: main, image: "registry.example.com/backup:1.0", ` +
      'volumeMounts: [{ name: data, mountPath: /data }] }] } } } } }',
  );

const configMap = (name: string, data: string) => inShop('v1', 'ConfigMap', name, data);
const secret = (name: string, data: string) => inShop('v1', 'Secret', name, data);
const release = (chart: string, values: unknown): Given => ({
  resources: { 'App/Cluster': ['AWS::EKS::Cluster', {}] },
  facts: { helmReleases: [{ path: 'App/It', value: { release: 'it', chart, repository: '', values } }] },
});
const loginBy = (type: string) =>
  all(
    `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations:
    alb.ingress.kubernetes.io/target-type: ip
    alb.ingress.kubernetes.io/listen-ports: '[{"HTTPS": 443}]'
    alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:eu-west-1:111122223333:certificate/1
    alb.ingress.kubernetes.io/auth-type: ${type}
    alb.ingress.kubernetes.io/auth-idp-oidc: >-
      {"issuer":"https://id.example.com","authorizationEndpoint":"https://id.example.com/a","tokenEndpoint":"https://id.example.com/t",
      "userInfoEndpoint":"https://id.example.com/u","secretName":"login"}
spec: { ingressClassName: alb, defaultBackend: { service: { name: web, port: { number: 80 } } } }`,
    inShop('v1', 'Service', 'web', 'spec: { ports: [{ port: 80 }] }'),
  );
const client = (namespace: string) =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: login, namespace: ${namespace} }\ndata: { clientID: ${known}, clientSecret: ${known} }`;
const external = (spec: string, name: string = 'login') =>
  inShop('external-secrets.io/v1', 'ExternalSecret', name, `spec: { secretStoreRef: { name: main }, ${spec} }`);
const provider = (secretName: string) =>
  inShop(
    'secrets-store.csi.x-k8s.io/v1',
    'SecretProviderClass',
    'main',
    `spec: { provider: aws, parameters: { objects: "[]" }, secretObjects: [{ secretName: ${secretName}, type: Opaque, ` +
      'data: [{ key: password, objectName: db }] }] }',
  );
const settings = configMap('settings', 'data: { LOG_LEVEL: info }');

const claim = (name: string, more: string) =>
  inShop('v1', 'PersistentVolumeClaim', name, `spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 8Gi } }, ${more} }`);
const template = (more: string) =>
  `[{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 8Gi } }, ${more} } }]`;
const gp3 = forAll('storage.k8s.io/v1', 'StorageClass', 'gp3', 'provisioner: ebs.csi.aws.com\nvolumeBindingMode: WaitForFirstConsumer');
const fast = forAll('storage.k8s.io/v1', 'VolumeAttributesClass', 'fast', 'driverName: ebs.csi.aws.com\nparameters: { iops: "6000" }');
const volume = (more: string) =>
  forAll('v1', 'PersistentVolume', 'files', `spec: { capacity: { storage: 8Gi }, accessModes: [ReadWriteOnce], ${more} }`);
const onEfs = 'csi: { driver: efs.csi.aws.com, volumeHandle: fs-1 }';

/** Something in the namespace that may create a resource. */
const writer = (resource: string) =>
  all(
    inShop('v1', 'ServiceAccount', 'setup'),
    inShop(RBAC, 'Role', 'setup', `rules: [{ apiGroups: [""], resources: [${resource}], verbs: [get, create] }]`),
    inShop(
      RBAC,
      'RoleBinding',
      'setup',
      'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: setup }\nsubjects: [{ kind: ServiceAccount, name: ' +
        'setup, namespace: shop }]',
    ),
  );
const reader = (resource: string) => writer(resource).replace('[get, create]', '[get, list, update, patch]');

/** What pods read and write. */
export const DATA: Cases = {
  'attributes-class-missing': {
    fails: [
      {
        name: 'a PVC of a VolumeAttributesClass that does not exist',
        manifests: all(gp3, claim('data', 'storageClassName: gp3, volumeAttributesClassName: fast'), backup('data')),
        found: ["PersistentVolumeClaim 'shop/data' references VolumeAttributesClass 'fast', which does not exist"],
      },
      {
        name: 'in the template of a StatefulSet',
        manifests: all(gp3, fast, statefulSet(template('storageClassName: gp3, volumeAttributesClassName: faster'))),
        found: ["StatefulSet 'shop/db' references VolumeAttributesClass 'faster', which does not exist"],
      },
    ],
    passes: [
      {
        name: 'the class stands beside',
        manifests: all(gp3, fast, statefulSet(template('storageClassName: gp3, volumeAttributesClassName: fast'))),
      },
      {
        name: 'no attributes, and such that are known at deploy',
        manifests: all(
          gp3,
          statefulSet(template('storageClassName: gp3')),
          statefulSet(template(`storageClassName: gp3, volumeAttributesClassName: ${known}`)).replaceAll('db', 'cache'),
        ),
      },
      {
        name: 'one that is declared',
        manifests: all(gp3, statefulSet(template('storageClassName: gp3, volumeAttributesClassName: fast'))),
        facts: declares('storage.k8s.io', 'VolumeAttributesClass', 'fast'),
      },
    ],
  },
  'claim-missing': {
    fails: [
      {
        name: 'the claim has another name',
        manifests: all(mounted('persistentVolumeClaim: { claimName: files }')),
        found: ["Deployment 'shop/web' references PersistentVolumeClaim 'shop/files', which does not exist"],
      },
      {
        name: 'the template of a StatefulSet, without its number',
        manifests: all(gp3, statefulSet(template('storageClassName: gp3')), backup('data-db')),
        found: ["CronJob 'shop/backup' references PersistentVolumeClaim 'shop/data-db', which does not exist"],
      },
      {
        name: 'a copy of a claim that is not there',
        manifests: all(
          gp3,
          claim('copy', 'storageClassName: gp3, dataSource: { kind: PersistentVolumeClaim, name: data }'),
          backup('copy'),
        ),
        found: ["PersistentVolumeClaim 'shop/copy' references PersistentVolumeClaim 'shop/data', which does not exist"],
      },
    ],
    passes: [
      {
        name: 'a template that replaces the volume of its name',
        manifests: all(
          gp3,
          statefulSet(template('storageClassName: gp3')).replace(
            'volumes: [',
            'volumes: [{ name: data, persistentVolumeClaim: { claimName: files } }, ',
          ),
        ),
      },
      { name: 'the claim follows in the same manifest', manifests: all(gp3, backup('data'), claim('data', 'storageClassName: gp3')) },
      {
        name: 'a backup of the claim that a StatefulSet makes',
        manifests: all(gp3, statefulSet(template('storageClassName: gp3')), backup('data-db-0')),
      },
      {
        name: 'volumes that are made with the pod',
        manifests: all(
          gp3,
          mounted(
            'ephemeral: { volumeClaimTemplate: { spec: { accessModes: [ReadWriteOnce], storageClassName: gp3, resources: { ' +
              'requests: { storage: 8Gi } } } } }',
          ),
        ),
      },
      {
        name: 'one that is declared, and one that is known at deploy',
        manifests: all(backup('data'), backup(known).replaceAll('backup', 'restore')),
        facts: declares('', 'PersistentVolumeClaim', 'data', 'shop'),
      },
      { name: 'an operator that makes claims', manifests: all(inShop('example.com/v1', 'Database', 'orders'), backup('orders')) },
    ],
  },
  'config-key-missing': {
    fails: [
      {
        name: 'the key is spelled otherwise',
        manifests: all(settings, env(ofKey('configMap', 'settings', 'LOGLEVEL'))),
        found: ["Deployment 'shop/web' references the key 'LOGLEVEL' of ConfigMap 'shop/settings', which has the keys LOG_LEVEL"],
      },
      {
        name: 'a Secret',
        manifests: all(
          secret('login', 'data: { username: "<known-at-deploy>", password: "<known-at-deploy>" }'),
          env(ofKey('secret', 'login', 'user')),
        ),
        found: ["Deployment 'shop/web' references the key 'user' of Secret 'shop/login', which has the keys username, password"],
      },
      {
        name: 'a file of a volume',
        manifests: all(
          configMap('nginx', 'data: { default.conf: "server {}" }'),
          mounted('configMap: { name: nginx, items: [{ key: nginx.conf, path: nginx.conf }] }'),
        ),
        found: ["Deployment 'shop/web' references the key 'nginx.conf' of ConfigMap 'shop/nginx', which has the keys default.conf"],
      },
      {
        name: 'a file of a volume that joins several',
        manifests: all(
          settings,
          mounted('projected: { sources: [{ configMap: { name: settings, items: [{ key: app.yaml, path: app.yaml }] } }] }'),
        ),
        found: ["Deployment 'shop/web' references the key 'app.yaml' of ConfigMap 'shop/settings', which has the keys LOG_LEVEL"],
      },
      {
        name: 'a Secret of an ExternalSecret',
        manifests: all(external('data: [{ secretKey: password, remoteRef: { key: db } }]'), env(ofKey('secret', 'login', 'PASSWORD'))),
        found: ["Deployment 'shop/web' references the key 'PASSWORD' of Secret 'shop/login', which has the keys password"],
      },
      {
        name: 'a Secret of an ExternalSecret with a template',
        manifests: all(
          external('target: { template: { data: { url: "a" } } }, data: [{ secretKey: password, remoteRef: { key: db } }]'),
          env(ofKey('secret', 'login', 'password')),
        ),
        found: ["Deployment 'shop/web' references the key 'password' of Secret 'shop/login', which has the keys url"],
      },
      {
        name: 'a Secret of a SecretProviderClass',
        manifests: all(provider('login'), env(ofKey('secret', 'login', 'user'))),
        found: ["Deployment 'shop/web' references the key 'user' of Secret 'shop/login', which has the keys password"],
      },
    ],
    passes: [
      {
        name: 'keys of what controllers write',
        manifests: all(
          external(
            'target: { template: { mergePolicy: Merge, data: { url: "a" } } }, data: [{ secretKey: password, remoteRef: { key: db } }]',
          ),
          provider('more'),
          env(
            ofKey('secret', 'login', 'password'),
            ofKey('secret', 'login', 'url').replace('VALUE', 'B'),
            ofKey('secret', 'more', 'password').replace('VALUE', 'C'),
          ),
        ),
      },
      {
        name: 'all keys of a secret in AWS',
        manifests: all(external('dataFrom: [{ extract: { key: db } }]'), env(ofKey('secret', 'login', 'user'))),
      },
      {
        name: 'a template of a ConfigMap',
        manifests: all(
          external(
            'target: { template: { templateFrom: [{ configMap: { name: settings, items: [{ key: LOG_LEVEL }] } }] } }, ' +
              'data: [{ secretKey: password, remoteRef: { key: db } }]',
          ),
          settings,
          env(ofKey('secret', 'login', 'user')),
        ),
      },
      {
        name: 'two ExternalSecrets for one Secret',
        manifests: all(
          external('data: [{ secretKey: password, remoteRef: { key: db } }]'),
          external('target: { name: login, creationPolicy: Merge }, data: [{ secretKey: user, remoteRef: { key: db } }]', 'more'),
          env(ofKey('secret', 'login', 'user')),
        ),
      },
      {
        name: 'keys of each kind',
        manifests: all(
          settings,
          secret('login', 'stringData: { username: "<known-at-deploy>" }\ndata: { password: "<known-at-deploy>" }'),
          configMap('logo', 'binaryData: { logo.png: aGk= }'),
          env(
            ofKey('configMap', 'settings', 'LOG_LEVEL'),
            ofKey('secret', 'login', 'username').replace('VALUE', 'B'),
            ofKey('secret', 'login', 'password').replace('VALUE', 'C'),
            ofKey('configMap', 'logo', 'logo.png').replace('VALUE', 'D'),
          ),
        ),
      },
      {
        name: 'a key that may be missing, and one where that is known at deploy',
        manifests: all(
          settings,
          env(
            ofKey('configMap', 'settings', 'EXTRA', ', optional: true'),
            ofKey('configMap', 'settings', 'MORE', `, optional: ${known}`).replace('VALUE', 'B'),
          ),
        ),
      },
      {
        name: 'a Secret that is created empty, to be filled later',
        manifests: all(secret('token', 'type: Opaque'), env(ofKey('secret', 'token', 'token'))),
      },
      {
        name: 'the token of a service account, which Kubernetes writes',
        manifests: all(
          inShop('v1', 'ServiceAccount', 'ci'),
          'apiVersion: v1\nkind: Secret\nmetadata: { name: ci, namespace: shop, annotations: { ' +
            'kubernetes.io/service-account.name: ci } }\ntype: kubernetes.io/service-account-token\ndata: { extra: aGk= }',
          env(ofKey('secret', 'ci', 'token')),
        ),
      },
      {
        name: 'keys that an ExternalSecret adds',
        manifests: all(
          secret('login', 'data: { url: "<known-at-deploy>" }'),
          inShop(
            'external-secrets.io/v1',
            'ExternalSecret',
            'login',
            'spec: { target: { name: login, creationPolicy: Merge }, secretStoreRef: { name: main }, data: [] }',
          ),
          env(ofKey('secret', 'login', 'password')),
        ),
      },
      {
        name: 'data and keys that are known at deploy',
        manifests: all(
          configMap('a', `data: ${known}`),
          configMap('b', `data: { ${known}: x }`),
          settings,
          env(
            ofKey('configMap', 'a', 'KEY'),
            ofKey('configMap', 'b', 'KEY').replace('VALUE', 'B'),
            ofKey('configMap', 'settings', known).replace('VALUE', 'C'),
          ),
        ),
      },
      {
        name: 'a ConfigMap of the same name in another namespace',
        manifests: all(
          settings.replace('namespace: shop', 'namespace: front'),
          configMap('settings', 'data: { MODE: test }'),
          env(ofKey('configMap', 'settings', 'MODE')),
        ),
      },
    ],
  },
  'config-map-missing': {
    fails: [
      {
        name: 'the ConfigMap has another name',
        manifests: all(settings, envFrom('{ configMapRef: { name: setting } }')),
        found: ["Deployment 'shop/web' references ConfigMap 'shop/setting', which does not exist"],
      },
      {
        name: 'it is in another namespace',
        manifests: all(settings.replace('namespace: shop', 'namespace: front'), mounted('configMap: { name: settings }')),
        found: ["Deployment 'shop/web' references ConfigMap 'shop/settings', which does not exist"],
      },
      {
        name: 'in an init container and a Job',
        manifests: inShop(
          'batch/v1',
          'Job',
          'migrate',
          'spec: { template: { spec: { restartPolicy: Never, initContainers: [{ name: wait, image: ' +
            `"registry.example.com/wait:1.0", env: [${ofKey('configMap', 'settings', 'HOST')}] }], containers: [{ name: main, ` +
            'image: "registry.example.com/web:1.0" }] } } }',
        ),
        found: ["Job 'shop/migrate' references ConfigMap 'shop/settings', which does not exist"],
      },
      {
        name: 'a controller that may update ConfigMaps creates none',
        manifests: all(reader('configmaps'), envFrom('{ configMapRef: { name: settings } }')),
        found: ["Deployment 'shop/web' references ConfigMap 'shop/settings', which does not exist"],
      },
    ],
    passes: [
      { name: 'it follows in the same manifest', manifests: all(envFrom('{ configMapRef: { name: settings } }'), settings) },
      {
        name: 'it may be missing',
        manifests: all(
          envFrom('{ configMapRef: { name: overrides, optional: true } }'),
          mounted('configMap: { name: overrides, optional: true }').replaceAll('web', 'api'),
        ),
      },
      {
        name: 'the certificate of the cluster, which is in every namespace',
        manifests: mounted(
          'projected: { sources: [{ configMap: { name: kube-root-ca.crt } }, { serviceAccountToken: { path: token } }, { ' +
            'downwardAPI: { items: [{ path: labels, fieldRef: { fieldPath: metadata.labels } }] } }] }',
        ),
      },
      {
        name: 'what a Job writes that may create ConfigMaps',
        manifests: all(writer('configmaps'), envFrom('{ configMapRef: { name: settings } }')),
      },
      {
        name: 'a bundle of trust-manager, which is in every namespace',
        manifests: all(
          forAll(
            'trust.cert-manager.io/v1alpha1',
            'Bundle',
            'ca',
            'spec: { sources: [{ useDefaultCAs: true }], target: { configMap: { key: ca.pem } } }',
          ),
          mounted('configMap: { name: ca }'),
        ),
      },
      {
        name: 'a role outside of the app, with unknown permissions',
        manifests: all(
          writer('pods').replace('kind: Role, name: setup }', 'kind: ClusterRole, name: team-setup }'),
          envFrom('{ configMapRef: { name: settings } }'),
        ),
        facts: declares('rbac.authorization.k8s.io', 'ClusterRole', 'team-setup'),
      },
      {
        name: 'one that is declared, and one that is known at deploy',
        manifests: all(
          envFrom('{ configMapRef: { name: settings } }'),
          envFrom(`{ configMapRef: { name: ${known} } }`).replaceAll('web', 'api'),
        ),
        facts: declares('', 'ConfigMap', 'settings', 'shop'),
      },
    ],
  },
  'secret-missing': {
    fails: [
      {
        name: 'a password from a Secret that does not exist',
        manifests: env(ofKey('secret', 'login', 'password')),
        found: ["Deployment 'shop/web' references Secret 'shop/login', which does not exist"],
      },
      {
        name: 'the ExternalSecret writes another one',
        manifests: all(
          inShop(
            'external-secrets.io/v1',
            'ExternalSecret',
            'login',
            'spec: { target: { name: shop-login }, secretStoreRef: { name: main }, data: [] }',
          ),
          envFrom('{ secretRef: { name: login } }'),
        ),
        found: ["Deployment 'shop/web' references Secret 'shop/login', which does not exist"],
      },
      {
        name: 'the certificate is in a Secret of another name',
        manifests: all(
          inShop('cert-manager.io/v1', 'Certificate', 'web', 'spec: { secretName: web-tls, issuerRef: { name: main } }'),
          mounted('secret: { secretName: web-cert }'),
        ),
        found: ["Deployment 'shop/web' references Secret 'shop/web-cert', which does not exist"],
      },
      {
        name: 'the ExternalSecret adds to a Secret that does not exist',
        manifests: all(
          inShop(
            'external-secrets.io/v1',
            'ExternalSecret',
            'login',
            'spec: { target: { creationPolicy: Merge }, secretStoreRef: { name: main }, data: [] }',
          ),
          envFrom('{ secretRef: { name: login } }'),
        ),
        found: ["Deployment 'shop/web' references Secret 'shop/login', which does not exist"],
      },
      {
        name: 'the Secret of a login is in another namespace',
        manifests: all(loginBy('oidc'), client('auth')),
        found: ["Ingress 'shop/web' references Secret 'shop/login', which does not exist"],
      },
    ],
    passes: [
      { name: 'the Secret of a login is in the namespace of its Ingress', manifests: all(loginBy('oidc'), client('shop')) },
      { name: 'a login that is off', manifests: loginBy('none') },
      {
        name: 'what controllers write: of ExternalSecret, Certificate, SealedSecret and SecretProviderClass',
        manifests: all(
          inShop('external-secrets.io/v1', 'ExternalSecret', 'a', 'spec: { secretStoreRef: { name: main }, data: [] }'),
          inShop('cert-manager.io/v1', 'Certificate', 'web', 'spec: { secretName: b, issuerRef: { name: main } }'),
          inShop('bitnami.com/v1alpha1', 'SealedSecret', 'c', 'spec: { template: { metadata: { name: other } } }'),
          inShop(
            'secrets-store.csi.x-k8s.io/v1',
            'SecretProviderClass',
            'login',
            'spec: { provider: aws, secretObjects: [{ secretName: d, type: Opaque, data: [] }] }',
          ),
          web(
            ['a', 'b', 'c', 'd']
              .map((name) => `{ secretRef: { name: ${name} } }`)
              .join(', ')
              .replace(/.*/, 'envFrom: [$&]'),
          ),
        ),
      },
      {
        name: 'the certificate that an Ingress asks for',
        manifests: all(
          'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web, namespace: shop, annotations: { ' +
            'cert-manager.io/cluster-issuer: main } }\nspec: { ingressClassName: nginx, ' +
            'tls: [{ hosts: [shop.example.com], secretName: web-tls }], ' +
            'defaultBackend: { resource: { apiGroup: example.com, kind: Bucket, name: web } } }',
          mounted('secret: { secretName: web-tls }'),
        ),
        facts: declares('networking.k8s.io', 'IngressClass', 'nginx'),
      },
      {
        name: 'an ExternalSecret for several namespaces',
        manifests: all(
          forAll(
            'external-secrets.io/v1',
            'ClusterExternalSecret',
            'login',
            'spec: { namespaceSelectors: [{ matchLabels: { team: shop } }], externalSecretSpec: { secretStoreRef: { name: main } } }',
          ),
          envFrom('{ secretRef: { name: login } }'),
        ),
      },
      {
        name: 'what a hook writes that may create Secrets',
        manifests: all(writer('secrets'), mounted('secret: { secretName: admission }')),
      },
      {
        name: 'the Secret of a database, which its operator writes',
        manifests: all(
          inShop('postgresql.cnpg.io/v1', 'Cluster', 'orders', 'spec: { instances: 3 }'),
          env(ofKey('secret', 'orders-app', 'password')),
        ),
      },
      {
        name: 'a release of Flux that deploys elsewhere',
        manifests: all(
          'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: vault, namespace: flux-system }\nspec: { ' +
            'interval: 5m, targetNamespace: shop }',
          envFrom('{ secretRef: { name: vault } }'),
        ),
      },
      {
        name: 'a Secret whose name is known at deploy may be the one',
        manifests: all(secret(known, 'data: {}'), mounted('secret: { secretName: login }')),
      },
      { name: 'it may be missing', manifests: mounted('secret: { secretName: extra, optional: true }') },
      {
        name: 'credentials for a registry, without which images are pulled as well',
        manifests: web().replace('{ volumes', '{ imagePullSecrets: [{ name: registry }], volumes'),
      },
      {
        name: 'one that is declared, and one that is known at deploy',
        manifests: all(envFrom('{ secretRef: { name: login } }'), mounted(`secret: { secretName: ${known} }`).replaceAll('web', 'api')),
        facts: declares('', 'Secret', 'login', 'shop'),
      },
    ],
  },
  'storage-class-missing': {
    fails: [
      {
        name: 'a PVC of a StorageClass that does not exist',
        manifests: all(claim('data', 'storageClassName: gp3'), backup('data')),
        found: ["PersistentVolumeClaim 'shop/data' references StorageClass 'gp3', which does not exist"],
      },
      {
        name: 'the template of a StatefulSet',
        manifests: all(gp3, statefulSet(template('storageClassName: ebs-gp3'))),
        found: ["StatefulSet 'shop/db' references StorageClass 'ebs-gp3', which does not exist"],
      },
      {
        name: 'a volume that is made with the pod',
        manifests: all(
          gp3,
          mounted(
            'ephemeral: { volumeClaimTemplate: { spec: { accessModes: [ReadWriteOnce], storageClassName: standard, resources: { ' +
              'requests: { storage: 8Gi } } } } }',
          ),
        ),
        found: ["Deployment 'shop/web' references StorageClass 'standard', which does not exist"],
      },
      {
        name: 'the values of a chart',
        ...release('kube-prometheus-stack', { prometheus: { storageSpec: { storageClassName: 'fast-ssd' } } }),
        found: [
          "values.prometheus.storageSpec.storageClassName of Helm release 'it' names StorageClass 'fast-ssd', which this app does not " +
            'create',
        ],
      },
    ],
    passes: [
      {
        name: 'values that name classes which exist, or none, and parts that are turned off',
        ...release('redis', {
          global: { storageClass: 'gp2' },
          master: { persistence: { storageClass: '-' } },
          replica: { persistence: { enabled: false, storageClass: 'fast-ssd' } },
          metrics: { storageClassName: known },
        }),
      },
      { name: 'values of a chart that may create the class', ...release('rook-ceph-cluster', { storageClass: 'ceph' }) },
      { name: 'values on an imported cluster', ...release('redis', { storageClass: 'ceph' }), resources: {} },
      { name: 'the class stands beside', manifests: all(statefulSet(template('storageClassName: gp3')), gp3) },
      { name: 'the class that EKS makes', manifests: all(claim('data', 'storageClassName: gp2'), backup('data')) },
      {
        name: 'a class that is but a name, in a volume and in its claim',
        manifests: all(volume(`storageClassName: manual, ${onEfs}`), claim('data', 'storageClassName: manual'), backup('data')),
      },
      {
        name: 'a volume by hand, with no class',
        manifests: all(volume(`storageClassName: "", ${onEfs}`), claim('data', 'storageClassName: "", volumeName: files'), backup('data')),
      },
      {
        name: 'one that is declared, and one that is known at deploy',
        manifests: all(
          statefulSet(template('storageClassName: gp3')),
          statefulSet(template(`storageClassName: ${known}`)).replaceAll('db', 'cache'),
        ),
        facts: declares('storage.k8s.io', 'StorageClass', 'gp3'),
      },
    ],
  },
  'volume-undefined': {
    fails: [
      {
        name: 'the volume has another name',
        manifests: web('volumeMounts: [{ name: data, mountPath: /data }]', '{ name: date, emptyDir: {} }'),
        found: ["container 'main' of Deployment 'shop/web' mounts the volume 'data', and the pod defines date"],
      },
      {
        name: 'the volume does not exist',
        manifests: web('volumeMounts: [{ name: tmp, mountPath: /tmp }]'),
        found: ["container 'main' of Deployment 'shop/web' mounts the volume 'tmp', and the pod defines no volumes"],
      },
      {
        name: 'a device',
        manifests: all(
          gp3,
          statefulSet(template('storageClassName: gp3, volumeMode: Block'), 'volumeDevices: [{ name: disk, devicePath: /dev/xvda }]'),
        ),
        found: ["container 'main' of StatefulSet 'shop/db' mounts the volume 'disk', and the pod defines data"],
      },
    ],
    passes: [
      { name: 'the volume is there', manifests: mounted('emptyDir: {}') },
      {
        name: 'the template of a StatefulSet is a volume',
        manifests: all(gp3, statefulSet(template('storageClassName: gp3'), 'volumeMounts: [{ name: data, mountPath: /data }]')),
      },
      { name: 'a volume that is not mounted', manifests: web('', '{ name: data, emptyDir: {} }') },
      {
        name: 'volumes that are known at deploy',
        manifests: all(
          web('volumeMounts: [{ name: data, mountPath: /data }]').replace('volumes: []', `volumes: ${known}`),
          web('volumeMounts: [{ name: data, mountPath: /data }]', `{ name: ${known}, emptyDir: {} }`).replaceAll('web', 'api'),
          web(`volumeMounts: [{ name: ${known}, mountPath: /data }]`).replaceAll('web', 'worker'),
        ),
      },
    ],
  },
};
