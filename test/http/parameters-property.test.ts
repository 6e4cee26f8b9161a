import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileParameters, writeParameters } from '../../src/http/index.ts';
import { operationOf, rawRequest } from './description.ts';

interface Case {
  readonly schema: object;
  readonly value: unknown;
}

const scalar = (text: fc.Arbitrary<string>): fc.Arbitrary<Case> =>
  fc.oneof(
    text.map((value) => ({ schema: { type: 'string' }, value })),
    fc.integer().map((value) => ({ schema: { type: 'integer' }, value })),
    fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((value) => ({ schema: { type: 'number' }, value: value + 0 })),
    fc.boolean().map((value) => ({ schema: { anyOf: [{ type: 'boolean' }, { type: 'integer' }] }, value })),
    fc.constantFrom(null, 7).map((value) => ({ schema: { type: ['integer', 'null'] }, value })),
  );

const list = (text: fc.Arbitrary<string>): fc.Arbitrary<Case> =>
  fc.oneof(
    fc
      .array(text, { minLength: 1, maxLength: 5 })
      .map((value) => ({ schema: { type: 'array', items: { type: 'string' } }, value })),
    fc
      .array(fc.integer(), { minLength: 1, maxLength: 5 })
      .map((value) => ({ schema: { type: 'array', items: { type: 'integer' } }, value })),
    fc.array(scalar(text), { minLength: 1, maxLength: 4 }).map((items) => ({
      schema: { type: 'array', prefixItems: items.map(({ schema }) => schema) },
      value: items.map(({ value }) => value),
    })),
  );

const object = (name: fc.Arbitrary<string>, text: fc.Arbitrary<string>): fc.Arbitrary<Case> =>
  fc
    .uniqueArray(fc.tuple(name, scalar(text)), { minLength: 1, maxLength: 4, selector: ([key]) => key })
    .map((members) => ({
      schema: {
        type: 'object',
        properties: Object.fromEntries(members.map(([key, { schema }]) => [key, schema])),
      },
      value: Object.fromEntries(members.map(([key, { value }]) => [key, value])),
    }));

const anyText = fc.string({ unit: 'grapheme', maxLength: 8 });
const someText = anyText.filter((text) => text !== '');
const tokenText = fc.stringMatching(/^[a-z0-9;:@!_-]{1,8}$/);
const tokenName = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/).filter((name) => name !== 'p');
/** Delimiters stand encoded in an item exactly as between items. */
const noDelimiter = anyText.filter((text) => !/[ |\t]/.test(text));
const noBracket = someText.filter((text) => !/[[\]]/.test(text));

const structures = (name: fc.Arbitrary<string>, text: fc.Arbitrary<string>) =>
  fc.oneof(scalar(text), list(text), object(name, text));
/** A path segment or header that is empty does not exist. */
const notEmpty = ({ value }: Case) => value !== '' && !(Array.isArray(value) && value.join('') === '');

test.each<[location: string, style: string, explode: boolean, arbitrary: fc.Arbitrary<Case>]>([
  ['path', 'simple', false, structures(someText, anyText).filter(notEmpty)],
  ['path', 'simple', true, structures(someText, anyText).filter(notEmpty)],
  ['path', 'label', false, structures(someText, anyText).filter(notEmpty)],
  ['path', 'label', true, structures(someText, anyText).filter(notEmpty)],
  ['path', 'matrix', false, structures(someText, anyText)],
  ['path', 'matrix', true, structures(someText, anyText)],
  ['query', 'form', false, structures(someText, anyText)],
  ['query', 'form', true, structures(someText, anyText)],
  [
    'query',
    'spaceDelimited',
    false,
    fc.oneof(
      list(noDelimiter),
      object(
        noDelimiter.filter((t) => t !== ''),
        noDelimiter,
      ),
    ),
  ],
  [
    'query',
    'pipeDelimited',
    false,
    fc.oneof(
      list(noDelimiter),
      object(
        noDelimiter.filter((t) => t !== ''),
        noDelimiter,
      ),
    ),
  ],
  ['query', 'deepObject', true, object(noBracket, anyText)],
  ['header', 'simple', false, structures(tokenName, tokenText)],
  ['header', 'simple', true, structures(tokenName, tokenText)],
  ['cookie', 'form', false, structures(tokenName, tokenText)],
  [
    'cookie',
    'form',
    true,
    structures(
      tokenName,
      anyText.filter((text) => !/^".*"$/.test(text)),
    ),
  ],
  [
    'cookie',
    'cookie',
    false,
    structures(
      tokenName,
      tokenText.filter((text) => !text.includes(';')),
    ),
  ],
  [
    'cookie',
    'cookie',
    true,
    structures(
      tokenName,
      tokenText.filter((text) => !text.includes(';')),
    ),
  ],
])('%s %s explode=%s: what is written is read again', async (location, style, explode, arbitrary) => {
  await fc.assert(
    fc.asyncProperty(arbitrary, async ({ schema, value }) => {
      const operation = await operationOf(
        { parameters: [{ name: 'p', in: location, required: location === 'path', style, explode, schema }] },
        location === 'path' ? '/{p}' : '/',
      );
      const written = writeParameters(operation, { [location]: { p: value } });
      const { values, malformed } = compileParameters(operation)(
        rawRequest({
          path: { p: written.path.slice(1) },
          search: written.query,
          headers: { ...written.headers, ...(written.cookies === '' ? {} : { cookie: written.cookies }) },
        }),
      );
      expect(malformed).toEqual([]);
      expect(values[location as 'path']).toEqual({ p: value });
    }),
    { numRuns: 60 },
  );
});

