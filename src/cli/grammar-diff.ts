import { type Command, Option } from 'commander';
import { addCommonFlags } from './flags.ts';

/** Flags of `diff`. */
export function addDiffFlags(command: Command): Command {
  command
    .optionsGroup('Comparing:')
    .addOption(
      new Option('--since <ref>', 'compare with the description at this commit, branch or tag of Git'),
    )
    .optionsGroup('Verdict:')
    .addOption(
      new Option('--breaking', 'tell what breaks or may break somebody, and exit with 1 if anything does'),
    )
    .addOption(
      new Option('--ignore <rules>', 'names of rules whose changes are not told, parted by commas').argParser(
        (text: string) => text.split(/[\s,]+/).filter((rule) => rule !== ''),
      ),
    )
    .addOption(
      new Option('--format <name>', 'how changes are told')
        .choices(['text', 'markdown', 'github'])
        .default('text'),
    );
  return addCommonFlags(command);
}
