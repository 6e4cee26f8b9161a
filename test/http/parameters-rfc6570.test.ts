import { expect, test } from 'vitest';
import { compileParameters } from '../../src/http/index.ts';
import { operationOf, rawRequest } from './description.ts';

const LIST = ['red', 'green', 'blue'];
const KEYS = { semi: ';', dot: '.', comma: ',' };
/** Section 3.2, "the following variables". */
const VARIABLES: Record<string, unknown> = {
  var: 'value',
  hello: 'Hello World!',
  half: '50%',
  who: 'fred',
  base: 'http://example.com/home/',
  v: '6',
  x: 1024,
  empty: '',
  list: LIST,
  keys: KEYS,
};

const schemaOf = (value: unknown): object => {
  if (Array.isArray(value)) return { type: 'array', items: { type: 'string' } };
  if (typeof value === 'number') return { type: 'integer' };
  return typeof value === 'string'
    ? { type: 'string' }
    : { type: 'object', additionalProperties: { type: 'string' } };
};

test.each<
  [section: string, location: 'path' | 'query', style: string, explode: boolean, name: string, wire: string]
>([
  ['3.2.2 {var}', 'path', 'simple', false, 'var', 'value'],
  ['3.2.2 {hello}', 'path', 'simple', false, 'hello', 'Hello%20World%21'],
  ['3.2.2 {half}', 'path', 'simple', false, 'half', '50%25'],
  ['3.2.2 {list}', 'path', 'simple', false, 'list', 'red,green,blue'],
  ['3.2.2 {list*}', 'path', 'simple', true, 'list', 'red,green,blue'],
  ['3.2.2 {keys}', 'path', 'simple', false, 'keys', 'semi,%3B,dot,.,comma,%2C'],
  ['3.2.2 {keys*}', 'path', 'simple', true, 'keys', 'semi=%3B,dot=.,comma=%2C'],
  ['3.2.3 {+hello}', 'path', 'simple', false, 'hello', 'Hello%20World!'],
  ['3.2.3 {+half}', 'path', 'simple', false, 'half', '50%25'],
  ['3.2.5 {.who}', 'path', 'label', false, 'who', '.fred'],
  ['3.2.5 {.half}', 'path', 'label', false, 'half', '.50%25'],
  ['3.2.5 X{.empty}', 'path', 'label', false, 'empty', '.'],
  ['3.2.5 {.list}', 'path', 'label', false, 'list', '.red,green,blue'],
  ['3.2.5 {.list*}', 'path', 'label', true, 'list', '.red.green.blue'],
  ['3.2.5 {.keys}', 'path', 'label', false, 'keys', '.semi,%3B,dot,.,comma,%2C'],
  ['3.2.5 {.keys*}', 'path', 'label', true, 'keys', '.semi=%3B.dot=..comma=%2C'],
  ['3.2.7 {;who}', 'path', 'matrix', false, 'who', ';who=fred'],
  ['3.2.7 {;half}', 'path', 'matrix', false, 'half', ';half=50%25'],
  ['3.2.7 {;empty}', 'path', 'matrix', false, 'empty', ';empty'],
  ['3.2.7 {;x}', 'path', 'matrix', false, 'x', ';x=1024'],
  ['3.2.7 {;list}', 'path', 'matrix', false, 'list', ';list=red,green,blue'],
  ['3.2.7 {;list*}', 'path', 'matrix', true, 'list', ';list=red;list=green;list=blue'],
  ['3.2.7 {;keys}', 'path', 'matrix', false, 'keys', ';keys=semi,%3B,dot,.,comma,%2C'],
  ['3.2.7 {;keys*}', 'path', 'matrix', true, 'keys', ';semi=%3B;dot=.;comma=%2C'],
  ['3.2.8 {?who}', 'query', 'form', true, 'who', 'who=fred'],
  ['3.2.8 {?half}', 'query', 'form', true, 'half', 'half=50%25'],
  ['3.2.8 {?x,empty}, x', 'query', 'form', true, 'x', 'x=1024&empty='],
  ['3.2.8 {?x,empty}, empty', 'query', 'form', true, 'empty', 'x=1024&empty='],
  ['3.2.8 {?list}', 'query', 'form', false, 'list', 'list=red,green,blue'],
  ['3.2.8 {?list*}', 'query', 'form', true, 'list', 'list=red&list=green&list=blue'],
  ['3.2.8 {?keys}', 'query', 'form', false, 'keys', 'keys=semi,%3B,dot,.,comma,%2C'],
  ['3.2.8 {?keys*}', 'query', 'form', true, 'keys', 'semi=%3B&dot=.&comma=%2C'],
  ['3.2.9 ?fixed=yes{&x}', 'query', 'form', true, 'x', 'fixed=yes&x=1024'],
  [
    '1.2 level 2 {+base} in a query (OpenAPI allowReserved)',
    'query',
    'form',
    true,
    'base',
    'base=http://example.com/home/',
  ],
])(
  'RFC 6570 section %s in the %s, style %s, explode=%s: the variable %s is read from %s',
  async (_, location, style, explode, name, wire) => {
    const value = VARIABLES[name];
    const parameter = {
      name,
      in: location,
      required: location === 'path',
      style,
      explode,
      schema: schemaOf(value),
    };
    const operation = await operationOf(
      { parameters: [parameter] },
      location === 'path' ? `/{${name}}` : '/',
    );
    const { values, malformed } = compileParameters(operation)(
      rawRequest(location === 'path' ? { path: { [name]: wire } } : { search: `?${wire}` }),
    );
    expect(malformed).toEqual([]);
    expect(values[location]).toEqual({ [name]: value });
  },
);
