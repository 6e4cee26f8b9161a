import { rename } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { CommandLine, Folder } from './command-line.ts';

let folder: Folder;
let mock: CommandLine | undefined;

afterEach(async () => {
  await mock?.stop();
  mock = undefined;
  await folder.remove();
});

/** A description whose one answer is the given text. */
function saying(text: string): string {
  return `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /word:
    get: { responses: { 200: { description: d, content: { application/json: { schema: { const: ${text} } } } } } }
`;
}

/** A description that keeps the answer in another file. */
const split = `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /word:
    get: { responses: { 200: { description: d, content: { application/json: { schema: { $ref: parts/word.yaml } } } } } }
`;

/** Serves, and gives the URL once changes are followed. */
async function serve(args: readonly string[]): Promise<string> {
  mock = new CommandLine([...args, '--port', '0', '--verbose']);
  const [url] = await mock.printed(/http:\/\/127\.0\.0\.1:\d+/);
  await mock.printed(/Changes to .* are followed/);
  return url;
}

async function word(url: string): Promise<unknown> {
  const response = await fetch(`${url}/word`);
  return response.status === 200 ? response.json() : response.status;
}

/** Forgets what was printed, does it, and waits for the mock to say that it has seen it. */
async function seen(work: () => Promise<unknown>, said: RegExp = /Reloaded: \d+ operation/): Promise<void> {
  mock!.out = '';
  mock!.err = '';
  await work();
  await mock!.printed(said);
}

test('a description that is written anew is served anew', async () => {
  folder = await Folder.create({ 'api.yaml': saying('one') });
  const url = await serve([folder.file('api.yaml')]);
  expect(await word(url)).toBe('one');
  await seen(() => folder.write('api.yaml', saying('two')));
  expect(await word(url)).toBe('two');
});

test('so is one that is replaced by another file of its name, more than once', async () => {
  folder = await Folder.create({ 'api.yaml': saying('one') });
  const url = await serve([folder.file('api.yaml')]);
  for (const text of ['two', 'three']) {
    await folder.write('next.yaml', saying(text));
    await seen(() => rename(folder.file('next.yaml'), folder.file('api.yaml')));
    expect(await word(url)).toBe(text);
  }
});

test('files that it refers to are followed, those too that come later', async () => {
  folder = await Folder.create({ 'api.yaml': split, 'parts/word.yaml': 'const: one\n' });
  const url = await serve([folder.file('api.yaml')]);
  await seen(() => folder.write('parts/word.yaml', '$ref: other.yaml\n'));
  await seen(() => folder.write('parts/other.yaml', 'const: two\n'));
  expect(await word(url)).toBe('two');
});

test('the last good version goes on where the new one cannot be used, and the error is said once', async () => {
  folder = await Folder.create({ 'api.yaml': saying('one') });
  const url = await serve([folder.file('api.yaml')]);
  await seen(
    () => folder.write('api.yaml', 'openapi: 3.1.0\npaths: ['),
    /error: .*The last good version goes on\./,
  );
  expect(await word(url)).toBe('one');
  const errors = () => mock!.err.split('\n').filter((line) => line.includes('error:')).length;
  await folder.write('api.yaml', 'openapi: 3.1.0\npaths: [ ');
  await seen(() => folder.write('api.yaml', saying('two')));
  expect(errors()).toBeLessThanOrEqual(1);
  expect(await word(url)).toBe('two');
});

test('a request under way is answered by what it has come to, and its connection lasts', async () => {
  folder = await Folder.create({ 'api.yaml': saying('one') });
  const url = await serve([folder.file('api.yaml')]);
  const slow = fetch(`${url}/word`, { headers: { prefer: 'wait=1' } });
  await seen(() => folder.write('api.yaml', saying('two')));
  expect(await (await slow).json()).toBe('one');
  expect(await word(url)).toBe('two');
});

