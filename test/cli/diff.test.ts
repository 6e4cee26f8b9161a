import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Folder, jsonLines, pets, standin } from './command-line.ts';

let folder: Folder;

/** With the member `name` of at most so many characters, in a file of its own. */
const described = (maxLength: number, more: object = {}): Record<string, object> => ({
  'api.json': {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    paths: {
      '/pets': {
        post: {
          requestBody: {
            content: { 'application/json': { schema: { $ref: 'pet.json' } } },
          },
          responses: { 204: { description: 'ok' } },
        },
      },
      '/other': { get: { responses: { 204: { description: 'ok' } } } },
      ...more,
    },
  },
  'pet.json': { type: 'object', properties: { name: { type: 'string', maxLength } } },
});

const git = (...args: string[]): void => {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: folder.path,
    stdio: 'ignore',
  });
};

beforeAll(async () => {
  folder = await Folder.create({ ...described(9), 'old.json': described(9)['api.json']!, 'pets.json': pets });
  git('init', '-b', 'main');
  git('add', '.');
  git('commit', '-m', 'first');
  for (const [name, text] of Object.entries(described(5))) await folder.write(name, text);
});
afterAll(() => folder.remove());

test('changes since a commit are told with both places and a value that shows them', async () => {
  const { code, out, err } = await standin(['diff', '--since', 'main', folder.file('api.json')]);
  expect({ code, err }).toEqual({ code: 0, err: '1 breaking change, 0 warnings, 0 other changes.\n' });
  const lines = out.trim().split('\n');
  expect(lines[0]).toBe(
    "breaking The request's body (application/json), /name: maxLength is 5, was 9. [request-property-max-length-decreased]",
  );
  expect(lines[1]).toBe('  in POST /pets');
  expect(lines[2]).toMatch(/was .*pet\.json:6:\d+, is .*pet\.json:6:\d+$/);
  expect(lines[3]).toMatch(
    /^ {2}"[^"]{6,9}" was accepted, and now must NOT have more than 5 characters|^ {2}".*" was accepted/,
  );
});

test('with --breaking the exit code is 1 where somebody breaks, and 0 the other way round', async () => {
  const since = ['diff', '--since', 'main', folder.file('api.json'), '--breaking'];
  expect((await standin(since)).code).toBe(1);
  expect((await standin([...since, '--ignore', 'request-property-max-length-decreased'])).code).toBe(0);
  const same = ['diff', folder.file('api.json'), folder.file('api.json'), '--breaking'];
  expect(await standin(same)).toEqual({ code: 0, out: '', err: 'No changes.\n' });
});

test('JSON, Markdown and annotations say the same', async () => {
  const since = ['diff', '--since', 'main', folder.file('api.json')];
  const { out } = await standin([...since, '--json']);
  expect(jsonLines(out)[0]).toMatchObject([
    { rule: 'request-property-max-length-decreased', level: 'breaking', proof: { acceptedBy: 'before' } },
  ]);
  const markdown = (await standin([...since, '--format', 'markdown'])).out;
  expect(markdown).toMatch(/^### 1 breaking change/);
  expect(markdown).toContain('| **breaking** |');
  const github = (await standin([...since, '--format', 'github'])).out;
  expect(github).toMatch(/^::error file=.*pet\.json,line=6,title=request-property-max-length-decreased::/);
});

test.each([
  ['not two descriptions', ['diff', 'a.json'], 'standin diff OLD NEW'],
  ['an unknown commit', ['diff', '--since', 'nowhere', 'api.json'], 'Git knows none of this name'],
  ['a file that was not there', ['diff', '--since', 'main', 'new.json'], 'it was not there yet'],
])('%s are said plainly, with exit code 2', async (_, [command, ...rest], words) => {
  await folder.write('new.json', pets);
  const args = rest.map((arg) => (arg.endsWith('.json') ? folder.file(arg) : arg));
  const { code, err } = await standin([command!, ...args]);
  expect(code).toBe(2);
  expect(err).toContain(words);
});

test('verify --since runs what a change has touched alone', async () => {
  const { code, out, err } = await standin([
    'verify',
    folder.file('api.json'),
    '--since',
    'main',
    '--dry-run',
    '--json',
  ]);
  expect(code).toBe(0);
  expect(new Set(jsonLines(out).map(({ operation }) => operation))).toEqual(new Set(['POST /pets']));
  expect(err).toBe('');
  const untouched = ['verify', folder.file('pets.json'), '--since', 'main', '--target', 'http://127.0.0.1:1'];
  expect(await standin(untouched)).toMatchObject({
    code: 0,
    err: '0 of 5 operations were touched since main.\n',
  });
});
