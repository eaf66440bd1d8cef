import { Cases, Given } from './case';
import { passes } from './given';

const deployment = (container: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4.2
          ${container}
          resources: { requests: { cpu: 250m, memory: 256Mi } }
`;
const env = (name: string, value: string) => deployment(`env: [{ name: ${name}, value: '${value}' }]`);
const args = (...all: string[]) => deployment(`args: [${all.map((each) => `'${each}'`).join(', ')}]`);
const config = (key: string, text: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\ndata:\n  ${key}: |\n${text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}\n`;
const secret = (more: string, name: string = 'database') =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: ${name}, namespace: shop }\n${more}\n`;
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const inContainer = (what: string) => [`container 'web' of Deployment 'shop/web' has ${what}`];
const variable = (name: string, what: string = 'a literal secret') => inContainer(`${what} in the env variable ${name}`);
const silent = (name: string, value: string): Given => passes(`${name}: ${value}`, env(name, value));

// split, so that scanners do not report them as real
const ACCESS_KEY = `AKIA${'Q'.repeat(16)}`;
const GITHUB = `ghp_${'a'.repeat(36)}`;
const PRIVATE_KEY = `-----BEGIN RSA ${'PRIVATE'} KEY-----\n${'MIIE'.repeat(8)}`;
const RESOLVED = '{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:111122223333:secret:db:SecretString:password}}';

const charts = (values: unknown): Given['facts'] => ({
  helmReleases: [{ path: 'App/Chart', value: { release: 'grafana', chart: 'grafana', repository: '', values } }],
});

/** Secrets where many read them. */
export const SECRETS: Cases = {
  'secret-in-template': {
    fails: [
      {
        name: 'a secret of Secrets Manager as a variable',
        manifests: env('PASSWORD', RESOLVED),
        found: ["Deployment 'shop/web' contains an AWS secret in spec.template.spec.containers.0.env.0.value"],
      },
      {
        name: 'a Secret that is written out',
        manifests: secret('stringData: { username: shop, password: hunter2 }'),
        found: ["Secret 'shop/database' has a literal value for the key 'password'"],
      },
      {
        name: 'the same in base64, which hides nothing',
        manifests: secret(`data: { username: ${base64('shop')}, password: ${base64('hunter2')} }`),
        found: ["Secret 'shop/database' has a literal value for the key 'password'"],
      },
      {
        name: 'the key of a certificate',
        manifests: secret(`type: kubernetes.io/tls\ndata: { tls.crt: ${base64('certificate')}, tls.key: ${base64(PRIVATE_KEY)} }`),
        found: ["Secret 'shop/database' has a literal value for the key 'tls.key'"],
      },
      {
        name: 'a connection with its password',
        manifests: secret('stringData: { url: "postgres://shop:hunter2@db.example.com/shop" }'),
        found: ["Secret 'shop/database' has a literal value for the key 'url'"],
      },
      {
        name: 'in values of a chart',
        facts: charts({ adminPassword: RESOLVED }),
        found: ["the values of Helm release 'grafana' contain an AWS secret in adminPassword"],
      },
      {
        name: 'in the configuration of an add-on',
        facts: {
          addonSettings: [
            { path: 'App/Addon', value: { name: 'adot', values: { exporter: { token: '{{resolve:ssm-secure:/token:1}}' } } } },
          ],
        },
        found: ["the configuration of add-on 'adot' contains an AWS secret in exporter.token"],
      },
    ],
    passes: [
      passes('a Secret whose data another writer fills in', secret('data: { password: "" }'), secret('type: Opaque', 'argocd-secret')),
      passes('a Secret that CloudFormation fills in', secret('stringData: { host: <known-at-deploy>, password: <known-at-deploy> }')),
      passes(
        'a repository of Argo CD, which is declared in a Secret',
        secret('stringData: { type: git, url: "https://git.example.com/shop.git" }', 'repository'),
      ),
      passes('a configuration without a password', secret(`data: { alertmanager.yaml: ${base64('route: { receiver: "null" }')} }`)),
      passes(
        'what a chart leaves to be changed',
        secret(`data: { admin-user: ${base64('admin')}, admin-password: ${base64('change-me')} }`),
      ),
      passes(
        'the token of a service account',
        secret('type: kubernetes.io/service-account-token\n').replace(
          'namespace: shop',
          'namespace: shop, annotations: { kubernetes.io/service-account.name: default }',
        ),
      ),
      passes('a parameter that is not a secret', env('STAGE', '{{resolve:ssm:/stage:1}}')),
      {
        name: 'the name of a Secret in values of a chart',
        facts: charts({ admin: { existingSecret: 'grafana-admin', passwordKey: 'password' } }),
      },
    ],
  },

  'secret-literal': {
    fails: [
      { name: 'the password as a variable', manifests: env('DB_PASSWORD', 'hunter2'), found: variable('DB_PASSWORD') },
      {
        name: 'an access key',
        manifests: env('AWS_ACCESS_KEY_ID', ACCESS_KEY),
        found: variable('AWS_ACCESS_KEY_ID', 'an AWS access key'),
      },
      {
        name: 'a password in a URL',
        manifests: env('DATABASE_URL', 'postgres://shop:hunter2@db.example.com/shop'),
        found: variable('DATABASE_URL', 'a password in a URL'),
      },
      {
        name: 'a password in a URL without a user',
        manifests: env('REDIS_URL', 'redis://:hunter2@redis:6379'),
        found: variable('REDIS_URL', 'a password in a URL'),
      },
      {
        name: 'a password in the arguments',
        manifests: args('redis-server', '--requirepass-from', '--db-password=hunter2'),
        found: inContainer('a literal secret (--db-password) in its arguments'),
      },
      {
        name: 'a password after its argument',
        manifests: args('--password', 'hunter2'),
        found: inContainer('a literal secret (--password) in its arguments'),
      },
      {
        name: 'a token in a script',
        manifests: args('-c', `git clone https://github.com/shop && echo ${GITHUB}`),
        found: inContainer('a GitHub token in its arguments'),
      },
      {
        name: 'a private key in a ConfigMap',
        manifests: config('id_rsa', PRIVATE_KEY),
        found: ["ConfigMap 'shop/settings' has a private key in 'id_rsa'"],
      },
      {
        name: 'a password in a ConfigMap',
        manifests: config('application.yaml', 'url: amqp://shop:hunter2@rabbitmq:5672'),
        found: ["ConfigMap 'shop/settings' has a password in a URL in 'application.yaml'"],
      },
    ],
    passes: [
      silent('ADMIN_PASSWORD', '$__file{/etc/grafana/password}'),
      silent('CLIENT_SECRET', 'file=/var/run/secrets/shop/client'),
      silent('API_TOKEN', 'kv/data/shop/token'),
      passes(
        'a secret by reference',
        deployment('env: [{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: database, key: password } } }]'),
        secret('type: Opaque'),
      ),
      silent('DB_PASSWORD_FILE', '/run/secrets/password'),
      silent('DB_PASSWORD', '/run/secrets/password'),
      silent('TOKEN_TTL', '24h30m'),
      silent('ALLOW_EMPTY_PASSWORD', 'true'),
      silent('DB_PASSWORD', '$(FROM_SECRET)'),
      silent('DB_PASSWORD', '<known-at-deploy>'),
      silent('API_KEY', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:key'),
      silent('API_KEY', 'vault:secret/data/shop#key'),
      silent('ADMIN_PASSWORD', 'change-me'),
      silent('IMAGE_PULL_SECRET', 'registry-credentials'),
      silent('SECRET_NAME', 'shop-database'),
      silent('DATABASE_URL', 'postgres://shop@db.example.com/shop'),
      silent('DATABASE_URL', 'postgres://shop:$(DB_PASSWORD)@db.example.com/shop'),
      silent('BROKERS', 'kafka://a:9092,b@example.com'),
      silent('DATABASE_URL', 'postgres://shop:<known-at-deploy>@db.example.com/shop'),
      passes(
        'arguments with files, switches and names',
        args(
          '--tls-private-key=/certs/tls.key',
          '--password',
          '--verbose',
          '--client-secret=$(CLIENT_SECRET)',
          '--issuer-secret=shop-issuer',
        ),
      ),
      passes(
        'a sample in a comment',
        config('grafana.ini', '[database]\n; url = mysql://shop:hunter2@db/shop\n# key: AKIAQQQQQQQQQQQQQQQQ\ntype = sqlite3'),
      ),
      passes('samples of a manual', config('README', 'postgres://user:password@host/db and AKIAIOSFODNN7EXAMPLE')),
      passes('a certificate, which is public', config('ca.crt', '-----BEGIN CERTIFICATE-----\nMIIEMIIEMIIEMIIE')),
      passes(
        'a script that looks for keys',
        config('check.sh', 'grep -q "BEGIN RSA PRIVATE KEY" "$1" || grep -q -- "-----BEGIN PRIVATE KEY-----" "$1"'),
      ),
    ],
  },
};
