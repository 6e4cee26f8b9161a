import type { Refusal } from './refusal.ts';

/** How the default session is called where a name is needed; no other can be called so. */
export const DEFAULT_SESSION = '-';

const LONGEST = 64;

/** One to 64 letters, digits and `._~-`, in parts with slashes between; each begins with a letter or digit. */
export function isSessionName(name: string): boolean {
  return (
    name.length <= LONGEST && /^[A-Za-z0-9][A-Za-z0-9._~-]*(?:\/[A-Za-z0-9][A-Za-z0-9._~-]*)*$/.test(name)
  );
}

/** For a header `Standin-Session` that names none. */
export const NO_SESSION_NAME: Refusal = {
  status: 400,
  response: undefined,
  detail: `The header Standin-Session must hold 1 to ${LONGEST} letters, digits and ._~-, in parts with slashes between that begin with a letter or digit.`,
  violations: [],
  headers: {},
};
