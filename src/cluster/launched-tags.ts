import { Annotations, AspectPriority, Aspects, ITaggable, Stack, TagManager, TagType, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SortedTags, sortTags, TAG_RULES, TaggingController } from './launched-tags.rules';

/** Where tags of the app cannot be passed on. */
export interface NotPassedOn {
  /** why, and what to do instead. */
  readonly because: string;
  /** keys that the user gave there. */
  readonly given: readonly string[];
}

/**
 * The tags of the app for what a controller makes in AWS: instances, volumes, load balancers. CloudFormation does not make these, so that
 * `Tags.of(app).add(...)` does not reach them.
 *
 * A child of the construct that configures the controller, which CDK tags as it tags a resource of that type. Read {@link values} when the
 * template is written: tags come by aspects.
 */
export class LaunchedTags extends Construct implements ITaggable {
  public readonly tags: TagManager;

  constructor(scope: Construct, private readonly controller: TaggingController, private readonly notPassedOn?: NotPassedOn) {
    super(scope, 'LaunchedTags');
    this.tags = new TagManager(TagType.MAP, TAG_RULES[controller].resourceType);
    Aspects.of(this).add({ visit: (node) => { if (node === this) this.warn(); } }, { priority: AspectPriority.READONLY });
  }

  /** Tags that the controller accepts: those of the stack, and over them those of the construct. */
  public get values(): Readonly<Record<string, string>> {
    return this.sorted().accepted;
  }

  private sorted(): SortedTags {
    return sortTags(this.controller, { ...Stack.of(this).tags.tagValues(), ...this.tags.tagValues() }, Token.isUnresolved);
  }

  private warn(): void {
    const { accepted, refused } = this.sorted();
    const { makes } = TAG_RULES[this.controller];
    const left = this.notPassedOn && Object.keys(accepted).filter((key) => !this.notPassedOn!.given.includes(key)).map((key) => `'${key}'`);
    const problems = this.notPassedOn
      ? [[left!.join(', '), this.notPassedOn.because]].filter(([keys]) => keys !== '')
      : Object.entries(refused).map(([key, why]) => [`'${key}'`, why]);
    for (const [keys, why] of problems) {
      Annotations.of(this).addWarningV2(
        'strata:tag',
        `tags of the app that are not on ${makes}: ${keys}, ${why}`,
      );
    }
  }
}
