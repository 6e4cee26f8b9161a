/** A value like a valid one but for one part, which lies at a limit of its schema or just beyond it. */
export interface Variation {
  /** The whole value. */
  readonly value: unknown;
  /** What was done to the part: `above its maximum (101)`. */
  readonly title: string;
  /** JSON Pointer to the part. */
  readonly pointer: string;
  /** The keyword that is tried. */
  readonly keyword: string;
  /** Does the schema as a whole accept the value? */
  readonly valid: boolean;
}

/** What is put in the place of one part. */
export interface Replacement {
  readonly part: unknown;
  readonly title: string;
  readonly keyword: string;
}
