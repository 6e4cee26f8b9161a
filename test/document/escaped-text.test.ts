import { Buffer, isAscii } from 'node:buffer';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EscapedText } from '../../src/document/escaped-text.ts';
import { loadDocument } from '../../src/document/index.ts';
import { refusal } from './memory-files.ts';

const escapedOf = (text: string) =>
  EscapedText.of(Buffer.from(text), isAscii, (bytes) => Buffer.from(bytes).toString('latin1'));
/** Enough ASCII that escapes pay. */
const padding = ' '.repeat(4096);

test('any JSON is escaped to ASCII of the same value, and restored as it was', () => {
  const spaced = fc.jsonValue({ noUnicodeString: false }).map((value) => JSON.stringify([value, 'é']));
  fc.assert(
    fc.property(spaced, fc.nat(10), (json, at) => {
      const text = `${' '.repeat(at)}${json}${padding}`;
      const found = escapedOf(text);
      // Too much beyond ASCII, or a character after a backslash, is left alone.
      fc.pre(found !== undefined);
      expect(found!.escaped).toMatch(/^[\0-\x7f]*$/);
      expect(JSON.parse(found!.escaped)).toEqual(JSON.parse(text));
      expect(found!.original()).toBe(text);
    }),
    { numRuns: 200 },
  );
});

test.each([0, 4, 5, 100])('text with %i free bytes behind it is escaped as any other', (room) => {
  const text = `["é", "b"]${padding}`;
  const bytes = new Uint8Array(Buffer.byteLength(text) + room + 1).fill(0x21);
  bytes.set(Buffer.from(text));
  const written = bytes.subarray(0, Buffer.byteLength(text));
  const toText = (ascii: Uint8Array) => Buffer.from(ascii).toString('latin1');
  const found = EscapedText.of(written, isAscii, toText, room)!;
  expect(found.escaped).toBe(text.replace('é', '\\u00e9'));
  expect(found.original()).toBe(text);
  expect(bytes.at(-1)).toBe(0x21);
});

test('a character is escaped wherever pieces end', () => {
  const texts = Array.from({ length: 200 }, (_, at) => `["${'x'.repeat(at)}日é"]`.padEnd(65_500 + at));
  for (const text of texts) expect(escapedOf(text)?.original()).toBe(text);
});

test('there is room for whatever is worth escaping', () => {
  const text = '["é😀"]'.padEnd(32 * 6);
  const size = Buffer.byteLength(text);
  expect(escapedOf(text)!.escaped.length - size).toBeLessThanOrEqual(EscapedText.roomFor(size));
});

test.each<[string, string, boolean]>([
  ['an accent', '{"a":"é"}', true],
  ['characters beside each other and beyond 16 bits', '{"a":"日本😀"}', true],
  ['characters that meet where pieces end', `{"a":"${'x'.repeat(4089)}éé"}`, true],
  ['nothing beyond ASCII', '{"a":1}', false],
  ['YAML', 'a: é', false],
  ['a byte-order mark', '\uFEFF{"a":"é"}', false],
  ['a character after a backslash', '{"a":"\\é"}', false],
])('%s is worth escaping: %s', (_title, json, expected) => {
  const text = json + padding;
  expect(escapedOf(text)?.original()).toBe(expected ? text : undefined);
});

test('text with much beyond ASCII is left as it is', () => {
  expect(escapedOf(`["${'é'.repeat(100)}"]`)).toBeUndefined();
});

describe('a file of JSON with accents', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'standin-escaped-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function load(text: string) {
    const path = join(folder, 'api.json');
    await writeFile(path, text + padding);
    return loadDocument(path, { cwd: folder });
  }
  const head = '{ "openapi": "3.1.0", "info": { "title": "Crème – brûlée 😀", "version": "1" }';

  test('has places by the characters that the user wrote', async () => {
    const document = await load(`${head},\n "x-é": 1, "paths": {} }`);
    expect(document.root.get('info')?.text('title')).toBe('Crème – brûlée 😀');
    expect(document.place(document.uri, '/info/version')).toMatchObject({
      line: 1,
      column: head.indexOf('"version"') + 1,
    });
    expect(document.place(document.uri, '/paths')).toMatchObject({ line: 2, column: 12 });
    expect(document.place(document.uri, '/x-é')).toMatchObject({ line: 2, column: 2 });
    expect(document.mentions('x-')).toBe(true);
    expect(document.mentions('x-standin-')).toBe(false);
  });

  test.each<[string, string, string, number, number]>([
    ['broken after the accents', `${head},\n "é": ] }`, 'not-json', 2, 7],
    ['broken by an accent', `${head} é }`, 'not-json', 1, head.length + 2],
    [
      'nested too deep',
      `${head}, "é": ${'['.repeat(600)}${']'.repeat(600)} }`,
      'too-deep',
      1,
      head.length + 8 + 499,
    ],
  ])('%s is refused with its place', async (_title, text, code, line, column) => {
    const error = await refusal(load(text));
    expect({ code: error.code, ...error.place }).toMatchObject({ code, line, column });
  });
});
