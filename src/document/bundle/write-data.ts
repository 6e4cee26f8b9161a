import { isJsonObject, type JsonObject, own, setOwn } from '../../schema/index.ts';
import type { Node } from '../document.ts';
import { type Bundling, isInEntry, placeKey } from './bundling.ts';
import { fromEntry, itemsOf, membersOf, type Part, partAt } from './part.ts';

/** An extension of another file: what refers to a file beside that one is seen from the entry now. */
export function rebaseReferences(bundling: Bundling, part: Part): unknown {
  if (isInEntry(bundling, part.node)) return part.node.value;
  return mapMembers(bundling, part, (key, member) => {
    const { value } = member.node;
    if (key === '$ref' && typeof value === 'string') return fromEntry(bundling.document, value, part.base);
    return rebaseReferences(bundling, member);
  });
}

/**
 * `info`, `tags` and the like, where no version allows a reference and some tools follow one: what it names is put in
 * its place.
 */
export function writeOther(bundling: Bundling, part: Part): unknown {
  const { value } = part.node;
  const reference = isJsonObject(value) ? own(value, '$ref') : undefined;
  const target = typeof reference === 'string' ? elsewhere(bundling, reference, part) : undefined;
  if (target === undefined || bundling.open.has(placeKey(target))) {
    return mapMembers(bundling, part, (_key, member) => writeOther(bundling, member));
  }
  bundling.open.add(placeKey(target));
  const written = writeOther(bundling, partAt(bundling.document, target));
  bundling.open.delete(placeKey(target));
  return written;
}

function elsewhere(bundling: Bundling, reference: string, part: Part): Node | undefined {
  const target = bundling.document.resolve(reference, part.base);
  const local = target !== undefined && isInEntry(bundling, target) && isInEntry(bundling, part.node);
  return local ? undefined : target;
}

function mapMembers(bundling: Bundling, part: Part, write: (key: string, member: Part) => unknown): unknown {
  const { value } = part.node;
  if (Array.isArray(value)) {
    return itemsOf(bundling.document, part).map((item, index) => write(String(index), item));
  }
  if (!isJsonObject(value)) return value;
  const written: JsonObject = {};
  for (const [key, member] of membersOf(bundling.document, part)) setOwn(written, key, write(key, member));
  return written;
}
