import { CfnResource, Stack, Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { isInTemplate, resourcesBelow } from '../../model/final-resource';
import { renderResource, RenderedResource } from '../../model/rendered-resource';
import { oncePerSynthesis } from '../../model/synthesis-pass';
import { logicalIdOf } from '../../model/written-templates';

/**
 * All resources of the stage of a construct, rendered lazily and once per synthesis; undefined if CDK cannot render a resource.
 */
export function finalTemplates(scope: IConstruct): { readonly resource: CfnResource; final(): RenderedResource | undefined }[] {
  const stage = Stage.of(scope)!;
  return oncePerSynthesis(scope, 'final templates', () =>
    resourcesBelow(stage)
      .filter((each) => Stage.of(each) === stage && isInTemplate(each))
      .map((resource) => {
        let rendered: { readonly template?: RenderedResource } | undefined;
        return { resource, final: () => (rendered ??= { template: renderResource(resource) }).template };
      }),
  );
}

/** The paths of the resources of each stack, by their logical ids. */
export function pathsByLogicalId(scope: IConstruct): ReadonlyMap<Stack, ReadonlyMap<string, string>> {
  return oncePerSynthesis(scope, 'paths by logical id', () => {
    const ids = new Map<Stack, Map<string, string>>();
    for (const { resource } of finalTemplates(scope)) {
      const stack = Stack.of(resource);
      const known = ids.get(stack) ?? new Map<string, string>();
      known.set(logicalIdOf(resource), resource.node.path);
      ids.set(stack, known);
    }
    return ids;
  });
}
