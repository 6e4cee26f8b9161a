import { StandinError } from '../errors.ts';
import { nearName } from '../schema/index.ts';
import type { Api, Operation } from './api.ts';

/**
 * Which operations words leave: each word is an operationId, a method, a tag or a path, with `*` for anything:
 * `getUser`, `GET`, `/users/*`, `GET /users*`.
 *
 * @throws StandinError `unknown-selection` for a word that nothing answers to
 */
export function selectOperations(
  api: Api,
  include: readonly string[] = [],
  exclude: readonly string[] = [],
): (operation: Operation) => boolean {
  for (const word of [...include, ...exclude]) {
    const unknown = unknownSelection(api, word);
    if (unknown === undefined) continue;
    throw new StandinError(`Failed to select ${word}: ${unknown} See the operations by --dry-run.`, {
      code: 'unknown-selection',
    });
  }
  return (operation) =>
    (include.length === 0 || include.some((word) => isSelected(operation, word))) &&
    !exclude.some((word) => isSelected(operation, word));
}

/** Why a word selects nothing, with the one that was probably meant; undefined where it selects something. */
export function unknownSelection(api: Api, word: string): string | undefined {
  if (api.operations.some((operation) => isSelected(operation, word))) return undefined;
  const near = nearName(word, new Set(api.operations.flatMap(namesOf)));
  return `no operation has this id, method, tag or path.${near ? ` Did you mean ${near}?` : ''}`;
}

/** Is the operation one of those that the word means? */
export function isSelected(operation: Operation, word: string): boolean {
  const pieces = word.split('*').map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${pieces.join('.*')}$`, 'i');
  return namesOf(operation).some((name) => pattern.test(name));
}

function namesOf({ id, method, path, tags }: Operation): string[] {
  return [id, method, path, `${method} ${path}`, ...tags];
}
