import { type Command, Option } from 'commander';
import { addCommonFlags } from './flags.ts';

/** What `import` takes. */
export function addImportGrammar(command: Command, sourceHelp: string): Command {
  command
    .summary('make a workflow of recorded traffic')
    .argument('<kind>', 'har, which browsers and proxies export')
    .argument('<file>', 'the recording')
    .argument('[spec...]', sourceHelp)
    .description(
      'Make an Arazzo workflow of recorded traffic: what an earlier answer gave and a later request uses becomes an ' +
        'expression, secrets become inputs, statuses become criteria.',
    )
    .optionsGroup('Writing:')
    .addOption(new Option('-o, --output <file>', 'contracts/NAME.arazzo.yaml; without it, standard output'));
  return addCommonFlags(command).addHelpText(
    'after',
    '\nExample:\n  $ standin import har checkout.har -o contracts/checkout.arazzo.yaml openapi.yaml',
  );
}
