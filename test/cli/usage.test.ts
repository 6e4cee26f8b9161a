import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { Folder, jsonLines, pets, standin } from './command-line.ts';

let folder: Folder;

beforeAll(async () => {
  folder = await Folder.create({
    'openapi.yaml': 'openapi: 3.1.0\ninfo: { title: t, version: "1" }\npaths: {}\n',
    'api/pets.json': pets,
    'api/notes.json': { some: 'data' },
    'broken.yaml': 'openapi: 3.1.0\ninfo:\n  title: t\n bad: : x\n',
    'broken.json': '{\n "openapi": "3.1.0",\n "info": {,}\n}',
    'empty.yaml': '',
    'pages/readme.md': '# none',
  });
});
afterAll(() => folder.remove());

test('the version is that of the package', async () => {
  for (const flag of ['--version', '-v'])
    expect(await standin([flag])).toEqual({ code: 0, out: `${packageJson.version}\n`, err: '' });
});

test.each([
  [['--help'], ['mock', 'check', 'sample', 'bundle', 'Examples:']],
  [['help'], ['mock', 'check', 'sample', 'bundle']],
  [
    ['mock', '--help'],
    ['--port', '--host', '--on-violation', '--no-auth', '--seed', '--json', 'Examples:'],
  ],
  [
    ['check', '-h'],
    ['--strict', '--json', 'Examples:'],
  ],
  [
    ['help', 'sample'],
    ['--request', '--status', 'operationId', 'Examples:'],
  ],
  [
    ['bundle', '--help'],
    ['--output', '--allow-remote-refs', 'Examples:'],
  ],
])('%j shows help on standard output and ends with 0', async (args, words) => {
  const { code, out, err } = await standin(args);
  expect(code).toBe(0);
  expect(err).toBe('');
  for (const word of words) expect(out).toContain(word);
});

test('help fits into 80 columns, or into what the terminal has', async () => {
  for (const columns of [80, 60]) {
    const { out } = await standin(['check', '--help'], { columns });
    const long = out.split('\n').filter((line) => line.length > columns);
    expect(long).toEqual([]);
  }
});

const usageErrors: Array<[string[], string, RegExp]> = [
  [['mock', '--prot', '1'], 'unknown-option', /'--prot'. Did you mean --port\? Run standin mock --help/],
  [['--prot', '1'], 'unknown-option', /Did you mean --port\?/],
  [['check', '--strikt'], 'unknown-option', /Did you mean --strict\? Run standin check --help/],
  [['mock', '--zzzzz'], 'unknown-option', /'--zzzzz'. Run/],
  [['mock', '--port'], 'option-missing-argument', /argument missing/],
  [['mock', '--port', 'abc'], 'invalid-argument', /It must be a whole number from 0 to 65535\./],
  [['mock', '--port', '65536'], 'invalid-argument', /It must be a whole number/],
  [['mock', '--port', '-1'], 'invalid-argument', /It must be a whole number/],
  [['mock', '--list-size', '3-2'], 'invalid-argument', /10 or 2-8/],
  [['mock', '--on-violation', 'ask'], 'invalid-argument', /Allowed choices are refuse, warn, ignore\./],
  [['sample', '--status', '99'], 'invalid-argument', /from 100 to 599/],
  [['sample', 'a', 'b', 'c'], 'excess-arguments', /too many arguments/i],
  [['help', 'nothing'], 'help', /There is no command nothing\./],
];

test.each(usageErrors)('%j is refused with 2, in words and as JSON', async (args, code, words) => {
  const said = await standin(args);
  expect(said.code).toBe(2);
  expect(said.out).toBe('');
  expect(said.err).toMatch(/^error: /);
  expect(said.err).toMatch(words);
  const json = await standin(args, { env: { STANDIN_JSON: '1' } });
  expect(json).toMatchObject({ code: 2, err: '' });
  expect(jsonLines(json.out)).toEqual([{ error: { code, message: expect.stringMatching(words) } }]);
});

