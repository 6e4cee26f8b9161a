import type { Api, Operation } from '../model/index.ts';
import type { CommonFlags } from './command.ts';
import { loadApiAt } from './git-source.ts';
import type { Output } from './output.ts';

/**
 * Which operations a change of the description since that commit, branch or tag has touched: their own text and all
 * that it refers to count, prose does not.
 */
export async function touchedSince(
  ref: string,
  api: Api,
  source: string,
  flags: CommonFlags,
  output: Output,
): Promise<(operation: Operation) => boolean> {
  const [before, { touchedOperations }] = await Promise.all([
    loadApiAt(ref, source, flags, output.terminal),
    import('../diff/index.ts'),
  ]);
  const touched = touchedOperations(before, api);
  output.say(`${touched.size} of ${api.operations.length} operations were touched since ${ref}.`);
  return (operation) => touched.has(operation);
}
