import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Folder, jsonLines, pets, standin } from './command-line.ts';

let folder: Folder;

beforeAll(async () => {
  folder = await Folder.create({ 'pets.json': pets });
});
afterAll(() => folder.remove());

const head = 'openapi: 3.1.0\ninfo: { title: t, version: "1" }\n';
const answer = (schema: string, more = '') =>
  `${head}paths:\n  /a:\n    get:\n      responses:\n        200:\n          description: d\n          content:\n            application/json:\n              schema: ${schema}\n${more}`;

/** What is wrong, `code severity line:column`, and the exit code. */
async function checked(
  text: string,
  ...flags: string[]
): Promise<{ code: number; faults: string[]; messages: string[] }> {
  const { code, out } = await standin(['check', '-', '--json', ...flags], { stdin: text });
  const { faults } = jsonLines(out)[0] as {
    faults: Array<{
      code: string;
      severity: string;
      message: string;
      place: { line: number; column: number };
    }>;
  };
  return {
    code,
    faults: faults.map(({ code, severity, place }) => `${code} ${severity} ${place.line}:${place.column}`),
    messages: faults.map(({ message }) => message),
  };
}

test('a description without faults is fine', async () => {
  const { code, out, err } = await standin(['check', folder.file('pets.json')]);
  expect({ code, out }).toEqual({ code: 0, out: '' });
  expect(err).toBe('Fine: 5 operations; each can be answered, and every example is valid.\n');
});

test('the embedded default is fine', async () => {
  expect((await standin(['check'])).code).toBe(0);
});

const findings: Array<[string, string, string[], number]> = [
  [
    'a reference that leads nowhere is told once',
    answer("{ $ref: '#/components/schemas/None' }"),
    ['unresolved-reference error 11:25'],
    1,
  ],
  [
    'a file that is not there is told once',
    answer("{ $ref: 'none.yaml' }"),
    ['unresolved-reference error 11:25'],
    1,
  ],
  [
    'a remote reference is refused',
    answer("{ $ref: 'https://none.example/a.yaml' }"),
    ['remote-reference-refused error 11:25'],
    1,
  ],
  [
    'a schema that no value satisfies is told at the schema, however often it is used',
    `${answer("{ $ref: '#/components/schemas/Bad' }").replace(
      'responses:',
      "requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Bad' } } } }\n      responses:",
    )}components:\n  schemas:\n    Bad: { type: string, minLength: 5, maxLength: 2 }\n`,
    ['unsatisfiable-schema error 15:5'],
    1,
  ],
  [
    'an example that is not valid is a warning',
    answer('{ type: integer }', '              example: word\n'),
    ['invalid-example warning 12:15'],
    0,
  ],
  [
    'named examples are held to their schema each',
    answer('{ type: integer }', '              examples: { good: { value: 1 }, bad: { value: one } }\n'),
    ['invalid-example warning 12:54'],
    0,
  ],
  [
    'JSON that is written as text is a warning, and what it holds is judged',
    answer(
      '{ type: object, required: [a] }',
      "              examples: { good: { value: '{\"a\":1}' }, bad: { value: '{}' } }\n",
    ),
    ['example-as-text warning 12:35', 'example-as-text warning 12:62', 'invalid-example warning 12:62'],
    0,
  ],
  [
    'examples and defaults within schemas are judged, also behind references',
    answer("{ $ref: '#/components/schemas/Pet' }") +
      'components:\n  schemas:\n    Pet: { properties: { a: { type: string, example: 1 }, b: { items: { type: integer, default: x } } } }\n',
    ['invalid-example warning 14:45', 'invalid-example warning 14:88'],
    0,
  ],
  ['an empty key for an example means that there is none', answer('{ type: string, example: }'), [], 0],
  [
    'parameters and headers have examples too',
    `${head}paths:\n  /a:\n    get:\n      parameters:\n        - { name: q, in: query, schema: { type: integer }, example: x }\n      responses:\n        200: { description: d, headers: { H: { schema: { type: integer }, example: y } } }\n`,
    ['invalid-example warning 7:60', 'invalid-example warning 9:75'],
    0,
  ],
  [
    'an operationId that is used twice is told once',
    `${head}paths:\n  /a:\n    get: { operationId: x, responses: { 204: { description: d } } }\n    put: { operationId: x, responses: { 204: { description: d } } }\n`,
    ['duplicate-operation-id error 6:12'],
    1,
  ],
  [
    'a keyword that does nothing is a warning',
    answer('{ type: string, nullable: true }'),
    ['idle-keyword warning 11:39'],
    0,
  ],
  [
    'operations that no request can tell apart are a warning',
    `${head}paths:\n  /a/{x}: { get: { parameters: [{ name: x, in: path, required: true, schema: {} }], responses: { 204: { description: d } } } }\n  /a/{y}: { get: { parameters: [{ name: y, in: path, required: true, schema: {} }], responses: { 204: { description: d } } } }\n`,
    ['unreachable-operation warning 5:13'],
    0,
  ],
];

