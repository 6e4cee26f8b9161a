import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { RawRequest } from '../../src/http/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { prepareValidation } from '../../src/schema/index.ts';
import { type CheckedParameters, compileParameterCheck } from '../../src/validation/parameter-check.ts';
import { shapeOf, writeHeader, writePairs, writePath } from '../support/parameter-writer.ts';
import { listCase, nestedCase, objectCase, type RoundTripCase, scalarCase } from './round-trip-cases.ts';

beforeAll(prepareValidation);

type Check = (raw: RawRequest) => CheckedParameters;

async function checkOf(parameter: object, version: object = { openapi: '3.2.0' }): Promise<Check> {
  const place = (parameter as { in: string }).in;
  const path = place === 'path' ? '/{p}' : '/';
  const api = await loadApi({
    ...version,
    info: { title: 'T', version: '1' },
    paths: { [path]: { get: { parameters: [parameter], responses: {} } } },
  });
  return compileParameterCheck(api.operations[0]!);
}

function raw(place: string, wire: string): RawRequest {
  const headers = new Headers();
  if (place === 'header') headers.set('p', wire);
  if (place === 'cookie') headers.set('cookie', wire);
  return {
    pathParameters: place === 'path' ? { p: wire } : {},
    search: place === 'query' && wire !== '' ? `?${wire}` : '',
    headers,
  };
}

/** By code that shares nothing with the program. */
function wireOf(parameter: Record<string, unknown>, value: unknown, family: '2.0' | '3.1' = '3.1'): string {
  const shape = shapeOf(parameter, family);
  if (shape.in === 'path') return writePath(shape, value);
  if (shape.in === 'header') return writeHeader(shape, value);
  return writePairs(shape, value)
    .map((pair) => pair.join('='))
    .join(shape.in === 'cookie' ? '; ' : '&');
}

const told = ({ violations }: CheckedParameters): string[] =>
  violations.map((one) => `${one.in} ${one.pointer} ${one.keyword}`);

/** Read back as it is and accepted; broken at one place, refused there. */
function expectRoundTrip(
  check: Check,
  place: string,
  wire: (value: unknown) => string,
  { value, bad }: RoundTripCase,
) {
  const good = check(raw(place, wire(value)));
  expect(told(good)).toEqual([]);
  expect(good.result.values[place as 'query']).toEqual({ p: value });
  expect(told(check(raw(place, wire(bad.value))))).toContain(`${place} /p${bad.pointer} ${bad.keyword}`);
}

const anyText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  .filter((text) => !/^\.\.?$/.test(text));
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }).filter((text) => text !== 'p');
const noDelimiter = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  .filter((text) => !/[ |\t]/.test(text));
const noDot = anyText.filter((text) => !text.includes('.'));
const noBracket = name.filter((text) => !/[[\]]/.test(text));
const token = fc.stringMatching(/^[a-z0-9:@!_-]{1,8}$/);
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/).filter((text) => text !== 'p');

const shapes = (names: fc.Arbitrary<string>, text: fc.Arbitrary<string>): fc.Arbitrary<RoundTripCase> =>
  fc.oneof(scalarCase(text), listCase(text), objectCase(names, text));
const structured = (names: fc.Arbitrary<string>, text: fc.Arbitrary<string>): fc.Arbitrary<RoundTripCase> =>
  fc.oneof(listCase(text), objectCase(names, text));

test.each<[place: string, style: string, explode: boolean, cases: fc.Arbitrary<RoundTripCase>]>([
  ['path', 'simple', false, shapes(name, anyText)],
  ['path', 'simple', true, shapes(name, anyText)],
  ['path', 'label', false, shapes(noDot, noDot)],
  ['path', 'label', true, shapes(noDot, noDot)],
  ['path', 'matrix', false, shapes(name, anyText)],
  ['path', 'matrix', true, shapes(name, anyText)],
  ['query', 'form', false, shapes(name, anyText)],
  ['query', 'form', true, shapes(name, anyText)],
  ['query', 'spaceDelimited', false, structured(noDelimiter, noDelimiter)],
  ['query', 'pipeDelimited', false, structured(noDelimiter, noDelimiter)],
  ['query', 'deepObject', true, objectCase(noBracket, anyText)],
  ['query', 'deepObject', true, nestedCase(noBracket, anyText)],
  ['header', 'simple', false, shapes(word, token)],
  ['header', 'simple', true, shapes(word, token)],
  ['cookie', 'form', false, shapes(word, token)],
  ['cookie', 'form', true, shapes(word, token)],
  ['cookie', 'cookie', false, shapes(word, token)],
  ['cookie', 'cookie', true, shapes(word, token)],
])(
  '%s %s explode=%s: a value comes back and is accepted, a broken one is refused where it is broken',
  async (place, style, explode, cases) => {
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const parameter = { name: 'p', in: place, required: true, style, explode, schema: one.schema };
        expectRoundTrip(await checkOf(parameter), place, (value) => wireOf(parameter, value), one);
      }),
      { numRuns: 50 },
    );
  },
);

