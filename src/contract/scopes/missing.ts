import type { Operation } from '../../model/index.ts';
import type { Identity } from '../options.ts';

/**
 * What keeps somebody out of an operation, in words: `books:write`, `a and b, or c` where alternatives ask for others.
 *
 * @returns undefined: what they are allowed is not known, or one of the alternatives may let them in; one that asks for no
 *   scope may always, since somebody's credentials are not known to be of no use there
 */
export function missingScopes({ security }: Operation, { scopes }: Identity): string | undefined {
  if (scopes === undefined || security.length === 0) return undefined;
  const missing = security.map(({ schemes }) =>
    schemes.flatMap((each) => each.scopes).filter((wanted) => !scopes.some((held) => covers(held, wanted))),
  );
  if (missing.some((names) => names.length === 0)) return undefined;
  return [...new Set(missing.map((names) => [...new Set(names)].join(' and ')))].join(', or ');
}

/** `books:*` and `books` are taken to hold `books:read`: what is allowed is rather seen too wide. */
function covers(held: string, wanted: string): boolean {
  if (held === wanted) return true;
  if (held.endsWith('*')) return wanted.startsWith(held.slice(0, -1));
  return held !== '' && wanted.startsWith(held) && /^[:./]/.test(wanted.slice(held.length));
}
