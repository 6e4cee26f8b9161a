import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/schema/index.ts';
import { asked, changesOf, headed, member, received, sent } from './two-apis.ts';

const text = { type: 'string' };
const count = { type: 'integer' };

/** What is done to a schema, its name in the rule, and what it does to the values that are accepted. */
const edits: ReadonlyArray<readonly [string, unknown, unknown, 'narrows' | 'widens' | 'differs' | 'none']> = [
  ['max-length-set', text, { ...text, maxLength: 5 }, 'narrows'],
  ['max-length-unset', { ...text, maxLength: 5 }, text, 'widens'],
  ['max-length-decreased', { ...text, maxLength: 9 }, { ...text, maxLength: 5 }, 'narrows'],
  ['max-length-increased', { ...text, maxLength: 5 }, { ...text, maxLength: 9 }, 'widens'],
  ['min-length-set', text, { ...text, minLength: 5 }, 'narrows'],
  ['min-length-unset', { ...text, minLength: 5 }, text, 'widens'],
  ['min-length-decreased', { ...text, minLength: 9 }, { ...text, minLength: 5 }, 'widens'],
  ['min-length-increased', { ...text, minLength: 5 }, { ...text, minLength: 9 }, 'narrows'],
  ['max-set', count, { ...count, maximum: 5 }, 'narrows'],
  ['max-unset', { ...count, maximum: 5 }, count, 'widens'],
  ['max-decreased', { ...count, maximum: 9 }, { ...count, maximum: 5 }, 'narrows'],
  ['max-increased', { ...count, maximum: 5 }, { ...count, maximum: 9 }, 'widens'],
  ['min-set', count, { ...count, minimum: 5 }, 'narrows'],
  ['min-unset', { ...count, minimum: 5 }, count, 'widens'],
  ['min-decreased', { ...count, minimum: 9 }, { ...count, minimum: 5 }, 'widens'],
  ['min-increased', { ...count, minimum: 5 }, { ...count, minimum: 9 }, 'narrows'],
  ['exclusive-max-set', count, { ...count, exclusiveMaximum: 5 }, 'narrows'],
  [
    'exclusive-max-decreased',
    { ...count, exclusiveMaximum: 9 },
    { ...count, exclusiveMaximum: 5 },
    'narrows',
  ],
  ['exclusive-max-increased', { ...count, exclusiveMaximum: 5 }, { ...count, exclusiveMaximum: 9 }, 'widens'],
  ['exclusive-max-unset', { ...count, exclusiveMaximum: 5 }, count, 'widens'],
  ['exclusive-min-set', count, { ...count, exclusiveMinimum: 5 }, 'narrows'],
  ['exclusive-min-decreased', { ...count, exclusiveMinimum: 9 }, { ...count, exclusiveMinimum: 5 }, 'widens'],
  [
    'exclusive-min-increased',
    { ...count, exclusiveMinimum: 5 },
    { ...count, exclusiveMinimum: 9 },
    'narrows',
  ],
  ['exclusive-min-unset', { ...count, exclusiveMinimum: 5 }, count, 'widens'],
  ['multiple-of-set', count, { ...count, multipleOf: 5 }, 'narrows'],
  ['multiple-of-unset', { ...count, multipleOf: 5 }, count, 'widens'],
  ['multiple-of-specialized', { ...count, multipleOf: 5 }, { ...count, multipleOf: 10 }, 'narrows'],
  ['multiple-of-generalized', { ...count, multipleOf: 10 }, { ...count, multipleOf: 5 }, 'widens'],
  ['multiple-of-changed', { ...count, multipleOf: 4 }, { ...count, multipleOf: 6 }, 'differs'],
  ['max-items-set', { type: 'array' }, { type: 'array', maxItems: 2 }, 'narrows'],
  ['max-items-decreased', { type: 'array', maxItems: 4 }, { type: 'array', maxItems: 2 }, 'narrows'],
  ['max-items-increased', { type: 'array', maxItems: 2 }, { type: 'array', maxItems: 4 }, 'widens'],
  ['min-items-set', { type: 'array' }, { type: 'array', minItems: 2 }, 'narrows'],
  ['min-items-decreased', { type: 'array', minItems: 4 }, { type: 'array', minItems: 2 }, 'widens'],
  ['min-items-increased', { type: 'array', minItems: 2 }, { type: 'array', minItems: 4 }, 'narrows'],
  ['min-items-unset', { type: 'array', minItems: 2 }, { type: 'array' }, 'widens'],
  [
    'unique-items-set',
    { type: 'array', items: count },
    { type: 'array', items: count, uniqueItems: true },
    'narrows',
  ],
  [
    'unique-items-unset',
    { type: 'array', items: count, uniqueItems: true },
    { type: 'array', items: count },
    'widens',
  ],
  ['max-properties-set', { type: 'object' }, { type: 'object', maxProperties: 2 }, 'narrows'],
  ['min-properties-set', { type: 'object' }, { type: 'object', minProperties: 2 }, 'narrows'],
  ['pattern-added', text, { ...text, pattern: '^[a-c]+$' }, 'narrows'],
  ['pattern-removed', { ...text, pattern: '^[a-c]+$' }, text, 'widens'],
  ['pattern-changed', { ...text, pattern: '^[a-c]+$' }, { ...text, pattern: '^[x-z]+$' }, 'differs'],
  ['pattern-changed', { ...text, pattern: '^[a-z]+$' }, { ...text, pattern: '^[a-m]+$' }, 'narrows'],
  ['pattern-generalized', { ...text, pattern: '^[0-9]{2}$' }, { ...text, pattern: '^[0-9]{1,2}$' }, 'widens'],
  ['format-changed', { ...text, format: 'date' }, { ...text, format: 'date-time' }, 'differs'],
  ['format-changed', text, { ...text, format: 'uuid' }, 'narrows'],
  ['became-enum', text, { ...text, enum: ['a', 'b'] }, 'narrows'],
  ['became-not-enum', { ...text, enum: ['a', 'b'] }, text, 'widens'],
  ['enum-value-removed', { enum: ['a', 'b'] }, { enum: ['a'] }, 'narrows'],
  ['enum-value-added', { enum: ['a'] }, { enum: ['a', 'b'] }, 'widens'],
  ['const-added', text, { ...text, const: 'a' }, 'narrows'],
  ['const-removed', { ...text, const: 'a' }, text, 'widens'],
  ['const-changed', { const: 'a' }, { const: 'b' }, 'differs'],
  ['type-changed', text, count, 'differs'],
  ['type-generalized', count, { type: 'number' }, 'widens'],
  ['type-generalized', text, { type: ['string', 'integer'] }, 'widens'],
  ['type-specialized', { type: 'number' }, count, 'narrows'],
  ['became-nullable', text, { type: ['string', 'null'] }, 'widens'],
  ['became-not-nullable', { type: ['string', 'null'] }, text, 'narrows'],
  ['one-of-added', { oneOf: [text] }, { oneOf: [text, count] }, 'widens'],
  ['one-of-removed', { oneOf: [text, count] }, { oneOf: [text] }, 'narrows'],
  ['any-of-added', { anyOf: [text] }, { anyOf: [text, count] }, 'widens'],
  ['any-of-removed', { anyOf: [text, count] }, { anyOf: [text] }, 'narrows'],
  ['one-of-set', text, { ...text, oneOf: [{ maxLength: 3 }, { minLength: 9 }] }, 'narrows'],
  ['not-added', text, { ...text, not: { minLength: 3 } }, 'narrows'],
  ['not-removed', { ...text, not: { minLength: 3 } }, text, 'widens'],
  ['additional-properties-forbidden', member(text), member(text, { additionalProperties: false }), 'narrows'],
  ['default-value-added', text, { ...text, default: 'a' }, 'none'],
  ['default-value-changed', { ...text, default: 'a' }, { ...text, default: 'b' }, 'none'],
  ['default-value-removed', { ...text, default: 'a' }, text, 'none'],
  ['deprecated', text, { ...text, deprecated: true }, 'none'],
  ['reactivated', { ...text, deprecated: true }, text, 'none'],
];

