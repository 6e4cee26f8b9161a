import type { Pairs } from './query.ts';
import { type Decode, Malformed } from './style-read.ts';
import type { Wire } from './wire.ts';

/** While it is read; `[]` members count up from 0. */
type Branch = Map<string, Branch | string[]>;

const DEPTH_LIMIT = 20;

/**
 * What `name[key]=value` pairs hold (style `deepObject`). Beyond the specification, and as widely used: `a[b][c]=1` nests,
 * `a[b][]=1`, `a[b][0]=1` and a repeated `a[b]` are lists. Undefined where there is no such pair.
 */
export function deepWire(name: string, pairs: Pairs, decode: Decode): Wire | Malformed | undefined {
  const root: Branch = new Map();
  for (const pair of pairs.list) {
    if (!pair.name.startsWith(`${name}[`)) continue;
    const keys = keysOf(pair.name.slice(name.length));
    if (keys === undefined) return new Malformed(`must be written as "${name}[key]=value"`);
    const text = decode(pair.raw);
    if (text === undefined) return new Malformed('is not valid percent-encoded UTF-8');
    if (!place(root, keys, text)) return new Malformed(`gives "${pair.name}" both a value and members`);
  }
  return root.size === 0 ? undefined : toWire(root);
}

/** `[a][b]` is a, b. */
function keysOf(brackets: string): string[] | undefined {
  if (!/^(\[[^[\]]*\])+$/.test(brackets)) return undefined;
  const keys = brackets.slice(1, -1).split('][');
  return keys.length > DEPTH_LIMIT ? undefined : keys;
}

function place(root: Branch, keys: readonly string[], text: string): boolean {
  let branch = root;
  for (const [i, key] of keys.entries()) {
    const isLast = i === keys.length - 1;
    const slot = key === '' ? String(branch.size) : key;
    const known = branch.get(slot);
    if (isLast) {
      if (known instanceof Map) return false;
      if (known) known.push(text);
      else branch.set(slot, [text]);
      continue;
    }
    if (Array.isArray(known)) return false;
    const next: Branch = known ?? new Map();
    branch.set(slot, next);
    branch = next;
  }
  return true;
}

function toWire(branch: Branch): Wire {
  return new Map(
    [...branch].map(([key, member]) => [
      key,
      member instanceof Map ? toWire(member) : member.length === 1 ? (member[0] as string) : member,
    ]),
  );
}
