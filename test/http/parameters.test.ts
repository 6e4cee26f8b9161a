import { describe, expect, test } from 'vitest';
import { compileParameters, type ParameterResult, writeParameters } from '../../src/http/index.ts';
import { operationOf, rawRequest } from './description.ts';

const STRING = 'blue';
const ARRAY = ['blue', 'black', 'brown'];
const OBJECT = { R: 100, G: 200, B: 150 };
const SCHEMAS = {
  string: { type: 'string' },
  array: { type: 'array', items: { type: 'string' } },
  object: { type: 'object', additionalProperties: { type: 'integer' } },
};

/** OpenAPI 3.2 section 4.12.6, "Style Examples": what follows `/` of a path, `?` of a query, `:` of a header or cookie. */
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
  ['cookie', 'form', true, 'array', 'color=blue&color=black&color=brown'],
  ['cookie', 'form', true, 'object', 'R=100&G=200&B=150'],
  ['cookie', 'cookie', false, 'string', 'color=blue'],
  ['cookie', 'cookie', false, 'array', 'color=blue,black,brown'],
  ['cookie', 'cookie', false, 'object', 'color=R,100,G,200,B,150'],
  ['cookie', 'cookie', true, 'array', 'color=blue; color=black; color=brown'],
  ['cookie', 'cookie', true, 'object', 'R=100; G=200; B=150'],
];

const VALUES = { string: STRING, array: ARRAY, object: OBJECT };

async function oneParameter(parameter: object, location: string) {
  const path = location === 'path' ? '/{color}' : '/';
  return operationOf(
    { parameters: [{ name: 'color', in: location, required: location === 'path', ...parameter }] },
    path,
  );
}

function raw(location: string, wire: string) {
  switch (location) {
    case 'path':
      return rawRequest({ path: { color: wire } });
    case 'query':
      return rawRequest({ search: `?${wire}` });
    default:
      return rawRequest({ headers: { [location === 'header' ? 'color' : 'cookie']: wire } });
  }
}

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
      const { values, malformed } = compileParameters(operation)(raw(location, wire));
      expect(malformed).toEqual([]);
      expect(values[location as 'path']).toEqual({ color: VALUES[kind] });
    },
  );
});

