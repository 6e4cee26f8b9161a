import { expect, test } from 'vitest';
import { loadApi } from '../../src/model/index.ts';
import { checkPact, readPact } from '../../src/pact/index.ts';
import { JSON_TYPE, pactText, told, verified } from './pact-of.ts';

const api = () => loadApi({ openapi: '3.1.0', info: { title: 't', version: '1' }, paths: {} });

test.each([
  ['no JSON', '{'],
  ['a list', '[]'],
  ['a description', '{"openapi":"3.1.0"}'],
  ['no interactions', '{"consumer":{"name":"a"},"provider":{"name":"b"}}'],
  ['interactions that are none', '{"consumer":{"name":"a"},"provider":{"name":"b"},"interactions":{}}'],
])('%s is no pact', async (_, text) => {
  await expect(readPact(text, 'p.json')).rejects.toMatchObject({
    name: 'StandinError',
    place: { file: 'p.json' },
  });
});

test.each<[fact: string, interaction: unknown, faults: number]>([
  ['an interaction that is null', null, 1],
  ['an interaction of messages', { type: 'Asynchronous/Messages', description: 'm' }, 1],
  [
    'a header that nobody can send',
    { request: { headers: { 'a b': 'x', ok: '\u0000', 'x-ok': '\u20ac' } } },
    3,
  ],
  ['a rule of no kind', { response: { matchingRules: { body: { $: { matchers: [{}, 7, null] } } } } }, 3],
  [
    'a path expression that is none',
    { response: { matchingRules: { body: { 'a..b': { matchers: [] } } } } },
    1,
  ],
  ['rules for what is no part', { response: { matchingRules: { moon: {} } } }, 1],
  [
    'rules within rules without end',
    { response: { matchingRules: { body: { $: { matchers: [nested(50)] } } } } },
    1,
  ],
  [
    'members of other kinds',
    { request: { query: 7, headers: [], method: {}, path: 7 }, response: { status: 'x' } },
    1,
  ],
])('%s is told, and the rest is read', async (_, interaction, faults) => {
  const text = JSON.stringify({
    consumer: { name: 'a' },
    provider: { name: 'b' },
    interactions: [interaction, { description: 'good', request: { method: 'GET', path: '/' }, response: {} }],
    metadata: { pactSpecification: { version: '3.0.0' } },
  });
  const pact = await readPact(text, 'p.json');
  expect(pact.faults).toHaveLength(faults);
  expect(pact.interactions.at(-1)?.description).toBe('good');
  expect((await checkPact(await api(), pact)).length).toBeGreaterThan(0);
  const result = await verified(text, () => new Response());
  expect(result.requests).toBeGreaterThan(0);
});

function nested(depth: number): unknown {
  return depth === 0 ? { match: 'type' } : { match: 'eachValue', rules: [nested(depth - 1)] };
}

test.each(['TRACE', 'CONNECT'])('the method %s cannot be sent, and is told', async (method) => {
  const text = pactText(3, { request: { method, path: '/' } }, { description: 'other' });
  const result = await verified(text, () => new Response());
  expect(told(result)).toEqual([expect.stringContaining('unanswered: There is no answer')]);
  expect(await checkPact(await api(), await readPact(text, 'p.json'))).toHaveLength(2);
});

test('a path stays on the host of the target', async () => {
  const asked: string[] = [];
  const paths = [
    '//evil.test/x',
    '@evil.test',
    'http://evil.test/x',
    '/\\evil.test',
    '/../../x',
    '/a?b#c',
    '/{id}/é',
    `/${'x'.repeat(9_000)}`,
  ];
  const text = pactText(
    3,
    ...paths.map((path, at) => ({ description: `${at}`, request: { method: 'GET', path } })),
  );
  await verified(text, (request) => {
    asked.push(request.url);
    return new Response();
  });
  expect(asked).toHaveLength(paths.length);
  expect(asked.filter((url) => new URL(url).origin !== 'http://contract.test')).toEqual([]);
});

test.each([
  ['an expected body', '['.repeat(100_000) + ']'.repeat(100_000), '[]'],
  ['a body that comes', '[]', '['.repeat(100_000) + ']'.repeat(100_000)],
])('%s that is nested without end ends nothing', async (_, expected, came) => {
  const response = {
    status: 200,
    headers: JSON_TYPE,
    body: expected,
    matchingRules: { body: { $: { matchers: [{ match: 'type' }] } } },
  };
  const result = await verified(pactText(3, { response }), () => new Response(came, { headers: JSON_TYPE }));
  expect(result.conclusive).toBe(true);
});

test('an expression that takes others for ever is tested in time', async () => {
  const rule = { match: 'regex', regex: '(a+)+b' };
  const response = {
    status: 200,
    headers: JSON_TYPE,
    body: { a: 'ab' },
    matchingRules: { body: { '$.a': { matchers: [rule] } } },
  };
  const came = JSON.stringify({ a: 'a'.repeat(50_000) });
  const result = await verified(pactText(3, { response }), () => new Response(came, { headers: JSON_TYPE }));
  expect(result.kept).toBe(false);
});

test('values of members that are called secrets are not told', async () => {
  const response = {
    status: 200,
    headers: { ...JSON_TYPE, 'X-Api-Key': 'k1' },
    body: { password: 'p1', a: { token: 't1' } },
  };
  const result = await verified(pactText(3, { response }), () =>
    Response.json(
      { password: 'p2secret', a: { token: 't2secret' } },
      { headers: { 'X-Api-Key': 'k2secret' } },
    ),
  );
  expect(told(result)).toHaveLength(3);
  expect(told(result).join()).not.toMatch(/p1|t1|k1|secret\b/);
});
