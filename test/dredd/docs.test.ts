import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { processTerminal } from '../../src/cli/terminal.ts';
import * as library from '../../src/index.ts';
import { root, tryTarget } from './library.ts';

const page = readFileSync(join(root, 'docs/dredd.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map((match) => match[1]!);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'standin-dredd-docs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the hook that is shown changes what is sent', async () => {
  const hooks = join(folder, 'hooks.js');
  writeFileSync(hooks, blocks('js')[0]!);
  const api = await library.loadApi({
    openapi: '3.1.0',
    info: { title: 'Users', version: '1' },
    paths: {
      '/users/{id}': {
        get: {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 100 } }],
          responses: {
            200: { description: 'd', content: { 'application/json': { schema: { type: 'object' } } } },
          },
        },
      },
    },
  });
  const asked: string[] = [];
  const target = (request: Request) => {
    asked.push(`${new URL(request.url).pathname} ${request.headers.get('x-tenant')}`);
    return Response.json({});
  };
  const { findings } = await tryTarget(
    api,
    target,
    {},
    { cwd: relative(process.cwd(), folder) || '.', hookfiles: ['hooks.js'] },
  );
  expect(findings).toEqual([]);
  expect(asked.at(-1)).toBe('/users/7 acme');
});

test('the flags and the exports that are shown are there', () => {
  const program = createProgram(processTerminal(), () => undefined);
  const verify = program.commands.find((command) => command.name() === 'verify')!;
  const known = new Set(verify.options.map(({ long }) => long));
  const shown = [...page.matchAll(/`?(--[a-z][a-z-]+)/g)].map((match) => match[1]!);
  expect(shown.filter((flag) => !known.has(flag) && flag !== '--save-dev')).toEqual([]);
  const [, names] = /import \{ (.*) \} from 'standin'/.exec(blocks('ts')[0]!)!;
  expect(names!.split(', ').filter((name) => !(name in library))).toEqual([]);
});
