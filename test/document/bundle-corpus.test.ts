import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Validator, validate } from '@hyperjump/json-schema/openapi-3-0';
import { validate as validate31 } from '@hyperjump/json-schema/openapi-3-1';
import { validate as validate32 } from '@hyperjump/json-schema/openapi-3-2';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleDocument } from '../../src/document/bundle.ts';
import type { Document } from '../../src/document/document.ts';
import { loadDocument } from '../../src/document/load.ts';
import { parseText } from '../../src/document/parse.ts';
import { walkReferences } from '../../src/document/references.ts';
import { writeDocument } from '../../src/document/write-document.ts';
import type { JsonObject } from '../../src/schema/index.ts';
import { differences } from './bundle-harness.ts';

const folder = new URL('../../../shared/specs/', import.meta.url);
const present = existsSync(folder);

interface Listed {
  slug: string;
  file: string;
  folder?: string;
  oas: string;
  bytes: number;
  operations: number;
  schema_valid: boolean | null;
}

const listed: Listed[] = present
  ? (JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')) as Listed[])
  : [];
const several = listed.filter((one) => one.folder !== undefined);
const swagger = listed.filter(({ oas }) => oas === '2.0');
const single = listed.filter((one) => one.folder === undefined && one.oas !== '2.0' && one.bytes < 300_000);

const open = (file: string): Promise<Document> => loadDocument(fileURLToPath(new URL(file, folder)));

/** References that a publisher left dangling. */
const dangling: Readonly<Record<string, readonly string[]>> = {
  'redocly-bundle-oas32': ['components/schemas/Foo.yaml'],
};

/** Without a title, or with a header that has a name: their publishers meant it so or did not see it. */
const misshapen: readonly string[] = ['redocly-bundle-oas32', 'redocly-default-mapping', 'polaris-catalog'];

const judges: Readonly<Record<string, () => Promise<Validator>>> = {
  '3.0': () => validate('https://spec.openapis.org/oas/3.0/schema'),
  '3.1': () => validate31('https://spec.openapis.org/oas/3.1/schema-base'),
  '3.2': () => validate32('https://spec.openapis.org/oas/3.2/schema-base'),
};

function referencesOut(root: JsonObject): string[] {
  const found: string[] = [];
  const uri = 'memory:/bundle';
  const start = { value: root, kind: 'document', uri, base: uri, pointer: '', dialect: '2020-12' } as const;
  walkReferences(start, new Map(), ({ reference }) => {
    if (!reference.startsWith('#')) found.push(reference);
  });
  return found;
}

function operationsOf(document: Document): string[] {
  const methods = /^(get|put|post|delete|options|head|patch|trace|query)$/;
  return (document.root.get('paths')?.entries() ?? []).flatMap(([path, item]) =>
    item.entries().flatMap(([key]) => (methods.test(key) ? [`${key} ${path}`] : [])),
  );
}

describe.skipIf(!present).each(several)('$slug, in several files', ({ slug, file, operations }) => {
  let source: Document;
  let root: JsonObject;
  let bundled: Document;

  beforeAll(async () => {
    source = await open(file);
    root = bundleDocument(source);
    const text = await writeDocument(root, 'yaml');
    bundled = await loadDocument('bundle.yaml', {
      root: 'memory:/',
      read: (uri) =>
        uri.endsWith('/bundle.yaml') ? Promise.resolve(text) : Promise.reject(new Error('none')),
    });
  });

  test('refers to nothing outside of itself', () => {
    expect(referencesOut(root)).toEqual(dangling[slug] ?? []);
  });

  test('loads without a fault', () => {
    const excused = dangling[slug] === undefined ? [] : ['not-found'];
    const faults = bundled.faults.filter(
      ({ code }) => !code.startsWith('missing-') && !excused.includes(code),
    );
    expect(faults).toEqual([]);
  });

  test('has the same operations', () => {
    expect(operationsOf(bundled)).toHaveLength(operations);
  });

  test('says the same', () => {
    expect(
      differences(source, bundled).filter((difference) => !/\/style: |\/explode: /.test(difference)),
    ).toEqual([]);
  });

  test('is valid OpenAPI', async () => {
    const version = String(root['openapi']).slice(0, 3);
    const judge = await judges[version]!();
    const verdict = judge(JSON.parse(JSON.stringify(root)), 'BASIC');
    expect(misshapen.includes(slug) || verdict.valid, JSON.stringify(verdict).slice(0, 2000)).toBe(true);
  });

  test('is the same in JSON and in YAML', async () => {
    const json: unknown = JSON.parse(await writeDocument(root, 'json'));
    expect((await parseText(await writeDocument(root, 'yaml'), 'memory:/a.yaml', 500)).value).toEqual(json);
  });
});

/** Where OpenAPI 3.0 has no word for what 2.0 says. */
const unsaid = /tsv|\/prefixItems: |\/items: .*"anyOf"|"null" became undefined|undefined became \[null\]/;
/** With lists in paths and headers that are separated by bars, which become strings. */
const separated = ['goswagger-gentest', 'goswagger-todolist-arrayquery', 'slack-web'];
/** Uses a response as a schema. */
const misused = ['goswagger-gitea'];

describe.skipIf(!present).each(swagger)('$slug, from Swagger 2.0', ({ slug, file, schema_valid }) => {
  let source: Document;
  let root: JsonObject;

  beforeAll(async () => {
    source = await open(file);
    root = JSON.parse(JSON.stringify(bundleDocument(source))) as JsonObject;
  });

  test('is valid OpenAPI 3.0 where its source is valid', async () => {
    const judge = await judges['3.0']!();
    const verdict = judge(root as never, 'BASIC');
    const excused = schema_valid === false || misused.includes(slug);
    expect(excused || verdict.valid, JSON.stringify(verdict).slice(0, 2000)).toBe(true);
  });

  test('says the same, as far as OpenAPI 3.0 can', async () => {
    const found = differences(source, await loadDocument(root));
    if (!separated.includes(slug)) expect(found.filter((one) => !unsaid.test(one))).toEqual([]);
  });
});

describe.skipIf(!present)('documents of 3.0 to 3.2 in one file', () => {
  test.each(single)('$slug stays as it is', async ({ file }) => {
    const source = await open(file);
    expect(bundleDocument(source)).toEqual(source.root.value);
  });
});
