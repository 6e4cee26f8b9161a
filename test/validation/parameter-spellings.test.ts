import { beforeAll, expect, test } from 'vitest';
import { loadApi } from '../../src/model/index.ts';
import { prepareValidation } from '../../src/schema/index.ts';
import { compileParameterCheck } from '../../src/validation/parameter-check.ts';

beforeAll(prepareValidation);

const integers = { type: 'array', items: { type: 'integer' } };
const strings = { type: 'array', items: { type: 'string' } };
const filter = {
  type: 'object',
  properties: { x: { type: 'object', properties: { y: { type: 'integer' } } }, tags: integers },
};
const deep = { style: 'deepObject', explode: true };

async function sent(
  parameter: object,
  wire: string,
): Promise<{ value: unknown; told: string[]; undeclared: readonly string[] }> {
  const full: { in: string } = { in: 'query', ...parameter };
  const api = await loadApi({
    openapi: '3.2.0',
    info: { title: 'T', version: '1' },
    paths: {
      [full.in === 'path' ? '/{p}' : '/']: {
        get: { parameters: [{ name: 'p', required: full.in === 'path', ...full }], responses: {} },
      },
    },
  });
  const headers = new Headers();
  if (full.in === 'header') headers.set('p', wire);
  if (full.in === 'cookie') headers.set('cookie', wire);
  const { result, violations } = compileParameterCheck(api.operations[0]!)({
    pathParameters: full.in === 'path' ? { p: wire } : {},
    search: full.in === 'query' ? `?${wire}` : '',
    headers,
  });
  return {
    value: Object.values(result.values[full.in as 'query'])[0],
    told: violations.map((one) => `${one.pointer} ${one.keyword}`),
    undeclared: result.undeclared,
  };
}

test.each<[title: string, parameter: object, wire: string, value: unknown]>([
  ['a repeated name is a list', { schema: integers }, 'p=1&p=2', [1, 2]],
  ['empty brackets are a list', { schema: integers }, 'p[]=1&p[]=2', [1, 2]],
  ['empty brackets, encoded', { schema: integers }, 'p%5B%5D=1&p%5b%5d=2', [1, 2]],
  [
    'one item in brackets is a list, where a text would do too',
    { schema: { anyOf: [{ type: 'string' }, strings] } },
    'p[]=a',
    ['a'],
  ],
  ['numbered brackets are a list in their order', { schema: integers }, 'p[1]=20&p[0]=10', [10, 20]],
  ['brackets in the declared name are that name', { name: 'p[]', schema: integers }, 'p[]=1&p[]=2', [1, 2]],
  [
    'numbers for empty brackets in the declared name',
    { name: 'p[]', schema: integers },
    'p[0]=1&p[1]=2',
    [1, 2],
  ],
  ['deepObject nests', { ...deep, schema: filter }, 'p[x][y]=1', { x: { y: 1 } }],
  ['deepObject with a repeated member', { ...deep, schema: filter }, 'p[tags]=1&p[tags]=2', { tags: [1, 2] }],
  ['deepObject with empty brackets', { ...deep, schema: filter }, 'p[tags][]=1', { tags: [1] }],
  ['deepObject without anything is absent', { ...deep, schema: filter }, 'p=', undefined],
  ['a plus in a query is a space (WHATWG URL section 5.1)', { schema: { type: 'string' } }, 'p=a+b', 'a b'],
  ['an encoded plus is a plus', { schema: { type: 'string' } }, 'p=a%2Bb', 'a+b'],
  [
    'a plus in a path is a plus (RFC 3986 section 3.3)',
    { in: 'path', schema: { type: 'string' } },
    'a+b',
    'a+b',
  ],
  ['a plus in a header is a plus', { in: 'header', schema: { type: 'string' } }, 'a+b', 'a+b'],
  ['UTF-8 in lower-case escapes', { schema: { type: 'string' } }, 'p=%c3%bc%f0%9f%98%80', 'ü😀'],
  ['UTF-8 as it is', { schema: { type: 'string', maxLength: 2 } }, 'p=ü😀', 'ü😀'],
  ['a value with equals signs', { schema: { type: 'string' } }, 'p=a=b==', 'a=b=='],
  ['an empty text', { schema: { type: 'string' } }, 'p=', ''],
  ['a name without a value', { schema: { type: 'string' } }, 'p', ''],
  [
    'an empty value that is allowed, whatever the type',
    { allowEmptyValue: true, schema: { type: 'integer', minimum: 5 } },
    'p=',
    '',
  ],
  [
    'an empty value that is allowed, of a list',
    { allowEmptyValue: true, schema: { ...strings, minItems: 2 } },
    'p',
    '',
  ],
  ['string or integer: digits are an integer', { schema: { type: ['string', 'integer'] } }, 'p=7', 7],
  [
    'string or integer: the text where the number is refused',
    { schema: { type: ['string', 'integer'], maximum: 5 } },
    'p=7',
    '7',
  ],
  ['an enum of numbers', { schema: { enum: [1, 2.5] } }, 'p=2.5', 2.5],
  ['an enum of numbers as texts', { schema: { type: 'string', enum: ['1', '2'] } }, 'p=2', '2'],
  ['nullable: the word', { schema: { type: ['boolean', 'null'] } }, 'p=null', null],
  ['a nullable text that is called null is null', { schema: { type: ['string', 'null'] } }, 'p=null', null],
  ['int32, at its end', { schema: { type: 'integer', format: 'int32' } }, 'p=2147483647', 2147483647],
  [
    'int64, at its end',
    { schema: { type: 'integer', format: 'int64' } },
    'p=-9223372036854775808',
    -(2 ** 63),
  ],
  ['an integer with an exponent', { schema: { type: 'integer' } }, 'p=1e3', 1000],
  [
    'a list in a header, spaces and all (RFC 9110 section 5.6.1)',
    { in: 'header', schema: strings },
    'a , b,c',
    ['a', 'b', 'c'],
  ],
  ['a cookie among others', { in: 'cookie', schema: { type: 'integer' } }, 'a=1; p=7; b=2', 7],
  [
    'a cookie in quotes (RFC 6265 section 4.1.1)',
    { in: 'cookie', schema: { type: 'string' } },
    'p="a b"',
    'a b',
  ],
  ['a cookie with an equals sign', { in: 'cookie', schema: { type: 'string' } }, 'p=YQ==', 'YQ=='],
])('read: %s', async (_, parameter, wire, value) => {
  const found = await sent(parameter, wire);
  expect(found.told).toEqual([]);
  expect(found.value).toEqual(value);
  expect(found.undeclared).toEqual([]);
});

