import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { validate } from '@hyperjump/json-schema/openapi-3-0';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseText } from '../../src/document/parse.ts';
import { upgradeSwagger } from '../../src/document/upgrade/swagger.ts';
import { isJsonObject, type JsonObject } from '../../src/schema/index.ts';
import { valueAt } from './upgrade-harness.ts';

const folder = new URL('../../../shared/specs/', import.meta.url);
const present = existsSync(folder);

interface Listed {
  slug: string;
  file: string;
  oas: string;
  operations: number;
  schema_valid: boolean | null;
}

const listed: Listed[] = present
  ? (JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')) as Listed[]).filter(
      ({ oas }) => oas === '2.0',
    )
  : [];

/** Documents that name a file as if it were a folder. */
const brokenReferences: Readonly<Record<string, readonly string[]>> = {
  'goswagger-ziti-edge-management': ['unresolved-reference /paths/authenticate/post/responses/200/$ref'],
};

const files = new Map<string, unknown>();

/** Reads a file and what it refers to, so that references can be followed at once. */
async function readAll(uri: string): Promise<void> {
  if (files.has(uri) || !existsSync(fileURLToPath(uri))) return;
  const text = readFileSync(fileURLToPath(uri));
  files.set(uri, undefined);
  const { value } = await parseText(text, uri, 500);
  files.set(uri, value);
  const references = text.toString().matchAll(/\$ref["']?\s*:\s*["']?([^"'#\s]+)/g);
  for (const [, reference] of references) await readAll(new URL(reference!, uri).href);
}

function operationsOf(root: JsonObject): string[] {
  return Object.entries((root['paths'] ?? {}) as Record<string, JsonObject>).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((key) => /^(get|put|post|delete|options|head|patch)$/.test(key))
      .map((method) => `${method} ${path}`),
  );
}

/** The document with empty schemas, and with the one style that OpenAPI 3.0 has for lists in paths and headers. */
function skeleton(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => skeleton(item));
  if (!isJsonObject(value) || key === 'example' || key.startsWith('x-')) return value;
  const entries = Object.entries(value).map(([name, member]) => {
    if (name === 'schema') return [name, {}];
    if (name === 'schemas')
      return [name, Object.fromEntries(Object.keys(member as object).map((one) => [one, {}]))];
    if (name === 'style')
      return [name, value['in'] === 'query' || value['in'] === undefined ? 'form' : 'simple'];
    return [name, skeleton(member, name)];
  });
  return Object.fromEntries(entries);
}

describe.skipIf(!present).each(listed)('$slug', ({ slug, file, operations, schema_valid }) => {
  const uri = new URL(file, folder).href;
  const faults: string[] = [];
  let root: JsonObject;

  beforeAll(async () => {
    await readAll(uri);
    root = upgradeSwagger(
      files.get(uri) as JsonObject,
      uri,
      (reference, from) => {
        const [target, fragment = ''] = new URL(reference, from).href.split('#');
        const pointer = decodeURIComponent(fragment);
        const value = valueAt(files.get(target!), pointer);
        return value === undefined ? undefined : { value, uri: target!, pointer };
      },
      (code, _message, pointer) => faults.push(`${code} ${pointer}`),
    ).root;
  });

  test('keeps every operation', () => {
    expect(operationsOf(root)).toHaveLength(operations);
  });

  test('has no fault where its source is valid', () => {
    if (schema_valid !== false) expect(faults).toEqual(brokenReferences[slug] ?? []);
  });

  test('is valid OpenAPI 3.0 around its schemas where its source is valid', async () => {
    const judged = skeleton({ ...root, openapi: '3.0.4' }) as JsonObject;
    const judge = await validate('https://spec.openapis.org/oas/3.0/schema');
    const verdict = judge(judged as never, 'BASIC');
    expect(
      schema_valid === false || verdict.valid,
      `${slug}: ${JSON.stringify(verdict).slice(0, 2000)}`,
    ).toBe(true);
  });
});
