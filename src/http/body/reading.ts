/** What a body is to a schema. */
export type BodyReading =
  | { readonly kind: 'value'; readonly value: unknown }
  /** The items of a sequential type: JSON Lines, JSON text sequences (OpenAPI 3.2, Media Type Object). */
  | { readonly kind: 'sequence'; readonly items: readonly unknown[] }
  /** The message follows "The body". */
  | { readonly kind: 'malformed'; readonly message: string; readonly position: BodyPosition | undefined }
  /** Bytes, or a notation that is not read: there is no value that a schema could judge. */
  | { readonly kind: 'opaque' };

export interface BodyPosition {
  /** In UTF-16 units from the start of the text. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

export const OPAQUE: BodyReading = { kind: 'opaque' };

export function valueReading(value: unknown): BodyReading {
  return { kind: 'value', value };
}

export function malformed(message: string, position?: BodyPosition): BodyReading {
  return { kind: 'malformed', message, position };
}

export function positionAt(text: string, offset: number): BodyPosition {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', start)) {
    line++;
    start = at + 1;
  }
  return { offset, line, column: offset - start + 1 };
}
