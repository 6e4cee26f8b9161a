/** As JSON (RFC 8259). What JSON cannot hold (undefined) is null. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}

/** As a JSON text sequence (RFC 7464): each item after a record separator, with a line feed at its end. */
export function writeJsonSequence(value: unknown): string {
  return itemsOf(value)
    .map((item) => `\u001e${writeJson(item)}\n`)
    .join('');
}

/** As JSON Lines: one item a line. */
export function writeJsonLines(value: unknown): string {
  return itemsOf(value)
    .map((item) => `${writeJson(item)}\n`)
    .join('');
}

/** A sequence is its items; anything else is one item. */
function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
