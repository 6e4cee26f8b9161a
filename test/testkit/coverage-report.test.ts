import { expect, test } from 'vitest';
import { createMock, type JournalEntry } from '../../src/mock/index.ts';
import { coverableOperations } from '../../src/testkit/coverage/coverable.ts';
import { coveragePage } from '../../src/testkit/coverage/page.ts';
import { type DescriptionTouched, describeTouched, percent } from '../../src/testkit/coverage/report.ts';
import { coverageTable } from '../../src/testkit/coverage/table.ts';
import { missedThresholds } from '../../src/testkit/coverage/thresholds.ts';
import { Touched } from '../../src/testkit/coverage/touched.ts';
import { apiOf } from '../model/api-of.ts';

const json = (schema: object) => ({ content: { 'application/json': { schema } }, description: 'd' });

interface Call {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** What some calls touch of a description with these paths. */
async function touchedBy(fields: object, calls: readonly Call[]): Promise<DescriptionTouched> {
  const api = await apiOf(fields);
  const entries: JournalEntry[] = [];
  const mock = createMock(api, { journal: (entry) => entries.push(entry) });
  for (const { url, ...init } of calls) await mock.request(`http://localhost${url}`, init);
  const touched = new Touched();
  for (const entry of entries) touched.note(entry, api);
  const taken = await touched.take();
  return describeTouched({ source: 'memory:', title: api.title }, coverableOperations(api), taken);
}

type Case = [
  title: string,
  operation: object,
  call: Omit<Call, 'url'> & { search?: string },
  untouched: object,
];

const none = { statuses: [], requestFields: [], responseFields: [] };
const ok = { 200: { description: 'd' } };
const parameter = (where: string, name: string, more: object = { schema: { type: 'string' } }) => ({
  in: where,
  name,
  ...more,
});
const tree = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
  },
};
const send = (value: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

const cases: Case[] = [
  [
    'a query that was sent',
    { parameters: [parameter('query', 'a'), parameter('query', 'b')], responses: ok },
    { search: '?a=1' },
    { ...none, requestFields: ['query b'] },
  ],
  [
    'a header in any case, and a cookie',
    { parameters: [parameter('header', 'X-A'), parameter('cookie', 'c')], responses: ok },
    { headers: { 'x-a': '1', cookie: 'c=2' } },
    none,
  ],
  [
    'a documented range',
    { responses: { '2XX': { description: 'd' }, default: { description: 'd' } } },
    {},
    { ...none, statuses: ['default'] },
  ],
  [
    'members of parts that are merged',
    {
      responses: {
        200: json({
          allOf: [
            { required: ['a'], properties: { a: { type: 'integer' } } },
            { required: ['b'], properties: { b: { type: 'integer' } } },
          ],
        }),
      },
    },
    {},
    none,
  ],
  [
    'members of a list, and of a recursive schema once',
    { requestBody: json({ $ref: '#/components/schemas/Tree' }), responses: ok },
    send({ name: 'a', children: [{ name: 'b' }] }),
    none,
  ],
  [
    'what is readOnly is no member of a request',
    {
      requestBody: json({ properties: { id: { type: 'integer', readOnly: true }, a: { type: 'integer' } } }),
      responses: ok,
    },
    send({ a: 1 }),
    none,
  ],
  [
    'what is writeOnly is no member of an answer',
    {
      responses: {
        200: json({
          required: ['a'],
          properties: { a: { type: 'integer' }, secret: { type: 'string', writeOnly: true } },
        }),
      },
    },
    {},
    none,
  ],
  [
    'a body without members',
    { requestBody: { content: { 'text/plain': {} } }, responses: ok },
    { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' },
    none,
  ],
  [
    'names that are special in JavaScript',
    {
      requestBody: json({ properties: { constructor: { type: 'string' }, toString: { type: 'string' } } }),
      responses: ok,
    },
    send({ a: 1 }),
    { ...none, requestFields: ['body constructor', 'body toString'] },
  ],
];

test.each(cases)('%s', async (_, operation, { search = '', ...call }, untouched) => {
  const method = (call.method ?? 'GET').toLowerCase();
  const fields = { components: { schemas: { Tree: tree } }, paths: { '/a': { [method]: operation } } };
  const { operations } = await touchedBy(fields, [{ url: `/a${search}`, ...call }]);
  expect(operations[0]?.calls).toBe(1);
  expect(operations[0]?.untouched).toEqual(untouched);
});

test('all is said of all only, and of nothing', () => {
  expect(percent({ touched: 9_999_999, total: 10_000_000 })).toBe(99.99);
  expect(percent({ touched: 0, total: 0 })).toBe(100);
});

test('a threshold is held for each description', async () => {
  const paths = { '/a': { get: { responses: ok } }, '/b': { get: { responses: ok } } };
  const half = await touchedBy({ paths }, [{ url: '/a' }]);
  const whole = await touchedBy({ paths, info: { title: 'Whole', version: '1' } }, [
    { url: '/a' },
    { url: '/b' },
  ]);
  expect(missedThresholds([half, whole], { operations: 60 })).toEqual([
    'The tests touch 50% of the operations of T; the threshold is 60%.',
  ]);
  expect(missedThresholds([half, whole], { operations: 50 })).toEqual([]);
});

test('a long list of operations that nobody called is cut short', async () => {
  const paths = Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [`/p${at}`, { get: { responses: ok } }]),
  );
  const lines = coverageTable([await touchedBy({ paths }, [])]).split('\n');
  expect(lines.length).toBe(23);
  expect(lines.at(-1)).toContain('10 more never called');
});

test('the page says what was not touched, and shows a hostile title as text', async () => {
  const title = '<script>alert(1)</script>';
  const paths = { '/a': { get: { parameters: [parameter('query', '<b>')], responses: ok } } };
  const page = await coveragePage([
    await touchedBy({ paths, info: { title, version: '1' } }, [{ url: '/a' }]),
  ]);
  expect(page).not.toContain('<script');
  expect(page).toContain('&lt;script&gt;');
  expect(page).toContain('query &lt;b&gt;');
});
