import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBody, writeBody } from '../../src/http/index.ts';
import { mediaTypeOf } from './description.ts';

const integers = { type: 'array', items: { type: 'integer' } };
const FORM = {
  type: 'object',
  properties: { a: { type: 'integer' }, b: integers, c: { type: 'object' }, d: { type: 'boolean' } },
};

test('JSON breaks where the engine says it does', async () => {
  const found = await mediaTypeOf('application/json', {});
  let compared = 0;
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 3 }),
      fc.nat(),
      fc.constantFrom('}', ']', ',', ':', '"', 'x', '\\', '\u0001'),
      (text, at, char) => {
        const index = at % (text.length + 1);
        const broken = text.slice(0, index) + char + text.slice(index);
        const reading = readBody(broken, 'application/json', found.mediaType, found.schema);
        let message: string | undefined;
        try {
          JSON.parse(broken);
        } catch (error) {
          message = (error as Error).message;
        }
        expect(reading.kind).toBe(message === undefined ? 'value' : 'malformed');
        const position = /at position (\d+)/.exec(message ?? '')?.[1];
        if (position === undefined || reading.kind !== 'malformed') return;
        compared++;
        // The engine points behind the backslash of a bad escape.
        const expected = /escape/i.test(message ?? '')
          ? broken.lastIndexOf('\\', Number(position))
          : Number(position);
        // Within a number or a word the engine goes on to the character that breaks it.
        const offset = reading.position?.offset as number;
        expect(broken.slice(offset, expected)).toMatch(/^[-+.\w]*$/);
        expect(offset).toBeLessThanOrEqual(expected);
      },
    ),
    { numRuns: 500 },
  );
  expect(compared).toBeGreaterThan(50);
});

test('a form that is written is read again', async () => {
  const schema = {
    type: 'object',
    properties: {
      t: { type: 'string' },
      n: { type: 'number' },
      l: integers,
      o: { type: 'object' },
      p: { type: 'array', items: { type: 'string' } },
    },
  };
  const found = await mediaTypeOf('application/x-www-form-urlencoded', {
    schema,
    encoding: { p: { style: 'pipeDelimited' } },
  });
  const text = fc.string({ unit: 'grapheme' });
  const value = fc.record(
    {
      t: text,
      n: fc.integer(),
      l: fc.array(fc.integer(), { minLength: 1 }),
      o: fc
        .dictionary(text, fc.jsonValue(), { noNullPrototype: true })
        .map((each) => JSON.parse(JSON.stringify(each))),
      p: fc.array(
        text.filter((each) => !/[|]/.test(each)),
        { minLength: 1 },
      ),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(value, (each) => {
      const { body, contentType } = writeBody(found.mediaType, each, found.schema);
      expect(readBody(body, contentType, found.mediaType, found.schema)).toEqual({
        kind: 'value',
        value: { ...each },
      });
    }),
    { numRuns: 200 },
  );
});

test('no body makes the reading throw', async () => {
  const found = await mediaTypeOf('*/*', { schema: FORM });
  const types = [
    'application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'multipart/mixed; boundary="x"',
    'text/plain; charset=nonsense',
    'application/jsonl',
    'application/json-seq',
    'application/json; charset=utf-16',
    'x',
  ];
  const piece = fc.constantFrom(
    '--x',
    '--',
    '\r\n',
    '\n',
    'Content-Disposition: form-data; name="a"',
    'content-type: application/json',
    '{',
    '[',
    '"',
    '\\',
    ':',
    ',',
    '1',
    'a',
    '=',
    '&',
    '%',
    '\u001e',
    '__proto__',
    '\uffff',
  );
  const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.oneof(text, fc.uint8Array({ maxLength: 60 })), (type, body) => {
      readBody(body, type, found.mediaType, found.schema);
    }),
    { numRuns: 3000 },
  );
});

test('large bodies are read in linear time and without a deep stack', async () => {
  const found = await mediaTypeOf('*/*', { schema: {} });
  const deep = '['.repeat(200_000);
  expect(readBody(deep, 'application/json', found.mediaType, found.schema)).toMatchObject({
    kind: 'malformed',
  });
  const fields = 'a&'.repeat(200_000);
  expect(readBody(fields, 'application/x-www-form-urlencoded', found.mediaType, found.schema)).toMatchObject({
    kind: 'malformed',
    message: 'has more than 10000 fields',
  });
  const long = `"${'a\\n'.repeat(500_000)}`;
  expect(readBody(long, 'application/json', found.mediaType, found.schema)).toMatchObject({
    kind: 'malformed',
  });
});
