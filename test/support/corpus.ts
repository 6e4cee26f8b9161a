import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const shared = new URL('../../../shared/', import.meta.url);

/** One real description of the corpus beside the checkout. */
export interface CorpusEntry {
  readonly slug: string;
  /** Absolute path of the entry file. */
  readonly file: string;
  /** Absolute path of the folder that holds all its files; undefined for a single file. */
  readonly folder: string | undefined;
  /** `2.0`, `3.0.3` … as written. */
  readonly oas: string;
  readonly operations: number;
  /** False where it breaks the schema of its OpenAPI version. */
  readonly schemaValid: boolean;
  readonly note: string | undefined;
}

/** A real JSON Schema. */
export interface SchemaFile {
  readonly name: string;
  readonly json: unknown;
}

/** A test case of the JSON Schema Test Suite: one schema with its instances. */
export interface SuiteCase {
  /** For example `draft2020-12/optional/format/date.json`. */
  readonly file: string;
  readonly description: string;
  readonly schema: unknown;
  readonly tests: ReadonlyArray<{
    readonly description: string;
    readonly data: unknown;
    readonly valid: boolean;
  }>;
}

export type SuiteDraft = 'draft2020-12' | 'draft7' | 'draft4';

export const corpusPresent: boolean = existsSync(new URL('specs/index.json', shared));
export const schemasPresent: boolean = existsSync(new URL('json-schemas/', shared));
export const suitePresent: boolean = existsSync(new URL('json-schema-suite/tests/', shared));
export const seedsPresent: boolean = existsSync(new URL('seeds/', shared));

export function sharedPath(relative: string): string {
  return fileURLToPath(new URL(relative, shared));
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
}

/** All entries, or those that the environment variable `CORPUS` names (slugs, parted by commas). */
export function corpusEntries(): CorpusEntry[] {
  if (!corpusPresent) return [];
  const wanted = process.env['CORPUS']?.split(',');
  const index = readJson(sharedPath('specs/index.json')) as Array<Record<string, unknown>>;
  return index
    .map((entry) => ({
      slug: String(entry['slug']),
      file: sharedPath(`specs/${String(entry['file'])}`),
      folder: typeof entry['folder'] === 'string' ? sharedPath(`specs/${entry['folder']}`) : undefined,
      oas: String(entry['oas']),
      operations: Number(entry['operations'] ?? 0),
      schemaValid: entry['schema_valid'] === true,
      note: typeof entry['note'] === 'string' ? entry['note'] : undefined,
    }))
    .filter((entry) => wanted === undefined || wanted.includes(entry.slug));
}

export function schemaFiles(): SchemaFile[] {
  if (!schemasPresent) return [];
  const folder = sharedPath('json-schemas/');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, json: readJson(`${folder}/${name}`) }));
}

/** Required files of a draft, then those of `optional/format`. */
export function suiteCases(draft: SuiteDraft): SuiteCase[] {
  if (!suitePresent) return [];
  return [draft, `${draft}/optional/format`].flatMap((folder) => {
    const path = sharedPath(`json-schema-suite/tests/${folder}`);
    if (!existsSync(path)) return [];
    const names = readdirSync(path).filter((name) => name.endsWith('.json'));
    return names.sort().flatMap((name) => {
      const cases = readJson(`${path}/${name}`) as Array<Omit<SuiteCase, 'file'>>;
      return cases.map((one) => ({ ...one, file: `${folder}/${name}` }));
    });
  });
}

/** The suite's remote schemas by the URL under which its references name them. */
export function suiteRemotes(): Map<string, unknown> {
  const remotes = new Map<string, unknown>();
  if (!suitePresent) return remotes;
  const root = sharedPath('json-schema-suite/remotes');
  for (const name of readdirSync(root, { recursive: true }) as string[]) {
    if (name.endsWith('.json')) remotes.set(`http://localhost:1234/${name}`, readJson(`${root}/${name}`));
  }
  return remotes;
}
