import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { writeBody } from '../../src/http/index.ts';
import { mediaTypeOf } from './description.ts';

async function xmlOf(schema: object, value: unknown, schemas: object = {}, type = 'application/xml') {
  const found = await mediaTypeOf(type, { schema }, schemas);
  const { body } = writeBody(found.mediaType, value, found.schema);
  expect(XMLValidator.validate(body as string)).toBe(true);
  return (body as string).replace('<?xml version="1.0" encoding="UTF-8"?>\n', '').trimEnd();
}

const strings = { type: 'array', items: { type: 'string' } };
const in1 = (properties: object) => ({ $ref: '#/components/schemas/Person', properties });

/** XML Object Examples of OpenAPI 2.0 to 3.2. */
describe('XML object examples', () => {
  test.each<[title: string, properties: object, value: unknown, xml: string]>([
    ['no XML element', { animals: { type: 'string' } }, { animals: '...' }, '<animals>...</animals>'],
    [
      'an array has no element of its own',
      { animals: strings },
      { animals: ['a', 'b'] },
      '<animals>a</animals><animals>b</animals>',
    ],
    [
      'name replacement',
      { animals: { type: 'string', xml: { name: 'animal' } } },
      { animals: '...' },
      '<animal>...</animal>',
    ],
    [
      'prefix and namespace',
      { name: { type: 'string', xml: { namespace: 'https://example.com/schema/sample', prefix: 'sample' } } },
      { name: 'x' },
      '<sample:name xmlns:sample="https://example.com/schema/sample">x</sample:name>',
    ],
    [
      'namespace without a prefix',
      { name: { type: 'string', xml: { namespace: 'https://e.com' } } },
      { name: 'x' },
      '<name xmlns="https://e.com">x</name>',
    ],
    [
      'item name',
      { animals: { type: 'array', items: { type: 'string', xml: { name: 'animal' } } } },
      { animals: ['v', 'v'] },
      '<animal>v</animal><animal>v</animal>',
    ],
    [
      'the name of an unwrapped array has no effect',
      {
        animals: {
          type: 'array',
          xml: { name: 'aliens' },
          items: { type: 'string', xml: { name: 'animal' } },
        },
      },
      { animals: ['v'] },
      '<animal>v</animal>',
    ],
    [
      'wrapped',
      { animals: { type: 'array', xml: { wrapped: true }, items: { type: 'string' } } },
      { animals: ['v', 'w'] },
      '<animals><animals>v</animals><animals>w</animals></animals>',
    ],
    [
      'wrapped with an item name',
      {
        animals: {
          type: 'array',
          xml: { wrapped: true },
          items: { type: 'string', xml: { name: 'animal' } },
        },
      },
      { animals: ['v'] },
      '<animals><animal>v</animal></animals>',
    ],
    [
      'wrapped with both names',
      {
        animals: {
          type: 'array',
          xml: { name: 'aliens', wrapped: true },
          items: { type: 'string', xml: { name: 'animal' } },
        },
      },
      { animals: ['v'] },
      '<aliens><animal>v</animal></aliens>',
    ],
    [
      'wrapped with a name for the wrapper alone',
      { animals: { type: 'array', xml: { name: 'aliens', wrapped: true }, items: { type: 'string' } } },
      { animals: ['v'] },
      '<aliens><aliens>v</aliens></aliens>',
    ],
    [
      '3.2: nodeType element wraps',
      {
        animals: {
          type: 'array',
          xml: { nodeType: 'element' },
          items: { type: 'string', xml: { name: 'animal' } },
        },
      },
      { animals: ['v'] },
      '<animals><animal>v</animal></animals>',
    ],
    [
      '3.2: nodeType cdata',
      { html: { type: 'string', xml: { nodeType: 'cdata' } } },
      { html: '<b>]]></b>' },
      '<![CDATA[<b>]]]]><![CDATA[></b>]]>',
    ],
    [
      '3.2: nodeType none puts members beside',
      { a: { type: 'object', xml: { nodeType: 'none' }, properties: { b: { type: 'integer' } } } },
      { a: { b: 1 } },
      '<b>1</b>',
    ],
    ['null is nil', { a: { type: ['string', 'null'] } }, { a: null }, '<a xsi:nil="true"/>'],
    [
      'a prefix within the name',
      { a: { type: 'string', xml: { name: 'soap:a', namespace: 'urn:s' } } },
      { a: 'x' },
      '<soap:a xmlns:soap="urn:s">x</soap:a>',
    ],
    ['booleans and numbers', { a: {}, b: {} }, { a: true, b: 1.5 }, '<a>true</a><b>1.5</b>'],
    ['an empty array is nothing', { animals: strings, a: {} }, { animals: [], a: 1 }, '<a>1</a>'],
  ])('%s', async (_title, properties, value, xml) => {
    const found = await xmlOf(in1(properties), value, { Person: { type: 'object' } });
    expect(found.replace(/^<Person[^>]*>|<\/Person>$/g, '')).toBe(xml);
  });

  test('attribute, prefix and namespace', async () => {
    const schema = {
      type: 'object',
      xml: { name: 'person' },
      properties: {
        id: { type: 'integer', xml: { attribute: true } },
        name: { type: 'string', xml: { namespace: 'https://example.com/schema/sample', prefix: 'sample' } },
      },
    };
    expect(await xmlOf(schema, { name: 'example', id: 123 })).toBe(
      '<person id="123"><sample:name xmlns:sample="https://example.com/schema/sample">example</sample:name></person>',
    );
  });

  test('3.2: attribute and text make an element with both', async () => {
    const schema = {
      type: 'object',
      xml: { name: 'price' },
      properties: {
        currency: { xml: { nodeType: 'attribute' } },
        amount: { type: 'number', xml: { nodeType: 'text' } },
      },
    };
    expect(await xmlOf(schema, { currency: 'EUR', amount: 9.5 })).toBe('<price currency="EUR">9.5</price>');
  });

  test('the prefix of a parent is not declared again', async () => {
    const xml = { prefix: 's', namespace: 'urn:s' };
    const schema = { type: 'object', xml: { name: 'a', ...xml }, properties: { b: { type: 'string', xml } } };
    expect(await xmlOf(schema, { b: 'x' })).toBe('<s:a xmlns:s="urn:s"><s:b>x</s:b></s:a>');
  });
});

