import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandLine, Folder, jsonLines, pets, standin } from './command-line.ts';

let folder: Folder;
let spec: string;

beforeAll(async () => {
  folder = await Folder.create({
    'pets.json': pets,
    'good/getPet.yaml': '- respond: { body: { id: 7, name: Rex } }',
    'good/rainy/getPet.yaml': '- respond: { status: 404, body: { message: gone } }',
    'bad/getPet.yaml': '- respond:\n    body: { id: 7 }\n',
    'bad/getPets.yaml': '[]',
    'configured/standin.config.json': { spec: '../pets.json' },
    'configured/fixtures/getPet.yaml': '- respond: { body: { id: 8, name: Beside } }',
    'named/standin.config.json': { spec: '../pets.json', fixtures: '../good', scenario: 'rainy' },
  });
  spec = folder.file('pets.json');
});
afterAll(() => folder.remove());

async function answer(args: string[], path = '/pets/7'): Promise<{ status: number; body: unknown }> {
  const line = new CommandLine([...args, '--port', '0', '--quiet', '--json']);
  const [, url = ''] = await line.printed(/"url":"([^"]+)"/);
  try {
    const response = await fetch(`${url}${path}`, { headers: { authorization: 'Bearer token' } });
    const text = await response.text();
    return { status: response.status, body: text === '' ? '' : (JSON.parse(text) as unknown) };
  } finally {
    await line.stop();
  }
}

test('a folder of fixtures that is named answers', async () => {
  const args = [spec, '--fixtures', folder.file('good')];
  expect(await answer(args)).toEqual({ status: 200, body: { id: 7, name: 'Rex' } });
  expect(await answer([...args, '--scenario', 'rainy'])).toEqual({ status: 404, body: { message: 'gone' } });
});

test('fixtures beside the configuration are found', async () => {
  const args = ['--config', folder.file('configured/standin.config.json')];
  expect((await answer(args)).body).toEqual({ id: 8, name: 'Beside' });
});

test('the configuration names fixtures and a scenario, seen from its own folder', async () => {
  const args = ['--config', folder.file('named/standin.config.json')];
  expect((await answer(args)).body).toEqual({ message: 'gone' });
});

test('the embedded default has fixtures of its own', async () => {
  expect(await answer([], '/providers/scim/5/sync/status/')).toEqual({ status: 404, body: '' });
});

test('fixtures that are named and wrong keep a mock from starting', async () => {
  const { code, err } = await standin([spec, '--fixtures', folder.file('bad'), '--port', '0']);
  expect(code).toBe(2);
  expect(err).toMatch(
    /bad\/getPet\.yaml:2:5: error: The body of case 1 of getPet .*must have the property "name"/,
  );
  expect(err).toMatch(/Failed to use the fixtures .*: 2 things in them are wrong/);
});

test.each([
  [['--fixtures', 'nowhere'], /Failed to read the fixtures nowhere: there is no such folder/],
  [['--fixtures', 'good', '--scenario', 'rany'], /Did you mean rainy\?/],
  [['--scenario', 'rainy'], /there are no fixtures/],
])('%j cannot run', async (args, expected) => {
  const { code, err } = await standin([
    spec,
    ...args.map((each) => (each === 'good' ? folder.file(each) : each)),
  ]);
  expect(code).toBe(2);
  expect(err).toMatch(expected);
});

test('check lists what is wrong in fixtures and exits with 1', async () => {
  const { code, out } = await standin(['check', spec, '--fixtures', folder.file('bad'), '--json']);
  expect(code).toBe(1);
  const [{ faults }] = jsonLines(out) as [{ faults: Array<{ code: string }> }];
  expect(faults.map((fault) => fault.code)).toEqual(['fixture-body', 'fixture-unknown-operation']);
  expect((await standin(['check', spec, '--fixtures', folder.file('good')])).code).toBe(0);
});

test('types are written to a file or to standard output', async () => {
  const path = folder.file('api.ts');
  const written = await standin(['types', spec, '-o', path]);
  expect(written).toMatchObject({ code: 0, out: '' });
  expect(written.err).toMatch(/Wrote .*api\.ts, with the types of 5 operations\./);
  expect((await standin(['types', spec])).out).toContain('export interface operations');
  expect((await standin(['types', spec, '-o', folder.file('none/api.ts')])).code).toBe(2);
});

test('the fixtures of the embedded default are good', async () => {
  const { code, err } = await standin(['check', '--strict']);
  expect(err).toMatch(/Fine: 22 operations/);
  expect(code).toBe(0);
});
