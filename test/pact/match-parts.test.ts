import { expect, test } from 'vitest';
import { JSON_TYPE, pactText, verified } from './pact-of.ts';

test.each<[fact: string, response: object, answer: [string, ResponseInit], kinds: string[]]>([
  [
    'a status of a class',
    { status: 200, matchingRules: { status: { matchers: [{ match: 'statusCode', status: 'success' }] } } },
    ['', { status: 201 }],
    [],
  ],
  [
    'a status of another class',
    { status: 200, matchingRules: { status: { matchers: [{ match: 'statusCode', status: 'success' }] } } },
    ['', { status: 404 }],
    ['status-statusCode'],
  ],
  [
    'one of several statuses',
    { status: 200, matchingRules: { status: { matchers: [{ match: 'statusCode', status: [200, 202] }] } } },
    ['', { status: 203 }],
    ['status-statusCode'],
  ],
  [
    'a header by a rule',
    {
      headers: { 'X-Id': 'a1' },
      matchingRules: { header: { 'x-id': { matchers: [{ match: 'regex', regex: 'a\\d' }] } } },
    },
    ['', { headers: { 'x-id': 'a7' } }],
    [],
  ],
  [
    'a header against its rule',
    {
      headers: { 'X-Id': 'a1' },
      matchingRules: { header: { 'X-Id': { matchers: [{ match: 'regex', regex: 'a\\d' }] } } },
    },
    ['', { headers: { 'x-id': 'b' } }],
    ['header-regex'],
  ],
  [
    'a number in a header',
    {
      headers: { 'X-Left': '7' },
      matchingRules: { header: { 'X-Left': { matchers: [{ match: 'integer' }] } } },
    },
    ['', { headers: { 'X-Left': '12' } }],
    [],
  ],
  ['a header that is missing', { headers: { 'X-Id': 'a1' } }, ['', {}], ['header-missing']],
  [
    'a text by a rule',
    {
      headers: { 'Content-Type': 'text/plain' },
      body: 'at 10',
      matchingRules: { body: { $: { matchers: [{ match: 'regex', regex: 'at \\d+' }] } } },
    },
    ['at 11', {}],
    [],
  ],
  [
    'bytes by what they are',
    {
      headers: { 'Content-Type': 'image/png' },
      body: 'iVBORw0KGgo=',
      matchingRules: { body: { $: { matchers: [{ match: 'contentType', value: 'image/png' }] } } },
    },
    ['%PDF-', { headers: { 'content-type': 'image/png' } }],
    ['body-contentType'],
  ],
  [
    'a form by a rule',
    {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'a=1&b=2',
      matchingRules: { body: { '$.a': { matchers: [{ match: 'integer' }] } } },
    },
    ['b=2&a=9', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    [],
  ],
  [
    'a form with another value',
    { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'a=1&b=2' },
    ['b=3&a=1', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['body-equality'],
  ],
  [
    'another type of content',
    { headers: JSON_TYPE, body: { a: 1 } },
    ['<a/>', { headers: { 'content-type': 'text/html' } }],
    ['header-equality', 'body-content-type'],
  ],
  ['no JSON', { headers: JSON_TYPE, body: { a: 1 } }, ['{', { headers: JSON_TYPE }], ['body-syntax']],
])('%s', async (_, response, [text, init], kinds) => {
  const result = await verified(
    pactText(3, { response: { status: 200, ...response } }),
    () => new Response(text, init),
  );
  expect(result.findings.map(({ failure }) => failure.kind)).toEqual(kinds);
});
