import { Annotations, AspectPriority, Aspects, ITaggable, Stack, TagManager, TagType, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SortedTags, sortTags, TAG_RULES, TaggingController } from './propagated-tags.rules';

/** Where tags of the app cannot be passed on. */
export interface NotPropagated {
  /** why, and what to do instead. */
  readonly reason: string;
  /** keys that the user gave there. */
  readonly userKeys: readonly string[];
}

/**
 * The tags of the app for what a controller makes in AWS: instances, volumes, load balancers. CloudFormation does not make these, so that
 * `Tags.of(app).add(...)` does not reach them.
 *
 * A child of the construct that configures the controller, which CDK tags as it tags a resource of that type. Read {@link values} when the
 * template is written: tags come by aspects.
 */
export class PropagatedTags extends Construct implements ITaggable {
  public readonly tags: TagManager;

  constructor(
    scope: Construct,
    private readonly controller: TaggingController,
    private readonly notPropagated?: NotPropagated,
  ) {
    super(scope, 'LaunchedTags');
    this.tags = new TagManager(TagType.MAP, TAG_RULES[controller].resourceType);
    Aspects.of(this).add(
      {
        visit: (node) => {
          if (node === this) this.warn();
        },
      },
      { priority: AspectPriority.READONLY },
    );
  }

  /** Tags that the controller accepts: those of the stack, and over them those of the construct. */
  public get values(): Readonly<Record<string, string>> {
    return this.sortedTags().accepted;
  }

  private sortedTags(): SortedTags {
    return sortTags(this.controller, { ...Stack.of(this).tags.tagValues(), ...this.tags.tagValues() }, Token.isUnresolved);
  }

  private warn(): void {
    const { accepted, refused } = this.sortedTags();
    const { resources } = TAG_RULES[this.controller];
    const left =
      this.notPropagated &&
      Object.keys(accepted)
        .filter((key) => !this.notPropagated!.userKeys.includes(key))
        .map((key) => `'${key}'`);
    const problems = this.notPropagated
      ? [[left!.join(', '), this.notPropagated.reason]].filter(([keys]) => keys !== '')
      : Object.entries(refused).map(([key, why]) => [`'${key}'`, why]);
    for (const [keys, why] of problems) {
      Annotations.of(this).addWarningV2('strata:tag', `tags of the app that are not propagated to ${resources}: ${keys}, ${why}`);
    }
  }
}
