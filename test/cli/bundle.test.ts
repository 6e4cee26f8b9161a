import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Folder, jsonLines, standin } from './command-line.ts';

let folder: Folder;

beforeAll(async () => {
  folder = await Folder.create({
    'main.yaml': "openapi: 3.1.0\ninfo: { title: t, version: '1' }\npaths:\n  /a: { $ref: 'a.yaml' }\n",
    'a.yaml':
      "get:\n  responses:\n    200: { description: d, content: { application/json: { schema: { $ref: 'b.json' } } } }\n",
    'b.json': { type: 'integer' },
    'lost.yaml':
      "openapi: 3.1.0\ninfo: { title: t, version: '1' }\npaths:\n  /a: { $ref: 'none.yaml' }\n  /b: { $ref: '#/none' }\n",
  });
});
afterAll(() => folder.remove());

const holdsAll = (value: unknown) => {
  const text = JSON.stringify(value);
  expect(text).toContain('"integer"');
  expect(text).not.toMatch(/a\.yaml|b\.json/);
};

test.each([
  ['one.json', JSON.parse],
  ['one.yaml', load],
  ['one.yml', load],
  ['ONE.JSON', JSON.parse],
])('%s holds everything, in the form of its name', async (name, parse: (text: string) => unknown) => {
  const { code, out, err } = await standin(['bundle', folder.file('main.yaml'), '-o', folder.file(name)]);
  expect({ code, out, err }).toEqual({ code: 0, out: '', err: `Wrote ${folder.file(name)}.\n` });
  holdsAll(parse(await readFile(folder.file(name), 'utf8')));
});

test.each([
  [[], load],
  [['--json'], JSON.parse],
])('with %j it goes to standard output', async (flags: string[], parse: (text: string) => unknown) => {
  const { code, out, err } = await standin(['bundle', folder.file('main.yaml'), ...flags]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  holdsAll(parse(out));
});

test('--json with a file says what was written', async () => {
  const path = folder.file('said.json');
  const { out } = await standin(['bundle', folder.file('main.yaml'), '-o', path, '--json']);
  const { length } = await readFile(path);
  expect(jsonLines(out)).toEqual([{ output: path, bytes: length, faults: [] }]);
});

test('what cannot be brought in is told, the rest is written, and the exit code is 1', async () => {
  const path = folder.file('rest.yaml');
  const { code, err } = await standin(['bundle', folder.file('lost.yaml'), '-o', path]);
  expect(code).toBe(1);
  expect(err).toContain('lost.yaml:4:9: error: The reference none.yaml cannot be followed');
  expect(err).toContain('lost.yaml:5:9: error: The reference #/none leads nowhere.');
  expect(err).toContain(`Wrote ${path}, with 2 errors.`);
  expect(existsSync(path)).toBe(true);
});

test.each([
  ['all.txt', 'unknown-format', 'Let it end in .json, .yaml or .yml.'],
  ['none/all.yaml', 'cannot-write', 'Make it first.'],
  ['main.yaml', 'would-overwrite', 'it is the description that is read'],
])('-o %s is refused', async (name, code, words) => {
  const before = await readFile(folder.file('main.yaml'), 'utf8');
  const args = ['bundle', folder.file('main.yaml'), '-o', folder.file(name)];
  const said = await standin(args);
  expect(said).toMatchObject({ code: 2, out: '' });
  expect(said.err).toContain(words);
  expect(jsonLines((await standin([...args, '--json'])).out)).toMatchObject([{ error: { code } }]);
  expect(await readFile(folder.file('main.yaml'), 'utf8')).toBe(before);
});
