/** An official image that starts as root, as a user whose number the kubelet does not know, or that writes outside of its volumes. */
export interface RootImage {
  readonly name: string;
  /** tags to which it applies, where the image has others. */
  readonly tags?: RegExp;
  /** `USER` of its Dockerfile, which is not a number; root if there is none. */
  readonly user?: string;
  /** `USER` of its Dockerfile, which is a number. */
  readonly startsAs?: number;
  /** the user as which its process runs in the end, where it also runs without root; another one in its variants with Alpine Linux. */
  readonly uid?: number;
  readonly alpineUid?: number;
  /** folders outside of its volumes that it writes to when it starts, each with its other names. */
  readonly writes: readonly (readonly string[])[];
  /** folder of a configuration that may change them. */
  readonly config?: string;
  /** an image with which it runs without root. */
  readonly instead?: string;
}

const APACHE = {
  writes: [['/var/run/apache2', '/run/apache2', '/var/run', '/run']],
  config: '/etc/apache2',
  instead: 'Use a variant of the image with php-fpm, or an image of your own whose Apache listens on a port from 1024',
};
/** Any number is a user of images without programs of their own. */
const ofRoot = (name: string): RootImage => ({ name, uid: 1000, writes: [] });
const LINUX = /^(?!.*(windowsservercore|nanoserver))/;
const DEFAULT_OF_PHP = /^(?!.*(fpm|cli|alpine|zts))/;

const RUN = (folder: string): readonly string[] => [`/var/run/${folder}`, `/run/${folder}`, '/var/run', '/run'];

/**
 * Source: the Dockerfiles of the images, USER and the user that they create: docker-library/postgres at 2603e26 (no USER; its volume is the
 * data, and the lock file is in /var/run/postgresql), docker-library/mysql at 15c936e and MariaDB/mariadb-docker at 0c71046 (no USER; the
 * socket is in /var/run/mysqld), docker-library/mongo at 0223203, docker-library/rabbitmq at
 * 00309be, redis/docker-library-redis at 0076c90 and valkey-io/valkey-container at 0196629 (no USER), docker-library/memcached at 0215dba
 * (USER memcache), docker-library/haproxy at 04b2168 (USER haproxy), caddyserver/caddy-docker at 1660dc8 (no USER).
 * nginx/docker-nginx at 0b49b8b (no USER, EXPOSE 80; its packages set the pid and the temporary
 * folders below /run and /var/cache/nginx), docker-library/httpd at 01bbb88 (no USER, EXPOSE 80, the pid is in the logs of its prefix),
 * nginxinc/docker-nginx-unprivileged at 8ead5ce (USER $UID, which is 101; the pid and the temporary folders are in /tmp),
 * docker-library/php at 050469e and the images that are built on its Apache variant (no USER, EXPOSE 80, the pid is in /var/run/apache2).
 *
 * Images of operating systems and languages, whose process is that of the user: docker-library/busybox at 9c20878, nodejs/docker-node at
 * f27d936 (which creates the user 1000), docker-library/python at 4f07059, golang at 7c8c182, ruby at d55e25a and php at 445bf41,
 * Perl/docker-perl at 8b707a1, adoptium/containers at 02b2232, docker-library/tomcat at 084d334 and corretto/corretto-docker at 08df98d: no
 * USER on Linux. They install packages on debian, alpine, ubuntu (docker-library/mongo at 0223203) and amazonlinux without a USER: these are
 * root, too.
 */
export const ROOT_IMAGES: readonly RootImage[] = [
  {
    name: 'nginx',
    writes: [['/var/cache/nginx', '/var/cache'], ['/run', '/var/run']],
    config: '/etc/nginx',
    instead: 'Use public.ecr.aws/nginx/nginx-unprivileged with the same tag, which listens on port 8080',
  },
  {
    name: 'httpd',
    writes: [['/usr/local/apache2/logs', '/usr/local/apache2']],
    config: '/usr/local/apache2/conf',
    instead: 'Use public.ecr.aws/nginx/nginx-unprivileged for static files, or an image of your own whose Apache listens on a port from 1024',
  },
  { name: 'nginx-unprivileged', startsAs: 101, writes: [['/tmp']], config: '/etc/nginx' },
  { name: 'php', tags: /apache/, ...APACHE },
  { name: 'wordpress', tags: DEFAULT_OF_PHP, ...APACHE },
  { name: 'drupal', tags: DEFAULT_OF_PHP, ...APACHE },
  { name: 'joomla', tags: DEFAULT_OF_PHP, ...APACHE },
  { name: 'phpmyadmin', tags: DEFAULT_OF_PHP, ...APACHE },
  { name: 'postgres', uid: 999, alpineUid: 70, writes: [RUN('postgresql')], config: '/etc/postgresql' },
  { name: 'mysql', uid: 999, writes: [RUN('mysqld')], config: '/etc/mysql' },
  { name: 'mariadb', uid: 999, writes: [RUN('mysqld')], config: '/etc/mysql' },
  { name: 'mongo', uid: 999, writes: [] },
  { name: 'redis', uid: 999, writes: [] },
  { name: 'valkey', uid: 999, writes: [] },
  { name: 'rabbitmq', tags: /^(?!.*alpine)/, uid: 999, writes: [] },
  { name: 'memcached', user: 'memcache', uid: 11211, writes: [] },
  { name: 'haproxy', user: 'haproxy', uid: 99, writes: [] },
  { name: 'caddy', writes: [] },
  ...['alpine', 'amazoncorretto', 'amazonlinux', 'busybox', 'debian', 'node', 'perl', 'ruby', 'tomcat', 'ubuntu'].map(ofRoot),
  ...['eclipse-temurin', 'golang', 'python'].map(ofRoot).map((image) => ({ ...image, tags: LINUX })),
  { ...ofRoot('php'), tags: /^(?!.*apache)/ },
];