test('a nested value of a deepObject is read again', async () => {
  const leaf = fc.constantFrom(
    { schema: { type: 'integer' }, value: 1 },
    { schema: { type: 'string' }, value: 'a b' },
  );
  const nested = object(tokenName, anyText).chain((inner) =>
    fc.record({ inner: fc.constant(inner), leaf, list: list(anyText) }).map((members) => ({
      schema: {
        type: 'object',
        properties: Object.fromEntries(Object.entries(members).map(([key, { schema }]) => [key, schema])),
      },
      value: Object.fromEntries(Object.entries(members).map(([key, { value }]) => [key, value])),
    })),
  );
  await fc.assert(
    fc.asyncProperty(nested, async ({ schema, value }) => {
      const operation = await operationOf({
        parameters: [{ name: 'p', in: 'query', style: 'deepObject', schema }],
      });
      const { query } = writeParameters(operation, { query: { p: value } });
      expect(compileParameters(operation)(rawRequest({ search: query })).values.query).toEqual({ p: value });
    }),
    { numRuns: 50 },
  );
});

test('no request makes the reading throw', async () => {
  const locations: [string, string, boolean][] = [
    ['path', 'label', true],
    ['path', 'matrix', true],
    ['query', 'form', true],
    ['query', 'form', false],
    ['query', 'deepObject', true],
    ['query', 'pipeDelimited', false],
    ['header', 'simple', true],
    ['cookie', 'form', true],
    ['cookie', 'cookie', false],
  ];
  const schemas = [
    {},
    { type: 'integer' },
    { type: 'array', items: { type: 'number' } },
    {
      type: 'object',
      properties: { a: { type: 'array', items: { type: 'boolean' } } },
      additionalProperties: { type: 'integer' },
    },
    { anyOf: [{ type: 'string' }, { type: 'array' }, { type: 'object' }, { type: 'null' }] },
    { $ref: '#/components/schemas/Tree' },
  ];
  const operations = await Promise.all(
    schemas.map((schema) =>
      operationOf(
        {
          parameters: [
            ...locations.map(([location, style, explode], i) => ({
              name: `p${i}`,
              in: location,
              required: location === 'path',
              style,
              explode,
              schema,
            })),
            { name: 'j', in: 'query', content: { 'application/json': { schema } } },
          ],
        },
        '/{p0}/{p1}',
        {
          components: {
            schemas: {
              Tree: { type: 'object', additionalProperties: { $ref: '#/components/schemas/Tree' } },
            },
          },
        },
      ),
    ),
  );
  const readers = operations.map(compileParameters);
  const piece = fc.oneof(
    fc.constantFrom(
      'p2',
      'p3',
      'p4',
      'p5',
      'j',
      '[',
      ']',
      '[a]',
      '=',
      '&',
      ',',
      '|',
      ';',
      '.',
      '%',
      '%2C',
      '%ff',
      '__proto__',
      'a',
      '1',
      '"',
      '+',
      '?',
    ),
    fc.string({ unit: 'binary-ascii', maxLength: 3 }),
  );
  const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.constantFrom(...readers), text, text, text, (read, path, search, header) => {
      const printable = header.replace(/[^\x20-\x7e]/g, '');
      read(
        rawRequest({
          path: { p0: path, p1: `;${path}` },
          search,
          headers: { p6: printable, cookie: printable },
        }),
      );
    }),
    { numRuns: 2000 },
  );
});
