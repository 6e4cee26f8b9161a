import { expect, test } from 'vitest';
import { createGenerator } from '../../src/generation/index.ts';
import { schemaOf } from './schema-of.ts';

const text = { type: 'string' };
const generator = await createGenerator({ seed: 'unwanted' });
const thing = schemaOf({
  type: 'object',
  required: ['id', 'code'],
  properties: {
    id: { type: 'integer', minimum: 1 },
    code: text,
    email: { type: 'string', format: 'email' },
    title: text,
    slug: text,
    items: { type: 'array', minItems: 2, items: text },
  },
});

test.each([
  ['nobody wants', ['email'], ['email']],
  ['nobody wants although it is required', ['code'], []],
  ['nobody wants although another one follows it', ['title'], []],
  ['nobody wants with the one that follows it', ['title', 'slug'], ['title', 'slug']],
])('a member that %s is left away where it can be, and no other one changes', (_fact, unwanted, gone) => {
  for (let count = 0; count < 20; count++) {
    const key = String(count);
    const whole = Object.entries(generator.generate(thing, { key }) as object);
    const rest = Object.fromEntries(whole.filter(([name]) => !gone.includes(name)));
    expect(whole).toHaveLength(6);
    expect(generator.generate(thing, { key, unwanted: new Set(unwanted) })).toEqual(rest);
  }
});
