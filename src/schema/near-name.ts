const LONGEST = 64;
const MOST_NAMES = 2_000;

/** Of the names, the one that another was probably meant to be; undefined where none is close or it is one of them. */
export function nearName(name: string, names: Iterable<string>): string | undefined {
  if (name.length > LONGEST) return undefined;
  const low = plain(name);
  let best: string | undefined;
  let least = Math.min(3, Math.floor(name.length / 3)) + 1;
  let left = MOST_NAMES;
  for (const candidate of names) {
    if (candidate === name || --left < 0) return undefined;
    if (candidate.length > LONGEST || candidate === '') continue;
    const other = plain(candidate);
    if (Math.abs(other.length - low.length) >= least && other !== low) continue;
    const distance = other === low ? 0 : editDistance(low, other);
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** `firstName`, `first_name` and `First-Name` are the same to whoever types them. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[-_. ]/g, '') || name;
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] as number) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] as number;
}
