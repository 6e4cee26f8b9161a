import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { corpusPresent, seedsPresent, sharedPath } from '../support/corpus.ts';
import { type Found, isObject, RawDocument } from '../support/raw-document.ts';
import { listOperations, operationKey, parametersOf } from '../support/raw-operation.ts';
import { SchemaJudge } from '../support/schema-judge.ts';
import { documentFacts, pageFacts, pageOperations } from './authentik-source.ts';

const document = RawDocument.open(fileURLToPath(new URL('../../spec/authentik.yaml', import.meta.url)));
const operations = listOperations(document);

const RESOURCES = /^\/(?:providers\/microsoft_entra|providers\/scim|sources\/scim_users)\//;
/** Who uses an object is no part of provisioning. */
const LEFT_OUT = /\/used_by\/$/;

test.skipIf(!seedsPresent).each(seedsPresent ? pageOperations() : [])(
  '$method $path is to the letter of its documentation page',
  ({ method, path, operation }) => {
    const ours = operations.find((one) => one.method === method && one.path === path);
    expect(ours && documentFacts(document, ours)).toEqual(pageFacts(operation));
  },
);

test.skipIf(!seedsPresent)('four pages are documented', () => {
  expect(pageOperations()).toHaveLength(4);
});

const published = corpusPresent
  ? RawDocument.open(sharedPath('specs/docs/authentik-2024.8.1.yaml'))
  : undefined;
const theirs = (published ? listOperations(published) : []).filter(
  ({ path }) => RESOURCES.test(path) && !LEFT_OUT.test(path),
);

test.skipIf(!published)('all operations on the three resources of authentik 2024.8.1 are there', () => {
  expect(operations.map(operationKey).sort()).toEqual(theirs.map(operationKey).sort());
});

test.skipIf(!published).each(theirs)('$method $path is as authentik 2024.8.1 has it', (operation) => {
  const ours = operations.find((one) => operationKey(one) === operationKey(operation));
  expect(ours && documentFacts(document, ours)).toEqual(documentFacts(published!, operation));
});

test('operationIds are unique', () => {
  const ids = operations.map(({ found }) => isObject(found.value) && found.value['operationId']);
  expect(ids.every((id) => typeof id === 'string')).toBe(true);
  expect(new Set(ids).size).toBe(operations.length);
});

test('every reference resolves, and every component is used', () => {
  const references = allWithin(document.entry).filter(
    ({ value }) => isObject(value) && typeof value['$ref'] === 'string',
  );
  const targets = references.map((at) => document.resolve((at.value as { $ref: string }).$ref, at)?.pointer);
  expect(targets).not.toContain(undefined);
  const components = ['parameters', 'requestBodies', 'responses', 'schemas', 'examples'].flatMap((kind) => {
    const members = document.child(document.entry, 'components', kind)!;
    return Object.keys(members.value as object).map((name) => `${members.pointer}/${name}`);
  });
  expect(components.filter((pointer) => !targets.includes(pointer))).toEqual([]);
});

test('every operation says what it does', () => {
  const silent = operations.filter(({ found }) => {
    const { summary, description } = found.value as { summary?: string; description?: string };
    return !summary || !description;
  });
  expect(silent.map(operationKey)).toEqual([]);
});

test('every example is valid for its schema', async () => {
  const judge = new SchemaJudge(document);
  const opinions = await Promise.all(
    listExamples().map(async ({ pointer, schema, value, direction }) => {
      return { pointer, ...(await judge.judge(schema, direction, value)) };
    }),
  );
  expect(opinions.length).toBeGreaterThan(100);
  expect(opinions.filter(({ faults, disputed }) => faults.length > 0 || disputed)).toEqual([]);
});

test('an example that breaks its schema is found', async () => {
  const bodies = listExamples().filter(({ pointer }) => pointer.includes('/requestBodies/SyncObject/'));
  const judge = new SchemaJudge(document);
  const { faults } = await judge.judge(bodies[0]!.schema, 'request', { sync_object_model: 'role' });
  expect(faults).toHaveLength(2);
});

interface Judged {
  readonly pointer: string;
  readonly schema: Found;
  readonly value: unknown;
  readonly direction: 'request' | 'response' | 'any';
}

/** Examples of media types and parameters, and `example` and `default` inside schemas. */
function listExamples(): Judged[] {
  const all = allWithin(document.entry);
  const parameters = operations.flatMap((operation) => parametersOf(document, operation));
  const media = all.filter(({ pointer }) => /\/content\/application~1json$/.test(pointer));
  const schemas = all.filter(({ pointer, value }) => isSchema(pointer) && isObject(value));
  return [
    ...media.flatMap((found) => examplesOf(found, document.child(found, 'schema'))),
    ...parameters.flatMap((found) => examplesOf(found, document.child(found, 'schema'))),
    ...schemas.flatMap((found) => examplesOf(found, found)),
  ];
}

function examplesOf(holder: Found, schema: Found | undefined): Judged[] {
  const named = document.child(holder, 'examples');
  const names = isObject(named?.value) ? Object.keys(named.value) : [];
  const values = [
    document.child(holder, 'example'),
    document.child(holder, 'default'),
    ...names.map((name) => document.get(named!, name, 'value')),
  ].filter((found) => found !== undefined);
  const direction = /requestBod(?:y|ies)/.test(holder.pointer)
    ? 'request'
    : /responses/.test(holder.pointer)
      ? 'response'
      : 'any';
  return schema ? values.map(({ pointer, value }) => ({ pointer, schema, value, direction })) : [];
}

/** A schema of a component or below one: under `properties`, `items` or `allOf`, but not the map of properties. */
function isSchema(pointer: string): boolean {
  return /^\/components\/schemas\/[^/]+(?:\/properties\/[^/]+|\/items|\/allOf\/\d+|\/additionalProperties)*$/.test(
    pointer,
  );
}

function allWithin(found: Found): Found[] {
  const keys = typeof found.value === 'object' && found.value !== null ? Object.keys(found.value) : [];
  return [found, ...keys.flatMap((key) => allWithin(document.child(found, key)!))];
}
