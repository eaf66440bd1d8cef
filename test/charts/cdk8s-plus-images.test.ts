import * as kplus from 'cdk8s-plus-27';
import * as kplus34 from 'cdk8s-plus-34';
import { ChartDeployment, Preflight } from '../../src';
import { declareNodes, newChart, newCluster, newStack } from '../harness';

// the defaults of cdk8s-plus (ensureNonRoot, readOnlyRootFilesystem) and images that cannot run so

function found(container: kplus.ContainerProps, plus: typeof kplus | typeof kplus34 = kplus): string[] {
  const stack = newStack();
  const cluster = declareNodes(newCluster(stack));
  const chart = newChart('shop');
  new plus.Deployment(chart, 'web', {
    metadata: { name: 'web' },
    containers: [container as kplus34.ContainerProps & kplus.ContainerProps],
  });
  new ChartDeployment(stack, 'Shop', { cluster, chart });
  return Preflight.of(stack)
    .findings()
    .filter(({ ruleId }) => ruleId === 'image-needs-root')
    .map(({ message }) => message.replace(/: with runAsNonRoot, the kubelet .* exits\. /, ' → ').replace(/ \(https.*/, ''));
}

const ROOT = 'with runAsNonRoot, and the user of the image is root';

describe.each([
  ['27', kplus],
  ['34', kplus34],
])('of cdk8s-plus-%s', (_, plus) => {
  test.each<[string, string, string]>([
    [
      'nginx:1.29',
      ROOT,
      'Use public.ecr.aws/nginx/nginx-unprivileged with the same tag, which listens on port 8080, or set securityContext: { ' +
        'ensureNonRoot: false, readOnlyRootFilesystem: false } of the container, which cdk8s-plus renders as securityContext: { ' +
        'runAsNonRoot: false, readOnlyRootFilesystem: false } (or mount volumes at /var/cache/nginx and /run instead of a writable file ' +
        'system)',
    ],
    [
      'postgres:17',
      ROOT,
      'Set securityContext: { user: 999, readOnlyRootFilesystem: false } of the container, which cdk8s-plus renders as ' +
        'securityContext: { runAsUser: 999, readOnlyRootFilesystem: false } (or mount volumes at /var/run/postgresql instead of a ' +
        'writable file system)',
    ],
    [
      'redis:8',
      ROOT,
      'Set securityContext: { user: 999 } of the container, which cdk8s-plus renders as securityContext: { runAsUser: 999 }',
    ],
    [
      'public.ecr.aws/nginx/nginx-unprivileged:1.29',
      'as user 101 with a read-only file system, and the image writes to /tmp',
      'Mount a volume such as an emptyDir at /tmp, or set securityContext: { readOnlyRootFilesystem: false } of the container',
    ],
  ])('%s is found, with the props to set', (image, problem, fix) =>
    expect(found({ image }, plus)).toEqual([`[Test/Shop] container 'main' of Deployment 'shop/web' runs ${image} ${problem} → ${fix}`]),
  );

  test.each<[string, kplus.ContainerProps]>([
    [
      'an image without root',
      { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29', securityContext: { readOnlyRootFilesystem: false } },
    ],
    ['what the finding says', { image: 'redis:8', securityContext: { user: 999 } }],
    ['what the finding says of files', { image: 'postgres:17', securityContext: { user: 999, readOnlyRootFilesystem: false } }],
    ['root', { image: 'nginx:1.29', securityContext: { ensureNonRoot: false, readOnlyRootFilesystem: false } }],
  ])('passes for %s', (__, container) => expect(found(container, plus)).toEqual([]));
});