test.each(['path', 'query', 'header', 'cookie'])(
  'content of JSON in a %s comes back, however nested',
  async (place) => {
    await fc.assert(
      fc.asyncProperty(nestedCase(name, place === 'header' ? token : anyText), async (one) => {
        const content = { 'application/json': { schema: one.schema } };
        const check = await checkOf({ name: 'p', in: place, required: true, content });
        const wire = (value: unknown): string => {
          const json = JSON.stringify(value).replace(
            /[\u007f-\uffff]/g,
            (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
          );
          const text = place === 'header' ? json : encodeURIComponent(json);
          return place === 'query' || place === 'cookie' ? `p=${text}` : text;
        };
        expectRoundTrip(check, place, wire, one);
      }),
      { numRuns: 40 },
    );
  },
);

test('reserved characters come back as they are', async () => {
  const text = fc.stringMatching(/^[a-z:/?@!$'()*,;[\]-]{1,12}$/);
  await fc.assert(
    fc.asyncProperty(fc.oneof(scalarCase(text), listCase(text)), async (one) => {
      const check = await checkOf({
        name: 'p',
        in: 'query',
        required: true,
        allowReserved: true,
        schema: one.schema,
      });
      const items = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
      const wire = (value: unknown): string =>
        items(value)
          .map((item) => `p=${String(item)}`)
          .join('&');
      expectRoundTrip(check, 'query', wire, one);
    }),
    { numRuns: 60 },
  );
});

const SEPARATORS: Record<string, string> = { csv: ',', ssv: ' ', tsv: '\t', pipes: '|' };
const formats = Object.keys(SEPARATORS);

test.each(
  ['query', 'path', 'header'].flatMap((place) =>
    formats.flatMap((outer) =>
      formats.filter((inner) => inner !== outer).map((inner) => [place, outer, inner] as const),
    ),
  ),
)('Swagger 2.0, in the %s: a list as %s of lists as %s comes back', async (place, outer, inner) => {
  const lists = fc.array(fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 3,
  });
  const items = { type: 'array', collectionFormat: inner, items: { type: 'integer', maximum: 99 } };
  const check = await checkOf(
    { name: 'p', in: place, required: true, type: 'array', collectionFormat: outer, items },
    { swagger: '2.0' },
  );
  const encode = place === 'header' ? (text: string) => text : encodeURIComponent;
  // A comma that separates stands as it is; all else that is not allowed in a URL is encoded.
  const joined = (list: string[], format: string): string =>
    list.join(format === 'csv' ? ',' : encode(SEPARATORS[format]!));
  const wire = (value: unknown): string => {
    const text = joined(
      (value as number[][]).map((list) => joined(list.map(String), inner)),
      outer,
    );
    return place === 'query' ? `p=${text}` : text;
  };
  fc.assert(
    fc.property(lists, (value) => {
      const at = value.length - 1;
      const bad = {
        value: value.with(at, [...value[at]!, 100]),
        pointer: `/${at}/${value[at]!.length}`,
        keyword: 'maximum',
      };
      expectRoundTrip(check, place, wire, { schema: {}, value, bad });
    }),
    { numRuns: 20 },
  );
});

test('collectionFormat multi repeats the name', async () => {
  const items = { type: 'array', collectionFormat: 'pipes', items: { type: 'integer' } };
  const check = await checkOf(
    { name: 'p', in: 'query', type: 'array', collectionFormat: 'multi', items },
    { swagger: '2.0' },
  );
  expect(check(raw('query', 'p=1|2&p=3')).result.values.query).toEqual({ p: [[1, 2], [3]] });
});
