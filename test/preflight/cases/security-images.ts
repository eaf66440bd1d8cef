import { Cases } from './case';

const pod = (image: string, container = '', spec = '') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      ${spec}
      volumes: [{ name: cache, emptyDir: {} }, { name: run, emptyDir: {} }, { name: conf, configMap: { name: conf, optional: true } }]
      containers:
        - name: web
          image: ${image}
          ${container}
          resources: { requests: { cpu: 250m, memory: 256Mi } }
`;
const SAFE = `securityContext: { runAsUser: 10001, runAsNonRoot: true, readOnlyRootFilesystem: true }`;
const mounts = (...paths: string[]) =>
  `volumeMounts: [${paths.map((path, index) => `{ name: ${['cache', 'run', 'conf'][index]}, mountPath: ${path} }`).join(', ')}]`;
const found = (image: string, problem: string) => [`container 'web' of Deployment 'shop/web' runs ${image} ${problem}`];
const READ_ONLY = 'as user 10001 with a read-only file system, and the image writes to';

const release = (more: object, repository = 'https://charts.example.com') => ({
  helmReleases: [{ path: 'App/Chart', value: { release: 'podinfo', chart: 'podinfo', repository, values: {}, ...more } }],
});

/** What is wrong with images and charts. */
export const IMAGES: Cases = {
  'image-needs-root': {
    fails: [
      {
        name: 'nginx in a WebService',
        manifests: pod('nginx:1.29', `${SAFE}\n          ${mounts('/tmp')}`),
        found: found('nginx:1.29', `${READ_ONLY} /var/cache/nginx and /run`),
      },
      {
        name: 'another server block changes nothing',
        manifests: pod(
          'public.ecr.aws/nginx/nginx:1.29-alpine',
          `${SAFE}\n          ${mounts('/var/cache/nginx', '/tmp', '/etc/nginx/conf.d')}`,
        ),
        found: found('public.ecr.aws/nginx/nginx:1.29-alpine', `${READ_ONLY} /run`),
      },
      {
        name: 'httpd',
        manifests: pod('docker.io/library/httpd:2.4', SAFE),
        found: found('docker.io/library/httpd:2.4', `${READ_ONLY} /usr/local/apache2/logs`),
      },
      {
        name: 'without a user',
        manifests: pod('public.ecr.aws/docker/library/wordpress:6.8', '', 'securityContext: { runAsNonRoot: true }'),
        found: found('public.ecr.aws/docker/library/wordpress:6.8', 'with runAsNonRoot, and the user of the image is root'),
      },
      {
        name: 'a database without a user',
        manifests: pod('postgres:17-alpine', '', 'securityContext: { runAsNonRoot: true }'),
        found: found('postgres:17-alpine', 'with runAsNonRoot, and the user of the image is root'),
      },
      {
        name: 'a database with a read-only file system',
        manifests: pod('mysql:8.4', SAFE),
        found: found('mysql:8.4', `${READ_ONLY} /var/run/mysqld`),
      },
      {
        name: 'a user that is not a number',
        manifests: pod('public.ecr.aws/docker/library/memcached:1.6', 'securityContext: { runAsNonRoot: true }'),
        found: found(
          'public.ecr.aws/docker/library/memcached:1.6',
          "with runAsNonRoot, and the user of the image is 'memcache', which is not a number",
        ),
      },
      ...['busybox:1.37', 'public.ecr.aws/docker/library/node:22-alpine', 'eclipse-temurin:21-jre', 'php:8.4-fpm'].map((image) => ({
        name: image,
        manifests: pod(image, '', 'securityContext: { runAsNonRoot: true }'),
        found: found(image, 'with runAsNonRoot, and the user of the image is root'),
      })),
      ...['public.ecr.aws/nginx/nginx-unprivileged:1.29', 'nginxinc/nginx-unprivileged:1.29'].map((image) => ({
        name: `${image} without a volume at /tmp`,
        manifests: pod(image, 'securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true }'),
        found: found(image, 'as user 101 with a read-only file system, and the image writes to /tmp'),
      })),
    ],
    passes: [
      { name: 'a language as another user', manifests: pod('node:22', 'securityContext: { runAsUser: 1000, runAsNonRoot: true }') },
      { name: 'a language as root', manifests: pod('python:3.13') },
      {
        name: 'an image for Windows',
        manifests: pod('golang:1.26-nanoserver', '', 'securityContext: { runAsNonRoot: true }'),
      },
      {
        name: 'an image for Linux and Windows, on Windows',
        manifests: pod(
          'golang:1.26',
          '',
          'os: { name: windows }\n      nodeSelector: { kubernetes.io/os: windows }\n      securityContext: { runAsNonRoot: true }',
        ),
      },
      { name: 'a database as its own user', manifests: pod('postgres:17', 'securityContext: { runAsUser: 999, runAsNonRoot: true }') },
      {
        name: 'a database as its own user, which may write to the folder of its socket',
        manifests: pod('postgres:17', `${SAFE}\n          ${mounts('/var/lib/postgresql/data', '/var/run/postgresql')}`),
      },
      { name: 'a cache as its own user', manifests: pod('memcached:1.6', SAFE) },
      {
        name: 'the unprivileged image',
        manifests: pod('public.ecr.aws/nginx/nginx-unprivileged:1.29', `${SAFE}\n          ${mounts('/tmp')}`),
      },
      { name: 'as root', manifests: pod('nginx:1.29') },
      { name: 'its folders are volumes', manifests: pod('nginx:1.29', `${SAFE}\n          ${mounts('/var/cache/nginx', '/var/run')}`) },
      {
        name: 'a configuration of its own',
        manifests: pod('nginx:1.29', `${SAFE}\n          ${mounts('/tmp', '/run', '/etc/nginx/nginx.conf')}`),
      },
      { name: 'another command', manifests: pod('nginx:1.29', `${SAFE}\n          command: [sleep, infinity]`) },
      { name: 'an image of the same name elsewhere', manifests: pod('registry.example.com/nginx:1.29', SAFE) },
      { name: 'a variant without Apache', manifests: pod('wordpress:6.8-fpm', SAFE) },
    ],
  },
  'chart-unpinned': {
    fails: [{ name: 'no version', facts: release({ unpinned: true }), found: ["Helm release 'podinfo' has no version"] }],
    passes: [
      { name: 'a version', facts: release({}) },
      { name: 'an uploaded chart', facts: release({}, '') },
    ],
  },
  'chart-repository-plain': {
    fails: [
      {
        name: 'http',
        facts: release({}, 'http://charts.example.com'),
        found: ["the chart of Helm release 'podinfo' comes from http://charts.example.com"],
      },
    ],
    passes: [
      { name: 'https', facts: release({}, 'https://http.example.com') },
      { name: 'a registry', facts: release({}, 'oci://charts.example.com/podinfo') },
    ],
  },
};
