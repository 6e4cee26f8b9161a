import { afterAll, beforeAll, expect, test } from 'vitest';
import { Folder, pets, standin } from './command-line.ts';

let folder: Folder;

beforeAll(async () => {
  folder = await Folder.create({
    'pets.json': pets,
    'seed-5.yaml': 'spec: pets.json\nseed: 5\n',
    'module.mjs': "export default { spec: './pets.json', seed: 5 };\n",
    'common.cjs': "module.exports = { spec: 'pets.json', seed: 5 };\n",
    'data.json': { spec: 'pets.json', seed: '5' },
    'many.yaml': 'spec: pets.json\nport: 99\nquiet: true\nlistSize: 2-2\nonViolation: warn\nauth: false\n',
  });
});
afterAll(() => folder.remove());

async function sampled(args: string[], env: Record<string, string> = {}): Promise<string> {
  const { code, out, err } = await standin(['sample', ...args], { env });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

test.each(['seed-5.yaml', 'module.mjs', 'common.cjs', 'data.json'])(
  '%s gives what the command line does not say',
  async (name) => {
    const expected = await sampled([folder.file('pets.json'), 'getPet', '--seed', '5']);
    expect(await sampled(['getPet', '--config', folder.file(name)])).toBe(expected);
    expect(await sampled(['getPet'], { STANDIN_CONFIG: folder.file(name) })).toBe(expected);
  },
);

test('flags come before the environment, and that before the configuration', async () => {
  const spec = folder.file('pets.json');
  const [three, four] = await Promise.all(
    ['3', '4'].map((seed) => sampled([spec, 'getPet', '--seed', seed])),
  );
  const config = ['--config', folder.file('seed-5.yaml')];
  expect(await sampled(['getPet', ...config], { STANDIN_SEED: '4' })).toBe(four);
  expect(await sampled(['getPet', ...config, '--seed', '3'], { STANDIN_SEED: '4' })).toBe(three);
});

test('the description may come from the environment', async () => {
  const expected = await sampled([folder.file('pets.json'), 'getPet']);
  expect(await sampled(['getPet'], { STANDIN_SPEC: folder.file('pets.json') })).toBe(expected);
});

test('a configuration speaks to every command, and each takes what it knows', async () => {
  const out = await sampled(['listPets', '--config', folder.file('many.yaml')]);
  expect(JSON.parse(out)).toHaveLength(2);
});

test.each([
  ['STANDIN_QUIET', 'true', ''],
  ['STANDIN_QUIET', '1', ''],
  ['STANDIN_QUIET', 'ON', ''],
  ['STANDIN_QUIET', 'false', 'Fine'],
  ['STANDIN_QUIET', '0', 'Fine'],
  ['STANDIN_QUIET', 'no', 'Fine'],
  ['STANDIN_QUIET', '', 'Fine'],
])('%s=%j is read', async (name, value, said) => {
  const { code, err } = await standin(['check', folder.file('pets.json')], { env: { [name]: value } });
  expect(code).toBe(0);
  expect(err.slice(0, 4)).toBe(said);
});

test.each([
  ['STANDIN_PORT', 'x', 'it must be a whole number from 0 to 65535.'],
  ['STANDIN_AUTH', 'perhaps', 'it must be true or false.'],
  ['STANDIN_LIST_SIZE', '9-1', 'it must be a number, or two with a dash between: 10 or 2-8.'],
  ['STANDIN_ON_VIOLATION', 'ask', 'allowed choices are refuse, warn, ignore.'],
])('%s=%s is refused', async (name, value, reason) => {
  const { code, err } = await standin(['mock'], { env: { [name]: value } });
  expect({ code, err }).toEqual({
    code: 2,
    err: `error: Failed to read the environment variable ${name}: ${reason}\n`,
  });
});

test.each([
  ['prot: 1', 'there is no setting called prot. Did you mean port?'],
  ['nothing like it: 1', 'there is no setting called nothing like it. A setting is called as its flag is'],
  ['config: other.yaml', 'there is no setting called config'],
  ['quiet: maybe', 'Failed to read quiet in CONFIG: it must be true or false.'],
  ['seed: [1]', 'Failed to read seed in CONFIG: it must be a text or a number.'],
  ['listSize: many', 'Failed to read listSize in CONFIG: it must be a number, or two'],
  ['spec: 3', 'Failed to read spec in CONFIG: it must be the name of a description.'],
  [
    'a: b: c',
    'Failed to read the configuration CONFIG: bad indentation of a mapping entry (1:5). Correct it there.',
  ],
  ['- 1', 'it holds no object. Export one, with flags as its keys.'],
])('the configuration %j is refused', async (text, words) => {
  const path = await folder.write('bad.yaml', text);
  const { code, out, err } = await standin(['sample', 'getPet', '--config', path]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(words.replace('CONFIG', path));
});

test('a configuration that is asked for must be there', async () => {
  const { code, err } = await standin(['check', '--config', folder.file('none.yaml')]);
  expect(code).toBe(2);
  expect(err).toContain('there is no such file. Check the name after --config.');
});

test('an empty configuration says nothing', async () => {
  const path = await folder.write('empty.yaml', '');
  expect(await sampled([folder.file('pets.json'), 'getPet', '--config', path])).toContain('"name"');
});
