import { Command, Option } from 'commander';
import {
  addCommonFlags,
  addDataFlags,
  addFaultFlags,
  addFixtureFlag,
  addSecretFlag,
  addStateFlags,
  wholeNumber,
} from './flags.ts';
import { addDiffFlags } from './grammar-diff.ts';
import { addImportGrammar } from './grammar-import.ts';
import { addPactCheckFlag, addPactFlags } from './grammar-pact.ts';
import { addInit, addReport, addSuiteFlags } from './grammar-suite.ts';
import { addVerifyFlags } from './grammar-verify.ts';
import { Output } from './output.ts';
import { packageVersion } from './package.ts';
import { applySettings, givenFlags, rereadSettings } from './settings.ts';
import type { Terminal } from './terminal.ts';

const examples = `
Examples:
  $ standin                                serve the embedded default on http://127.0.0.1:4010
  $ standin openapi.yaml -p 3000           serve a description of yours
  $ standin docs/                          serve a folder of documentation pages (*.api.mdx)
  $ standin check openapi.yaml             find what is wrong in it, exit 1 if anything is
  $ standin sample openapi.yaml getUser    print one valid answer
  $ standin bundle api/main.yaml -o all.json

Every flag is also a key of standin.config.{js,ts,json,yaml} (listSize: 10) and an environment variable
(STANDIN_LIST_SIZE=10); both also know "spec", the description where the command line names none.`;

const sourceHelp = 'file, URL, folder or pattern of *.api.mdx pages, or - for standard input';

/** Called with the exit code of the command that was run. */
export type Finish = (code: number) => void;

/** The command line's grammar. Nothing but what a command needs is loaded, and that when it is run. */
export function createProgram(terminal: Terminal, finish: Finish): Command {
  const program = new Command('standin')
    .description('Stands in for an HTTP API that is described by OpenAPI.')
    .version(packageVersion(), '-v, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show help for a command')
    .addHelpText('after', examples)
    .configureHelp({ minWidthToWrap: 20 })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      // Errors are written by whoever runs the program.
      writeErr: () => undefined,
      getOutHelpWidth: () => Math.min(terminal.columns ?? 80, 100),
    });
  addMock(program, terminal, finish);
  addCheck(program, terminal, finish);
  addVerify(program, terminal, finish);
  addDiff(program, terminal, finish);
  addInit(program, terminal, finish);
  addReport(program, terminal, finish);
  addSample(program, terminal, finish);
  addBundle(program, terminal, finish);
  addImport(program, terminal, finish);
  addTypes(program, terminal, finish);
  addTrigger(program, terminal, finish);
  program.hook('preAction', (_program, command) => applySettings(command, terminal.env));
  return program;
}

function addMock(program: Command, terminal: Terminal, finish: Finish): void {
  const command = program
    .command('mock', { isDefault: true })
    .summary('serve a mock; the command where none is named')
    .argument('[spec...]', `${sourceHelp}; several are served together, /path=spec below a path`)
    .description('Serve a mock. Without a description: the embedded default.')
    .optionsGroup('Serving:')
    .addOption(
      new Option('-p, --port <number>', 'port to listen on, 0 for any')
        .default(4010)
        .argParser(wholeNumber(0, 65_535)),
    )
    .addOption(new Option('-H, --host <address>', 'address to listen on').default('127.0.0.1'))
    .addOption(
      new Option('--on-violation <what>', 'what a request that breaks the description gets')
        .choices(['refuse', 'warn', 'ignore'])
        .default('refuse'),
    )
    .addOption(new Option('--strict', 'refuse query parameters that are not documented'))
    .addOption(new Option('--no-auth', 'ask for no credentials'))
    .addOption(
      new Option('--issuer', 'run a built-in OAuth 2.0 and OpenID Connect server, and ask for its tokens'),
    )
    .addOption(new Option('--accept-language', 'answer in the language that Accept-Language asks for'))
    .addOption(new Option('--prism', 'name errors as Prism does, and send its header sl-violations'))
    .addOption(
      new Option('--max-body-bytes <n>', 'longest request body that is taken').argParser(
        wholeNumber(1, 2 ** 31),
      ),
    )
    .addOption(new Option('--no-cors', 'send no CORS headers'))
    .addOption(new Option('--no-watch', 'do not reload when files change'))
    .addOption(new Option('--workers <n>', 'processes that serve the port').argParser(wholeNumber(1, 256)));
  addSecretFlag(command.addOption(new Option('--no-callbacks', 'send no callbacks'))).addOption(
    new Option('--allow-callbacks <hosts>', 'send callbacks to these hosts too, parted by commas'),
  );
  addFixtureFlag(command).addOption(
    new Option('--scenario <name>', 'lay the fixtures in this folder of them over the others'),
  );
  addCommonFlags(addDataFlags(addStateFlags(addFaultFlags(addPactFlags(command)))))
    .addHelpText(
      'after',
      '\nExamples:\n  $ standin mock openapi.yaml --dynamic --seed 7\n  $ curl -H "Prefer: code=404" http://127.0.0.1:4010/users/7',
    )
    .action(async (specs: string[], flags) => {
      const { mock } = await import('./commands/mock.ts');
      const reread = () => rereadSettings<typeof flags>(command, terminal.env);
      finish(await mock(specs, { output: new Output(terminal, flags), flags: { ...flags }, reread }));
    });
}

