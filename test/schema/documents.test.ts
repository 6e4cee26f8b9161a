import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  createSchemaScope,
  type Dialect,
  type Direction,
  isJsonObject,
  joinPointer,
  prepareValidation,
  type Schema,
  type SchemaScope,
} from '../../src/schema/index.ts';
import { SHARED } from './suite.ts';

const SPECS = join(SHARED, 'specs');
const SCHEMAS = join(SHARED, 'json-schemas');

/** Values that reach most keywords without making sense. */
const PROBES = [null, true, 0, 1.5, '', 'text', [], [1, 'x', {}], {}, { id: 1, name: 'x', type: 'y' }];

const MOST_COMPILED = 150;

function parse(path: string): unknown {
  const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  return path.endsWith('.json') ? JSON.parse(text) : load(text, { schema: CORE_SCHEMA });
}

function dialectOf(root: Record<string, unknown>): Dialect {
  if ('swagger' in root) return 'swagger-2.0';
  return String(root['openapi']).startsWith('3.0') ? 'openapi-3.0' : '2020-12';
}

/** Every schema of a document outside other schemas: below `schema`, and components. */
function schemasOf(root: unknown): Array<{ value: unknown; pointer: string }> {
  const found: Array<{ value: unknown; pointer: string }> = [];
  const visit = (value: unknown, pointer: string, key: string): void => {
    if (typeof value !== 'object' || value === null || key === 'example' || key === 'examples') return;
    for (const [name, child] of Object.entries(value)) {
      const below = joinPointer(pointer, name);
      const isSchema =
        name === 'schema' || name === 'itemSchema' || key === 'schemas' || key === 'definitions';
      if (isSchema) found.push({ value: child, pointer: below });
      else visit(child, below, name);
    }
  };
  visit(root, '', '');
  return found;
}

/** All that a schema leads to. */
function closure(scope: SchemaScope, start: Schema, seen: Map<string, Schema>): void {
  const waiting = [start.id];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    const schema = scope.byId(id);
    seen.set(id, schema);
    const collect = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(collect);
      else if (isJsonObject(value)) {
        if (String(value['$ref']).startsWith('standin:')) waiting.push(value['$ref'] as string);
        for (const child of Object.values(value)) collect(child);
      }
    };
    for (const [key, value] of Object.entries(isJsonObject(schema.json) ? schema.json : {})) {
      if (key === '$ref') waiting.push(value as string);
      else if (!['example', 'examples', 'default', 'enum', 'const'].includes(key)) collect(value);
    }
  }
}

/** How many schemas there are, and where the compiled one, the interpreted one and the words disagree. */
function tryAll(
  scope: SchemaScope,
  uri: string,
  root: unknown,
): { schemas: number; disagreements: string[] } {
  const seen = new Map<string, Schema>();
  for (const { value, pointer } of schemasOf(root)) {
    for (const direction of ['request', 'response'] satisfies Direction[]) {
      closure(scope, scope.schema({ value, uri, pointer }, direction), seen);
    }
  }
  const disagreements: string[] = [];
  let tried = 0;
  for (const schema of seen.values()) {
    // Compiling takes long, so that of a big document only a part is compiled; adopted have been all.
    if (tried++ % Math.ceil(seen.size / MOST_COMPILED) !== 0) continue;
    for (const probe of PROBES) {
      const verdict = schema.accepts(probe);
      const agreed =
        scope.holds(schema.json, probe) === verdict && schema.violations(probe).length > 0 !== verdict;
      if (!agreed) disagreements.push(`${schema.source.pointer} ${JSON.stringify(probe)}`);
    }
  }
  return { schemas: seen.size, disagreements };
}

const documents = existsSync(SPECS)
  ? (JSON.parse(readFileSync(join(SPECS, 'index.json'), 'utf8')) as Array<{
      slug: string;
      file: string;
      folder?: string;
    }>)
  : [];

describe.skipIf(!existsSync(SPECS))('documents as published', () => {
  beforeAll(prepareValidation);

  test.each(documents.filter(({ folder }) => !folder))(
    '$slug: every schema compiles, in both directions',
    ({ file }) => {
      let root: unknown;
      try {
        root = parse(join(SPECS, file));
      } catch {
        return;
      }
      const scope = createSchemaScope({ compileAfter: 0 });
      const uri = `file:///${file}`;
      scope.addResource({ uri, root, dialect: dialectOf(root as Record<string, unknown>) });
      const { disagreements } = tryAll(scope, uri, root);
      expect(disagreements).toEqual([]);
    },
  );
});

describe.skipIf(!existsSync(SCHEMAS))('JSON schemas as published', () => {
  beforeAll(prepareValidation);

  test.each(existsSync(SCHEMAS) ? readdirSync(SCHEMAS).filter((name) => name.endsWith('.json')) : [])(
    '%s: every schema compiles',
    (name) => {
      const root = parse(join(SCHEMAS, name));
      const scope = createSchemaScope({ compileAfter: 0 });
      const uri = `file:///${name}`;
      scope.addResource({ uri, root, dialect: 'draft-07' });
      const seen = new Map<string, Schema>();
      closure(scope, scope.schema({ value: root, uri, pointer: '' }), seen);
      for (const schema of seen.values()) {
        for (const probe of PROBES) expect(scope.holds(schema.json, probe)).toBe(schema.accepts(probe));
      }
    },
  );
});
