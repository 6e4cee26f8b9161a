import { expect, test } from 'vitest';
import {
  evaluateRuntimeValue,
  parseRuntimeExpression,
  parseRuntimeTemplate,
  type RuntimeFacts,
} from '../../src/http/index.ts';

/** The exchange of the specification's own examples (OpenAPI 3.2, "Runtime Expressions"). */
const facts: RuntimeFacts = {
  url: 'https://example.org/subscribe/myevent?queryUrl=https://clientdomain.com/stillrunning',
  method: 'POST',
  statusCode: 201,
  request: {
    headers: new Headers({ 'content-type': 'application/json' }),
    path: { eventType: 'myevent' },
    query: { queryUrl: 'https://clientdomain.com/stillrunning', tags: ['a', 'b'], 'a}b': 'brace' },
    body: {
      failedUrl: 'https://clientdomain.com/failed',
      successUrls: ['https://clientdomain.com/fast', 'https://clientdomain.com/medium'],
      'a/b': { 'm~n': 7 },
      none: null,
      on: true,
      '': 'empty name',
    },
  },
  response: {
    headers: new Headers({ Location: 'https://example.org/subscription/1' }),
    body: { id: 1, of: { list: [1, 2] } },
  },
};

test.each<[string, unknown]>([
  ['$url', facts.url],
  ['$method', 'POST'],
  ['$statusCode', 201],
  ['$request.path.eventType', 'myevent'],
  ['$request.query.queryUrl', 'https://clientdomain.com/stillrunning'],
  ['$request.query.tags', 'a'],
  ['$request.header.content-Type', 'application/json'],
  ['$request.body#/failedUrl', 'https://clientdomain.com/failed'],
  ['$request.body#/successUrls/1', 'https://clientdomain.com/medium'],
  ['$request.body#/a~1b/m~0n', 7],
  ['$request.body#/', 'empty name'],
  ['$request.body#/none', null],
  ['$request.body#/on', true],
  ['$request.body', facts.request.body],
  ['$request.body#', facts.request.body],
  ['$response.header.Location', 'https://example.org/subscription/1'],
  ['$response.body#/id', 1],
  ['$response.body#/of', { list: [1, 2] }],
  ['{$response.body#/id}', 1],
  ['$request.header.absent', undefined],
  ['$request.query.absent', undefined],
  ['$request.path.constructor', undefined],
  ['$request.body#/__proto__', undefined],
  ['$request.body#/successUrls/2', undefined],
  ['$response.query.x', undefined],
  ['https://x.example/{$request.path.eventType}/{$response.body#/id}', 'https://x.example/myevent/1'],
  [
    'https://x.example?url={$request.body#/failedUrl}&n=1',
    'https://x.example?url=https://clientdomain.com/failed&n=1',
  ],
  ['at {$response.body#/of}', 'at {"list":[1,2]}'],
  ['at {$request.body#/absent}', undefined],
  ['at {$request.body#/none}', undefined],
  ['plain', 'plain'],
  ['', ''],
  ['{id}', '{id}'],
  ['$unknown', '$unknown'],
  [{ a: '$response.body#/id', b: ['$method', 3] } as never, { a: 1, b: ['POST', 3] }],
])('%j stands for %j', (value, expected) => {
  expect(evaluateRuntimeValue(value, facts)).toEqual(expected);
});

test.each([
  '',
  'url',
  '$URL',
  '$url ',
  '$request',
  '$request.',
  '$request.header',
  '$request.header.',
  '$request.header.a b',
  '$request.header.a{b',
  '$request.query.',
  '$request.body.id',
  '$request.body#id',
  '$request.body#/a~2b',
  '$request.bodyx',
  '$request.cookie.a',
  '$inputs.a',
  '$message.body#/id',
])('%j is no runtime expression', (text) => {
  expect(parseRuntimeExpression(text)).toBeUndefined();
});

test.each([
  ['{$request.body#/a', undefined],
  ['x{$nothing}', undefined],
  ['a{$url}b', 3],
  ['{$url}{$method}', 2],
  ['', 1],
])('the template %j has %j parts', (text, length) => {
  expect(parseRuntimeTemplate(text)?.length).toBe(length);
});

test('without an answer, what is said of it stands for nothing', () => {
  const { response: _, statusCode: __, ...early } = facts;
  expect(evaluateRuntimeValue('$response.body#/id', early)).toBeUndefined();
  expect(evaluateRuntimeValue('$statusCode', early)).toBeUndefined();
});
