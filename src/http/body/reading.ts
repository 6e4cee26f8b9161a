import type { Violation } from '../../schema/index.ts';

/** What a body is to a schema. */
export type BodyReading =
  | ({ readonly kind: 'value'; readonly value: unknown } & Findings)
  /** The items of a sequential type: JSON Lines, JSON text sequences, events (OpenAPI 3.2, Media Type Object). */
  | ({ readonly kind: 'sequence'; readonly items: readonly unknown[] } & Findings)
  /** The message follows "The body". */
  | {
      readonly kind: 'malformed';
      readonly message: string;
      readonly position: BodyPosition | undefined;
      /** To the part that is malformed, where the rest is not. */
      readonly pointer?: string;
    }
  /** In a charset that is not known. The message follows "The body". */
  | { readonly kind: 'unsupported'; readonly message: string }
  /** Bytes, or a notation that is not read: there is no value that a schema could judge. */
  | { readonly kind: 'opaque' };

/** What was found besides a value, where anything was. */
export interface Findings {
  /** What breaks the description without making the body unreadable. */
  readonly problems?: readonly BodyRemark[];
  /** Worth telling, but nothing that breaks it. */
  readonly notes?: readonly BodyRemark[];
  /** Pointers to texts that stand for bytes, one character each. */
  readonly binary?: readonly string[];
}

/** Like a violation; without a place in the description, it is that of the media type. */
export interface BodyRemark extends Pick<Violation, 'pointer' | 'keyword' | 'message'> {
  readonly schemaPointer?: string;
  readonly schemaUri?: string;
}

export interface BodyPosition {
  /** In UTF-16 units from the start of the text. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

export const OPAQUE: BodyReading = { kind: 'opaque' };

export function valueReading(value: unknown, findings: Findings = {}): BodyReading {
  return { kind: 'value', value, ...findings };
}

export function malformed(message: string, position?: BodyPosition): BodyReading {
  return { kind: 'malformed', message, position };
}

/** `message` with where it is so. */
export function malformedAt(message: string, text: string, offset: number): BodyReading {
  const position = positionAt(text, offset);
  return malformed(`${message} at line ${position.line}, column ${position.column}`, position);
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
