import { StandinError } from '../errors.ts';

/** Where suites are looked for when none is named. */
const folder = 'contracts';

/**
 * The suites that a command line means: those that it names, or all of `contracts/` where it names nothing at all.
 * Undefined where it means a description.
 */
export async function suitesMeant(named: readonly string[]): Promise<readonly string[] | undefined> {
  if (named.length > 0 && !named.some((name) => /\.contract\.(?:ya?ml|json)$/i.test(name))) return undefined;
  const { findSuites, isSuiteName } = await import('../suite/index.ts');
  if (named.length === 0) {
    const found = await findSuites(folder, isSuiteName);
    return found.length === 0 ? undefined : found;
  }
  const other = named.find((name) => !isSuiteName(name));
  if (other === undefined) return named;
  throw new StandinError(
    `Failed to verify ${other} beside a suite: suites name their descriptions themselves. Name suites alone, or the description alone.`,
    { code: 'several-descriptions' },
  );
}
