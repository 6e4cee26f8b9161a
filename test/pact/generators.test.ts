import { describe, expect, test } from 'vitest';
import { evaluateDateExpression } from '../../src/pact/date-expression.ts';
import { JSON_TYPE, pactText, verified } from './pact-of.ts';

/** What the provider is sent. */
async function sent(request: object, values: Record<string, unknown> = {}, seed = 1) {
  const asked: Array<{ url: URL; headers: Headers; body: unknown }> = [];
  const text = pactText(3, {
    providerStates: [{ name: 'a state', params: {} }],
    request: { method: 'POST', path: '/', headers: JSON_TYPE, ...request },
  });
  const answer = async (it: Request) => {
    const body = await it.text();
    asked.push({
      url: new URL(it.url),
      headers: it.headers,
      body: body === '' ? undefined : JSON.parse(body),
    });
    return new Response();
  };
  await verified(text, answer, { seed, changeState: async () => values });
  return asked[0]!;
}

test.each<[generator: object, pattern: RegExp]>([
  [{ type: 'RandomInt', min: 5, max: 9 }, /^[5-9]$/],
  [{ type: 'RandomDecimal', digits: 6 }, /^\d+\.\d+$/],
  [{ type: 'RandomHexadecimal', digits: 8 }, /^"[0-9A-F]{8}"$/],
  [{ type: 'RandomString', size: 12 }, /^"[A-Za-z0-9]{12}"$/],
  [{ type: 'RandomBoolean' }, /^(?:true|false)$/],
  [{ type: 'Regex', regex: 'A\\d{3}|B' }, /^"(?:A\d{3}|B)"$/],
  [{ type: 'Uuid' }, /^"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"$/],
  [{ type: 'Uuid', format: 'simple' }, /^"[0-9a-f]{32}"$/],
  [{ type: 'Uuid', format: 'upper-case-hyphenated' }, /^"[0-9A-F-]{36}"$/],
  [{ type: 'Uuid', format: 'URN' }, /^"urn:uuid:[0-9a-f-]{36}"$/],
  [{ type: 'Date' }, /^"2026-01-15"$/],
  [{ type: 'Date', format: 'EEEE, d MMMM yy', expression: 'tomorrow' }, /^"Friday, 16 January 26"$/],
  [{ type: 'Time', format: 'hh:mm a' }, /^"09:30 AM"$/],
  [{ type: 'DateTime', format: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX" }, /^"2026-01-15T09:30:00\.000Z"$/],
  [{ type: 'ProviderState', expression: 'id' }, /^77$/],
  [{ type: 'ProviderState', expression: '${id}', dataType: 'STRING' }, /^"77"$/],
  [{ type: 'ProviderState', expression: '/users/${id}/${name}' }, /^"\/users\/77\/Ada"$/],
  [{ type: 'ProviderState', expression: '${unknown}' }, /^0$/],
  [{ type: 'Astrology' }, /^0$/],
])('%j makes a value of its kind', async (generator, pattern) => {
  const request = { body: { a: [{ b: 0 }] }, generators: { body: { '$.a[*].b': generator } } };
  const values = { id: 77, name: 'Ada' };
  const { body } = await sent(request, values);
  const value = JSON.stringify((body as { a: Array<{ b: unknown }> }).a[0]!.b);
  expect(value).toMatch(pattern);
  expect((await sent(request, values)).body).toEqual(body);
});

test('another seed makes another value', async () => {
  const request = { body: { a: '' }, generators: { body: { '$.a': { type: 'RandomString', size: 20 } } } };
  expect((await sent(request, {}, 1)).body).not.toEqual((await sent(request, {}, 2)).body);
});

test('paths, queries and headers have generators too', async () => {
  const { url, headers } = await sent(
    {
      path: '/users/1',
      query: { by: ['x'], tag: ['a', 'b'] },
      headers: { 'X-Id': '1' },
      generators: {
        path: { type: 'ProviderState', expression: '/users/${id}' },
        query: {
          by: { type: 'ProviderState', expression: 'name' },
          'tag[1]': { type: 'ProviderState', expression: 'name' },
        },
        header: { 'x-id': { type: 'ProviderState', expression: 'id' } },
      },
    },
    { id: 77, name: 'Ada B' },
  );
  expect([url.pathname, url.search, headers.get('x-id')]).toEqual([
    '/users/77',
    '?by=Ada%20B&tag=a&tag=Ada%20B',
    '77',
  ]);
});

test('an answer is held to what the provider told of its state', async () => {
  const response = {
    status: 200,
    headers: JSON_TYPE,
    body: { id: 1 },
    generators: { body: { '$.id': { type: 'ProviderState', expression: 'id' } } },
  };
  const text = pactText(3, { providerStates: [{ name: 's' }], response });
  const kept = async (id: number) =>
    (await verified(text, () => Response.json({ id }), { changeState: async () => ({ id: 77 }) })).kept;
  expect([await kept(77), await kept(1)]).toEqual([true, false]);
});

describe('expressions for moments', () => {
  const now = Date.UTC(2026, 0, 31, 9, 30);
  test.each([
    ['now', '2026-01-31T09:30'],
    ['today', '2026-01-31T09:30'],
    ['yesterday', '2026-01-30T09:30'],
    ['tomorrow + 1 week', '2026-02-08T09:30'],
    ['+ 1 month', '2026-02-28T09:30'],
    ['today - 2 years + 1 day', '2024-02-01T09:30'],
    ['next monday', '2026-02-02T09:30'],
    ['next saturday', '2026-02-07T09:30'],
    ['last fri', '2026-01-30T09:30'],
    ['next month', '2026-02-28T09:30'],
    ['next june', '2026-06-30T09:30'],
    ['last january', '2025-01-31T09:30'],
    ['now @ midnight + 2 hours', '2026-01-31T02:00'],
    ["tomorrow @ 5 o'clock pm", '2026-02-01T17:00'],
    ['@ - 15 minutes', '2026-01-31T09:15'],
  ])('%s', (expression, moment) => {
    expect(new Date(evaluateDateExpression(expression, now)!).toISOString()).toContain(moment);
  });

  test.each(['someday', '+ 1 moon', 'next', '+ now'])('"%s" is none', (expression) => {
    expect(evaluateDateExpression(expression, now)).toBeUndefined();
  });
});
