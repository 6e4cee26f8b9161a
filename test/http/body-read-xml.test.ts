import { beforeAll, describe, expect, test } from 'vitest';
import { prepareBodyReading, readBody } from '../../src/http/index.ts';
import { mediaTypeOf } from './description.ts';

beforeAll(() => prepareBodyReading('application/xml'));

const PET = {
  type: 'object',
  required: ['tags'],
  properties: { id: { type: 'integer' }, tags: { type: 'array', items: { type: 'string' } } },
};

async function read(
  body: string | Uint8Array,
  schema: object,
  schemas: object = {},
  type = 'application/xml',
) {
  const found = await mediaTypeOf('application/xml', { schema }, { Pet: PET, ...schemas });
  return readBody(body, type, found.mediaType, found.schema);
}

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const strings = { type: 'array', items: { type: 'string' } };

// Section numbers are those of the XML Object in OpenAPI 3.2 where nothing else is said.
describe('XML is read by the xml objects', () => {
  test.each<[title: string, schema: object, xml: string, value: unknown]>([
    ['no xml object: elements are members', object({ a: { type: 'string' } }), '<r><a>x</a></r>', { a: 'x' }],
    [
      'numbers and booleans',
      object({ a: { type: 'integer' }, b: { type: 'boolean' } }),
      '<r><a> 5 </a><b>true</b></r>',
      { a: 5, b: true },
    ],
    [
      'a text that is no number stays a text',
      object({ a: { type: 'integer' } }),
      '<r><a>x</a></r>',
      { a: 'x' },
    ],
    ['a string is never a number', object({ a: { type: 'string' } }), '<r><a>5</a></r>', { a: '5' }],
    ['white space counts in strings', object({ a: { type: 'string' } }), '<r><a> x </a></r>', { a: ' x ' }],
    ['4.26.1 name', object({ a: { type: 'string', xml: { name: 'b' } } }), '<r><b>x</b></r>', { a: 'x' }],
    [
      '4.26.1 attribute',
      object({ a: { type: 'integer', xml: { attribute: true } } }),
      '<r a="1"/>',
      { a: 1 },
    ],
    [
      '3.2 nodeType attribute',
      object({ a: { type: 'integer', xml: { nodeType: 'attribute', name: 'b' } } }),
      '<r b="1"/>',
      { a: 1 },
    ],
    [
      'an attribute that lists',
      object({ a: { type: 'array', items: { type: 'integer' }, xml: { attribute: true } } }),
      '<r a="1 2"/>',
      { a: [1, 2] },
    ],
    ['a list that is not wrapped', object({ a: strings }), '<r><a>x</a><a>y</a></r>', { a: ['x', 'y'] }],
    ['a list of one', object({ a: strings }), '<r><a>x</a></r>', { a: ['x'] }],
    [
      'items with a name',
      object({ a: { type: 'array', items: { type: 'string', xml: { name: 'b' } } } }),
      '<r><b>x</b><b>y</b></r>',
      { a: ['x', 'y'] },
    ],
    [
      'a wrapped list',
      object({ a: { ...strings, xml: { wrapped: true } } }),
      '<r><a><a>x</a><a>y</a></a></r>',
      { a: ['x', 'y'] },
    ],
    [
      'a wrapped list with names',
      object({
        a: {
          type: 'array',
          items: { type: 'string', xml: { name: 'i' } },
          xml: { wrapped: true, name: 'l' },
        },
      }),
      '<r><l><i>x</i></l></r>',
      { a: ['x'] },
    ],
    [
      'a wrapped list with nothing in it',
      object({ a: { ...strings, xml: { wrapped: true } } }),
      '<r><a/></r>',
      { a: [] },
    ],
    [
      '3.2 nodeType element wraps',
      object({ a: { ...strings, xml: { nodeType: 'element' } } }),
      '<r><a><a>x</a></a></r>',
      { a: ['x'] },
    ],
    [
      '3.2 nodeType cdata',
      object({ a: { type: 'string', xml: { nodeType: 'cdata' } } }),
      '<r><![CDATA[<b>&amp;]]></r>',
      { a: '<b>&amp;' },
    ],
    [
      '3.2 nodeType text beside an attribute',
      object({
        c: { type: 'string', xml: { nodeType: 'attribute' } },
        t: { type: 'number', xml: { nodeType: 'text' } },
      }),
      '<r c="EUR">9.5</r>',
      { c: 'EUR', t: 9.5 },
    ],
    [
      '3.2 nodeType none',
      object({ a: object({ b: { type: 'integer' } }, { xml: { nodeType: 'none' } }), c: {} }),
      '<r><b>1</b><c>2</c></r>',
      { a: { b: 1 }, c: '2' },
    ],
    [
      'mixed text',
      object({ t: { type: 'string', xml: { nodeType: 'text' } }, b: { type: 'string' } }),
      '<r>\n  hello <b>x</b>\n</r>',
      { t: 'hello', b: 'x' },
    ],
    [
      'a prefix of any name',
      object({ a: { type: 'string', xml: { prefix: 's', namespace: 'urn:s' } } }),
      '<r xmlns:q="urn:s"><q:a>x</q:a></r>',
      { a: 'x' },
    ],
    [
      'a default namespace',
      object({ a: { type: 'string' } }, { xml: { name: 'r', namespace: 'urn:s' } }),
      '<r xmlns="urn:s"><a>x</a></r>',
      { a: 'x' },
    ],
    [
      'nil',
      object({ a: { type: ['string', 'null'] } }),
      '<r xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><a xsi:nil="true"/></r>',
      { a: null },
    ],
    ['an empty element is an empty string', object({ a: { type: 'string' } }), '<r><a/></r>', { a: '' }],
    ['an empty element is an empty object', object({ a: { type: 'object' } }), '<r><a/></r>', { a: {} }],
    [
      'what is not declared is read as text',
      object({}),
      '<r x="1"><a>1</a><b>2</b><b>3</b></r>',
      { x: '1', a: '1', b: ['2', '3'] },
    ],
    [
      'additionalProperties type it',
      object({}, { additionalProperties: { type: 'integer' } }),
      '<r><a>1</a></r>',
      { a: 1 },
    ],
    [
      'alternatives',
      { oneOf: [object({ a: { type: 'integer' } }), object({ b: { type: 'integer' } })] },
      '<r><b>1</b></r>',
      { b: 1 },
    ],
    [
      'a list or one of it',
      object({
        a: { anyOf: [{ type: 'integer' }, { type: 'array', items: { type: 'integer' }, minItems: 2 }] },
      }),
      '<r><a>1</a></r>',
      { a: 1 },
    ],
    ['a list at the root', { type: 'array', items: { type: 'integer' } }, '<r><i>1</i><i>2</i></r>', [1, 2]],
    ['a scalar at the root', { type: 'integer' }, '<r>5</r>', 5],
    [
      'a required list that is not wrapped is empty where there is none',
      { $ref: '#/components/schemas/Pet' },
      '<Pet><id>1</id></Pet>',
      { id: 1, tags: [] },
    ],
    [
      'the component may name a referenced element (XML Node Names)',
      object({ p: { $ref: '#/components/schemas/Pet' } }),
      '<r><Pet><id>1</id></Pet></r>',
      { p: { id: 1, tags: [] } },
    ],
    [
      'references and character data',
      object({ a: { type: 'string' } }),
      '<r><a>&lt;&#x41;&#66;&amp;amp;<![CDATA[<&]]></a></r>',
      { a: '<AB&amp;<&' },
    ],
    [
      'declaration, comments and instructions',
      object({ a: { type: 'string' } }),
      '<?xml version="1.0"?><!-- c --><?p x?><r><a>x<!-- y -->z</a></r>',
      { a: 'xz' },
    ],
    [
      'names that JavaScript knows',
      object({}),
      '<r valueOf="1"><toString>2</toString><hasOwnProperty/></r>',
      { valueOf: '1', toString: '2', hasOwnProperty: '' },
    ],
    ['a text schema takes the document as it is', { type: 'string' }, '<r><a/></r>', '<r><a/></r>'],
  ])('%s', async (_title, schema, xml, value) => {
    expect(await read(xml, schema)).toEqual({ kind: 'value', value });
  });

  test.each<[title: string, bytes: Uint8Array, type: string]>([
    [
      'its declaration',
      Uint8Array.from('<?xml version="1.0" encoding="ISO-8859-1"?><r>\xe9</r>', (c) => c.charCodeAt(0)),
      'application/xml',
    ],
    [
      'the type before the declaration',
      Uint8Array.from('<?xml version="1.0" encoding="utf-8"?><r>\xe9</r>', (c) => c.charCodeAt(0)),
      'application/xml; charset=iso-8859-1',
    ],
    ['UTF-8', new TextEncoder().encode('<r>\u00e9</r>'), 'application/xml'],
  ])('the charset is that of %s (RFC 7303 section 3)', async (_title, bytes, type) => {
    expect(await read(bytes, { type: 'string' }, {}, type)).toEqual({ kind: 'value', value: '\u00e9' });
  });
});

