import { parsePointer } from '../schema/index.ts';
import type { Facts } from './facts.ts';
import { membersNamed } from './member-path.ts';
import { wordsOf } from './naming.ts';

const identities = new Set([
  'id',
  'uuid',
  'pk',
  'guid',
  'uid',
  'sid',
  'key',
  'slug',
  'number',
  'name',
  'login',
  'username',
]);

/**
 * The member of an entity that repeats what a path parameter says of it: `/user_id` or `/user/id` for `{id}` after
 * `/users`. `owner` is the singular name of what the parameter names, where it names something.
 */
export function bind(
  parameter: string,
  owner: string | undefined,
  views: readonly Facts[],
): string | undefined {
  const words = wordsOf(parameter);
  const [last = ''] = words.slice(-1);
  const isGeneric = words.length === 1 && identities.has(last);
  const names = [
    ...(isGeneric ? [] : [parameter]),
    ...(owner === undefined ? [] : [`${owner}_${last}`, `${owner}_id`, owner]),
  ];
  for (const name of names) {
    const found = membersNamed(name, views, (facts) => facts.isKeyLike && facts.enum === undefined).find(
      ({ pointer }) => isNear(pointer) && speaksOf(pointer, name),
    );
    if (found !== undefined) return found.pointer;
  }
  return undefined;
}

/** Through objects, but not through arrays: an entity has one parent. */
function isNear(pointer: string): boolean {
  return !pointer.includes('*');
}

/** `user` is not `user_type`, though both begin alike. */
function speaksOf(pointer: string, name: string): boolean {
  const words = (parsePointer(pointer) ?? []).flatMap((token) => wordsOf(token));
  const wanted = wordsOf(name);
  if (words.join('') === wanted.join('')) return true;
  const begins = wanted.every((word, index) => words[index] === word);
  return begins && words.slice(wanted.length).every((word) => identities.has(word));
}
