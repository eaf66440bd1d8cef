import { Fields } from './api-fields';

const MAGIC = Buffer.from('k8s\0');

export const isProtobuf = (body: Buffer): boolean => body.subarray(0, MAGIC.length).equals(MAGIC);

/**
 * An object that a client wrote as protobuf, as much of it as Helm writes. Source: Kubernetes, generated.proto of api/core/v1 and
 * apimachinery meta/v1.
 */
export function fromProtobuf(body: Buffer): Fields {
  const unknown = fieldsOf(body.subarray(MAGIC.length));
  const type = fieldsOf(unknown.get(1)![0]);
  const raw = fieldsOf(unknown.get(2)![0]);
  const [apiVersion, kind] = [text(type, 1), text(type, 2)];
  if (kind === 'DeleteOptions') return { propagationPolicy: text(raw, 4) };
  const metadata = fieldsOf(raw.get(1)![0]);
  const object = {
    apiVersion,
    kind,
    metadata: {
      name: text(metadata, 1),
      namespace: text(metadata, 3),
      labels: map(metadata, 11, 'utf8'),
      annotations: map(metadata, 12, 'utf8'),
    },
  };
  return kind === 'Secret' ? { ...object, data: map(raw, 2, 'base64'), type: text(raw, 3) } : object;
}

type Message = ReadonlyMap<number, Buffer[]>;

const text = (message: Message, field: number): string | undefined => message.get(field)?.[0].toString() || undefined;

function map(message: Message, field: number, encoding: BufferEncoding): Record<string, string> | undefined {
  const entries = message.get(field)?.map(fieldsOf);
  return entries && Object.fromEntries(entries.map((entry) => [text(entry, 1), entry.get(2)?.[0].toString(encoding) ?? '']));
}

// fields with a length; numbers are passed over. Source: protobuf documentation, encoding
function fieldsOf(bytes: Buffer): Message {
  const fields = new Map<number, Buffer[]>();
  let position = 0;
  const number = (): number => {
    let [value, factor, byte] = [0, 1, 0];
    do {
      byte = bytes[position++];
      value += (byte % 128) * factor;
      factor *= 128;
    } while (byte >= 128);
    return value;
  };
  while (position < bytes.length) {
    const tag = number();
    const size = number();
    if (tag % 8 !== 2) continue;
    const field = Math.floor(tag / 8);
    fields.set(field, [...(fields.get(field) ?? []), bytes.subarray(position, position + size)]);
    position += size;
  }
  return fields;
}