describe('XML that has no place in the schema is a problem', () => {
  test.each<[title: string, schema: object, xml: string, pointer: string, message: RegExp]>([
    ['another root', object({}, { xml: { name: 'pet' } }), '<Pet/>', '', /must be <pet>, not <Pet>/],
    ['another root than the component', { $ref: '#/components/schemas/Pet' }, '<pet/>', '', /must be <Pet>/],
    [
      'another namespace of the root',
      object({}, { xml: { name: 'r', namespace: 'urn:a' } }),
      '<r/>',
      '',
      /namespace "urn:a"/,
    ],
    [
      'an element that should be an attribute',
      object({ a: { type: 'string', xml: { attribute: true } } }),
      '<r><a>1</a></r>',
      '/a',
      /is the attribute "a"/,
    ],
    [
      'an attribute that should be an element',
      object({ a: { type: 'string' } }),
      '<r a="1"/>',
      '/a',
      /is the element <a>/,
    ],
    [
      'another namespace',
      object({ a: { type: 'string', xml: { prefix: 's', namespace: 'urn:s' } } }),
      '<r><a>1</a></r>',
      '/a',
      /namespace "urn:s"/,
    ],
    [
      'an item of another name',
      object({ a: { ...strings, xml: { wrapped: true } } }),
      '<r><a><a>x</a><b>y</b></a></r>',
      '/a/1',
      /must be <a>, not <b>/,
    ],
    ['text among elements', object({ a: { type: 'string' } }), '<r>hello<a>x</a></r>', '', /holds text/],
    [
      'text in a list',
      object({ a: { ...strings, xml: { wrapped: true } } }),
      '<r><a>x</a></r>',
      '/a',
      /holds text beside its items/,
    ],
    [
      'the property under another name',
      object({ a: { type: 'string', xml: { name: 'b' } } }),
      '<r><a>1</a></r>',
      '/a',
      /is the element <b>/,
    ],
  ])('%s', async (_title, schema, xml, pointer, message) => {
    expect(await read(xml, schema)).toMatchObject({
      problems: [{ pointer, keyword: 'xml', message: expect.stringMatching(message) }],
    });
  });
});
