/** The name that was probably meant; undefined where none is close. Of `telling` characters a third may be wrong. */
export async function nearest(
  name: string,
  names: Iterable<string>,
  telling: number = name.length,
): Promise<string | undefined> {
  // Needed for mistakes alone, and not worth loading before there is one.
  const { editDistance } = await import('../http/index.ts');
  let best: string | undefined;
  let least = Math.max(1, Math.ceil(telling / 3)) + 1;
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}
