import {
  FeatureSupport,
  Unsupported,
  NODE_RESPONSIBILITIES,
  NODE_FEATURE_NAMES,
  NODE_FEATURES,
  NODE_TYPE_NAMES,
  NODE_TYPES,
  NodeFeature,
  NodeType,
} from './node-features.data';
import { Problem } from '../../errors/problems';

const isNo = (answer: FeatureSupport): answer is Unsupported => answer !== 'yes' && 'reason' in answer;

/** Why a node type does not support a feature; undefined if it does, or if it is not documented. */
export function refusal(type: NodeType, feature: NodeFeature): Unsupported | undefined {
  const answer = NODE_FEATURES[feature][type];
  return isNo(answer) ? answer : undefined;
}

/** The problem of a feature that a node type does not support: both names, the reason, and the node types that support it. */
export function featureProblems(type: NodeType, feature: NodeFeature, what: string): Problem[] {
  const refused = refusal(type, feature);
  if (!refused) return [];
  const others = NODE_TYPES.filter((other) => {
    const answer = NODE_FEATURES[feature][other];
    return answer === 'yes' || 'limits' in answer;
  }).map((other) => NODE_TYPE_NAMES[other]);
  return [
    {
      finding: `${what}: ${NODE_TYPE_NAMES[type]} does not support ${NODE_FEATURE_NAMES[feature]}`,
      constraint: refused.reason,
      remediation: others.length > 0 ? `Use ${others.join(' or ')}` : 'Remove it',
      source: refused.source,
    },
  ];
}

/** The table as Markdown, for people. */
export function featureTable(): string {
  const notes: string[] = [];
  const note = (text: string): string => {
    if (!notes.includes(text)) notes.push(text);
    return `[${notes.indexOf(text) + 1}]`;
  };
  const cell = (answer: FeatureSupport): string => {
    if (answer === 'yes') return 'yes';
    if ('reason' in answer) return `no ${note(`${answer.reason} ([page](${answer.source}))`)}`;
    return 'limits' in answer ? `yes ${note(answer.limits)}` : 'not known';
  };
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...NODE_TYPES.map((type) => NODE_TYPE_NAMES[type])]),
    line(['', ...NODE_TYPES].map(() => '---')),
    ...(Object.keys(NODE_FEATURES) as NodeFeature[]).map((feature) =>
      line([NODE_FEATURE_NAMES[feature], ...NODE_TYPES.map((type) => cell(NODE_FEATURES[feature][type]))]),
    ),
    ...Object.entries(NODE_RESPONSIBILITIES).map(([duty, who]) => line([duty, ...NODE_TYPES.map((type) => who[type])])),
    '',
    ...notes.map((text, index) => `${index + 1}. ${text}`),
  ].join('\n');
}
