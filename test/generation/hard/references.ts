import type { HardSchema } from './scalars.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };
const tree = {
  $defs: {
    node: {
      type: 'object',
      required: ['value'],
      properties: { value: whole, children: { type: 'array', items: { $ref: '#/$defs/node' } } },
    },
  },
};

export const hardReferences: readonly HardSchema[] = [
  [
    'a reference with siblings',
    {
      $defs: { n: { type: 'integer' } },
      type: 'object',
      required: ['n'],
      properties: { n: { $ref: '#/$defs/n', minimum: 1000 } },
    },
  ],
  [
    'references to references',
    {
      $defs: {
        a: { $ref: '#/$defs/b' },
        b: { $ref: '#/$defs/c', minLength: 2 },
        c: { type: 'string', maxLength: 3 },
      },
      $ref: '#/$defs/a',
    },
  ],
  [
    'a reference into properties',
    {
      type: 'object',
      required: ['a', 'b'],
      properties: { a: { type: 'integer', minimum: 7 }, b: { $ref: '#/properties/a' } },
    },
  ],
  ['a reference by anchor', { $defs: { x: { $anchor: 'here', const: 'found' } }, $ref: '#here' }],
  ['a reference with escapes', { $defs: { 'a/b~c %': { const: 3 } }, $ref: '#/$defs/a~1b~0c%20%25' }],
  ['a tree', { ...tree, $ref: '#/$defs/node' }],
  [
    'a list of trees with a least count',
    { ...tree, type: 'array', minItems: 2, items: { $ref: '#/$defs/node' } },
  ],
  [
    'recursion ended by null',
    {
      type: 'object',
      required: ['next'],
      properties: { next: { oneOf: [{ type: 'null' }, { $ref: '#' }] } },
    },
  ],
  [
    'recursion ended by an empty list',
    {
      type: 'object',
      required: ['children'],
      properties: { children: { type: 'array', items: { $ref: '#' } } },
    },
  ],
  [
    'recursion ended by another branch',
    {
      anyOf: [
        {
          type: 'object',
          required: ['left', 'right'],
          properties: { left: { $ref: '#' }, right: { $ref: '#' } },
        },
        { type: 'integer' },
      ],
    },
  ],
  [
    'recursion ended by a branch behind minItems',
    {
      type: 'object',
      required: ['kids'],
      properties: {
        kids: { type: 'array', minItems: 2, items: { oneOf: [{ $ref: '#' }, { const: 'leaf' }] } },
      },
    },
  ],
  [
    'mutual recursion',
    {
      $defs: {
        a: { type: 'object', required: ['b'], properties: { b: { $ref: '#/$defs/b' } } },
        b: { type: 'object', properties: { a: { $ref: '#/$defs/a' } } },
      },
      $ref: '#/$defs/a',
    },
  ],
  [
    'mutual required recursion through types',
    {
      $defs: {
        a: { type: ['object', 'null'], required: ['b'], properties: { b: { $ref: '#/$defs/b' } } },
        b: { type: 'object', required: ['a'], properties: { a: { $ref: '#/$defs/a' } } },
      },
      $ref: '#/$defs/b',
    },
  ],
  [
    'an expression',
    {
      $defs: {
        e: {
          oneOf: [
            { type: 'number' },
            {
              type: 'object',
              additionalProperties: false,
              required: ['op', 'args'],
              properties: {
                op: { enum: ['+', '*'] },
                args: { type: 'array', minItems: 2, items: { $ref: '#/$defs/e' } },
              },
            },
          ],
        },
      },
      $ref: '#/$defs/e',
      type: 'object',
    },
  ],
  [
    'dynamic references',
    {
      $id: 'https://dynamic.test/strict',
      $dynamicAnchor: 'node',
      $ref: 'https://dynamic.test/tree',
      unevaluatedProperties: false,
      $defs: {
        tree: {
          $id: 'https://dynamic.test/tree',
          $dynamicAnchor: 'node',
          type: 'object',
          required: ['data'],
          properties: { data: whole, children: { type: 'array', items: { $dynamicRef: '#node' } } },
        },
      },
    },
  ],
  [
    'a member called __proto__',
    JSON.parse('{"type":"object","required":["__proto__"],"properties":{"__proto__":{"type":"integer"}}}'),
  ],
  [
    'members of Object.prototype',
    {
      type: 'object',
      required: ['constructor', 'toString', 'hasOwnProperty', 'valueOf'],
      properties: { constructor: whole, toString: text },
    },
  ],
  [
    'names in other scripts',
    {
      type: 'object',
      required: ['名前', 'größe', '😀'],
      properties: { 名前: text, größe: { type: 'number', minimum: 1 }, '😀': { const: true } },
    },
  ],
  [
    'names with slashes, tildes, quotes and nothing',
    {
      type: 'object',
      required: ['', 'a/b', 'm~n', '"', '\\', '$ref'],
      properties: { '': whole, 'a/b': whole, 'm~n': whole, '"': whole, '\\': whole, $ref: whole },
    },
  ],
  [
    'members named like keywords',
    {
      type: 'object',
      required: ['type', 'properties', 'enum'],
      properties: {
        type: { const: 'x' },
        properties: { type: 'array', items: whole, minItems: 1 },
        enum: { type: 'object', minProperties: 1 },
      },
    },
  ],
  ['a false branch in anyOf', { type: 'object', anyOf: [false, { required: ['a'] }] }],
  [
    'twenty nested allOf',
    Array.from({ length: 20 }).reduce(
      (inner: unknown, _, at) => ({ allOf: [inner, { required: [`m${at}`] }] }),
      { type: 'object' },
    ),
  ],
  ['type left to the other keywords', { properties: { a: { minLength: 3 } }, required: ['a'] }],
  [
    'a type that only a branch tells',
    { anyOf: [{ required: ['a'] }, { minItems: 2 }], not: { type: ['string', 'number', 'boolean', 'null'] } },
  ],
  [
    'an object inside a contains',
    {
      type: 'array',
      items: { type: 'object', required: ['id'], properties: { id: whole, role: text } },
      contains: { required: ['role'], properties: { role: { const: 'owner' } } },
      maxContains: 1,
      minItems: 3,
    },
  ],
  [
    'a member that two branches give different types',
    {
      type: 'object',
      required: ['v'],
      anyOf: [{ properties: { v: text } }, { properties: { v: whole } }],
      properties: { v: { type: 'integer' } },
    },
  ],
  [
    'defaults and examples that are invalid',
    {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'integer', default: 'x', examples: ['y', null], minimum: 5 } },
    },
  ],
];
