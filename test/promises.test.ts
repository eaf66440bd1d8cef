import * as fs from 'fs';
import * as path from 'path';
import { askingIn, askingInSources } from './promises';
import { KeptBy, PROMISES } from './promises.data';
import { RULES } from '../src/preflight/rules';

const src = path.join(__dirname, '../src');
const asking = askingInSources(src).map(({ name }) => name);

/** All sources in one text, as messages are written in them: what is between backquotes counts as it stands. */
const sources = fs
  .readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => fs.readFileSync(path.join(src, name), 'utf8'))
  .join('\n');

/** Why a row is not true; nothing where it is. */
function problemOf(kept: KeptBy): string | undefined {
  if ('foundBy' in kept) {
    const isFound = kept.foundBy.includes(' ') ? sources.includes(kept.foundBy) : RULES.some(({ id }) => id === kept.foundBy);
    return isFound ? undefined : `there is neither a rule nor a message '${kept.foundBy}'`;
  }
  if ('doneBy' in kept) {
    const [file, title] = kept.doneBy;
    const test = path.join(__dirname, file);
    const titles = fs.existsSync(test)
      ? [...fs.readFileSync(test, 'utf8').matchAll(/\b(?:test|describe)(?:\.each\(.*\))?\((['"`])(.*?)\1/g)].map(([, , each]) => each)
      : [];
    return titles.includes(title) ? undefined : `${file} has no test '${title}'`;
  }
  const reason = 'outside' in kept ? kept.outside : kept.asksNothing;
  return reason.length > 10 ? undefined : 'the reason is missing';
}

test('every docstring that asks for something is in the table', () => expect(asking.filter((name) => !(name in PROMISES))).toEqual([]));

test('every row of the table is for a docstring that asks for something', () =>
  expect(Object.keys(PROMISES).filter((name) => !asking.includes(name))).toEqual([]));

test.each(Object.entries(PROMISES))('%s is kept by something that exists', (_, kept) => expect(problemOf(kept)).toBeUndefined());

describe('a planted fault is seen', () => {
  test.each([
    [
      'a property that needs something',
      'export interface Props {\n/** A key. It needs a policy elsewhere. */\nreadonly key?: string;\n}',
      ['Props.key'],
    ],
    [
      'a property that asks in other words',
      'export interface Props {\n/** A key. Make sure that it exists. */\nreadonly key?: string;\n}',
      ['Props.key'],
    ],
    [
      'a default that asks',
      'export interface Props {\n/**\n * A key.\n *\n * @default - the caller has to give one\n */\nreadonly key?: string;\n}',
      ['Props.key'],
    ],
    ['a method and its class', 'export class Thing {\n/** Requires a role. */\ngrant(): void {}\n}', ['Thing.grant']],
    ['a value of an enum', "export enum Kind {\n/** Must be enabled. */\nA = 'a',\n}", ['Kind.A']],
    [
      'what is private, internal or not exported',
      'class A {\n/** It needs this. */\na = 1;\n}\nexport class B {\n/** It needs this. */\nprivate a = 1;\n/** It needs this. ' +
        '*/\n_b = 1;\n/** It needs this. @internal */\nc = 1;\n}',
      [],
    ],
    ['what asks for nothing', 'export interface Props {\n/** Whether it is needed. */\nreadonly key?: string;\n}', []],
  ])('%s', (_, source, names) => expect(askingIn(source).map(({ name }) => name)).toEqual(names));

  test.each<[KeptBy, string]>([
    [{ foundBy: 'no-such-rule' }, "there is neither a rule nor a message 'no-such-rule'"],
    [{ doneBy: ['nodes/no-such.test.ts', 'a title'] }, "nodes/no-such.test.ts has no test 'a title'"],
    [{ doneBy: ['promises.test.ts', 'no such title'] }, "promises.test.ts has no test 'no such title'"],
    [{ outside: '' }, 'the reason is missing'],
  ])('%j', (kept, problem) => expect(problemOf(kept)).toBe(problem));
});
