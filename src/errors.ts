/** Where something stands in the user's own text. */
export interface Place {
  /** The file's name as the user would write it, a URL, or `<stdin>`. */
  readonly file: string;
  /** JSON Pointer (RFC 6901) into the file, `''` for the whole. */
  readonly pointer?: string | undefined;
  /** First line of the thing, counted from 1. */
  readonly line?: number | undefined;
  /** Column, counted from 1. */
  readonly column?: number | undefined;
}

export interface StandinErrorOptions {
  /** Stable and lower-case with dashes, for example `unresolved-reference`. */
  readonly code: string;
  readonly place?: Place | undefined;
  readonly cause?: unknown;
}

/**
 * The program cannot go on. The message reads "Failed to <verb> <what>: <cause>. <What to do>.".
 * What breaks a description is a violation and what a check refuses is a failure; neither is thrown.
 */
export class StandinError extends Error {
  override readonly name: string = 'StandinError';
  readonly code: string;
  readonly place: Place | undefined;

  constructor(message: string, options: StandinErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.place = options.place;
  }
}

// Those of another copy of this package are errors of ours too: the command and what a user's own code imports are two.
const brand = Symbol.for('standin.error');
Object.defineProperty(StandinError.prototype, brand, { value: true });
Object.defineProperty(StandinError, Symbol.hasInstance, {
  value(this: unknown, value: unknown): boolean {
    if (this !== StandinError) return Function.prototype[Symbol.hasInstance].call(this as never, value);
    return value instanceof Error && brand in value;
  },
});

/** `openapi.yaml:12:3 #/paths/~1users`, leaving out what is not known. */
export function formatPlace(place: Place): string {
  const column = place.column === undefined ? '' : `:${place.column}`;
  const line = place.line === undefined ? '' : `:${place.line}${column}`;
  const pointer = place.pointer ? ` #${place.pointer}` : '';
  return `${place.file}${line}${pointer}`;
}

/** Something wrong in a description that does not keep the rest of it from being served. */
export interface Fault {
  /** Stable and lower-case with dashes. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** One sentence, without the place. */
  readonly message: string;
  readonly place: Place;
}
