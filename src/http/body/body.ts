/** A value, written as a media type. */
export interface WrittenBody {
  readonly body: string | Uint8Array;
  /** The concrete type, with `charset` or `boundary` where the kind has one. */
  readonly contentType: string;
}