function addCheck(program: Command, terminal: Terminal, finish: Finish): void {
  const command = program
    .command('check')
    .summary('find what is wrong in a description')
    .argument('[spec...]', sourceHelp)
    .description(
      'Find what is wrong in a description: references that lead nowhere, schemas that no value satisfies, examples ' +
        'that are not valid (they are served only when asked for by name), operations that no request reaches. ' +
        'Exits with 1 if there are errors.',
    )
    .optionsGroup('Verdict:')
    .addOption(new Option('--strict', 'exit with 1 for warnings too'))
    .addOption(new Option('--state', 'print instead which collections were inferred, and why'));
  addCommonFlags(addDataFlags(addFixtureFlag(addPactCheckFlag(command))))
    .addHelpText(
      'after',
      '\nExamples:\n  $ standin check openapi.yaml\n  $ standin check openapi.yaml --json | jq .faults',
    )
    .action(async (specs: string[], flags) => {
      const { check } = await import('./commands/check.ts');
      // In a configuration, `state` and `pact` are the mock's.
      const state = command.getOptionValueSource('state') === 'cli';
      const pact = command.getOptionValueSource('pact') === 'cli' ? flags['pact'] : undefined;
      finish(await check(specs, { output: new Output(terminal, flags), flags: { ...flags, state, pact } }));
    });
}

function addVerify(program: Command, terminal: Terminal, finish: Finish): void {
  const command = program
    .command('verify')
    .summary('hold a real server to its description')
    .argument('[spec...]', sourceHelp)
    .description(
      'Send requests to a server and hold its answers to the description. Exits with 0 where the contract is kept, 1 where ' +
        'it is broken, 2 where it could not be told.',
    );
  addVerifyFlags(addSuiteFlags(command))
    .addHelpText(
      'after',
      '\nExamples:\n  $ standin verify openapi.yaml --target http://127.0.0.1:8000\n  $ standin verify openapi.yaml --target http://127.0.0.1:8000 --reporter console --reporter junit=report.xml',
    )
    .action(async (specs: string[], flags) => {
      const output = new Output(terminal, flags);
      const { suitesMeant } = await import('./suites.ts');
      const suites = await suitesMeant(specs);
      if (suites) {
        const { verifySuites } = await import('./commands/verify-suites.ts');
        finish(await verifySuites(suites, { output, flags: { ...flags, given: givenFlags(command) } }));
        return;
      }
      const { pactsAmong } = await import('./pacts.ts');
      const pacts = await pactsAmong(specs);
      if (pacts) {
        const { verifyPacts } = await import('./commands/verify-pacts.ts');
        finish(await verifyPacts(pacts, { output, flags }));
        return;
      }
      const { verify } = await import('./commands/verify.ts');
      finish(await verify(specs, { output, flags }));
    });
}

function addDiff(program: Command, terminal: Terminal, finish: Finish): void {
  const command = program
    .command('diff')
    .summary('tell what changed between two descriptions, and whom it breaks')
    .argument('[descriptions...]', 'the older one and the newer one; with --since, the newer one alone')
    .description(
      'Tell what has changed between two descriptions, and whom it breaks: clients that send what is refused now, or read ' +
        'what they did not expect. Values that only one of the two accepts show it.',
    );
  addDiffFlags(command)
    .addHelpText(
      'after',
      '\nExamples:\n  $ standin diff old.yaml new.yaml\n  $ standin diff --since main openapi.yaml --breaking',
    )
    .action(async (sources: string[], flags) => {
      const { diff } = await import('./commands/diff.ts');
      finish(await diff(sources, { output: new Output(terminal, flags), flags }));
    });
}

