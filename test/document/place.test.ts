import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadDocument } from '../../src/document/index.ts';
import { parseText } from '../../src/document/parse.ts';
import { displayName } from '../../src/document/place.ts';
import { offsetOf } from '../../src/document/positions.ts';
import { joinPointer, parsePointer } from '../../src/schema/index.ts';
import { loadFiles, openapi } from './memory-files.ts';

/** Every pointer into a value. */
function pointersOf(value: unknown, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return [pointer];
  const below = Object.entries(value).flatMap(([key, child]) => pointersOf(child, joinPointer(pointer, key)));
  return [pointer, ...below];
}

const yaml = openapi(`paths:
  /users/{id}:
    get:
      parameters:
        - name: id
          in: path
        - &limit
          name: limit
          in: query
      responses: { 200: { description: ok }, "404": {description: no} }
  /teams:
    get:
      parameters: [*limit]
      responses: &same
        200:
          description: |
            several
            lines
    post:
      responses:
        <<: *same
        "201": { description: made }
x-brackets: {
  "a": [
    1,
  2
  ], b: 3 }
`);

describe('the line and column of a pointer', () => {
  test.each<[string, string, number, number]>([
    ['the whole', '', 1, 1],
    ['a member is where its key is', '/info/version', 2, 19],
    ['a path with slashes and braces', '/paths/~1users~1{id}', 4, 3],
    ['an item is where its content is', '/paths/~1users~1{id}/get/parameters/0', 7, 11],
    ['a member of an item', '/paths/~1users~1{id}/get/parameters/0/in', 8, 11],
    ['an item with an anchor', '/paths/~1users~1{id}/get/parameters/1', 9, 11],
    ['a number as key', '/paths/~1users~1{id}/get/responses/200', 12, 20],
    ['a quoted key', '/paths/~1users~1{id}/get/responses/404', 12, 46],
    ['an alias', '/paths/~1teams/get/parameters/0', 15, 20],
    ['below an alias is where the anchor is', '/paths/~1teams/get/parameters/0/in', 11, 11],
    ['after text of several lines', '/paths/~1teams/post', 21, 5],
    ['what is merged is where it is written', '/paths/~1teams/post/responses/200/description', 18, 11],
    ['beside what is merged', '/paths/~1teams/post/responses/201', 24, 9],
    ['in a line with too little indentation', '/x-brackets/a/1', 28, 3],
    ['after a line with too little indentation', '/x-brackets/b', 29, 6],
    ['what is not there is where its deepest ancestor is', '/paths/~1teams/get/nothing/here', 14, 5],
    ['an index that is not there', '/paths/~1teams/get/parameters/7', 15, 7],
  ])('%s', async (_title, pointer, line, column) => {
    const document = await loadFiles({ 'dir/api.yaml': yaml });
    expect(document.place(document.uri, pointer)).toEqual({ file: 'dir/api.yaml', pointer, line, column });
  });

  test('carriage returns alone and with line feeds end lines', async () => {
    const text = openapi('x-a: 1\nx-b: 2\nx-c: 3\n')
      .replace('x-a: 1\n', 'x-a: 1\r')
      .replaceAll(/(\d)\n/g, '$1\r\n');
    const document = await loadFiles({ 'a.yaml': text });
    expect(document.place(document.uri, '/x-c').line).toBe(6);
  });

  test('an object handed in has pointers but no lines', async () => {
    const document = await loadDocument({ openapi: '3.1.0', info: { title: 't', version: '1' }, paths: {} });
    expect(document.place(document.uri, '/info')).toEqual({ file: 'document', pointer: '/info' });
  });

  test('a file that is not known has its pointer', async () => {
    const document = await loadFiles({ 'a.yaml': openapi('') });
    expect(document.place('https://example.com/x', '/y')).toEqual({
      file: 'https://example.com/x',
      pointer: '/y',
    });
  });
});

const json = fc.jsonValue({ maxDepth: 5 }).filter((value) => typeof value === 'object' && value !== null);

test('JSON read as YAML has every value at the same offset', async () => {
  await fc.assert(
    fc.asyncProperty(json, fc.nat(4), async (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const asJson = (await parseText(text, 'a.json', 500)).layout.index;
      // A comment keeps JSON.parse from reading it.
      const parsed = await parseText(`${text} # end`, 'a.yaml', 500);
      expect(parsed.format).toBe('yaml');
      expect(parsed.value).toEqual(JSON.parse(text));
      for (const pointer of pointersOf(value)) {
        const tokens = parsePointer(pointer)!;
        expect([pointer, offsetOf(parsed.layout.index, tokens)]).toEqual([pointer, offsetOf(asJson, tokens)]);
      }
    }),
    { numRuns: 200 },
  );
});

test('every value of JSON is found where its text begins', async () => {
  await fc.assert(
    fc.asyncProperty(json, fc.nat(4), async (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const index = (await parseText(text, 'a.json', 500)).layout.index;
      for (const pointer of pointersOf(value).slice(1)) {
        const tokens = parsePointer(pointer)!;
        const holder = tokens
          .slice(0, -1)
          .reduce((at, token) => (at as Record<string, unknown>)[token], value as unknown);
        const key = tokens.at(-1)!;
        const child = (holder as Record<string, unknown>)[key];
        const begin = Array.isArray(holder)
          ? JSON.stringify(child, null, indent).slice(0, 1)
          : `${JSON.stringify(key)}:`;
        expect(text.startsWith(begin, offsetOf(index, tokens))).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test.each<[string, string | undefined, string]>([
  ['file:///home/me/api/openapi.yaml', 'file:///home/me/', 'api/openapi.yaml'],
  ['file:///home/me/openapi.yaml', 'file:///home/me/project/', '../openapi.yaml'],
  ['file:///home/me/my%20api.yaml', 'file:///home/me/', 'my api.yaml'],
  ['file:///etc/openapi.yaml', 'file:///home/me/project/', '/etc/openapi.yaml'],
  ['file:///etc/openapi.yaml', undefined, '/etc/openapi.yaml'],
  ['file:///C:/api/openapi.yaml', 'file:///D:/x/', 'C:/api/openapi.yaml'],
  ['https://example.com/openapi.yaml', 'file:///home/me/', 'https://example.com/openapi.yaml'],
  ['stdin:/document', 'file:///home/me/', '<stdin>'],
])('%s, seen from %s, is called %s', (uri, folder, expected) => {
  expect(displayName(uri, folder)).toBe(expected);
});

test.each(['a.json', 'a.yaml'])(
  '%s mentions the same names when its text has made way for places',
  async (name) => {
    const text = '{ "a": { "x-seed": "x-other" }, "$dynamicRef": [{ "x-deep": 1 }] } ';
    const parsed = await parseText(name === 'a.json' ? text : `${text}# end`, name, 500);
    const asked = ['x-seed', 'x-s', '$dynamicRef', '$recursiveRef', 'x-deep', 'x-standin-'];
    const before = asked.filter((word) => parsed.mentions(word));
    expect(before).toEqual(['x-seed', 'x-s', '$dynamicRef', 'x-deep']);
    expect(offsetOf(parsed.layout.index, ['a'])).toBe(2);
    expect(asked.filter((word) => parsed.mentions(word))).toEqual(before);
  },
);
