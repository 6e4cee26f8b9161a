import { expect, test } from 'vitest';
import { runContract } from '../../src/contract/index.ts';
import { loadApi } from '../../src/model/index.ts';

const { defects, variations } = await import(
  new URL('../../bench/defects/catalogue.mjs', import.meta.url).href
);
const { isOf, shows, tryLibrary } = await import(
  new URL('../../bench/defects/try.mjs', import.meta.url).href
);
const engine = { loadApi, runContract };

/** One or two of each kind; `npm run bench -- --only defects` tries all of them. */
const sample: ReadonlyArray<readonly [defect: string, check: string, operation: string, phase: string]> = [
  ['server-error-malformed', 'server-error', 'createBook', 'boundary'],
  ['create-200', 'undocumented-status', 'createBook', 'boundary'],
  ['content-type', 'content-type', 'readBook', 'boundary'],
  ['header-missing', 'response-headers', 'listBooks', 'boundary'],
  ['body-required', 'response-body', 'readBook', 'boundary'],
  ['xml-broken', 'response-body', 'readBook', 'boundary'],
  ['lines-broken', 'response-body', 'readHappenings', 'boundary'],
  ['body-with-204', 'body-where-none', 'deleteBook', 'boundary'],
  ['accepts-body-uniqueItems', 'invalid-accepted', 'createBook', 'boundary'],
  ['accepts-query-limit', 'invalid-accepted', 'listBooks', 'boundary'],
  ['accepts-topic', 'invalid-accepted', 'subscribe', 'boundary'],
  ['header-not-required', 'invalid-accepted', 'createMember', 'boundary'],
  ['never-succeeds', 'valid-refused', 'subscribe', 'boundary'],
  ['undeclared-delete', 'undeclared-method', 'listNotes', 'boundary'],
  ['options-allow', 'options-allow', 'listBooks', 'boundary'],
  ['head-status', 'head-unlike-get', 'readBook', 'stateful'],
  ['auth-expired', 'authentication-ignored', 'listBooks', 'boundary'],
  ['other-reads', 'authorization-ignored', 'readNote', 'stateful'],
  ['escalates-deleteBook', 'scope-escalation', 'deleteBook', 'stateful'],
  ['escalates-list', 'scope-escalation', 'listBooks', 'stateful'],
  ['escalates-refused', 'scope-escalation', 'changeBook', 'stateful'],
  ['note-secret', 'write-only-leaked', 'createNote', 'boundary'],
  ['read-only-accepted', 'read-only-changed', 'changeBook', 'stateful'],
  ['delete-nothing', 'use-after-delete', 'deleteBook', 'stateful'],
  ['loan-differs', 'echo-differs', 'createLoan', 'stateful'],
  ['put-not-full', 'put-not-full', 'replaceBook', 'stateful'],
  ['failed-write-effect', 'failed-write-effect', 'replaceBook', 'stateful'],
  ['location-other', 'location-unresolved', 'createBook', 'stateful'],
  ['etag-unchanged', 'etag-unchanged', 'readBook', 'stateful'],
  ['if-match-ignored', 'if-match-ignored', 'changeBook', 'stateful'],
  ['offset-ignored', 'pages-overlap', 'listReviews', 'stateful'],
  ['wrong-total', 'wrong-total', 'listBooks', 'stateful'],
  ['next-endless', 'wrong-next', 'listBooks', 'stateful'],
  ['filter-ignored', 'filter-unsound', 'listBooks', 'stateful'],
  ['sort-one-way', 'sort-unsound', 'listBooks', 'stateful'],
  ['stack-trace', 'error-leak', 'createBook', 'boundary'],
];

test.each(sample)('the defect %s is found by %s of %s', async (defect, check, operation, phase) => {
  const wanted = { checks: [check], operation };
  const { failures } = await tryLibrary(engine, {
    defect,
    seed: 1,
    phases: [phase],
    until: (failure: unknown) => isOf(wanted, failure),
  });
  expect(shows(wanted, failures)).toMatchObject({ check, operation });
});

test.each(['conforming', ...variations])('%s is no break of the description', async (variation) => {
  const { failures, flaky, result } = await tryLibrary(engine, { variation, seed: 1, maxCases: 10 });
  expect(failures).toEqual([]);
  expect(flaky).toEqual([]);
  expect(result.conclusive).toBe(true);
});

test('the catalogue has defects of every kind, each by a name of its own', () => {
  const names = defects.map(({ name }: { name: string }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(100);
});
