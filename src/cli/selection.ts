import { StandinError } from '../errors.ts';
import type { Api, Operation } from '../model/index.ts';
import { nearest } from './nearest.ts';

/**
 * Which operations `--include` and `--exclude` leave: each word is an operationId, a method, a tag or a path, with `*`
 * for anything: `getUser`, `GET`, `/users/*`, `GET /users*`.
 *
 * @throws StandinError `unknown-selection` for a word that nothing answers to
 */
export async function selectOperations(
  api: Api,
  include: readonly string[] = [],
  exclude: readonly string[] = [],
): Promise<(operation: Operation) => boolean> {
  for (const word of [...include, ...exclude]) {
    if (api.operations.some((operation) => matches(operation, word))) continue;
    const near = await nearest(word, [...new Set(api.operations.flatMap(names))]);
    throw new StandinError(
      `Failed to select ${word}: no operation has this id, method, tag or path. ${near ? `Did you mean ${near}?` : 'See the operations by --dry-run.'}`,
      { code: 'unknown-selection' },
    );
  }
  return (operation) =>
    (include.length === 0 || include.some((word) => matches(operation, word))) &&
    !exclude.some((word) => matches(operation, word));
}

function names({ id, method, path, tags }: Operation): string[] {
  return [id, method, path, `${method} ${path}`, ...tags];
}

function matches(operation: Operation, word: string): boolean {
  const pieces = word.split('*').map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${pieces.join('.*')}$`, 'i');
  return names(operation).some((name) => pattern.test(name));
}
