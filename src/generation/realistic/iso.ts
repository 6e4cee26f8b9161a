const DAY = 86_400_000;
const MOST_DAYS = 4_000;
const days = new Map<number, string>();
const PAIRS: readonly string[] = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

/** The date of a moment in UTC, `YYYY-MM-DD` (RFC 3339, full-date). `time` in ms since 1970. */
export function isoDate(time: number): string {
  const day = Math.floor(time / DAY);
  let text = days.get(day);
  if (text === undefined) {
    text = new Date(day * DAY).toISOString().slice(0, -14);
    if (days.size >= MOST_DAYS) days.clear();
    days.set(day, text);
  }
  return text;
}

/** Its time of day in UTC, `hh:mm:ss`. */
export function isoClock(time: number): string {
  const seconds = Math.floor((time - Math.floor(time / DAY) * DAY) / 1000);
  return `${PAIRS[Math.floor(seconds / 3600)]}:${PAIRS[Math.floor(seconds / 60) % 60]}:${PAIRS[seconds % 60]}`;
}
