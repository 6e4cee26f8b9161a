import { type Command, Option } from 'commander';

/** Flags of `mock`: what its consumer uses, as a pact. */
export function addPactFlags(command: Command): Command {
  return command
    .optionsGroup('Pact:')
    .addOption(new Option('--pact <file>', 'write what the consumer uses as a pact, or add it to one'))
    .addOption(new Option('--consumer <name>', 'who uses it, in the pact').default('consumer'))
    .addOption(new Option('--provider <name>', "who is stood in for; the description's title unless given"))
    .addOption(
      new Option('--pact-version <n>', 'of the Pact specification').choices(['2', '3', '4']).default('4'),
    );
}

/** The flag of `check`. */
export function addPactCheckFlag(command: Command): Command {
  return command.addOption(
    new Option(
      '--pact <file>',
      'tell instead whether this pact can be kept by the description; repeatable',
    ).argParser((text: string, before: unknown): string[] => [
      ...(Array.isArray(before) ? before : []),
      text,
    ]),
  );
}
