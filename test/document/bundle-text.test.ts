import fc from 'fast-check';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { parseText } from '../../src/document/parse.ts';
import { writeDocument } from '../../src/document/write-document.ts';

const read = async (text: string): Promise<unknown> => (await parseText(text, 'memory:/a.yaml', 500)).value;

const texts = [
  ...[
    '2024-01-01',
    '2024-01-01T00:00:00Z',
    'on',
    'off',
    'yes',
    'No',
    'y',
    'true',
    'null',
    '~',
    '',
    ' ',
    '1.10',
    '0x1F',
    '0o7',
  ],
  ...[
    '1e3',
    '.inf',
    '12:30:45',
    '1_000',
    '- a',
    'a: b',
    '# no comment',
    '@a',
    '`a`',
    '*',
    '&a',
    '!tag',
    '%a',
    '{a}',
    '[a]',
  ],
  ...[
    'a\nb',
    'a\n',
    '\na',
    '  a\n b',
    'a \n',
    '\t',
    'a\tb',
    'a\r\nb',
    '\u2028',
    '\u0000',
    '\u{1F600}',
    '\uFEFF',
    '"',
    "'",
    '\\n',
  ],
  ...[
    '<<',
    '=',
    '---',
    '...',
    '? a',
    '| a',
    '> a',
    `${'word '.repeat(60)}end`,
    `${'word '.repeat(60)}\nend `,
  ],
];

test.each(texts.map((text) => [JSON.stringify(text), text]))(
  'the text %s survives YAML, as value and as key',
  async (_title, text) => {
    const root = { value: text, [`key ${text}`]: text, [text]: [text] };
    expect(await read(await writeDocument(root, 'yaml'))).toEqual(root);
  },
);

test('strings that YAML 1.1 reads as something else are in quotes', async () => {
  const root = { date: '2024-01-01', on: 'on', version: '1.10', time: '12:30:45', octal: '010' };
  const lines = (await writeDocument(root, 'yaml')).trimEnd().split('\n');
  expect(lines).toEqual([
    "date: '2024-01-01'",
    "'on': 'on'",
    "version: '1.10'",
    "time: '12:30:45'",
    "octal: '010'",
  ]);
});

test('objects that stand twice are written twice', async () => {
  const shared = { a: 1 };
  expect(await writeDocument({ x: shared, z: [shared] }, 'yaml')).toBe('x:\n  a: 1\nz:\n  - a: 1\n');
});

test('keys keep their order, also those of numbers', async () => {
  expect(await writeDocument({ b: 1, a: { 404: 1, default: 2, x: 3 } }, 'yaml')).toBe(
    "b: 1\na:\n  '404': 1\n  default: 2\n  x: 3\n",
  );
});

test('long lines are not folded', async () => {
  const description = 'word '.repeat(100).trim();
  expect(await writeDocument({ description }, 'yaml')).toBe(`description: ${description}\n`);
});

test('JSON is indented and ends with a line break', async () => {
  expect(await writeDocument({ a: [1] }, 'json')).toBe('{\n  "a": [\n    1\n  ]\n}\n');
});

test('any JSON value survives YAML, for two readers', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 4 })),
      async (value) => {
        const root = JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
        const text = await writeDocument(root, 'yaml');
        expect(await read(text)).toEqual(root);
        expect(load(text)).toEqual(root);
      },
    ),
    { numRuns: 300 },
  );
});
