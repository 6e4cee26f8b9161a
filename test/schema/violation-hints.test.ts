import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSchemaScope, isSecretName, receivedText, type Violation } from '../../src/schema/index.ts';

function violationsOf(schema: unknown, value: unknown, secret = false): Violation[] {
  const scope = createSchemaScope();
  const uri = 'file:///api.json';
  scope.addResource({ uri, root: { components: { schemas: { Subject: schema } } }, dialect: '2020-12' });
  return scope
    .schema({ value: schema, uri, pointer: '/components/schemas/Subject' })
    .violations(value, secret);
}

const strict = { additionalProperties: false, properties: { firstName: {}, email: {}, id: {} } };

test.each<[title: string, schema: unknown, value: unknown, meant: Array<string | undefined>]>([
  ['a letter swapped', strict, { fristName: 'a' }, ['firstName']],
  ['another case', strict, { firstname: 'a' }, ['firstName']],
  ['another way of joining words', strict, { first_name: 'a' }, ['firstName']],
  ['nothing like it', strict, { telephone: 'a' }, [undefined]],
  ['what is there already is not meant', strict, { emial: 'a', email: 'b' }, [undefined]],
  ['short names are not guessed', strict, { ix: 1 }, [undefined]],
  ['of an enum', { enum: ['active', 'archived'] }, 'actve', ['active']],
  ['of an enum in another case', { enum: ['active', 'archived'] }, 'ACTIVE', ['active']],
  ['no value of an enum is near', { enum: ['active', 'archived'] }, 'gone', [undefined]],
  [
    'declared in another branch of allOf',
    { allOf: [{ properties: { colour: {} } }], unevaluatedProperties: false },
    { color: 'red' },
    ['colour'],
  ],
  [
    'a missing one that is there under another name',
    { required: ['firstName'], properties: { firstName: {} } },
    { first_name: 'a' },
    ['firstName'],
  ],
  [
    'a missing one beside another declared one',
    { required: ['email2'], properties: { email: {}, email2: {} } },
    { email: 'a' },
    [undefined],
  ],
  [
    'the tag of a union',
    {
      discriminator: { propertyName: 'kind', mapping: { circle: '#/components/schemas/Subject/oneOf/0' } },
      oneOf: [{ properties: { kind: { const: 'circle' } }, required: ['kind'] }],
    },
    { kind: 'cirle' },
    ['circle'],
  ],
])('what was meant: %s', (_title, schema, value, meant) => {
  const found = violationsOf(schema, value);
  expect(found.map((each) => each.meant)).toEqual(meant);
  for (const each of found) if (each.meant) expect(each.message).toMatch(/Did you mean "|meant for it/);
});

test.each<[value: unknown, text: string]>([
  ['a', '"a"'],
  [null, 'null'],
  [1.5, '1.5'],
  [[1], '[1 item]'],
  [[1, 2], '[2 items]'],
  [{ a: 'x', b: 1 }, '{"a": …, "b": …}'],
  ['x'.repeat(200), `"${'x'.repeat(79)}…`],
  ['🙂'.repeat(60), `"${'🙂'.repeat(39)}…`],
])('what came is shown in brief: %j', (value, text) => {
  expect(receivedText(value)).toBe(text);
});

test.each([
  'password',
  'newPassword',
  'pwd',
  'client_secret',
  'accessToken',
  'apiKey',
  'api_key',
  'X-API-KEY',
  'key',
  'keys',
  'Authorization',
  'Set-Cookie',
  'pin',
])('%s is the name of a secret', (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each(['keyword', 'name', 'pinned', 'passenger', 'authors'])('%s is no name of a secret', (name) => {
  expect(isSecretName(name)).toBe(false);
});

const WAYS: ReadonlyArray<(inner: object) => object> = [
  (inner) => ({ properties: { password: inner } }),
  (inner) => ({ properties: { plain: { ...inner, writeOnly: true } } }),
  (inner) => ({ properties: { plain: { allOf: [{ writeOnly: true }, inner] } } }),
  (inner) => ({
    properties: { plain: { anyOf: [{ allOf: [inner, { format: 'password' }] }, { type: 'null' }] } },
  }),
  (inner) => ({ properties: { plain: { oneOf: [inner, { ...inner, writeOnly: true }] } } }),
  (inner) => ({ additionalProperties: inner }),
  (inner) => ({ allOf: [{ properties: { plain: inner } }, { properties: { plain: { writeOnly: true } } }] }),
  (inner) => ({ properties: { tokens: { items: inner } } }),
  (inner) => ({ properties: { plain: { writeOnly: true, properties: { a: inner, b: inner } } } }),
];
const NAMES = ['password', 'plain', 'plain', 'plain', 'plain', 'accessToken', 'plain', 'tokens', 'plain'];
const BROKEN: readonly object[] = [
  { type: 'integer' },
  { enum: ['right', 'left'] },
  { const: 'right' },
  { pattern: '^[0-9]$' },
  { maxLength: 1 },
  { format: 'uuid' },
  { not: { type: 'string' } },
  { anyOf: [{ type: 'null' }, { type: 'array' }] },
  false as never,
];

test('no violation shows a secret', () => {
  const secrets = fc.stringMatching(/^[A-Z][a-z]{6}[0-9]{5}$/);
  fc.assert(
    fc.property(secrets, fc.nat(WAYS.length - 1), fc.constantFrom(...BROKEN), (secret, way, broken) => {
      const name = NAMES[way] as string;
      const schema = WAYS[way]!(typeof broken === 'object' ? broken : { not: {} });
      const held = name === 'tokens' ? [secret] : way === 8 ? { a: secret, b: secret } : secret;
      const found = violationsOf(schema, { [name]: held });
      expect(found.length).toBeGreaterThan(0);
      expect(JSON.stringify(found)).not.toContain(secret);
    }),
    { numRuns: 400 },
  );
});

test('nothing is shown of what is secret as a whole', () => {
  expect(JSON.stringify(violationsOf({ enum: ['right'] }, 'rihgt', true))).not.toContain('rihgt');
});
