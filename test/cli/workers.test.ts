import { afterAll, beforeAll, expect, test } from 'vitest';
import { Folder, jsonLines, pets, standin } from './command-line.ts';

let folder: Folder;

beforeAll(async () => {
  folder = await Folder.create({ 'pets.json': pets });
});
afterAll(() => folder.remove());

test.each([
  ['state in memory', [], /its own state.*--store redis/],
  ['state in a file', ['--store', 'file:state.jsonl'], /its own state.*--store redis/],
  ['an issuer', ['--no-state', '--issuer'], /its own tokens/],
])('workers that would not share %s are refused', async (_fact, flags, reason) => {
  const ended = await standin(['mock', folder.file('pets.json'), '--workers', '2', '--json', ...flags]);
  expect(ended.code).toBe(2);
  expect(jsonLines(ended.out)).toMatchObject([{ error: { code: 'workers-cannot-share' } }]);
  expect(ended.out).toMatch(reason);
});

test('workers that would all read standard input are refused', async () => {
  const ended = await standin(['mock', '-', '--workers', '2', '--no-state']);
  expect(ended.code).toBe(2);
  expect(ended.err).toContain('standard input can be read once');
});
