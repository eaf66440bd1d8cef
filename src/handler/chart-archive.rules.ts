import { gunzipSync } from 'zlib';
import { unzipSync } from 'fflate';
import { Failure } from './custom-resource-request';

/** Files of a chart by their path. */
export type ChartFiles = ReadonlyMap<string, Uint8Array>;

/** Uncompressed, against archives that decompress to any size: a chart of a release must fit into a Secret of 1 MiB. */
const MAX_BYTES = 256 * 1024 * 1024;

/** The type of a file, in the upper bits of its mode. Source: POSIX, sys/stat.h, S_IFLNK. */
const SYMBOLIC_LINK = 0o12;
const typeIn = (mode: number): number => Math.floor(mode / 0o10000);

/** The files of a .zip archive; fails for an entry that would be written outside of its folder. */
export function filesInZip(zip: Uint8Array): ChartFiles {
  const links = symbolicLinksIn(Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength));
  if (links.length > 0) throw invalidEntry(links[0], 'is a symbolic link');
  const files = unzipSync(zip, { filter: ({ originalSize }) => checkedSize(originalSize) });
  return checked(new Map(Object.entries(files).filter(([name]) => !name.endsWith('/'))));
}

// source: PKWARE .ZIP file format specification (APPNOTE), 4.3.12 central directory header, 4.3.16 end of central directory record
function symbolicLinksIn(zip: Buffer): string[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const links: string[] = [];
  let at = end < 0 ? 0 : zip.readUInt32LE(end + 16);
  for (let left = end < 0 ? 0 : zip.readUInt16LE(end + 10); left > 0 && at + 46 <= zip.length; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const mode = zip.readUInt16LE(at + 40);
    if (typeIn(mode) === SYMBOLIC_LINK) links.push(zip.subarray(at + 46, at + 46 + nameLength).toString());
    at += 46 + nameLength + extraLength + commentLength;
  }
  return links;
}

/** The files of a packed chart, which is a gzip-compressed tar archive. */
export function filesInTgz(packed: Uint8Array): ChartFiles {
  const tar = gunzipSync(packed, { maxOutputLength: MAX_BYTES });
  const files = new Map<string, Uint8Array>();
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const header = tar.subarray(at, at + BLOCK);
    const size = parseInt(textIn(header, 124, 12).trim() || '0', 8);
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    const type = String.fromCharCode(header[156] || 0x30);
    if (type === 'L') {
      longName = textIn(content, 0, size);
    } else if (type === 'x') {
      longName = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(content.toString())?.[1] ?? longName;
    } else {
      const name = longName ?? [textIn(header, 345, 155), textIn(header, 0, 100)].filter(Boolean).join('/');
      if (type === '1' || type === '2') throw invalidEntry(name, 'is a link');
      if (type === '0') files.set(name, content);
      longName = undefined;
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return checked(files);
}

/** Source: POSIX, pax interchange format and ustar; GNU tar, long names (type L). */
const BLOCK = 512;
const textIn = (bytes: Buffer, start: number, length: number): string =>
  bytes.toString('utf8', start, start + length).replace(/\0.*$/s, '');

function checked(files: ChartFiles): ChartFiles {
  for (const name of files.keys()) {
    if (/^([/\\]|[A-Za-z]:)/.test(name)) throw invalidEntry(name, 'has an absolute path');
    if (name.split(/[/\\]/).includes('..')) throw invalidEntry(name, 'is outside of the directory of the chart');
  }
  return files;
}

function checkedSize(bytes: number): true {
  if (bytes > MAX_BYTES) throw new Failure(`the chart archive has an entry of ${bytes} bytes: must be at most ${MAX_BYTES}`);
  return true;
}

const invalidEntry = (name: string, problem: string): Failure =>
  new Failure(`entry '${name}' of the chart archive ${problem}: a chart contains regular files in its directory only`);

const IN_TEMPLATES = /(^|\/)templates\//;
const PACKED_DEPENDENCY = /^((?:.*\/)?charts\/)[^/]+\.tgz$/;
const IN_CRDS = /(^|\/)crds\/[^/]/;

/**
 * A chart without its templates, so that Helm renders nothing of it but the objects in `crds/` of the chart and of the dependencies that
 * the values enable; undefined if no chart of it has any.
 */
export function crdChart(files: ChartFiles): ChartFiles | undefined {
  const kept = withoutTemplates(files);
  return kept.some(([name]) => IN_CRDS.test(name)) ? new Map(kept) : undefined;
}

function withoutTemplates(files: ChartFiles): (readonly [string, Uint8Array])[] {
  return [...files].flatMap(([name, content]): (readonly [string, Uint8Array])[] => {
    const [, folder] = PACKED_DEPENDENCY.exec(name) ?? [];
    if (folder !== undefined) return withoutTemplates(filesInTgz(content)).map(([inside, each]) => [`${folder}${inside}`, each]);
    if (IN_TEMPLATES.test(name)) return [];
    return [[name, name.endsWith('Chart.yaml') ? withoutKubeVersion(content) : content]];
  });
}

// Helm compares it with the cluster when it upgrades; without a cluster it would compare it with its own version
const withoutKubeVersion = (chart: Uint8Array): Uint8Array =>
  Buffer.from(
    Buffer.from(chart)
      .toString()
      .replace(/^kubeVersion:.*\n?(?:[ \t]+.*\n?)*/m, ''),
  );