test('the configuration is followed', async () => {
  folder = await Folder.create({ 'api.yaml': saying('one'), 'c.json': { fault: 'empty' } });
  const url = await serve([folder.file('api.yaml'), '--config', folder.file('c.json')]);
  expect(await (await fetch(`${url}/word`)).text()).toBe('');
  await seen(() => folder.write('c.json', {}));
  expect(await word(url)).toBe('one');
  await seen(() => folder.write('c.json', { fault: 'nonsense' }), /error: .*"nonsense" means nothing/);
  expect(await word(url)).toBe('one');
});

test('fixtures are followed', async () => {
  folder = await Folder.create({
    'api.yaml': saying('one').replace('get: {', 'get: { operationId: say,'),
    'f/say.yaml': '- respond: { status: 404 }\n',
  });
  const url = await serve([folder.file('api.yaml'), '--fixtures', folder.file('f')]);
  expect(await word(url)).toBe(404);
  await seen(() => folder.write('f/say.yaml', '- respond: { status: 410 }\n'));
  expect(await word(url)).toBe(410);
});

test('modules are loaded anew: handlers and a configuration', async () => {
  const handler = (status: number) => `export const say = () => ({ status: ${status} });\n`;
  folder = await Folder.create({
    'api.yaml': saying('one').replace('get: {', 'get: { operationId: say,'),
    'f/handlers.mjs': handler(404),
    'c.mjs': `export default { fixtures: 'f' };\n`,
  });
  const url = await serve([folder.file('api.yaml'), '--config', folder.file('c.mjs')]);
  expect(await word(url)).toBe(404);
  await seen(() => folder.write('f/handlers.mjs', handler(410)));
  expect(await word(url)).toBe(410);
  await seen(() => folder.write('c.mjs', `export default { fixtures: 'f', fault: 'empty' };\n`));
  expect((await fetch(`${url}/word`)).headers.get('standin-fault')).toBe('empty');
});

test('nothing is followed with --no-watch', async () => {
  folder = await Folder.create({ 'api.yaml': saying('one') });
  mock = new CommandLine([folder.file('api.yaml'), '--port', '0', '--verbose', '--no-watch']);
  const [url] = await mock.printed(/http:\/\/127\.0\.0\.1:\d+/);
  await mock.printed(/Try:/);
  expect(await word(url!)).toBe('one');
  expect(mock.err).not.toContain('are followed');
});

/** Things with a name; `/things` under another path or another schema on demand. */
function things(path: string, name: object): object {
  const thing = {
    type: 'object',
    required: ['id', 'name'],
    properties: { id: { type: 'integer', readOnly: true }, name },
  };
  const content = { 'application/json': { schema: thing } };
  return {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      [`/${path}`]: {
        get: {
          responses: {
            200: {
              description: '',
              content: { 'application/json': { schema: { type: 'array', items: thing } } },
            },
          },
        },
        post: { requestBody: { content }, responses: { 201: { description: '', content } } },
      },
      [`/${path}/{id}`]: {
        get: {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          responses: { 200: { description: '', content }, 404: { description: '' } },
        },
      },
    },
  };
}

test('what was created lasts as long as the description has a place for it, and what has none is said', async () => {
  const text = { type: 'string' };
  folder = await Folder.create({ 'api.json': things('things', text) });
  const url = await serve([folder.file('api.json')]);
  const created = await fetch(`${url}/things`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'kept' }),
  });
  const made = (await created.json()) as { id: number };
  expect(created.status).toBe(201);
  const found = async () => (await fetch(`${url}/things/${made.id}`)).json();

  await seen(() => folder.write('api.json', things('things', { ...text, maxLength: 20 })));
  expect(await found()).toEqual(made);

  await seen(
    () => folder.write('api.json', things('items', text)),
    /1 entity of \/things: no such collection is described any more\./,
  );
  expect((await fetch(`${url}/things/${made.id}`)).status).toBe(404);

  await seen(
    () => folder.write('api.json', things('things', { type: 'boolean' })),
    /1 entity of \/things no longer fit: what does not is made up anew\./,
  );
  expect(await found()).toEqual({ id: made.id, name: expect.any(Boolean) });
});
