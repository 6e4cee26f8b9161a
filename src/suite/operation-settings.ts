import type { GivenData, OperationSettings, SettingsOf } from '../contract/index.ts';
import { type Api, isSelected, type Operation, unknownSelection } from '../model/index.ts';
import { escapeToken, nearName } from '../schema/index.ts';
import { parameterName } from './call-operation.ts';
import { badSuite, type Mistake, type SuiteFile } from './read-suite.ts';
import type { Suite, SuiteData, SuiteOperation } from './suite.ts';

/** What a suite wants of all operations, and of single ones. */
export interface Wanted {
  /** All that are made of any operation; undefined: those that are on by default. */
  readonly checks: readonly string[];
  readonly settingsOf: SettingsOf;
  readonly select: (operation: Operation) => boolean;
}

/** @param operations those of the suite, expanded */
export function wantedOf(
  suite: Suite,
  operations: Readonly<Record<string, SuiteOperation>>,
  asked: readonly string[],
): Wanted {
  const entries = Object.entries(operations);
  const added = entries.flatMap(([, { checks = {} }]) => Object.keys(checks).filter((name) => checks[name]));
  const all = [...new Set([...asked, ...added])];
  const own = new Map<Operation, OperationSettings | undefined>();
  const ofOperation = (operation: Operation): SuiteOperation[] =>
    entries.filter(([word]) => isSelected(operation, word)).map(([, settings]) => settings);
  return {
    checks: all,
    select: (operation) => ofOperation(operation).at(-1)?.skip !== true && isIncluded(suite, operation),
    settingsOf: (operation) => {
      if (entries.length === 0) return undefined;
      if (!own.has(operation)) own.set(operation, merged(ofOperation(operation), asked, added));
      return own.get(operation);
    },
  };
}

function isIncluded({ include = [], exclude = [] }: Suite, operation: Operation): boolean {
  return (
    (include.length === 0 || include.some((word) => isSelected(operation, word))) &&
    !exclude.some((word) => isSelected(operation, word))
  );
}

function merged(
  all: readonly SuiteOperation[],
  asked: readonly string[],
  added: readonly string[],
): OperationSettings {
  const checks: Record<string, boolean> = Object.assign(
    Object.create(null),
    ...all.map((each) => each.checks),
  );
  const isOff = (name: string) => checks[name] === false || (!asked.includes(name) && checks[name] !== true);
  const last = <Key extends keyof SuiteOperation>(key: Key) =>
    all.findLast((each) => each[key] !== undefined)?.[key];
  return {
    without: new Set([...asked, ...added].filter(isOff)),
    phases: last('phases'),
    maxCases: last('maxCases'),
    maxResponseTime: last('maxResponseTime'),
    data: dataOf(all.flatMap(({ data }) => data ?? [])),
  };
}

function dataOf(all: readonly SuiteData[]): GivenData | undefined {
  if (all.length === 0) return undefined;
  const list = (value: unknown): unknown[] => (Array.isArray(value) && value.length > 0 ? value : [value]);
  return {
    parameters: all.flatMap(({ parameters = {} }) =>
      Object.entries(parameters).map(([key, value]) => ({ ...parameterName(key), values: list(value) })),
    ),
    members: all.flatMap(({ body = {} }) =>
      Object.entries(body).map(([pointer, value]) => ({ pointer, values: list(value) })),
    ),
  };
}

/** Names that mean nothing in this description. Throws StandinError `bad-suite` with a line for each. */
export function mustFit(file: SuiteFile, api: Api, checks: readonly string[]): void {
  const { suite } = file;
  const mistakes: Mistake[] = [];
  const add = (pointer: string, message: string) => mistakes.push({ message, place: file.place(pointer) });
  const word = (pointer: string, text: string) => {
    const why = unknownSelection(api, text);
    if (why !== undefined) add(pointer, `${text}: ${why}`);
  };
  const check = (pointer: string, name: string) => {
    if (checks.includes(name.replace(/^-/, ''))) return;
    const near = nearName(name, checks);
    add(pointer, `there is no check ${name}.${near ? ` Did you mean ${near}?` : ''}`);
  };
  const checksAt = (pointer: string, given: Suite['checks'] = {}) => {
    const names: ReadonlyArray<readonly [key: string | number, name: string]> = Array.isArray(given)
      ? [...given.entries()].filter(([, name]) => name !== 'default' && name !== 'all')
      : Object.keys(given).map((name) => [escapeToken(name), name]);
    for (const [key, name] of names) check(`${pointer}/${key}`, name);
  };
  for (const [index, text] of (suite.include ?? []).entries()) word(`/include/${index}`, text);
  for (const [index, text] of (suite.exclude ?? []).entries()) word(`/exclude/${index}`, text);
  checksAt('/checks', suite.checks);
  for (const [text, { checks: own, data }] of Object.entries(suite.operations ?? {})) {
    const pointer = `/operations/${escapeToken(text)}`;
    word(pointer, text);
    checksAt(`${pointer}/checks`, own);
    for (const key of Object.keys(data?.parameters ?? {})) {
      const known = api.operations
        .filter((operation) => isSelected(operation, text))
        .flatMap(({ parameters }) =>
          parameters.flatMap(({ name, in: location }) => [name, `${location}.${name}`]),
        );
      if (known.includes(key) || unknownSelection(api, text) !== undefined) continue;
      const near = nearName(key, new Set(known));
      add(
        `${pointer}/data/parameters/${escapeToken(key)}`,
        `${text} has no parameter ${key}.${near ? ` Did you mean ${near}?` : ''}`,
      );
    }
  }
  if (mistakes.length > 0) throw badSuite(file.file, mistakes);
}
