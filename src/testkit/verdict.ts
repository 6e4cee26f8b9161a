/** What a matcher finds. */
export interface Verdict {
  readonly pass: boolean;
  /** Why not, or with `pass` why that is wrong where the opposite was expected. */
  readonly message: () => string;
}
