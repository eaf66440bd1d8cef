/**
 * Why the container runtime cannot read an image reference; undefined if it can. The kubelet then reports InvalidImageName, and the
 * container never starts. Source: distribution/reference at 00a09fa, regexp.go; kubelet, pkg/util/parsers (ParseImageName).
 */
export function imageReferenceProblem(image: string): string | undefined {
  if (/\s/.test(image)) return 'it contains a space';
  if (image.includes('://')) return 'it begins with a protocol';
  const [named, ...digests] = image.split('@');
  if (digests.length > 1 || digests.some((digest) => !isDigest(digest))) {
    return 'the part behind @ is not a digest like sha256:<64 hex digits>';
  }
  const parts = named.split('/');
  const [last, ...tags] = parts[parts.length - 1].split(':');
  if (tags.length > 1 || tags.some((tag) => !TAG.test(tag))) return 'the part behind : is not a tag';
  const names = [...parts.slice(0, -1), last];
  const path = names.length > 1 && HOST.test(names[0]) ? names.slice(1) : names;
  const wrong = path.find((part) => !PATH_PART.test(part));
  if (wrong === undefined) return undefined;
  if (wrong === '') return 'a part of its path is empty';
  return PATH_PART.test(wrong.toLowerCase()) ? `'${wrong}' must be lower-case` : `'${wrong}' is not a part of a path`;
}

const TAG = /^\w[\w.-]{0,127}$/;
const HOST = /^([a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*|\[[a-f\d:]+\])(:\d+)?$/i;
const PATH_PART = /^[a-z\d]+((\.|__?|-+)[a-z\d]+)*$/;

function isDigest(digest: string): boolean {
  const [algorithm, encoded, ...more] = digest.split(':');
  return more.length === 0 && /^[a-z][a-z\d]*([-_+.][a-z][a-z\d]*)*$/i.test(algorithm) && /^[a-f\d]{32,}$/i.test(encoded ?? '');
}
