import { type Command, InvalidArgumentError, Option } from 'commander';

export function addCommonFlags(command: Command): Command {
  return command
    .optionsGroup('Reading:')
    .addOption(new Option('--allow-remote-refs', 'follow references to http: and https: addresses'))
    .addOption(
      new Option('--max-bytes <n>', 'largest source that is read (64 MiB)').argParser(
        wholeNumber(1, 2 ** 31),
      ),
    )
    .addOption(new Option('--config <file>', 'read these settings instead of standin.config.*'))
    .optionsGroup('Saying:')
    .addOption(new Option('--json', 'print JSON for machines'))
    .addOption(new Option('--quiet', 'print results and errors only'))
    .addOption(new Option('--verbose', 'print more'));
}

export function addDataFlags(command: Command): Command {
  return command
    .optionsGroup('Data:')
    .addOption(new Option('--seed <seed>', 'decides all generated data'))
    .addOption(new Option('--locale <locale>', 'language of generated data, for example de or pt-BR'))
    .addOption(new Option('--list-size <n>', 'items in a list, for example 10 or 2-8').argParser(sizeRange))
    .addOption(new Option('--dynamic', 'generate also where there are examples'));
}

/** What they may be is for the mock to say, whose modules are not loaded for a command line. */
export function addFaultFlags(command: Command): Command {
  return command
    .optionsGroup('Faults:')
    .addOption(new Option('--delay <time>', 'answer late: 200, 100-500, 2s or ~200 (log-normal)'))
    .addOption(new Option('--bandwidth <rate>', 'bytes of a body a second, for example 50k'))
    .addOption(new Option('--error-rate <rate>', 'answer with documented errors, for example 5%'))
    .addOption(new Option('--rate-limit <limit>', 'answer 429 beyond it, for example 60/minute'))
    .addOption(
      new Option(
        '--fault <faults>',
        'break answers: reset, empty, truncated, malformed, slow, error, rate-limit; a rate as in reset@5%',
      ),
    );
}

/** What a store may be is for the state to say, whose modules are not loaded for a command line. */
export function addStateFlags(command: Command): Command {
  return command
    .optionsGroup('State:')
    .addOption(new Option('--no-state', 'keep nothing of what requests create, change and delete'))
    .addOption(
      new Option('--population <n>', 'entities that each collection begins with').argParser(
        wholeNumber(0, 1000),
      ),
    )
    .addOption(
      new Option('--unknown-ids <what>', 'what an id gets that names nothing: 404, or generate one').choices([
        '404',
        'generate',
      ]),
    )
    .addOption(
      new Option(
        '--store <where>',
        'keep changes there: memory, file:PATH or redis://HOST:PORT/DATABASE?prefix=TEXT',
      ),
    )
    .addOption(
      new Option('--session-ttl <seconds>', 'forget sessions that are idle that long, 0 for never').argParser(
        wholeNumber(0, 2 ** 31),
      ),
    )
    .addOption(
      new Option('--admin-token <token>', 'what /__standin/ asks for, which else answers this machine alone'),
    );
}

export function addSecretFlag(command: Command): Command {
  return command.addOption(
    new Option('--callback-secret <secret>', 'sign callbacks, as Standard Webhooks has it'),
  );
}

export function addFixtureFlag(command: Command): Command {
  return command
    .optionsGroup('Your data:')
    .addOption(new Option('--fixtures <folder>', 'answer by the cases, handlers and seeds in it'));
}

/** Digits only, within the bounds. */
export function wholeNumber(min: number, max: number): (text: string) => number {
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
