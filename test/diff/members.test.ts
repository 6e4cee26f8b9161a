import { expect, test } from 'vitest';
import { changesOf, member, received, sent } from './two-apis.ts';

const text = { type: 'string' };
const required = { required: ['a'] };
const nothing = member(text, { properties: {} });

const rows = [
  ['new-required-request-property', 'breaking', sent(nothing), sent(member(text, required))],
  [
    'new-required-request-property-with-default',
    'breaking',
    sent(nothing),
    sent(member({ ...text, default: 'x' }, required)),
  ],
  ['new-optional-request-property', 'info', sent(nothing), sent(member(text))],
  ['request-property-removed', 'warning', sent(member(text)), sent(nothing)],
  [
    'request-property-removed',
    'breaking',
    sent(member(text, { additionalProperties: false })),
    sent(member(text, { additionalProperties: false, properties: {} })),
  ],
  [
    'request-property-removed-with-deprecation',
    'info',
    sent(member({ ...text, deprecated: true })),
    sent(nothing),
  ],
  [
    'response-required-property-removed-with-deprecation',
    'info',
    received(member({ ...text, deprecated: true }, required)),
    received(nothing),
  ],
  ['request-property-became-required', 'breaking', sent(member(text)), sent(member(text, required))],
  [
    'request-property-became-required-with-default',
    'breaking',
    sent(member({ ...text, default: 'x' })),
    sent(member({ ...text, default: 'x' }, required)),
  ],
  ['request-property-became-optional', 'info', sent(member(text, required)), sent(member(text))],
  [
    'request-optional-property-became-read-only',
    'warning',
    sent(member(text)),
    sent(member({ ...text, readOnly: true })),
  ],
  [
    'request-optional-property-became-not-read-only',
    'info',
    sent(member({ ...text, readOnly: true })),
    sent(member(text)),
  ],
  [
    'request-optional-property-became-write-only',
    'info',
    sent(member(text)),
    sent(member({ ...text, writeOnly: true })),
  ],
  [
    'request-read-only-property-max-length-decreased',
    'info',
    sent(member({ ...text, readOnly: true, maxLength: 9 })),
    sent(member({ ...text, readOnly: true, maxLength: 5 })),
  ],
  ['response-required-property-removed', 'breaking', received(member(text, required)), received(nothing)],
  ['response-optional-property-removed', 'warning', received(member(text)), received(nothing)],
  ['response-required-property-added', 'info', received(nothing), received(member(text, required))],
  ['response-optional-property-added', 'info', received(nothing), received(member(text))],
  [
    'response-optional-write-only-property-removed',
    'info',
    received(member({ ...text, writeOnly: true })),
    received(nothing),
  ],
  ['response-property-became-optional', 'breaking', received(member(text, required)), received(member(text))],
  ['response-property-became-required', 'info', received(member(text)), received(member(text, required))],
  [
    'response-optional-property-became-write-only',
    'warning',
    received(member(text)),
    received(member({ ...text, writeOnly: true })),
  ],
  [
    'response-property-additional-properties-allowed',
    'info',
    received(member(member(text, { additionalProperties: false }))),
    received(member(member(text))),
  ],
] as const;

test.each(rows)('%s is told (%s)', async (rule, level, before, after) => {
  const changes = await changesOf(before, after);
  expect(changes.map((change) => [change.rule, change.level])).toEqual([[rule, level]]);
});

test('a required member that became read-only is not asked for in requests any more', async () => {
  const changes = await changesOf(
    sent(member(text, required)),
    sent(member({ ...text, readOnly: true }, required)),
  );
  expect(changes.map(({ rule }) => rule)).toEqual(['request-required-property-became-read-only']);
});

test('the nesting of what changed is named, with items as a star', async () => {
  const list = (maxLength: number) => received({ type: 'array', items: member({ ...text, maxLength }) });
  const [change] = await changesOf(list(5), list(9));
  expect(change?.message).toBe('The answer 200 (application/json), /*/a: maxLength is 9, was 5.');
});
