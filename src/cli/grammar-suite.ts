import { type Command, Option } from 'commander';

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
