import { parseJsonOrYaml } from './json-or-yaml.rules';
import { at, isDeployTimeValue, stringAt } from '../../kubernetes/kubernetes-object.rules';

/** The user data of a launch template: text, or why it is not text. */
export type UserData = { readonly text: string } | 'absent' | 'unknown' | 'not-base64';

/** Reads user data, which a template contains in base64. */
export function userDataOf(launchTemplateData: unknown): UserData {
  const value = at(launchTemplateData, 'UserData');
  if (value === undefined) return 'absent';
  const written = stringAt(value, 'base64');
  // a whole value that is known at deploy may be anything
  if (written !== undefined) return isDeployTimeValue(written.trim().split('\n')[0].slice(0, 20)) ? 'unknown' : { text: written };
  if (typeof value !== 'string' || isDeployTimeValue(value)) return 'unknown';
  if (!/^[A-Za-z0-9+/=\s]*$/.test(value) || /\S\s+\S/.test(value.replace(/\n/g, ''))) return 'not-base64';
  const text = Buffer.from(value, 'base64').toString('utf8');
  // compressed data is not text
  return /^[\t\n\r\x20-\x7e\u00a0-\ufffc]*$/.test(text) ? { text } : 'unknown';
}

/** Whether user data is a MIME archive of several parts, by its first headers. */
export const isMime = (text: string): boolean => /^\s*(MIME-Version:|Content-Type:\s*multipart\/)/i.test(text);

/** The parts of a MIME archive: content type and body. */
export function mimeParts(text: string): readonly { readonly type: string; readonly body: string }[] {
  const boundary = /boundary="?([^"\s;]+)"?/i.exec(text)?.[1];
  if (boundary === undefined) return [];
  return text
    .split(new RegExp(`^--${boundary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:--)?[ \\t]*\\r?$`, 'm'))
    .slice(1)
    .map((part) => {
      const [, head = '', body = ''] = /^\s*([\s\S]*?)\r?\n[ \t]*\r?\n([\s\S]*)$/.exec(part) ?? [];
      return { type: (/^Content-Type:\s*([^;\s]+)/im.exec(head)?.[1] ?? '').toLowerCase(), body };
    });
}

const NODE_CONFIG = 'application/node.eks.aws';

/** The NodeConfigs of user data, as nodeadm reads them; undefined if one of them cannot be parsed. */
export function nodeConfigsOf(text: string): readonly unknown[] | undefined {
  const bodies = isMime(text)
    ? mimeParts(text)
        .filter(({ type }) => type === NODE_CONFIG)
        .map(({ body }) => body)
    : [text].filter((each) => /^\s*(---\s*)?(\{|apiVersion:|kind:)/.test(each) && each.includes('node.eks.aws'));
  try {
    return bodies.map(parseJsonOrYaml);
  } catch {
    return undefined;
  }
}

/** The labels that user data passes to the kubelet with `--node-labels`; without those that a shell or CloudFormation computes. */
export function kubeletLabelsOf(text: string): Record<string, string> {
  const lists = [...text.matchAll(/--node-labels[= ]["']?([^"'\s]+)/g)].map(([, list]) => list);
  const pairs = lists.flatMap((list) => list.split(',')).filter((pair) => /^[^=$<]+=[^$<]*$/.test(pair));
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}
