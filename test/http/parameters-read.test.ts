import { describe, expect, test } from 'vitest';
import { compileParameters, writeParameters } from '../../src/http/index.ts';
import { oneParameter, operationOf, rawParameter, rawRequest } from './description.ts';

const SCHEMAS = {
  string: { type: 'string' },
  array: { type: 'array', items: { type: 'string' } },
  object: { type: 'object', additionalProperties: { type: 'integer' } },
};

const integers = { type: 'array', items: { type: 'integer' } };

describe('reading', () => {
  test.each<[title: string, location: string, parameter: object, wire: string, value: unknown]>([
    ['an integer', 'query', { schema: { type: 'integer' } }, 'color=5', 5],
    ['an integer written with a fraction of zero', 'query', { schema: { type: 'integer' } }, 'color=5.0', 5],
    ['a fraction stays text for an integer', 'query', { schema: { type: 'integer' } }, 'color=5.5', '5.5'],
    ['a number', 'query', { schema: { type: 'number' } }, 'color=-1.5e3', -1500],
    ['leading zeros stay text for a number', 'query', { schema: { type: 'number' } }, 'color=007', '007'],
    ['an infinite number stays text', 'query', { schema: { type: 'number' } }, 'color=1e999', '1e999'],
    ['digits stay text for a string', 'query', { schema: { type: 'string' } }, 'color=5', '5'],
    ['digits stay text where nothing is said', 'query', { schema: {} }, 'color=5', '5'],
    ['a boolean', 'query', { schema: { type: 'boolean' } }, 'color=false', false],
    ['another word stays text for a boolean', 'query', { schema: { type: 'boolean' } }, 'color=yes', 'yes'],
    [
      'an empty text is null for a nullable number',
      'query',
      { schema: { type: ['integer', 'null'] } },
      'color=',
      null,
    ],
    [
      'an empty text is empty for a nullable string',
      'query',
      { schema: { type: ['string', 'null'] } },
      'color=',
      '',
    ],
    ['an enum of numbers without a type', 'query', { schema: { enum: [1, 2] } }, 'color=2', 2],
    [
      'an enum of mixed values takes the one that holds',
      'query',
      { schema: { enum: ['1', 2] } },
      'color=1',
      '1',
    ],
    ['a const', 'query', { schema: { const: true } }, 'color=true', true],
    [
      'through anyOf',
      'query',
      { schema: { anyOf: [{ type: 'integer' }, { type: 'boolean' }] } },
      'color=true',
      true,
    ],
    [
      'through allOf',
      'query',
      { schema: { allOf: [{ type: ['integer', 'string'] }, { type: 'integer' }] } },
      'color=1',
      1,
    ],
    ['through a reference', 'query', { schema: { $ref: '#/components/schemas/N' } }, 'color=1', 1],
    ['one item of an exploded list', 'query', { schema: integers }, 'color=1', [1]],
    [
      'an empty text for a list of numbers is an empty list',
      'query',
      { schema: integers, explode: false },
      'color=',
      [],
    ],
    [
      'an empty text for a list of texts is one item',
      'query',
      { schema: SCHEMAS.array, explode: false },
      'color=',
      [''],
    ],
    [
      'anyOf a text and a list: one value is the text',
      'query',
      { schema: { anyOf: [{ type: 'string' }, SCHEMAS.array] } },
      'color=a',
      'a',
    ],
    [
      'anyOf a text and a list: two values are the list',
      'query',
      { schema: { anyOf: [{ type: 'string' }, SCHEMAS.array] } },
      'color=a&color=b',
      ['a', 'b'],
    ],
    [
      'anyOf a number and a list: one value is the number',
      'query',
      { schema: { anyOf: [{ type: 'integer' }, integers] } },
      'color=1',
      1,
    ],
    ['percent-encoded', 'query', { schema: { type: 'string' } }, 'c%6Flor=a%20b%2Bc', 'a b+c'],
    ['a plus is a space in a query', 'query', { schema: { type: 'string' } }, 'color=a+b', 'a b'],
    ['a plus is a plus in a path', 'path', { schema: { type: 'string' } }, 'a+b', 'a+b'],
    ['an encoded slash in a path', 'path', { schema: { type: 'string' } }, 'a%2Fb', 'a/b'],
    [
      'an encoded comma does not split texts',
      'query',
      { schema: SCHEMAS.array, explode: false },
      'color=a%2Cb',
      ['a,b'],
    ],
    [
      'an encoded comma splits where only that fits',
      'query',
      { schema: integers, explode: false },
      'color=1%2C2',
      [1, 2],
    ],
    [
      'pipes as they are',
      'query',
      { schema: integers, style: 'pipeDelimited', explode: false },
      'color=1|2',
      [1, 2],
    ],
    [
      'a plus as the space of spaceDelimited',
      'query',
      { schema: integers, style: 'spaceDelimited', explode: false },
      'color=1+2',
      [1, 2],
    ],
    [
      'spaceDelimited and exploded is repeated',
      'query',
      { schema: integers, style: 'spaceDelimited', explode: true },
      'color=1&color=2',
      [1, 2],
    ],
    [
      'deepObject with a list inside',
      'query',
      { schema: { type: 'object', properties: { a: integers } }, style: 'deepObject' },
      'color[a]=1&color[a]=2',
      { a: [1, 2] },
    ],
    [
      'deepObject with brackets for a list',
      'query',
      { schema: { type: 'object', properties: { a: integers } }, style: 'deepObject' },
      'color[a][]=1&color[a][]=2',
      { a: [1, 2] },
    ],
    [
      'deepObject of one item for a list',
      'query',
      { schema: { type: 'object', properties: { a: integers } }, style: 'deepObject' },
      'color[a]=1',
      { a: [1] },
    ],
    [
      'deepObject nested',
      'query',
      {
        schema: {
          type: 'object',
          properties: { a: { type: 'object', properties: { b: { type: 'boolean' } } } },
        },
        style: 'deepObject',
      },
      'color[a][b]=true',
      { a: { b: true } },
    ],
    [
      'deepObject of a list at its root',
      'query',
      { schema: integers, style: 'deepObject' },
      'color[0]=1&color[1]=2',
      [1, 2],
    ],
    [
      'deepObject that may be a number',
      'query',
      {
        schema: { anyOf: [{ type: 'object', properties: { gt: { type: 'integer' } } }, { type: 'integer' }] },
        style: 'deepObject',
      },
      'color=5',
      5,
    ],
    [
      'a nested object is JSON',
      'query',
      { schema: { type: 'object', properties: { a: { type: 'object' } } } },
      'a={"b":1}',
      { a: { b: 1 } },
    ],
    [
      'JSON content',
      'query',
      { content: { 'application/json': { schema: {} } } },
      'color=%7B%22a%22%3A%5B1%5D%7D',
      { a: [1] },
    ],
    ['JSON content of a header', 'header', { content: { 'application/json': {} } }, '{"a":1}', { a: 1 }],
    [
      'objects in a header are JSON between commas',
      'header',
      { schema: { type: 'array', items: { type: 'object' } } },
      '{"a":1,"b":2},{}',
      [{ a: 1, b: 2 }, {}],
    ],
    ['spaces around the commas of a header', 'header', { schema: integers }, '1, 2 ,3', [1, 2, 3]],
    ['a header is not percent-decoded', 'header', { schema: { type: 'string' } }, 'a%20b', 'a%20b'],
    [
      'an exploded cookie with ampersands, as older editions write it',
      'cookie',
      { schema: integers },
      'x=0; color=1&color=2',
      [1, 2],
    ],
    ['a quoted cookie', 'cookie', { schema: { type: 'string' } }, 'x=1; color="a"; y=2', 'a'],
    [
      'a key called __proto__ is data',
      'query',
      { schema: SCHEMAS.object, style: 'deepObject' },
      'color[__proto__]=1',
      JSON.parse('{"__proto__":1}'),
    ],
  ])('%s', async (_title, location, parameter, wire, value) => {
    const operation = await oneParameter(parameter, location, {
      components: { schemas: { N: { type: 'integer' } } },
    });
    const { values, malformed } = compileParameters(operation)(rawParameter(location, wire));
    expect(malformed).toEqual([]);
    expect(values[location as 'path']).toEqual({ color: value });
  });

  test('what is not there is absent', async () => {
    const operation = await oneParameter({ schema: integers }, 'query');
    const { values, malformed } = compileParameters(operation)(rawParameter('query', 'other=1'));
    expect([values.query, malformed]).toEqual([{}, []]);
  });

  test('the whole query as a form', async () => {
    const content = {
      'application/x-www-form-urlencoded': {
        schema: { type: 'object', properties: { a: integers, b: { type: 'boolean' } } },
      },
    };
    const operation = await operationOf({ parameters: [{ name: 'q', in: 'querystring', content }] });
    const result = compileParameters(operation)(rawRequest({ search: '?a=1&a=2&b=true' }));
    expect(result.values.querystring).toEqual({ q: { a: [1, 2], b: true } });
    expect(result.undeclared).toEqual([]);
    expect(writeParameters(operation, result.values).query).toBe('a=1&a=2&b=true');
  });

  test('the whole query as JSON', async () => {
    const content = { 'application/json': { schema: { type: 'object' } } };
    const operation = await operationOf({ parameters: [{ name: 'q', in: 'querystring', content }] });
    const { query } = writeParameters(operation, { querystring: { q: { a: [1, 'x y'] } } });
    expect(query).toBe('%7B%22a%22%3A%5B1%2C%22x%20y%22%5D%7D');
    expect(compileParameters(operation)(rawRequest({ search: `?${query}` })).values.querystring).toEqual({
      q: { a: [1, 'x y'] },
    });
  });

  test('undeclared query parameters are listed apart; keys of security schemes and members of objects are declared', async () => {
    const operation = await operationOf(
      {
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer' } },
          { name: 'filter', in: 'query', style: 'deepObject', schema: { type: 'object' } },
          {
            name: 'page',
            in: 'query',
            schema: { type: 'object', properties: { size: { type: 'integer' } } },
          },
        ],
        security: [{ key: [] }],
      },
      '/a',
      { components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'api_key' } } } },
    );
    const { undeclared } = compileParameters(operation)(
      rawRequest({ search: '?limit=1&filter[a]=1&size=2&api_key=x&foo=1&b%20r=2&__code=404' }),
    );
    expect(undeclared).toEqual(['foo', 'b r']);
  });
});
