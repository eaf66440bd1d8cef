import { createHash } from 'crypto';
import { ChartSource, ReleaseState } from './helm';
import { Owner, OwnerAnnotations, OWNER_LABEL, stackLabelValue } from './ownership';

/** On every revision of a release: its deployment, as a hash. */
export const RELEASE_OWNER_LABEL = 'cdk-eks-strata/owner';
/** On every revision of a release: chart and values, as a hash. */
export const RELEASE_CONTENT_LABEL = 'cdk-eks-strata/content';

/** What a revision is made of, as a hash: a revision with the same one can be restored without the chart. */
export const contentHashOf = (source: ChartSource, values: string): string =>
  createHash('sha256')
    .update(JSON.stringify([source, values]))
    .digest('hex')
    .slice(0, 32);

/** Helm keeps labels of users in upgrades, and restores those of the revision in rollbacks. */
export const releaseLabelsOf = (owner: Owner, marks: OwnerAnnotations, content: string): Record<string, string> => ({
  [RELEASE_OWNER_LABEL]: marks.hashOf(owner),
  [OWNER_LABEL]: stackLabelValue(owner.stackId),
  [RELEASE_CONTENT_LABEL]: content,
});

/** Whom a revision belongs to: this deployment, another one of its stack, another stack, or no stack. */
export type ReleaseOwnership = 'own' | 'same stack' | 'other stack' | 'none';

export function ownershipOf({ labels }: ReleaseState, owner: Owner, marks: OwnerAnnotations): ReleaseOwnership {
  if (labels[RELEASE_OWNER_LABEL] === undefined) return 'none';
  if (labels[RELEASE_OWNER_LABEL] === marks.hashOf(owner)) return 'own';
  return labels[OWNER_LABEL] === stackLabelValue(owner.stackId) ? 'same stack' : 'other stack';
}
