import { Docs, Type } from './assembly';
import { Words } from './words';
import { NODE_FEATURE_NAMES, NODE_FEATURES, NODE_TYPE_NAMES, NODE_TYPES, NodeFeature } from '../../src/nodes/tables/node-features.data';
import { refusal } from '../../src/nodes/tables/node-features.rules';

/** Words that make a number a limit. */
const LIMIT = /\d\S* (?:or (?:newer|more|less|older)|to \d)|\d–\d|\b(?:at (?:most|least)|more than|fewer than|up to|between) \S*\d/;

/** What a construct cannot do: numbers of its docstrings, the table of node types. */
export function limitLines(construct: Type, structs: readonly Type[], words: Words): string[] {
  const members = structs.flatMap(({ properties = [] }) => properties);
  return [
    ...limitsIn(construct.docs, words).map((sentence) => `- ${sentence}`),
    ...members.flatMap(({ name, docs }) => limitsIn(docs, words).map((sentence) => `- \`${name}\`: ${sentence}`)),
    ...nodeLimits(construct.name),
  ];
}

function limitsIn(docs: Docs | undefined, words: Words): string[] {
  const sentences = words
    .text(docs)
    .replace(/\s+/g, ' ')
    .split(/(?<=\.) /);
  return sentences.filter((sentence) => LIMIT.test(sentence.replace(/`[^`]*`/g, ''))).map((sentence) => sentence.replace(/\.$/, ''));
}

function nodeLimits(construct: string): string[] {
  const type = NODE_TYPES.find((each) => NODE_TYPE_NAMES[each] === construct);
  if (!type) return [];
  return (Object.keys(NODE_FEATURES) as NodeFeature[]).flatMap((feature) => {
    const refused = refusal(type, feature);
    return refused ? [`- Not supported: ${NODE_FEATURE_NAMES[feature]}: ${refused.reason} ([source](${refused.source}))`] : [];
  });
}
