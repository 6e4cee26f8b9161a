import { afterAll, beforeAll, expect, test } from 'vitest';
import { Folder, jsonLines, pets, standin } from './command-line.ts';

let folder: Folder;
let spec: string;

beforeAll(async () => {
  folder = await Folder.create({ 'pets.json': pets });
  spec = folder.file('pets.json');
});
afterAll(() => folder.remove());

test.each(['getPet', 'GET /pets/{id}', 'get /pets/{id}', '/pets/{id}'])(
  '%s names an operation',
  async (name) => {
    const { code, out, err } = await standin(['sample', spec, name]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toEqual({ id: expect.any(Number), name: expect.any(String) });
    expect(out).toBe(`${JSON.stringify(JSON.parse(out), null, 2)}\n`);
  },
);

test('without a description the embedded default is meant', async () => {
  const { code, out } = await standin(['sample', 'providers_scim_list']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ results: expect.any(Array) });
});

test('--status chooses the response', async () => {
  const { out } = await standin(['sample', spec, 'getPet', '--status', '404', '--json']);
  expect(jsonLines(out)).toMatchObject([{ status: 404, body: { message: expect.any(String) } }]);
});

test('--list-size and --seed decide the data', async () => {
  const first = await standin(['sample', spec, 'listPets', '--list-size', '7', '--seed', '1']);
  expect(JSON.parse(first.out)).toHaveLength(7);
  expect(await standin(['sample', spec, 'listPets', '--list-size', '7', '--seed', '1'])).toEqual(first);
  expect((await standin(['sample', spec, 'listPets', '--list-size', '7', '--seed', '2'])).out).not.toBe(
    first.out,
  );
});

test('--verbose shows status and headers on standard error', async () => {
  const { out, err } = await standin(['sample', spec, 'getPet', '--verbose']);
  expect(err).toMatch(/^200\b.*\ncontent-type: application\/json\n$/);
  expect(() => JSON.parse(out)).not.toThrow();
});

test('a response without a body says so', async () => {
  const { code, out, err } = await standin(['sample', spec, 'removePhoto']);
  expect({ code, out, err }).toEqual({ code: 0, out: '', err: 'The answer is 204 and has no body.\n' });
});

test('bytes go into a pipe and not onto a terminal', async () => {
  const piped = await standin(['sample', spec, 'getPhoto']);
  expect(piped.out.slice(0, 4)).toBe('\u0089PNG');
  const shown = await standin(['sample', spec, 'getPhoto'], { columns: 80 });
  expect(shown).toMatchObject({ code: 0, out: '' });
  expect(shown.err).toMatch(/^The answer is \d+ bytes of image\/png\./);
});

test('--request prints a curl line with credentials, parameters and the prefix of the server', async () => {
  const { code, out } = await standin(['sample', spec, 'addPet', '--request']);
  expect(code).toBe(0);
  expect(out).toMatch(
    /^curl http:\/\/127\.0\.0\.1:4010\/v1\/pets -H 'content-type: application\/json' -H 'x-key: key' -d '\{"id":\d+,"name":"[^']+"\}'\n$/,
  );
  const json = await standin(['sample', spec, 'addPet', '--request', '--json']);
  expect(jsonLines(json.out)).toMatchObject([
    {
      method: 'POST',
      url: 'http://127.0.0.1:4010/v1/pets',
      headers: { 'x-key': 'key' },
      body: expect.any(String),
    },
  ]);
});

const errors: Array<[string[], string, string]> = [
  [['getPets'], 'unknown-operation', 'Pets has none of that name. Did you mean getPet?'],
  [['GET /pet/{id}'], 'unknown-operation', 'Did you mean GET /pets/{id}?'],
  [
    ['nothing of the kind'],
    'unknown-operation',
    'Name one: listPets, addPet, getPet, getPhoto, removePhoto.',
  ],
  [[], 'missing-operation', 'none is named. Name one: listPets, addPet'],
  [['getPet', '--status', '418'], 'no-response', 'no response for status 418. Documented: 200, 404.'],
];

test.each(errors)('%j is refused with 2', async (args, code, words) => {
  const { code: exit, out, err } = await standin(['sample', spec, ...args]);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toContain(words);
  const json = await standin(['sample', spec, ...args, '--json']);
  expect(jsonLines(json.out)).toMatchObject([{ error: { code } }]);
});

test('the only operation of a description needs no name', async () => {
  const only = {
    ...pets,
    paths: {
      '/x': {
        get: {
          responses: { 200: { description: 'd', content: { 'text/plain': { schema: { const: 'hello' } } } } },
        },
      },
    },
  };
  expect(await standin(['sample', '-'], { stdin: JSON.stringify(only) })).toEqual({
    code: 0,
    out: 'hello\n',
    err: '',
  });
});
