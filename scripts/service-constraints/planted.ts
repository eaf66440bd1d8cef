import * as path from 'path';
import { Constraint } from './model';

interface Diagnostic {
  readonly ruleId: string;
  readonly entity?: { readonly logicalId?: string };
  readonly propertyPath?: string;
}
interface Validator {
  readonly CompositeEngine: new () => { validateTemplate(template: unknown, config: object): { diagnostics: Diagnostic[] }; free(): void };
  readonly TemplateContent: new (text: string) => unknown;
}

/** Something that CDK's validation objects to: its rule, and the path of the property. */
export interface Objection {
  readonly rule: string;
  readonly path: string;
}

/** What CDK's validation objects to, by logical id. */
export function cdkObjectsTo(
  resources: Readonly<Record<string, { readonly Type: string; readonly Properties: object }>>,
  severityLevel: 'WARN' | 'ERROR' = 'WARN',
): Map<string, Objection[]> {
  const folder = path.join(path.dirname(require.resolve('aws-cdk-lib/package.json')), 'node_modules/@aws/cloudformation-validate');
  // oxlint-disable-next-line typescript/no-require-imports
  const { CompositeEngine, TemplateContent } = require(folder) as Validator;
  const engine = new CompositeEngine();
  const { diagnostics } = engine.validateTemplate(new TemplateContent(JSON.stringify({ Resources: resources })), {
    detailLevel: 'STANDARD',
    severityLevel,
  });
  engine.free();
  const found = new Map<string, Objection[]>();
  for (const { entity, propertyPath, ruleId } of diagnostics) {
    const id = entity?.logicalId ?? '';
    found.set(id, [...(found.get(id) ?? []), { rule: ruleId, path: (propertyPath ?? '').replace(/^Properties\.?/, '') }]);
  }
  return found;
}

/** Plants every fault there is for every path, in one template, and says which of the paths CDK's validation checks as the services do. */
export function foundByCdk(all: readonly (readonly [string, readonly Constraint[]])[]): (type: string, path: string) => boolean {
  const resources: Record<string, { Type: string; Properties: object }> = {};
  const ids = new Map<string, string[]>();
  let count = 0;
  for (const [type, constraints] of all) {
    for (const constraint of constraints) {
      const faults = faultsOf(constraint).map((fault) => {
        const id = `R${count++}`;
        resources[id] = { Type: type, Properties: nested(constraint.path.split('.'), fault) };
        return id;
      });
      ids.set(`${type} ${constraint.path}`, faults);
    }
  }
  const found = cdkObjectsTo(resources);
  return (type, where) => {
    const wanted = where
      .split('.')
      .flatMap((step) => (step.endsWith('[]') ? [step.slice(0, -2), '0'] : [step]))
      .join('.');
    // what is required is required by the schema of CloudFormation, too: the generator takes nothing else
    return ids.get(`${type} ${where}`)!.every((id) => (found.get(id) ?? []).some(({ path: each }) => each === wanted));
  };
}

/** Whether CDK's validation objects to the first of two sets of properties and not to the second, for one reason: by name. */
export function objectsToFirst(pairs: readonly (readonly [name: string, type: string, first: object, second: object])[]): string[] {
  const resources = Object.fromEntries(
    pairs.flatMap(([, Type, first, second], index) => [
      [`F${index}`, { Type, Properties: first }],
      [`S${index}`, { Type, Properties: second }],
    ]),
  );
  const found = cdkObjectsTo(resources, 'ERROR');
  const of = (id: string) => (found.get(id) ?? []).map(({ rule, path: where }) => `${rule} ${where}`);
  return pairs.filter((_, index) => of(`F${index}`).some((each) => !of(`S${index}`).includes(each))).map(([name]) => name);
}

/** One wrong value for each thing that a constraint says. */
export function faultsOf({ kind, min, max, values, pattern }: Constraint): unknown[] {
  const sized = (size: number): unknown => {
    if (kind === 'number') return size;
    return kind === 'list' ? Array.from({ length: size }, (_, index) => `x${index}`) : 'x'.repeat(size);
  };
  return [
    ...(min === undefined ? [] : [sized(min - 1)]),
    ...(max === undefined ? [] : [sized(max + 1)]),
    ...(values === undefined ? [] : ['planted-fault']),
    ...(pattern === undefined ? [] : [notMatching(pattern, min ?? 1)]),
  ];
}

/** A text that a pattern does not match: some allow all but control characters. */
function notMatching(pattern: string, length: number): string {
  const texts = ['\u00a7 planted \u00a7', ...['\u0000', '\n', ' ', '/', '-'].map((character) => character.repeat(length))];
  return texts.find((text) => !new RegExp(`^(?:${pattern})$`).test(text))!;
}

/** Properties with one value at a path, and nothing else. */
export const nested = (steps: readonly string[], value: unknown): object => {
  const [first, ...rest] = steps;
  const inner = rest.length === 0 ? value : nested(rest, value);
  return first.endsWith('[]') ? { [first.slice(0, -2)]: [inner] } : { [first]: inner };
};
