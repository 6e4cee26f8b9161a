import { StandinError } from '../../errors.ts';

export type StoreErrorCode =
  /** `--store` says something that is no store. */
  | 'store-unknown'
  /** The file is in use by another process. */
  | 'store-locked'
  /** The file is no store, of a later format, or damaged in its midst. */
  | 'store-unreadable'
  /** The file cannot be written, or Redis is away or refuses. */
  | 'store-unavailable'
  /** One request changes more than the store takes at all. */
  | 'store-full'
  /** A value that JSON has no words for. */
  | 'store-value';

/** A store cannot do its work: the request that needs it is not answered as if it could. */
export class StoreError extends StandinError {
  override readonly name: string = 'StoreError';

  constructor(message: string, code: StoreErrorCode, cause?: unknown) {
    super(message, { code, cause });
  }
}

/** The sentence of an error of the system or of a library, without a full stop. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replace(/\.$/, '');
}