describe('a source that cannot be read', () => {
  const errors: Array<[string, string, string]> = [
    ['opnapi.yaml', 'not-found', 'there is no such file. Did you mean FOLDER/openapi.yaml?'],
    ['openapi.yml', 'not-found', 'there is no such file. Did you mean FOLDER/openapi.yaml?'],
    ['api/pet.json', 'not-found', 'there is no such file. Did you mean FOLDER/api/pets.json?'],
    ['api/other.yaml', 'not-found', 'there is no such file. That folder has FOLDER/api/pets.json.'],
    [
      'apy/pets.json',
      'not-found',
      'there is no such file. There is no folder FOLDER/apy either. Did you mean FOLDER/api?',
    ],
    [
      'api',
      'not-found',
      'it has no pages of operations (*.api.mdx). Name one of its files: FOLDER/api/pets.json.',
    ],
    ['pages', 'not-found', 'it has no pages of operations (*.api.mdx). Name a folder or pattern'],
    ['pages/*.mdx', 'not-found', 'it has no pages of operations (*.api.mdx). Name a folder or pattern'],
    ['api/notes.json', 'not-openapi', 'it has neither `openapi` nor `swagger`'],
    ['empty.yaml', 'empty', 'it is empty'],
    ['broken.yaml', 'not-yaml', 'broken.yaml:4:2: the text is not YAML'],
    ['broken.json', 'not-json', 'broken.json:3:11: the text is not JSON'],
  ];

  test.each(errors)('%s is the error %s', async (name, code, words) => {
    const said = await standin(['check', folder.file(name)]);
    expect(said).toMatchObject({ code: 2, out: '' });
    expect(said.err).toMatch(/^error: Failed to load /);
    expect(said.err).toContain(words.replaceAll('FOLDER', folder.path));
    const json = await standin(['check', '--json', folder.file(name)]);
    expect(json).toMatchObject({ code: 2, err: '' });
    expect(jsonLines(json.out)).toMatchObject([{ error: { code } }]);
  });

  test.each([
    ['mok', 'mock'],
    ['chek', 'check'],
    ['sampel', 'sample'],
    ['bundel', 'bundle'],
  ])('%s is taken for the command %s', async (word, command) => {
    const { code, err } = await standin([word]);
    expect(code).toBe(2);
    expect(err).toContain(`Did you mean the command standin ${command}?`);
  });

  test('a size limit names its flag', async () => {
    const { code, err } = await standin(['check', '--max-bytes', '10', folder.file('openapi.yaml')]);
    expect(code).toBe(2);
    expect(err).toContain('--max-bytes');
  });

  test('two descriptions are one too many', async () => {
    const { code, err } = await standin(['check', 'a.yaml', 'b.yaml']);
    expect(code).toBe(2);
    expect(err).toBe(
      'error: Failed to read a.yaml, b.yaml: these are 2 descriptions, and one is read at a time. Name one of them.\n',
    );
  });
});

test('what a description says cannot steer the terminal', async () => {
  const hostile = {
    openapi: '3.1.0',
    info: { title: 't', version: '1' },
    paths: { '/a': { $ref: '#/\u001b[31m/x' } },
  };
  const { out, err } = await standin(['check', '-'], {
    stdin: JSON.stringify(hostile),
    env: { NO_COLOR: '1' },
    columns: 80,
  });
  expect(out).toContain('\\u001b[31m');
  // The progress line alone may clear itself.
  expect(out + err.replaceAll('\r\u001b[K', '')).not.toContain('\u001b');
});

test.each([
  ['a terminal', { columns: 80 }, true],
  ['a pipe', {}, false],
  ['a terminal with NO_COLOR', { columns: 80, env: { NO_COLOR: '1' } }, false],
  ['a terminal that is dumb', { columns: 80, env: { TERM: 'dumb' } }, false],
  ['a pipe with FORCE_COLOR', { env: { FORCE_COLOR: '1' } }, true],
  ['a pipe of a build server', { env: { CI: 'true' } }, false],
])('on %s errors are coloured: %#', async (_where, surroundings, coloured) => {
  const { err } = await standin(['no-such-file'], surroundings);
  expect(err.includes('\u001b[31m')).toBe(coloured);
});