const places: ReadonlyArray<readonly [string, 'request' | 'response', (schema: unknown) => JsonObject]> = [
  ['request-body', 'request', sent],
  ['request-property', 'request', (schema) => sent(member(schema))],
  ['request-parameter', 'request', asked],
  ['response-body', 'response', received],
  ['response-property', 'response', (schema) => received(member(schema))],
  ['response-header', 'response', headed],
];

const rows = edits.flatMap(([tail, before, after, effect]) =>
  places.map(([prefix, travel, at]) => ({
    rule: `${prefix}-${tail}`,
    effect,
    travel,
    before: at(before),
    after: at(after),
  })),
);

test.each(rows)(
  '$rule ($effect) is told, once, with both places',
  async ({ rule, effect, travel, before, after }) => {
    const changes = await changesOf(before, after);
    expect(changes.map((change) => change.rule)).toEqual([rule]);
    const [change] = changes;
    expect(change).toMatchObject({ effect, travel, operation: 'POST /things' });
    expect(change?.before?.pointer).toMatch(/^\/paths\/~1things/);
    expect(change?.after?.pointer).toMatch(/^\/paths\/~1things/);
    const breaks = effect === 'differs' || effect === (travel === 'request' ? 'narrows' : 'widens');
    const isDefault = rule === 'request-parameter-default-value-changed';
    expect(change?.level).toBe(isDefault ? 'warning' : breaks ? 'breaking' : 'info');
  },
);

const provable = edits.filter(([, , , effect]) => effect !== 'none');

test.each(provable)('%s: a value shows what it comes to', async (tail, before, after, effect) => {
  const [change] = await changesOf(sent(before), sent(after));
  expect(change?.rule).toBe(`request-body-${tail}`);
  expect(change?.proof?.acceptedBy).toBe(effect === 'widens' ? 'after' : 'before');
});
