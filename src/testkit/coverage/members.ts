import type { SchemaHandle } from '../../model/index.ts';
import { Facts } from '../../resource/index.ts';
import { type Direction, isJsonObject } from '../../schema/index.ts';

/** Objects within objects that are looked at. */
const DEEPEST = 4;
/** Of one body: descriptions of generic products have schemas with thousands. */
const MOST_MEMBERS = 500;
/** Items of a list that are looked at. */
const MOST_ITEMS = 50;

/**
 * The members that a schema describes, as `name`, `address.city` and `tags[].id`, those of objects within objects too.
 * Those that a message of this direction does not carry (readOnly, writeOnly) are left out.
 */
export function describedMembers({ node }: SchemaHandle, direction: Direction): string[] {
  const found: string[] = [];
  const trail: unknown[] = [];
  const walk = (facts: Facts, path: string, depth: number): void => {
    const { value } = facts.source;
    if (depth > DEEPEST || trail.includes(value)) return;
    trail.push(value);
    const { items } = facts;
    if (items && facts.size === 0) walk(items, `${path}[]`, depth);
    for (const [name, member] of facts.members()) {
      if (isElsewhere(member, direction) || found.length >= MOST_MEMBERS) continue;
      const at = path === '' ? name : `${path}.${name}`;
      found.push(at);
      walk(member, at, depth + 1);
    }
    trail.pop();
  };
  walk(new Facts([node.source()], node.document.scope), '', 1);
  return found;
}

function isElsewhere(member: Facts, direction: Direction): boolean {
  return member.flag(direction === 'request' ? 'readOnly' : 'writeOnly');
}

/** The members that a value has, written as above. */
export function presentMembers(value: unknown): Set<string> {
  const found = new Set<string>();
  const walk = (here: unknown, path: string, depth: number): void => {
    if (depth > DEEPEST) return;
    if (Array.isArray(here)) {
      for (const item of here.slice(0, MOST_ITEMS)) walk(item, `${path}[]`, depth);
    } else if (isJsonObject(here)) {
      for (const [name, member] of Object.entries(here).slice(0, MOST_MEMBERS)) {
        const at = path === '' ? name : `${path}.${name}`;
        found.add(at);
        walk(member, at, depth + 1);
      }
    }
  };
  walk(value, '', 1);
  return found;
}
