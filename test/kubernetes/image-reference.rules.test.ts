import { imageReferenceProblem } from '../../src/kubernetes/image-reference.rules';

test.each([
  'nginx',
  'nginx:1.29',
  'library/nginx:1.29-alpine',
  'public.ecr.aws/nginx/nginx-unprivileged:1.29',
  '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/web:v1_2.3',
  'localhost:5000/web',
  'ghcr.io/org/a__b.c--d:1',
  'oci.example.com:5000/web:tag@sha256:' + '0a'.repeat(32),
  'Registry/web:1',
  '[2001:db8::1]:5000/web',
  'nginx:1.29@sha256:' + 'A0'.repeat(32),
])('%s is an image reference', (image) => expect(imageReferenceProblem(image)).toBeUndefined());

test.each([
  ['nginx 1.29', 'it contains a space'],
  ['https://oci.example.com/web:1', 'it begins with a protocol'],
  ['Nginx', "'Nginx' must be lower-case"],
  ['oci.example.com/Shop/web:1', "'Shop' must be lower-case"],
  ['nginx:', 'the part behind : is not a tag'],
  ['nginx:1:2', 'the part behind : is not a tag'],
  ['nginx:1.29+build', 'the part behind : is not a tag'],
  ['nginx@sha256:12', 'the part behind @ is not a digest like sha256:<64 hex digits>'],
  ['nginx@1.29', 'the part behind @ is not a digest like sha256:<64 hex digits>'],
  ['oci.example.com//web', 'a part of its path is empty'],
  ['/web', 'a part of its path is empty'],
  ['shop/-web', "'-web' is not a part of a path"],
  ['shop/${image}', "'${image}' is not a part of a path"],
])('%s is not: %s', (image, problem) => expect(imageReferenceProblem(image)).toBe(problem));