test.each(findings)('%s', async (_title, text, faults, code) => {
  const found = await checked(text);
  expect(found.faults).toEqual(faults);
  expect(found.code).toBe(code);
  expect((await checked(text, '--strict')).code).toBe(faults.length > 0 ? 1 : 0);
});

test('a shared example names the operation that it does not fit', async () => {
  const text =
    answer('{ type: integer }', "              examples: { e: { $ref: '#/components/examples/E' } }\n") +
    'components:\n  examples:\n    E: { value: word }\n';
  const { faults, messages } = await checked(text);
  expect(faults).toEqual(['invalid-example warning 15:10']);
  expect(messages[0]).toBe(
    'The example e is not valid for its schema: must be an integer, is "word". It is used by GET /a.',
  );
});

describe('how faults are written', () => {
  const split = {
    'main.yaml': `${head}paths:\n  /a: { $ref: 'paths/a.yaml' }\n  /b: { $ref: '#/none' }\n`,
    'paths/a.yaml':
      "get:\n  responses:\n    200: { description: d, content: { application/json: { schema: { $ref: 'none.yaml' } } } }\n",
  };

  beforeAll(async () => {
    for (const [name, text] of Object.entries(split)) await folder.write(name, text);
  });

  test('on a pipe: one line each, the place first, file by file, without colours', async () => {
    const { code, out, err } = await standin(['check', folder.file('main.yaml')]);
    expect(code).toBe(1);
    expect(out.replaceAll(/^\S*\/(?=main|paths)/gm, './')).toBe(
      './main.yaml:5:9: error: The reference #/none leads nowhere. [unresolved-reference] #/paths/~1b/$ref\n' +
        './paths/a.yaml:3:69: error: The reference none.yaml cannot be followed: there is no such file. Check the name. [not-found] #/get/responses/200/content/application~1json/schema/$ref\n',
    );
    expect(err).toBe('1 operation: 2 errors, 0 warnings.\n');
  });

  test('on a terminal: with colours, progress, and a line between files', async () => {
    const { out, err } = await standin(['check', folder.file('main.yaml')], { columns: 80 });
    expect(out.split('\n')[1]).toBe('');
    expect(out).toContain('\u001b[31merror\u001b[39m');
    expect(err).toContain('Checking operation 1 of 1');
  });

  test('--quiet leaves errors alone', async () => {
    const warned = answer('{ type: integer }', '              example: word\n');
    const quiet = await standin(['check', '-', '--quiet'], { stdin: warned });
    expect(quiet).toEqual({ code: 0, out: '', err: '' });
    const { out, err } = await standin(['check', folder.file('main.yaml'), '--quiet']);
    expect(out.trim().split('\n')).toHaveLength(2);
    expect(err).toBe('');
  });

  test('--json is one object on standard output', async () => {
    const { code, out, err } = await standin(['check', folder.file('main.yaml'), '--json']);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(jsonLines(out)).toMatchObject([
      {
        source: folder.file('main.yaml'),
        title: 't',
        operations: 1,
        errors: 2,
        warnings: 0,
        faults: [
          {
            code: 'unresolved-reference',
            severity: 'error',
            place: { pointer: '/paths/~1b/$ref', line: 5, column: 9 },
          },
          { code: 'not-found', severity: 'error', place: { line: 3, column: 69 } },
        ],
      },
    ]);
  });
});

const pages = fileURLToPath(new URL('../../../shared/seeds', import.meta.url));

describe.skipIf(!existsSync(pages))('documentation pages', () => {
  test('a folder of them is one description without faults', async () => {
    const { code, out } = await standin(['check', pages, '--json']);
    expect(code).toBe(0);
    expect(jsonLines(out)).toMatchObject([{ operations: 4, faults: [] }]);
  });

  test('a shell may have put the pages in place of a pattern', async () => {
    const names = readdirSync(pages).filter((name) => name.endsWith('.api.mdx'));
    const { code, out } = await standin(['check', '--json', ...names.map((name) => join(pages, name))]);
    expect(code).toBe(0);
    expect(jsonLines(out)).toMatchObject([{ operations: names.length, faults: [] }]);
  });
});
