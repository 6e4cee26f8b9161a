/** Fine; the thing checked is not fine; could not run. */
export const exitCode = { fine: 0, notFine: 1, failed: 2 } as const;

/** What every command understands. */
export interface CommonFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly seed?: string;
  readonly locale?: string;
  readonly config?: string;
  readonly allowRemoteRefs?: boolean;
  readonly maxBytes?: number;
}

