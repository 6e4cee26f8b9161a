import type { JSONPatch } from 'json-p3';

type Library = Pick<typeof import('json-p3'), 'JSONPatch' | 'JSONPointer'>;
type Operations = ConstructorParameters<typeof JSONPatch>[0];
type Json = Parameters<JSONPatch['apply']>[0];

let library: Library | undefined;

/** All that copies may add to a value, in characters of JSON: doubling it again and again would not end. */
const MOST_COPIED = 4 * 1024 * 1024;

/** Loads what `applyJsonPatch` needs and nothing else does (some 20 ms); undefined where that is there already. */
export function prepareJsonPatch(): Promise<void> | undefined {
  if (library) return undefined;
  return import('json-p3').then((loaded) => {
    library = loaded;
  });
}

/**
 * A new value, with a JSON Patch (RFC 6902) applied; throws what cannot be applied. `prepareJsonPatch` must have been
 * awaited.
 */
export function applyJsonPatch(root: unknown, operations: readonly unknown[]): unknown {
  if (!library) throw new Error('nothing was prepared for it');
  const { JSONPatch, JSONPointer } = library;
  let value = structuredClone(root) as Json;
  let copied = 0;
  for (const operation of operations) {
    const { op, from, path } = (operation ?? {}) as Record<string, unknown>;
    let done = operation;
    // What is copied must not be shared: a later change of the one would change the other.
    if (op === 'copy' && typeof from === 'string' && typeof path === 'string') {
      const text = JSON.stringify(new JSONPointer(from).resolve(value));
      copied += text.length;
      if (copied > MOST_COPIED) throw new Error('it copies too much');
      done = { op: 'add', path, value: JSON.parse(text) };
    }
    value = new JSONPatch([structuredClone(done)] as Operations).apply(value) as Json;
  }
  return value;
}
