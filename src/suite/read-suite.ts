import { readData } from '../document/index.ts';
import { formatPlace, type Place, StandinError } from '../errors.ts';
import { createSchemaScope, isJsonObject, prepareValidation } from '../schema/index.ts';
import type { Suite } from './suite.ts';
import { suiteSchema } from './suite-schema.ts';

/** A suite with where it stands. */
export interface SuiteFile {
  /** Of the file, without its endings: `authentik`. */
  readonly name: string;
  /** As the user would write it. */
  readonly file: string;
  readonly suite: Suite;
  /** Where a JSON Pointer into the suite leads. */
  place(pointer: string): Place;
}

const ending = /(?:\.contract)?\.(?:ya?ml|json)$/i;
const schemaUri = 'standin:suite';
const mostTold = 20;

/** Is it called as a suite? `contracts/users.contract.yaml`. */
export function isSuiteName(name: string): boolean {
  return /\.contract\.(?:ya?ml|json)$/i.test(name);
}

/**
 * Reads the text of a suite file. Rejects with StandinError `bad-suite`, whose message has a line for each mistake.
 *
 * @param file names it in messages
 */
export async function readSuite(content: string | Uint8Array, file: string): Promise<SuiteFile> {
  const [data] = await Promise.all([readData(content, file), prepareValidation()]);
  const scope = createSchemaScope();
  scope.addResource({ uri: schemaUri, root: suiteSchema, dialect: '2020-12' });
  const violations = scope.schema({ value: suiteSchema, uri: schemaUri, pointer: '' }).violations(data.value);
  const mistakes = [
    ...data.faults.map(({ message, place }) => ({ message, place })),
    ...violations.map(({ message, pointer }) => ({ message, place: data.place(pointer) })),
  ];
  if (mistakes.length > 0 || !isJsonObject(data.value)) throw badSuite(file, mistakes);
  const base = file.split(/[/\\]/).at(-1) ?? file;
  return {
    name: base.replace(ending, ''),
    file,
    suite: data.value as unknown as Suite,
    place: (pointer) => data.place(pointer),
  };
}

export interface Mistake {
  readonly message: string;
  readonly place: Place;
}

/** Told all at once, each with its line. */
export function badSuite(file: string, mistakes: readonly Mistake[]): StandinError {
  const shown = mistakes
    .slice(0, mostTold)
    .map(({ message, place }) => `  ${formatPlace(place)}: ${message}`);
  const more = mistakes.length > mostTold ? [`  and ${mistakes.length - mostTold} more`] : [];
  return new StandinError(
    `Failed to read the suite ${file}: ${mistakes.length === 1 ? 'there is a mistake' : 'there are mistakes'} in it. Correct what stands here:\n${[...shown, ...more].join('\n')}`,
    { code: 'bad-suite', place: mistakes[0]?.place ?? { file } },
  );
}
