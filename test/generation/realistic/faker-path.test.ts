import { expect, test } from 'vitest';
import { createGenerator } from '../../../src/generation/index.ts';
import { loadApi } from '../../../src/model/index.ts';
import { prepareValidation } from '../../../src/schema/index.ts';

async function made(schema: object, seed = 's'): Promise<unknown> {
  const api = await loadApi({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {},
    components: { schemas: { Thing: schema } },
  } as never);
  await prepareValidation();
  const generator = await createGenerator({ seed });
  return generator.generate(api.schema('Thing', 'response')!);
}

test.each<[string, unknown, object, RegExp]>([
  ['a path', 'internet.email', { type: 'string' }, /^\S+@\S+\.\S+$/],
  ['a path as faker is called', 'faker.color.human()', { type: 'string' }, /^[a-z ]+$/],
  ['a former name', 'address.countryCode', { type: 'string' }, /^[A-Z]{2}$/],
  ['options', { 'number.int': { min: 40, max: 42 } }, { type: 'integer' }, /^4[0-2]$/],
  ['several arguments', { 'helpers.arrayElement': [['red', 'blue']] }, { type: 'string' }, /^(?:red|blue)$/],
  ['a number as a text', { 'number.int': { min: 5, max: 5 } }, { type: 'string' }, /^5$/],
  ['a time', 'date.past', { type: 'string', format: 'date-time' }, /^202\d-.*Z$/],
  ['more than an example', 'color.human', { type: 'string', example: 'X1' }, /^[a-z ]+$/],
])('x-faker takes %s', async (_, faker, schema, expected) => {
  const value = await made({ ...schema, 'x-faker': faker });
  expect(String(value)).toMatch(expected);
  expect(await made({ ...schema, 'x-faker': faker })).toEqual(value);
});

test.each<[string, unknown]>([
  ['no module', 'nothing.email'],
  ['no function', 'internet.nothing'],
  ['a member of all objects', 'internet.constructor'],
  ['a way to the prototype', '__proto__.toString'],
  ['a function that runs templates', { 'helpers.fake': ['{{internet.email}}'] }],
  ['a function that runs expressions', { 'helpers.fromRegExp': ['(a+)+'] }],
  ['code', 'internet.email; process.exit()'],
  ['an endless text', { 'string.alpha': 1e9 }],
  ['an endless text by its range', { 'lorem.words': { min: 1e8, max: 1e9 } }],
  ['something else', 5],
])('x-faker that names %s is left aside', async (_, faker) => {
  const schema = { type: 'string', pattern: '^x{3}$' };
  expect(await made({ ...schema, 'x-faker': faker })).toBe('xxx');
});

test('what x-faker makes is valid all the same', async () => {
  const schema = { type: 'string', maxLength: 4, pattern: '^\\d+$', 'x-faker': 'internet.email' };
  expect(await made(schema)).toMatch(/^\d{1,4}$/);
});

test.each<[object, number]>([
  [{ 'x-standin-count': 7 }, 7],
  [{ 'x-standin-count': 7, maxItems: 2 }, 2],
  [{ 'x-standin-count': 0 }, 0],
])('x-standin-count says how many items a list has: %j', async (more, expected) => {
  expect(await made({ type: 'array', items: { type: 'string' }, ...more })).toHaveLength(expected);
});