test.each<[title: string, parameter: object, wire: string, violation: string]>([
  ['a broken escape', { schema: { type: 'string' } }, 'p=%zz', '/p malformed'],
  ['half an escape', { in: 'path', schema: { type: 'string' } }, 'a%4', '/p malformed'],
  ['escapes that are no UTF-8', { schema: { type: 'string' } }, 'p=%ff%fe', '/p malformed'],
  ['an overlong UTF-8 sequence', { in: 'path', schema: { type: 'string' } }, '%c0%af', '/p malformed'],
  ['a broken escape in one of several items', { schema: strings }, 'p=a&p=%', '/p malformed'],
  ['a boolean with a capital', { schema: { type: 'boolean' } }, 'p=True', '/p type'],
  ['a boolean as a digit', { schema: { type: 'boolean' } }, 'p=1', '/p type'],
  ['a boolean that is a bare name', { schema: { type: 'boolean' } }, 'p', '/p type'],
  ['an integer that is empty', { schema: { type: 'integer' } }, 'p=', '/p type'],
  ['an integer with a fraction', { schema: { type: 'integer' } }, 'p=1.5', '/p type'],
  ['an integer with a plus, which is a space', { schema: { type: 'integer' } }, 'p=+5', '/p type'],
  ['an integer with leading zeros', { schema: { type: 'integer' } }, 'p=007', '/p type'],
  ['a hexadecimal number', { schema: { type: 'number' } }, 'p=0x10', '/p type'],
  ['a number that is none', { schema: { type: 'number' } }, 'p=NaN', '/p type'],
  ['an infinite number', { schema: { type: 'number' } }, 'p=Infinity', '/p type'],
  ['a decimal comma', { schema: { type: 'number' } }, 'p=1,5', '/p type'],
  ['int32, beyond its end', { schema: { type: 'integer', format: 'int32' } }, 'p=2147483648', '/p format'],
  ['int64, beyond its end', { schema: { type: 'integer', format: 'int64' } }, 'p=1e19', '/p format'],
  ['one bad item in brackets', { schema: integers }, 'p[]=1&p[]=x', '/p/1 type'],
  ['one bad item by number', { schema: integers }, 'p[0]=1&p[1]=x', '/p/1 type'],
  ['a bad member deep inside', { ...deep, schema: filter }, 'p[x][y]=z', '/p/x/y type'],
  ['a bare value where members are meant', { ...deep, schema: filter }, 'p=1', '/p malformed'],
  ['a single value given twice', { schema: { type: 'string' } }, 'p=1&p=2', '/p malformed'],
  [
    'an exploded object in a header without an equals sign',
    { in: 'header', explode: true, schema: filter },
    'x',
    '/p malformed',
  ],
  ['an enum of numbers, another one', { schema: { enum: [1, 2] } }, 'p=3', '/p enum'],
  ['a required one that is absent', { required: true, schema: { type: 'string' } }, 'q=1', '/p required'],
])('refused: %s', async (_, parameter, wire, violation) => {
  expect((await sent(parameter, wire)).told).toEqual([violation]);
});

test.each<[title: string, parameter: object, wire: string, undeclared: string[]]>([
  ['a member after a dot', { ...deep, schema: filter }, 'p.x=1', ['p.x']],
  ['a name in other letters', { schema: { type: 'string' } }, 'P=1', ['P']],
  ['brackets where no list is meant', { schema: { type: 'string' } }, 'p[]=1', ['p[]']],
  ['a word in brackets where no object is meant', { schema: integers }, 'p[x]=1', ['p[x]']],
  [
    'the own name of an object whose members stand for themselves',
    { schema: { ...filter, additionalProperties: false } },
    'p=1',
    ['p'],
  ],
])('told as undeclared: %s', async (_, parameter, wire, undeclared) => {
  const found = await sent(parameter, wire);
  expect([found.told, found.value, found.undeclared]).toEqual([[], undefined, undeclared]);
});
