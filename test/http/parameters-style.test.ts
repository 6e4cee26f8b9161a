import { describe, expect, test } from 'vitest';
import { compileParameters, writeParameters } from '../../src/http/index.ts';
import { oneParameter, rawParameter } from './description.ts';

const STRING = 'blue';
const ARRAY = ['blue', 'black', 'brown'];
const OBJECT = { R: 100, G: 200, B: 150 };
const SCHEMAS = {
  string: { type: 'string' },
  array: { type: 'array', items: { type: 'string' } },
  object: { type: 'object', additionalProperties: { type: 'integer' } },
};

/** OpenAPI 3.2, Style Examples: what follows `/` of a path, `?` of a query, `:` of a header or cookie. */
const STYLE_EXAMPLES: [
  location: string,
  style: string,
  explode: boolean,
  value: keyof typeof SCHEMAS,
  wire: string,
][] = [
  ['path', 'matrix', false, 'string', ';color=blue'],
  ['path', 'matrix', false, 'array', ';color=blue,black,brown'],
  ['path', 'matrix', false, 'object', ';color=R,100,G,200,B,150'],
  ['path', 'matrix', true, 'string', ';color=blue'],
  ['path', 'matrix', true, 'array', ';color=blue;color=black;color=brown'],
  ['path', 'matrix', true, 'object', ';R=100;G=200;B=150'],
  ['path', 'label', false, 'string', '.blue'],
  ['path', 'label', false, 'array', '.blue,black,brown'],
  ['path', 'label', false, 'object', '.R,100,G,200,B,150'],
  ['path', 'label', true, 'string', '.blue'],
  ['path', 'label', true, 'array', '.blue.black.brown'],
  ['path', 'label', true, 'object', '.R=100.G=200.B=150'],
  ['path', 'simple', false, 'string', 'blue'],
  ['path', 'simple', false, 'array', 'blue,black,brown'],
  ['path', 'simple', false, 'object', 'R,100,G,200,B,150'],
  ['path', 'simple', true, 'string', 'blue'],
  ['path', 'simple', true, 'array', 'blue,black,brown'],
  ['path', 'simple', true, 'object', 'R=100,G=200,B=150'],
  ['header', 'simple', false, 'string', 'blue'],
  ['header', 'simple', false, 'array', 'blue,black,brown'],
  ['header', 'simple', false, 'object', 'R,100,G,200,B,150'],
  ['header', 'simple', true, 'object', 'R=100,G=200,B=150'],
  ['query', 'form', false, 'string', 'color=blue'],
  ['query', 'form', false, 'array', 'color=blue,black,brown'],
  ['query', 'form', false, 'object', 'color=R,100,G,200,B,150'],
  ['query', 'form', true, 'string', 'color=blue'],
  ['query', 'form', true, 'array', 'color=blue&color=black&color=brown'],
  ['query', 'form', true, 'object', 'R=100&G=200&B=150'],
  ['query', 'spaceDelimited', false, 'array', 'color=blue%20black%20brown'],
  ['query', 'spaceDelimited', false, 'object', 'color=R%20100%20G%20200%20B%20150'],
  ['query', 'pipeDelimited', false, 'array', 'color=blue%7Cblack%7Cbrown'],
  ['query', 'pipeDelimited', false, 'object', 'color=R%7C100%7CG%7C200%7CB%7C150'],
  ['query', 'deepObject', true, 'object', 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
  ['cookie', 'form', false, 'string', 'color=blue'],
  ['cookie', 'cookie', false, 'string', 'color=blue'],
  ['cookie', 'cookie', true, 'array', 'color=blue; color=black; color=brown'],
  ['cookie', 'cookie', true, 'object', 'R=100; G=200; B=150'],
];

const VALUES = { string: STRING, array: ARRAY, object: OBJECT };

describe('OpenAPI 3.2 style examples', () => {
  test.each(STYLE_EXAMPLES)(
    '%s %s explode=%s %s is written as %s',
    async (location, style, explode, kind, wire) => {
      const operation = await oneParameter({ style, explode, schema: SCHEMAS[kind] }, location);
      const written = writeParameters(operation, { [location]: { color: VALUES[kind] } });
      const found = {
        path: written.path.slice(1),
        query: written.query,
        header: written.headers['color'],
        cookie: written.cookies,
      }[location];
      expect(found).toBe(wire);
    },
  );

  test.each(STYLE_EXAMPLES)(
    '%s %s explode=%s %s is read from it',
    async (location, style, explode, kind, wire) => {
      const operation = await oneParameter({ style, explode, schema: SCHEMAS[kind] }, location);
      const { values, malformed } = compileParameters(operation)(rawParameter(location, wire));
      expect(malformed).toEqual([]);
      expect(values[location as 'path']).toEqual({ color: VALUES[kind] });
    },
  );
});
