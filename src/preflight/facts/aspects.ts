import { AspectApplication, Aspects, FeatureFlags, IAspect, Stage } from 'aws-cdk-lib';
import { ASPECT_STABILIZATION } from 'aws-cdk-lib/cx-api';
import { IConstruct } from 'constructs';

/** Maximum number of visits of the tree, as in CDK. */
const MAX_VISITS = 100;

/**
 * Invokes the aspects of a stage as a synthesis does, without one: tags, large charts and add-ons are complete after it.
 *
 * CDK does not export its function. Source: aws-cdk-lib, core/lib/private/synthesis.ts, invokeAspects and invokeAspectsV2.
 */
export function invokeAspects(stage: Stage): void {
  const invoked = new Map<IConstruct, Set<IAspect>>();
  const visits = FeatureFlags.of(stage).isEnabled(ASPECT_STABILIZATION) ? MAX_VISITS : 1;
  // aspects may create constructs and add aspects
  for (let visit = 0; visit < visits; visit++) if (!invokeBelow(stage, [], invoked)) return;
}

function invokeBelow(construct: IConstruct, inherited: readonly AspectApplication[], invoked: Map<IConstruct, Set<IAspect>>): boolean {
  // inherited aspects first where the priority is the same
  const applied = [...inherited, ...Aspects.of(construct).applied].sort((a, b) => a.priority - b.priority);
  const done = invoked.get(construct) ?? new Set<IAspect>();
  invoked.set(construct, done);
  let any = false;
  for (const { aspect } of applied) {
    if (done.has(aspect)) continue;
    done.add(aspect);
    aspect.visit(construct);
    any = true;
  }
  // aspects do not cross the border of a stage
  for (const child of construct.node.children) if (!Stage.isStage(child)) any = invokeBelow(child, applied, invoked) || any;
  return any;
}
