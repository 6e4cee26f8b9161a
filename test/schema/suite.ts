import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createSchemaScope, type Dialect, type SchemaScope } from '../../src/schema/index.ts';

export const SHARED: string = process.env['SHARED'] ?? join(import.meta.dirname, '../../../shared');
export const SUITE: string = join(SHARED, 'json-schema-suite');
export const hasSuite: boolean = existsSync(SUITE);

export interface SuiteGroup {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: ReadonlyArray<{ description: string; data: unknown; valid: boolean }>;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : name.endsWith('.json') ? [path] : [];
  });
}

export interface SuiteFile {
  readonly name: string;
  readonly groups: readonly SuiteGroup[];
}

/** The files of a draft: `where` is '' for the required ones, `optional` or `optional/format`. */
export function suiteFiles(draft: string, where: string): SuiteFile[] {
  const folder = join(SUITE, 'tests', draft, where);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name: name.slice(0, -5), groups: readJson(join(folder, name)) as SuiteGroup[] }));
}

const remotes: Array<{ uri: string; root: unknown; dialect: Dialect }> = [];
const DRAFTS: Record<string, Dialect> = {
  'draft2020-12': '2020-12',
  'draft2019-09': '2019-09',
  draft7: 'draft-07',
  draft6: 'draft-06',
  draft4: 'draft-04',
};

function readRemotes(): void {
  const folder = join(SUITE, 'remotes');
  for (const path of filesBelow(folder)) {
    const name = relative(folder, path).replaceAll('\\', '/');
    const dialect = DRAFTS[name.split('/')[0] as string];
    remotes.push({
      uri: `http://localhost:1234/${name}`,
      root: readJson(path),
      dialect: dialect ?? 'draft-07',
    });
  }
  const refs = join(import.meta.dirname, '../../node_modules/ajv/dist/refs');
  for (const path of filesBelow(refs).filter((name) => name.includes('json-schema-'))) {
    const root = readJson(path) as { $id: string };
    const dialect: Dialect = root.$id.includes('draft-07')
      ? 'draft-07'
      : root.$id.includes('draft-06')
        ? 'draft-06'
        : root.$id.includes('2019')
          ? '2019-09'
          : '2020-12';
    remotes.push({ uri: root.$id.replace(/#$/, ''), root, dialect });
  }
  const draft4 = join(import.meta.dirname, '../../node_modules/@hyperjump/json-schema/draft-04/schema.js');
  void draft4;
}

/** A scope that knows the suite's remote schemas and the metaschemas. */
export function suiteScope(
  draft: string,
  schema: unknown,
  formats: boolean,
): { scope: SchemaScope; uri: string } {
  if (remotes.length === 0) readRemotes();
  const scope = createSchemaScope({ formats, compileAfter: 0 });
  const dialect = DRAFTS[draft] as Dialect;
  for (const { uri, root, dialect: own } of remotes) {
    scope.addResource({
      uri,
      root,
      dialect: uri.includes('/draft') || uri.includes('json-schema.org') ? own : dialect,
    });
  }
  const uri = 'test:///schema.json';
  scope.addResource({ uri, root: schema, dialect });
  return { scope, uri };
}
