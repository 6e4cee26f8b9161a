import { StandinError } from '../errors.ts';
import { nearest } from './nearest.ts';

/** @throws StandinError `unknown-<what>` with the name that may be meant */
export async function mustBeKnown(name: string, known: readonly string[], what: string): Promise<void> {
  if (known.includes(name)) return;
  const near = await nearest(name, known);
  const hint = near ? `Did you mean ${near}?` : `There are: ${known.join(', ')}.`;
  throw new StandinError(`Failed to verify: there is no ${what} called ${name}. ${hint}`, {
    code: `unknown-${what}`,
  });
}
