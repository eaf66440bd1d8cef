/** An official image whose process starts as root on port 80, and which writes to its own file system when it starts. */
export interface RootImage {
  readonly name: string;
  /** tags to which it applies, where the image has others. */
  readonly tags?: RegExp;
  /** folders that it must write to, each with its other names. */
  readonly writes: readonly (readonly string[])[];
  /** folder of a configuration that may change them. */
  readonly config: string;
  /** an image or settings with which it runs without root. */
  readonly instead: string;
}

const APACHE = {
  writes: [['/var/run/apache2', '/run/apache2', '/var/run', '/run']],
  config: '/etc/apache2',
  instead: 'Use a variant of the image with php-fpm, or an image of your own whose Apache listens on a port from 1024',
};
const DEFAULT_OF_PHP = /^(?!.*(fpm|cli|alpine|zts))/;

/**
 * Source: the Dockerfiles of the images: nginx/docker-nginx at 0b49b8b (no USER, EXPOSE 80; its packages set the pid and the temporary
 * folders below /run and /var/cache/nginx), docker-library/httpd at 01bbb88 (no USER, EXPOSE 80, the pid is in the logs of its prefix),
 * docker-library/php at 050469e and the images that are built on its Apache variant (no USER, EXPOSE 80, the pid is in /var/run/apache2).
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
  { name: 'php', tags: /apache/, ...APACHE },
  { name: 'wordpress', tags: DEFAULT_OF_PHP, ...APACHE },
  { name: 'drupal', tags: DEFAULT_OF_PHP, ...APACHE },
  { name: 'joomla', tags: DEFAULT_OF_PHP, ...APACHE },
  { name: 'phpmyadmin', tags: DEFAULT_OF_PHP, ...APACHE },
];
