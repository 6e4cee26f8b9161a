import { Argument, type Command, Option } from 'commander';
import { addCommonFlags } from './flags.ts';
import { addReporterFlag } from './grammar-verify.ts';
import { Output } from './output.ts';
import type { Terminal } from './terminal.ts';

/** Flags of `verify` that suites and CI need. */
export function addSuiteFlags(command: Command): Command {
  return command
    .optionsGroup('Suites:')
    .addOption(new Option('--env <name>', "one of a suite's targets; the first where it is left out"))
    .addOption(
      new Option(
        '--update-baseline',
        "write new failures into the suite's baseline, and take out what is gone",
      ),
    )
    .addOption(new Option('--shard <i/n>', 'one part of n, which together make the whole: 2/5'))
    .addOption(
      new Option(
        '--shard-by <file>',
        'share out by what operations cost in this JSON report of an earlier run',
      ),
    );
}

export function addInit(program: Command, terminal: Terminal, finish: (code: number) => void): void {
  const command = program
    .command('init')
    .summary('write a first contract suite')
    .argument('[spec...]', 'file or URL; without it, the embedded default')
    .description(
      "Write a first contract suite, with the description's servers as targets and its credentials.",
    )
    .optionsGroup('Writing:')
    .addOption(new Option('-o, --output <file>', 'contracts/NAME.contract.yaml unless given'))
    .addOption(new Option('--force', 'write over what is there'));
  addCommonFlags(command)
    .addHelpText(
      'after',
      '\nExamples:\n  $ standin init openapi.yaml\n  $ standin verify --target http://127.0.0.1:8000',
    )
    .action(async (specs: string[], flags) => {
      const { init } = await import('./commands/init.ts');
      finish(await init(specs, { output: new Output(terminal, flags), flags }));
    });
}

export function addReport(program: Command, terminal: Terminal, finish: (code: number) => void): void {
  const command = program
    .command('report')
    .summary('merge the reports of several runs')
    .addArgument(new Argument('<what>', 'merge').choices(['merge']))
    .argument('<file...>', 'JSON reports, as --reporter json=FILE writes them')
    .description(
      'Make one report of several: of the shards of a run, or of runs against several targets. Exits as a run does.',
    )
    .optionsGroup('Reporting:');
  addCommonFlags(addReporterFlag(command))
    .addHelpText(
      'after',
      '\nExamples:\n  $ standin report merge shard-*.json --reporter console --reporter junit=report.xml',
    )
    .action(async (_: string, files: string[], flags) => {
      const { mergeReports } = await import('./commands/report.ts');
      finish(await mergeReports(files, { output: new Output(terminal, flags), flags }));
    });
}
