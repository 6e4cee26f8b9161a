import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { StandinError } from '../errors.ts';
import { applyConfig } from './config.ts';
import { exitCode } from './command.ts';
import { printError } from './output.ts';
import { packageVersion } from './package.ts';

/** Runs one command line; the exit code comes back. */
export async function run(args: readonly string[]): Promise<number> {
  let code: number = exitCode.fine;
  const program = createProgram((result) => {
    code = result;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.fine : exitCode.failed;
    if (!(error instanceof StandinError)) throw error;
    printError(error, args.includes('--json'));
    return exitCode.failed;
  }
}

const examples = `
Examples:
  $ standin                                serve the embedded default on http://127.0.0.1:4010
  $ standin openapi.yaml -p 3000           serve a description of yours
  $ standin mock docs/*.api.mdx            serve a folder of documentation pages
  $ standin check openapi.yaml             find what is wrong in it, exit 1 if anything is
  $ standin sample openapi.yaml getUser    print one valid answer
  $ standin bundle api/main.yaml -o all.json

Every flag is also a key of standin.config.{js,ts,json,yaml} (camelCase) and an environment variable (STANDIN_PORT).`;

function createProgram(finish: (code: number) => void): Command {
  const program = new Command('standin')
    .description('Stands in for an HTTP API that is described by OpenAPI.')
    .version(packageVersion(), '-v, --version')
    .showSuggestionAfterError(true)
    .showHelpAfterError('Run standin --help for the commands, standin COMMAND --help for their flags.')
    .addHelpText('after', examples)
    .exitOverride();
  addMock(program, finish);
  addCheck(program, finish);
  addSample(program, finish);
  addBundle(program, finish);
  program.hook('preAction', (_program, command) => applyConfig(command));
  return program;
}

function addMock(program: Command, finish: (code: number) => void): void {
  common(program.command('mock', { isDefault: true }))
    .argument('[spec]', 'file, URL, folder or glob of *.api.mdx pages, or - for standard input')
    .description('Serve a mock. Without a description: the embedded default.')
    .addOption(
      option('-p, --port <number>', 'port to listen on').default(4010).argParser(wholeNumber(0, 65_535)),
    )
    .addOption(option('-H, --host <address>', 'address to listen on').default('127.0.0.1'))
    .addOption(option('--dynamic', 'generate every answer, also where there are examples'))
    .addOption(option('--list-size <n>', 'items in a list, for example 10 or 2-8').argParser(sizeRange))
    .addOption(
      option('--on-violation <what>', 'a request that breaks the description')
        .choices(['refuse', 'warn'])
        .default('refuse'),
    )
    .addOption(option('--no-auth', 'ask for no credentials'))
    .addOption(option('--no-cors', 'send no CORS headers'))
    .addHelpText(
      'after',
      '\nExamples:\n  $ standin mock openapi.yaml --dynamic --seed 7\n  $ curl -H "Prefer: code=404" http://127.0.0.1:4010/users/7',
    )
    .action(async (spec: string | undefined, flags) => {
      const { mock } = await import('./commands/mock.ts');
      finish(await mock(spec, flags));
    });
}

function addCheck(program: Command, finish: (code: number) => void): void {
  common(program.command('check'))
    .argument('[spec]', 'as for mock')
    .description('Find what is wrong in a description and prove that every operation can be answered.')
    .addOption(option('--strict', 'exit with 1 for warnings too'))
    .addHelpText(
      'after',
      '\nExamples:\n  $ standin check openapi.yaml\n  $ standin check openapi.yaml --json | jq .faults',
    )
    .action(async (spec: string | undefined, flags) => {
      const { check } = await import('./commands/check.ts');
      finish(await check(spec, flags));
    });
}

function addSample(program: Command, finish: (code: number) => void): void {
  common(program.command('sample'))
    .argument('<spec-or-operation>', 'description; left out, the embedded default is meant')
    .argument('[operation]', 'operationId, or "GET /users/{id}"')
    .description('Print one valid response of an operation, or a request for it.')
    .addOption(option('--request', 'print a request as a curl line'))
    .addOption(option('--status <code>', 'which response').argParser(wholeNumber(100, 599)))
    .addOption(option('--dynamic', 'generate, also where there is an example'))
    .addHelpText(
      'after',
      '\nExamples:\n  $ standin sample openapi.yaml "GET /users/{id}"\n  $ standin sample openapi.yaml createUser --request',
    )
    .action(async (first: string, second: string | undefined, flags) => {
      const { sample } = await import('./commands/sample.ts');
      finish(await sample(second === undefined ? undefined : first, second ?? first, flags));
    });
}

function addBundle(program: Command, finish: (code: number) => void): void {
  common(program.command('bundle'))
    .argument('<source>', 'as for mock')
    .description(
      'Write one self-contained document from many files, or from a folder of documentation pages.',
    )
    .addOption(option('-o, --output <file>', '.json, .yaml or .yml; without it, YAML to standard output'))
    .addHelpText(
      'after',
      '\nExamples:\n  $ standin bundle api/main.yaml -o dist/openapi.json\n  $ standin bundle docs/ > openapi.yaml',
    )
    .action(async (source: string, flags) => {
      const { bundle } = await import('./commands/bundle.ts');
      finish(await bundle(source, flags));
    });
}

function common(command: Command): Command {
  return command
    .addOption(option('--seed <seed>', 'decides all generated data'))
    .addOption(option('--locale <locale>', 'language of generated data, for example de or pt-BR'))
    .addOption(option('--config <file>', 'read this configuration instead of standin.config.*'))
    .addOption(option('--allow-remote-refs', 'follow references to http: and https: addresses'))
    .addOption(option('--max-bytes <n>', 'largest source that is read').argParser(wholeNumber(1, 2 ** 31)))
    .addOption(option('--json', 'print JSON for machines'))
    .addOption(option('--quiet', 'print errors only'))
    .addOption(option('--verbose', 'print more'))
    .exitOverride();
}

/** An option that is an environment variable too: `--list-size` is STANDIN_LIST_SIZE. */
function option(flags: string, description: string): Option {
  const made = new Option(flags, description);
  return made.env(`STANDIN_${made.name().replace(/^no-/, '').replaceAll('-', '_').toUpperCase()}`);
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}

function sizeRange(text: string): { min: number; max: number } {
  const match = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(text);
  const min = Number(match?.[1]);
  const max = Number(match?.[2] ?? match?.[1]);
  if (match && min <= max) return { min, max };
  throw new InvalidArgumentError('It must be a number, or two with a dash between: 10 or 2-8.');
}