describe('XML roots and names', () => {
  test.each<[title: string, schema: object, value: unknown, xml: string]>([
    [
      'the component names the root',
      { $ref: '#/components/schemas/Pet' },
      { id: 1 },
      '<Pet><id>1</id></Pet>',
    ],
    [
      'xml.name of the component before it',
      { $ref: '#/components/schemas/Tag' },
      { id: 1 },
      '<tag><id>1</id></tag>',
    ],
    ['no name at all', { type: 'object' }, { id: 1 }, '<root><id>1</id></root>'],
    [
      'a list at the root is wrapped',
      { type: 'array', items: { $ref: '#/components/schemas/Tag' } },
      [{ id: 1 }],
      '<tags><tag><id>1</id></tag></tags>',
    ],
    [
      'a named list at the root',
      { $ref: '#/components/schemas/Tags' },
      [{ id: 1 }],
      '<Tags><tag><id>1</id></tag></Tags>',
    ],
    ['a scalar at the root', { type: 'integer' }, 5, '<root>5</root>'],
    [
      'a reference below a property keeps the property',
      { type: 'object', properties: { pet: { $ref: '#/components/schemas/Pet' } } },
      { pet: { id: 1 } },
      '<root><pet><id>1</id></pet></root>',
    ],
    [
      'through allOf',
      { allOf: [{ $ref: '#/components/schemas/Tag' }, { properties: { b: { xml: { attribute: true } } } }] },
      { b: 'x' },
      '<tag b="x"/>',
    ],
    [
      'odd names',
      {},
      { '1 a:b': 1, '': 2, '@type': 3, ü: 4 },
      '<root><_1_a_b>1</_1_a_b><_>2</_><_type>3</_type><ü>4</ü></root>',
    ],
    ['escapes', {}, { a: '<&>"\r\u0000\ud800' }, '<root><a>&lt;&amp;&gt;"&#13;\ufffd\ufffd</a></root>'],
    [
      'recursion follows the value',
      { $ref: '#/components/schemas/Node' },
      { next: { next: {} } },
      '<Node><next><next/></next></Node>',
    ],
  ])('%s', async (_title, schema, value, xml) => {
    const schemas = {
      Pet: { type: 'object', properties: { id: { type: 'integer' } } },
      Tag: { type: 'object', xml: { name: 'tag' }, properties: { id: { type: 'integer' } } },
      Tags: { type: 'array', items: { $ref: '#/components/schemas/Tag' } },
      Node: { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } },
    };
    expect(await xmlOf(schema, value, schemas)).toBe(xml);
  });

  test('a text that is XML stays as it is', async () => {
    expect(await xmlOf({ type: 'string' }, '<a>1</a>')).toBe('<a>1</a>');
  });

  test.each(['application/xml', 'text/xml; charset=utf-8', 'application/atom+xml'])(
    '%s is written as XML',
    async (type) => {
      expect(await xmlOf({ type: 'object' }, { a: 1 }, {}, type)).toBe('<root><a>1</a></root>');
    },
  );

  test('xsi is declared where something is nil', async () => {
    expect(await xmlOf({}, { a: null })).toBe(
      '<root xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><a xsi:nil="true"/></root>',
    );
  });
});

test('any value is well-formed XML that a parser reads back as the same texts', async () => {
  const found = await mediaTypeOf('application/xml', { schema: {} });
  const parser = new XMLParser({
    parseTagValue: false,
    trimValues: false,
    processEntities: true,
    ignoreDeclaration: true,
  });
  const text = fc.string({ unit: fc.constantFrom('a', '<', '>', '&', '"', "'", ']', 'é', '😀', ' ') });
  const value = fc.dictionary(
    fc.stringMatching(/^[a-z][a-z0-9.-]{0,8}$/),
    text.filter((each) => each.trim() !== ''),
    {
      minKeys: 1,
      noNullPrototype: true,
    },
  );
  fc.assert(
    fc.property(value, (each) => {
      const { body } = writeBody(found.mediaType, each, found.schema);
      expect(parser.parse(body as string).root).toEqual(each);
    }),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (each) => {
      if (typeof each === 'string') return;
      const { body } = writeBody(found.mediaType, each, found.schema);
      expect(XMLValidator.validate(body as string)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
