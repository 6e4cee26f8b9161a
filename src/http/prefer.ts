import { type InjectedFault, readFaultList } from './fault/fault.ts';
import { headerParameter, splitHeader } from './header-list.ts';

/** What a client asks of the answer, by `Prefer` (RFC 7240) or by a query key. Undefined: nothing is asked. */
export interface Preferences {
  /** 100 to 599. */
  readonly code: number | undefined;
  /** The name of a documented example. */
  readonly example: string | undefined;
  readonly dynamic: boolean | undefined;
  /** Seconds (RFC 7240 section 4.3), fractions allowed. */
  readonly wait: number | undefined;
  readonly scenario: string | undefined;
  /** What is to go wrong with the answer. */
  readonly fault: readonly InjectedFault[] | undefined;
  /** Asked for in a way that means nothing, as written: `code=teapot`. */
  readonly malformed: readonly string[];
}

/** Query keys for places where no header can be set. */
export const PREFERENCE_KEYS = [
  '__code',
  '__example',
  '__dynamic',
  '__wait',
  '__scenario',
  '__fault',
] as const;

/** What `readPreferences` gives where nothing is asked. */
export const NO_PREFERENCES: Preferences = Object.freeze({
  code: undefined,
  example: undefined,
  dynamic: undefined,
  wait: undefined,
  scenario: undefined,
  fault: undefined,
  malformed: Object.freeze([]),
});

/**
 * Reads the preferences that Standin knows; others are the server's to ignore (RFC 7240 section 2). Of a preference
 * that comes more than once the first counts; several headers are one list; the header wins over the query.
 *
 * @param prefer the header's value, several joined by commas as `Headers.get` does
 * @param search the URL's query, with or without its question mark
 */
export function readPreferences(prefer: string | null, search: string): Preferences {
  const asksByQuery = search.includes('__');
  if (!prefer && !asksByQuery) return NO_PREFERENCES;
  const asked = new Map<string, string>();
  for (const piece of prefer ? splitHeader(prefer, ',') : []) {
    const { name, value } = headerParameter(splitHeader(piece, ';')[0] ?? '');
    if (!asked.has(name)) asked.set(name, value);
  }
  if (asksByQuery) {
    const query = new URLSearchParams(search);
    for (const key of PREFERENCE_KEYS) {
      const value = query.get(key);
      const name = key.slice(2);
      if (value !== null && !asked.has(name)) asked.set(name, value);
    }
  }
  return interpret(asked);
}

function interpret(asked: ReadonlyMap<string, string>): Preferences {
  const malformed: string[] = [];
  const read = <T>(name: string, convert: (value: string) => T | undefined): T | undefined => {
    const value = asked.get(name);
    if (value === undefined) return undefined;
    const converted = convert(value);
    if (converted === undefined) malformed.push(`${name}=${value}`);
    return converted;
  };
  const text = (value: string) => value || undefined;
  return {
    code: read('code', (value) => (/^[1-5]\d\d$/.test(value) ? Number(value) : undefined)),
    example: read('example', text),
    dynamic: read('dynamic', (value) => SWITCH.get(value.toLowerCase())),
    wait: read('wait', (value) => (/^\d{1,9}(\.\d{1,9})?$/.test(value) ? Number(value) : undefined)),
    scenario: read('scenario', text),
    fault: read('fault', readFaultList),
    malformed,
  };
}

/** RFC 7240 section 2: an empty value is the same as none, and `Prefer: dynamic` says yes. */
const SWITCH: ReadonlyMap<string, boolean> = new Map([
  ['', true],
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);