function addSample(program: Command, terminal: Terminal, finish: Finish): void {
  const command = program
    .command('sample')
    .summary('print a valid response, or a request')
    .argument('[spec]', `${sourceHelp}; without it, the embedded default`)
    .argument('[operation]', 'operationId, or "GET /users/{id}"')
    .description('Print one valid response of an operation, or a request for it.')
    .optionsGroup('Sample:')
    .addOption(new Option('--request', 'print a request as a curl line'))
    .addOption(new Option('--status <code>', 'which response').argParser(wholeNumber(100, 599)));
  addCommonFlags(addDataFlags(command))
    .addHelpText(
      'after',
      '\nExamples:\n  $ standin sample openapi.yaml "GET /users/{id}"\n  $ standin sample openapi.yaml createUser --request',
    )
    .action(async (first: string | undefined, second: string | undefined, flags) => {
      const { sample } = await import('./commands/sample.ts');
      finish(await sample([first, second], { output: new Output(terminal, flags), flags }));
    });
}

function addBundle(program: Command, terminal: Terminal, finish: Finish): void {
  const command = program
    .command('bundle')
    .summary('write one self-contained document')
    .argument('[source...]', sourceHelp)
    .description(
      'Write one self-contained document from many files, or from a folder of documentation pages.',
    )
    .optionsGroup('Writing:')
    .addOption(
      new Option(
        '-o, --output <file>',
        '.json, .yaml or .yml; without it, YAML (or --json) to standard output',
      ),
    );
  addCommonFlags(command)
    .addHelpText(
      'after',
      '\nExamples:\n  $ standin bundle api/main.yaml -o dist/openapi.json\n  $ standin bundle docs/ > openapi.yaml',
    )
    .action(async (sources: string[], flags) => {
      const { bundle } = await import('./commands/bundle.ts');
      finish(await bundle(sources, { output: new Output(terminal, flags), flags }));
    });
}

function addImport(program: Command, terminal: Terminal, finish: Finish): void {
  addImportGrammar(program.command('import'), sourceHelp).action(
    async (kind: string, file: string, specs: string[], flags) => {
      const { importTraffic } = await import('./commands/import.ts');
      const named = [kind, file, ...specs] as const;
      finish(await importTraffic(named, { output: new Output(terminal, flags), flags }));
    },
  );
}

function addTypes(program: Command, terminal: Terminal, finish: Finish): void {
  const command = program
    .command('types')
    .summary('write TypeScript types')
    .argument('[spec...]', sourceHelp)
    .description('Write TypeScript types of a description, for handlers among the fixtures and for clients.')
    .optionsGroup('Writing:')
    .addOption(new Option('-o, --output <file>', 'without it, to standard output'));
  addCommonFlags(command)
    .addHelpText('after', '\nExamples:\n  $ standin types openapi.yaml -o fixtures/api.ts')
    .action(async (specs: string[], flags) => {
      const { types } = await import('./commands/types.ts');
      finish(await types(specs, { output: new Output(terminal, flags), flags }));
    });
}

function addTrigger(program: Command, terminal: Terminal, finish: Finish): void {
  const command = program
    .command('trigger')
    .summary('send a webhook or a callback')
    .argument('[name]', 'of a webhook, or of a callback (paid, or createOrder.paid)')
    .argument('[spec]', `${sourceHelp}; without it, the embedded default`)
    .description(
      'Send a webhook or a callback of a description, with a body that is valid for it. Exits with 1 if the receiver ' +
        'does not take it, and with 2 if it cannot be reached.',
    )
    .optionsGroup('Sending:')
    .addOption(new Option('--target <url>', 'where to'));
  addCommonFlags(addDataFlags(addSecretFlag(command)))
    .addHelpText(
      'after',
      '\nExamples:\n  $ standin trigger newPet --target http://localhost:3000/hooks openapi.yaml\n  $ standin trigger createOrder.paid --target http://localhost:3000/paid openapi.yaml',
    )
    .action(async (name: string | undefined, spec: string | undefined, flags) => {
      const { trigger } = await import('./commands/trigger.ts');
      finish(await trigger([name, spec], { output: new Output(terminal, flags), flags }));
    });
}
