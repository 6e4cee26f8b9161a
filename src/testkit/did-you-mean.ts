import { nearName } from '../schema/index.ts';

/** So many are listed. */
const MOST = 12;

/** Goes on a sentence about a name that is not known: with the nearest one, else with the first of all. */
export function didYouMean(name: string, names: readonly string[]): string {
  const near = nearName(name, names);
  if (near !== undefined) return `. The nearest is ${near}`;
  const known = names.slice(0, MOST).join(', ') || 'none';
  return `. There are: ${known}${names.length > MOST ? ` and ${names.length - MOST} more` : ''}`;
}