async function readOne(location: string, parameter: object, wire: string): Promise<ParameterResult> {
  return compileParameters(await oneParameter(parameter, location))(raw(location, wire));
}

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
    ['spaces around the commas of a header', 'header', { schema: integers }, '1, 2 ,3', [1, 2, 3]],
    ['a header is not percent-decoded', 'header', { schema: { type: 'string' } }, 'a%20b', 'a%20b'],
    ['a quoted cookie', 'cookie', { schema: { type: 'string' } }, 'x=1; color="a"; y=2', 'a'],
    [
      'a key called __proto__ is data',
      'query',
      { schema: SCHEMAS.object, style: 'deepObject' },
      'color[__proto__]=1',
      JSON.parse('{"__proto__":1}'),
    ],
  ])('%s', async (_title, location, parameter, wire, value) => {
    const path = location === 'path' ? '/{color}' : '/';
    const operation = await operationOf(
      { parameters: [{ name: 'color', in: location, required: location === 'path', ...parameter }] },
      path,
      { components: { schemas: { N: { type: 'integer' } } } },
    );
    const { values, malformed } = compileParameters(operation)(raw(location, wire));
    expect(malformed).toEqual([]);
    expect(values[location as 'path']).toEqual({ color: value });
  });

  test.each<[title: string, location: string, parameter: object, wire: string, message: RegExp]>([
    [
      'bad percent-encoding in a query',
      'query',
      { schema: { type: 'string' } },
      'color=%zz',
      /percent-encoded/,
    ],
    ['bad percent-encoding in a path', 'path', { schema: { type: 'string' } }, '%E0%A4', /percent-encoded/],
    [
      'a single value given twice',
      'query',
      { schema: { type: 'integer' } },
      'color=1&color=2',
      /given 2 times/,
    ],
    [
      'a list that is not exploded given twice',
      'query',
      { schema: integers, explode: false },
      'color=1&color=2',
      /given 2 times/,
    ],
    ['label without its dot', 'path', { schema: { type: 'string' }, style: 'label' }, 'blue', /dot/],
    [
      'matrix without its name',
      'path',
      { schema: { type: 'string' }, style: 'matrix' },
      ';colour=blue',
      /;color=/,
    ],
    [
      'an object with a name and no value',
      'query',
      { schema: SCHEMAS.object, explode: false },
      'color=R,100,G',
      /names and values/,
    ],
    ['an object that names a member twice', 'path', { schema: SCHEMAS.object }, 'R,1,R,2', /more than once/],
    ['content that is not JSON', 'query', { content: { 'application/json': {} } }, 'color=%7B', /JSON/],
    [
      'deepObject with a broken bracket',
      'query',
      { schema: SCHEMAS.object, style: 'deepObject' },
      'color[a=1',
      /key/,
    ],
    [
      'deepObject with a value and members',
      'query',
      { schema: SCHEMAS.object, style: 'deepObject' },
      'color[a]=1&color[a][b]=2',
      /both/,
    ],
  ])('malformed: %s', async (_title, location, parameter, wire, message) => {
    const { values, malformed } = await readOne(location, parameter, wire);
    expect(values[location as 'path']).toEqual({});
    expect(malformed.map((each) => each.message)).toEqual([expect.stringMatching(message)]);
  });

  test('what is not there is absent', async () => {
    const { values, malformed } = await readOne('query', { schema: integers }, 'other=1');
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
      rawRequest({ search: '?limit=1&filter[a]=1&size=2&api_key=x&foo=1&b%20r=2' }),
    );
    expect(undeclared).toEqual(['foo', 'b r']);
  });
});

describe('writing', () => {
  test('reserved characters are encoded', async () => {
    const operation = await operationOf(
      {
        parameters: [
          { name: 'a', in: 'query', schema: {} },
          { name: 'id', in: 'path', required: true, schema: {} },
        ],
      },
      '/x/{id}',
    );
    const { path, query } = writeParameters(operation, {
      path: { id: 'a/b c?#' },
      query: { a: "&=+ %!'()*" },
    });
    expect(path).toBe('/x/a%2Fb%20c%3F%23');
    expect(query).toBe('a=%26%3D%2B%20%25%21%27%28%29%2A');
  });

  test('allowReserved keeps what does not end or split the query', async () => {
    const operation = await operationOf({
      parameters: [{ name: 'a', in: 'query', allowReserved: true, schema: {} }],
    });
    expect(writeParameters(operation, { query: { a: 'https://x.y/z?q=1&r#s t' } }).query).toBe(
      'a=https://x.y/z?q%3D1%26r%23s%20t',
    );
  });

  test('several templates in a segment, and text around them', async () => {
    const parameters = ['name', 'ext'].map((name) => ({ name, in: 'path', required: true, schema: {} }));
    const operation = await operationOf({ parameters }, '/files/{name}.{ext}:cancel');
    expect(writeParameters(operation, { path: { name: 'a', ext: 'b' } }).path).toBe('/files/a.b:cancel');
  });

  test('a path parameter without a value is an error that names it', async () => {
    const operation = await operationOf(
      { parameters: [{ name: 'id', in: 'path', required: true }] },
      '/x/{id}',
    );
    expect(() => writeParameters(operation, {})).toThrow(/there is no value for "\{id\}"/);
  });

  test('a header carries what no header can as something it can', async () => {
    const operation = await operationOf({ parameters: [{ name: 'X-A', in: 'header', schema: {} }] });
    const { headers } = writeParameters(operation, { header: { 'X-A': 'é\r\n€ 😀' } });
    expect(headers['X-A']).toBe('é %E2%82%AC %F0%9F%98%80');
    expect(() => new Headers(headers)).not.toThrow();
  });
});
