import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createSchemaScope, type Dialect, type Schema } from '../../src/schema/index.ts';

export const SHARED: string = join(import.meta.dirname, '../../../shared');
const SUITE = join(SHARED, 'json-schema-suite');
export const hasSuite: boolean = existsSync(SUITE);

export interface SuiteGroup {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: ReadonlyArray<{ description: string; data: unknown; valid: boolean }>;
}

/** A draft's tests: `where` is '' for the required ones, `optional` or `optional/format`. */
export function suiteFiles(draft: string, where: string): Array<{ name: string; groups: SuiteGroup[] }> {
  const folder = join(SUITE, 'tests', draft, where);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name: name.slice(0, -5), groups: readJson(join(folder, name)) as SuiteGroup[] }));
}

const DRAFTS: Readonly<Record<string, Dialect>> = {
  'draft2020-12': '2020-12',
  'draft2019-09': '2019-09',
  draft7: 'draft-07',
  draft6: 'draft-06',
  draft4: 'draft-04',
};

interface Remote {
  readonly uri: string;
  readonly root: unknown;
  /** Undefined: that of whoever refers to it. */
  readonly dialect: Dialect | undefined;
}

/** What the suite serves at localhost:1234, and the metaschemas. */
export async function readRemotes(): Promise<Remote[]> {
  const folder = join(SUITE, 'remotes');
  const remotes: Remote[] = jsonFilesBelow(folder).map((path) => {
    const name = relative(folder, path).replaceAll('\\', '/');
    const dialect = DRAFTS[name.split('/')[0] as string];
    return { uri: `http://localhost:1234/${name}`, root: readJson(path), dialect };
  });
  const modules = join(import.meta.dirname, '../../node_modules');
  for (const path of jsonFilesBelow(join(modules, 'ajv/dist/refs'))) {
    const root = readJson(path) as { $id: string };
    const draft = ['draft-06', 'draft-07', '2019-09', '2020-12'].find((each) => root.$id.includes(each));
    if (draft !== undefined) remotes.push({ uri: root.$id, root, dialect: draft as Dialect });
  }
  const draft4 = pathToFileURL(join(modules, '@hyperjump/json-schema/draft-04/schema.js')).href;
  const { default: root } = (await import(draft4)) as { default: unknown };
  remotes.push({ uri: 'http://json-schema.org/draft-04/schema', root, dialect: 'draft-04' });
  return remotes;
}

export function suiteSchema(
  draft: string,
  root: unknown,
  formats: boolean,
  remotes: readonly Remote[],
): Schema {
  const scope = createSchemaScope({ formats, compileAfter: 0 });
  const dialect = DRAFTS[draft] as Dialect;
  for (const remote of remotes) scope.addResource({ ...remote, dialect: remote.dialect ?? dialect });
  const uri = 'test:///schema.json';
  scope.addResource({ uri, root, dialect });
  return scope.schema({ value: root, uri, pointer: '' });
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function jsonFilesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return jsonFilesBelow(path);
    return name.endsWith('.json') ? [path] : [];
  });
}
