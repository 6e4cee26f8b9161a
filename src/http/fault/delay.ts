/** How long something takes on purpose, in milliseconds; drawn anew for each answer. */
export type Delay =
  | { readonly kind: 'fixed'; readonly ms: number }
  /** Anything between the two, both included. */
  | { readonly kind: 'range'; readonly min: number; readonly max: number }
  /** Log-normal: half of all take less than the median, a few take far more. */
  | { readonly kind: 'log-normal'; readonly median: number };

/** The longest that an answer is held back, in milliseconds. */
export const LONGEST_DELAY: number = 60_000;

/** For messages: what a delay may look like. */
export const DELAY_FORM: string = `200, 100-500, ~200 (milliseconds) or 2s, at most ${LONGEST_DELAY / 1000}s`;

/** Reads `200`, `200ms`, `1.5s`, `100-500` or `~200`; undefined where it is none of these or too long. */
export function readDelay(written: unknown): Delay | undefined {
  if (typeof written === 'number') return fixed(written);
  if (typeof written !== 'string') return undefined;
  const text = written.trim();
  if (text.startsWith('~')) {
    const median = readDuration(text.slice(1));
    return median === undefined ? undefined : { kind: 'log-normal', median };
  }
  const range = /^([^-]+)-([^-]+)$/.exec(text);
  if (!range) return fixed(readDuration(text));
  const [min, max] = [readDuration(range[1]!), readDuration(range[2]!)];
  return min === undefined || max === undefined || min > max ? undefined : { kind: 'range', min, max };
}

function fixed(ms: number | undefined): Delay | undefined {
  return ms !== undefined && ms >= 0 && ms <= LONGEST_DELAY ? { kind: 'fixed', ms } : undefined;
}

function readDuration(text: string): number | undefined {
  const match = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s)?$/.exec(text.trim());
  const ms = match ? Number(match[1]) * (match[2] === 's' ? 1000 : 1) : Number.NaN;
  return ms <= LONGEST_DELAY ? ms : undefined;
}
