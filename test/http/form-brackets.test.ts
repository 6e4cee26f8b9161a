import { expect, test } from 'vitest';
import { bodyReader } from '../../src/http/index.ts';
import { mediaTypeOf } from './description.ts';

const TYPE = 'application/x-www-form-urlencoded';
const properties = { tags: { type: 'array', items: { type: 'integer' } }, name: { type: 'string' } };

test.each<[text: string, value: object]>([
  ['tags=1&tags=2', { tags: [1, 2] }],
  ['tags[]=1&tags[]=2', { tags: [1, 2] }],
  ['tags%5B1%5D=2&tags%5B0%5D=1', { tags: [1, 2] }],
  ['tags=1&tags[]=2', { tags: [1], 'tags[]': '2' }],
  ['name[]=a', { 'name[]': 'a' }],
])('the form %s is read as %j', async (text, value) => {
  const { mediaType, schema } = await mediaTypeOf(TYPE, { schema: { type: 'object', properties } });
  const reading = bodyReader(mediaType, schema)(new TextEncoder().encode(text), TYPE);
  expect(reading.kind === 'value' && reading.value).toEqual(value);
});
