import * as fs from 'fs';
import { CfnResource, PolicyValidationStack, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { keepInSynthesis, keptInSynthesis, oncePerSynthesis } from './synthesis-pass';

/** A resource as it stands in a template. */
export interface TemplateResource {
  readonly Type?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
}

interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
}

const keyOf = (stack: Stack): string => `template ${stack.node.path}`;

/** Says that the templates of this synthesis are written. Until the next pass begins, what CDK has resolved is read from them. */
export function readWrittenTemplates(app: IConstruct, templates: readonly PolicyValidationStack[]): void {
  const files = new Map(templates.map(({ stackConstructPath, templatePath }) => [stackConstructPath, templatePath]));
  for (const stack of app.node.findAll().filter(Stack.isStack)) {
    const file = files.get(stack.node.path);
    if (file !== undefined) keepInSynthesis(stack, keyOf(stack), JSON.parse(fs.readFileSync(file, 'utf8')));
  }
}

/** A resource in the template of its stack, if that is written, as it is for stacks that are not nested. */
export function writtenResource(resource: CfnResource): TemplateResource | undefined {
  const stack = Stack.of(resource);
  const template = keptInSynthesis(stack, keyOf(stack)) as Template | undefined;
  return template?.Resources?.[logicalIdOf(resource)];
}

/** The logical id of a resource: CDK computes a hash each time that it is asked. */
export function logicalIdOf(resource: CfnResource): string {
  const stack = Stack.of(resource);
  const ids = oncePerSynthesis(stack, 'logical ids', () => new Map<CfnResource, string>());
  const known = ids.get(resource) ?? String(stack.resolve(resource.logicalId));
  ids.set(resource, known);
  return known;
}
