import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as library from '../../src/index.ts';
import { CommandLine, Folder, standin } from '../cli/command-line.ts';
import { archive } from './recording.ts';

const root = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const page = await readFile(root('docs/workflows.md'), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map((match) => match[1]!);

const recorded = archive([{ url: 'http://127.0.0.1:4010/api/v3/providers/scim/', answer: {} }]);

describe('docs/workflows.md', () => {
  let folder: Folder;
  let server: CommandLine;
  let url: string;

  beforeAll(async () => {
    const workflow = blocks('yaml')[0]!;
    folder = await Folder.create({
      [/^# (\S+)/.exec(workflow)![1]!]: workflow,
      'spec/authentik.yaml': await readFile(root('spec/authentik.yaml'), 'utf8'),
      'recording.har': recorded,
    });
    server = new CommandLine(['mock', '--port', '0']);
    url = (await server.printed(/(http:\/\/127\.0\.0\.1:\d+)/))[1]!;
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const here = (text: string) =>
    text
      .replaceAll('http://127.0.0.1:4010', url)
      .replaceAll(/(?<![\w/.])(?:contracts|spec)\/[\w.-]+|recording\.har/g, (name) => folder.file(name));

  test.each(
    blocks('sh').flatMap((block) =>
      block
        .trim()
        .split('\n')
        .map((line) => [line]),
    ),
  )('%s', async (line) => {
    const words = here(line).match(/(?:[^\s']|'[^']*')+/g) ?? [];
    const ended = await standin([...words.slice(1).map((word) => word.replaceAll("'", '')), '--quiet']);
    expect(ended).toMatchObject({ code: 0, err: '' });
  });

  test('the program does what it says', async () => {
    const printed: unknown[] = [];
    const [program = ''] = blocks('ts');
    const body = here(program)
      .replaceAll(/^import (\{[^}]*\}) from 'standin';$/gm, 'const $1 = library;')
      .replaceAll('api!', 'api');
    const AsyncFunction = (async () => undefined).constructor as new (
      ...parts: string[]
    ) => (...given: unknown[]) => Promise<void>;
    await new AsyncFunction('library', 'console', body)(library, {
      log: (value: unknown) => printed.push(value),
    });
    expect(printed).toEqual([true]);
  });
});
