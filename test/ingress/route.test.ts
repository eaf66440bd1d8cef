import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Route } from '../../src';
import { newStack } from '../harness';

const P = 'alb.ingress.kubernetes.io/';

test('a public route is an internet-facing load balancer that talks to pods', () => {
  expect(Route.publicAlb()._plan('/healthz')).toEqual({
    className: 'alb',
    host: undefined,
    path: '/',
    annotations: { [`${P}scheme`]: 'internet-facing', [`${P}target-type`]: 'ip', [`${P}healthcheck-path`]: '/healthz', [`${P}load-balancer-attributes`]: 'routing.http.drop_invalid_header_fields.enabled=true' },
  });
});

test('an internal route stays inside', () => expect(Route.internalAlb()._plan('/').annotations[`${P}scheme`]).toBe('internal'));

test('a certificate brings HTTPS, a redirect to it and a modern policy', () => {
  const certificate = Certificate.fromCertificateArn(newStack(), 'C', 'arn:aws:acm:eu-west-1:111122223333:certificate/1');
  expect(Route.publicAlb({ host: 'shop.example.com', certificate, path: '/a', group: 'shared', healthCheckPath: '/up', annotations: { tags: 'a=b' } })._plan('/')).toMatchObject({
    host: 'shop.example.com',
    path: '/a',
    annotations: {
      [`${P}listen-ports`]: '[{"HTTP":80},{"HTTPS":443}]',
      [`${P}ssl-redirect`]: '443',
      [`${P}certificate-arn`]: certificate.certificateArn,
      [`${P}ssl-policy`]: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      [`${P}group.name`]: 'shared',
      [`${P}healthcheck-path`]: '/up',
      [`${P}tags`]: 'a=b',
    },
  });
});

const GUIDE = '(https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/)';
test.each([
  [{ host: 'https://shop.example.com' }, `[Route for https://shop.example.com] host is 'https://shop.example.com': it is a lower-case host name without scheme, port or path. Write it like 'shop.example.com' ${GUIDE}`],
  [{ path: 'a' }, `[Route for any host] path is 'a': it is absolute. Write '/a' ${GUIDE}`],
  [{ group: 'A B' }, `[Route for any host] group is 'A B': it has 1–63 lower-case letters, digits, hyphens or dots. Shorten it ${GUIDE}`],
])('fails for %j', (options, message) => expect(() => Route.publicAlb(options)).toThrow(message));
