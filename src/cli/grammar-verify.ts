import { type Command, InvalidArgumentError, Option } from 'commander';
import { addCommonFlags, wholeNumber } from './flags.ts';

/** Flags of `verify`. */
export function addVerifyFlags(command: Command): Command {
  command
    .optionsGroup('Target:')
    .addOption(new Option('--target <url>', 'the server that is held to the description'))
    .addOption(
      new Option('--base-path <path>', "before every operation's path, in place of the description's server"),
    )
    .addOption(
      new Option('--header <line>', "sent with every request, 'Name: value'; repeatable").argParser(headers),
    )
    .addOption(
      new Option(
        '--identity <line>',
        "a person's credentials, main='Authorization: Bearer …'; the first is the caller, others are other people; repeatable",
      ).argParser(several),
    )
    .addOption(
      new Option('--timeout <ms>', 'until an answer must be there')
        .default(10_000)
        .argParser(wholeNumber(1, 3_600_000)),
    )
    .optionsGroup('Choosing:')
    .addOption(
      new Option('--include <what>', 'operationId, method, tag or path with *; repeatable').argParser(
        several,
      ),
    )
    .addOption(new Option('--exclude <what>', 'as --include; repeatable').argParser(several))
    .addOption(
      new Option('--since <ref>', 'operations that the description has changed since this commit of Git'),
    )
    .addOption(new Option('--engine <names>', 'standin, dredd or both').argParser(words))
    .addOption(
      new Option('--hookfiles <glob>', "Dredd's hooks, a file or several; repeatable").argParser(several),
    )
    .addOption(new Option('--dredd-config <file>', "Dredd's configuration, dredd.yml unless given"))
    .addOption(
      new Option('--phases <names>', 'of workflows, examples, boundary, generated, stateful').argParser(
        words,
      ),
    )
    .addOption(
      new Option('--workflows <file>', 'run these Arazzo workflows before all else; repeatable').argParser(
        several,
      ),
    )
    .addOption(new Option('--input <name=value>', 'an input of the workflows; repeatable').argParser(inputs))
    .addOption(
      new Option(
        '--provider-states-url <url>',
        'asked to bring a provider into the states that pacts begin from',
      ),
    )
    .addOption(new Option('--hooks <file>', 'a module whose functions do so'))
    .addOption(
      new Option(
        '--checks <names>',
        'these alone; also default, all, and -name for one less; --dry-run --verbose lists them',
      ).argParser(words),
    )
    .addOption(new Option('--case <id>', 'run this case again, and no other'))
    .optionsGroup('Effort:')
    .addOption(
      new Option('--max-cases <n>', 'cases of each operation in each phase')
        .default(100)
        .argParser(wholeNumber(1, 1_000_000)),
    )
    .addOption(
      new Option('--max-time <seconds>', 'begin no case after it').argParser(wholeNumber(1, 1_000_000)),
    )
    .addOption(
      new Option('--max-response-time <ms>', 'an answer that takes longer is a failure').argParser(
        wholeNumber(1, 3_600_000),
      ),
    )
    .addOption(
      new Option('--workers <n>', 'operations that are tried at the same time')
        .default(1)
        .argParser(wholeNumber(1, 256)),
    )
    .addOption(new Option('--rate <n>', 'requests a second').argParser(wholeNumber(1, 1_000_000)))
    .addOption(
      new Option('--bail [n]', 'stop after so many findings').preset(1).argParser(wholeNumber(1, 1_000_000)),
    )
    .addOption(new Option('--seed <seed>', 'decides all requests'))
    .optionsGroup('Reporting:')
    .addOption(new Option('--dry-run', 'list the cases, and send nothing'))
    .addOption(
      new Option('--self-check', 'tell how many of the defects that are put into a mock the suite finds'),
    );
  addReporterFlag(command);
  return addCommonFlags(command);
}

/** Of the commands that tell what a run has found. */
export function addReporterFlag(command: Command): Command {
  return command.addOption(
    new Option(
      '--reporter <name[=file]>',
      'console, json, ndjson, junit, sarif, github, markdown, har, html; repeatable',
    ).argParser(several),
  );
}

function several(text: string, before: unknown): string[] {
  return [...(Array.isArray(before) ? before : []), text];
}

function words(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

function headers(text: string, before: unknown): string[] {
  if (!/^[!#$%&'*+.^_`|~\w-]+:/.test(text)) throw new InvalidArgumentError("It must be 'Name: value'.");
  return several(text, before);
}

function inputs(text: string, before: unknown): string[] {
  if (!/^[^=]+=/.test(text)) throw new InvalidArgumentError('It must be name=value.');
  return several(text, before);
}
