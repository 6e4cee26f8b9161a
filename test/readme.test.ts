import { existsSync, readFileSync } from 'node:fs';
import * as http from 'node:http';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { createProgram } from '../src/cli/program.ts';
import { processTerminal } from '../src/cli/terminal.ts';
import * as library from '../src/index.ts';
import { CommandLine, standin } from './cli/command-line.ts';
import '../src/testkit/vitest.ts';
import { PEOPLE } from './testkit/people.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const readme = read('README.md');

function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    (match) => match[1]!,
  );
}

/** The commands of the console blocks, each with what it shows. */
const commands = blocks('console').flatMap((block) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const [command = '', ...shown] = text.trimEnd().split('\n');
      return { command, shown };
    }),
);

/** Is the line what is shown, which may be cut short by an ellipsis? */
function matches(line: string, shown: string): boolean {
  return shown.endsWith('…') ? line.startsWith(shown.slice(0, -1).trimEnd()) : line === shown;
}

/** Every shown line occurs, in this order; a line that is but an ellipsis stands for any. */
function expectShown(output: string, shown: readonly string[]): void {
  const lines = output.split('\n');
  let from = 0;
  for (const line of shown.filter((each) => each.trim() !== '…')) {
    const at = lines.findIndex((each, index) => index >= from && matches(each, line));
    expect(at, `"${line}" in\n${output}`).toBeGreaterThanOrEqual(from);
    from = at + 1;
  }
}

/** What a curl line of the README asks for. */
function curlRequest(command: string, port: string): Request {
  const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2]!);
  const after = (flag: string) => words.flatMap((word, index) => (words[index - 1] === flag ? [word] : []));
  const url = words.find((word) => word.startsWith('http'))!.replace(':4010', `:${port}`);
  const headers = new Headers(after('-H').map((header) => header.split(': ') as [string, string]));
  const [body] = after('-d');
  return new Request(url, body === undefined ? { headers } : { method: 'POST', headers, body });
}

describe('the transcript', () => {
  const [start, ...asked] = commands.filter(({ command }) => !command.startsWith('standin'));
  let mock: CommandLine;
  let port: string;

  beforeAll(async () => {
    mock = new CommandLine(['--port', '0']);
    await mock.printed(/Try: .*\n/);
    port = /127\.0\.0\.1:(\d+)/.exec(mock.out)![1]!;
    return async () => {
      await mock.stop();
    };
  });

  test('shows what is served', () => {
    expect(start?.command).toBe('npm ci && npm start');
    expectShown(mock.out.replaceAll(port, '4010'), start!.shown);
  });

  test.each(asked)('shows the answer to $command', async ({ command, shown }) => {
    expect(command).toMatch(/^curl -s /);
    const response = await fetch(curlRequest(command, port));
    expectShown(await response.text(), shown);
  });
});

test.each(commands.filter(({ command }) => command.startsWith('standin')))(
  'the output of $command is what is shown',
  async ({ command, shown }) => {
    const { out, err } = await standin(command.split(' ').slice(1));
    expect(`${out}${err}`.trimEnd().split('\n')).toEqual(shown);
  },
);

test.each(blocks('js').map((code) => [code]))(
  'the program in the README does what it says: %#',
  async (code) => {
    const modules: Record<string, object> = {
      standin: library,
      hono: { Hono },
      'node:http': http,
      'standin/vitest': { mockTest },
      vitest: { expect, test: (name: string, work: () => unknown) => tests.push({ name, work }) },
    };
    const tests: Array<{ name: string; work: () => unknown }> = [];
    // As the fixture does it, for a file that the program is only an example of.
    function mockTest(_source: string, options: library.TestMockOptions) {
      return (name: string, work: (context: object) => unknown) => {
        const run = async () => {
          await using api = await library.mock(PEOPLE, options);
          await work({ api });
        };
        tests.push({ name, work: run });
      };
    }
    const body = code.replaceAll(/^import (\{[^}]*\}) from '([^']+)';$/gm, "const $1 = modules['$2'];");
    const AsyncFunction = (async () => undefined).constructor as new (
      ...parts: string[]
    ) => (given: typeof modules) => Promise<void>;
    await new AsyncFunction('modules', body)(modules);
    expect(tests.length).toBeGreaterThan(0);
    for (const { work } of tests) await work();
  },
);

test('the commands of shell blocks are understood', () => {
  const program = createProgram(processTerminal(), () => undefined);
  const lines = blocks('sh').flatMap((block) => block.match(/^standin .*$/gm) ?? []);
  expect(lines.length).toBeGreaterThan(5);
  const unknown = lines.flatMap((line) => {
    const words = line
      .replace(/\s+#.*$/, '')
      .split(' ')
      .slice(1);
    const command = program.commands.find((each) => each.name() === words[0]);
    const options = (command ?? program.commands[0]!).options.flatMap(({ long, short }) => [long, short]);
    return words.filter((word) => word.startsWith('-') && !options.includes(word));
  });
  expect(unknown).toEqual([]);
});

test('the flags in the table are those of the commands', () => {
  const program = createProgram(processTerminal(), () => undefined);
  const names = program.commands.map((command) => command.name());
  const known = new Map<string, string[]>();
  for (const command of program.commands) {
    for (const { flags } of command.options) known.set(flags, [...(known.get(flags) ?? []), command.name()]);
  }
  const rows = [...readme.matchAll(/^\| `(-[^`]+)` \| ([a-z, ]+) \|/gm)];
  const documented = new Map(
    rows.map(([, flags, commands]) => [flags, commands === 'all' ? names : commands!.split(', ')]),
  );
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(known));
});

test('the commands in the table are those that there are', () => {
  const program = createProgram(processTerminal(), () => undefined);
  const rows = [...readme.matchAll(/^\| `standin ([a-z]+|\[spec\])/gm)].map(([, name]) => name);
  expect(new Set(['mock', ...rows.filter((name) => name !== '[spec]')])).toEqual(
    new Set(program.commands.map((command) => command.name())),
  );
});

test.each(['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md'])('%s names files that exist', (name) => {
  const text = read(name);
  const linked = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1]!);
  const paths = [...text.matchAll(/`((?:src|test|spec|\.ci)\/[\w./-]*)`/g)].map((match) => match[1]!);
  expect([...linked, ...paths].filter((path) => !existsSync(`${root}/${path}`))).toEqual([]);
});
