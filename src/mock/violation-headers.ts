import type { Violation } from '../schema/index.ts';
import { prismViolations } from './error-facts.ts';

/** Of Prism's header: proxies and clients refuse much longer ones. */
const LONGEST_HEADER = 4096;

/**
 * How many violations there are; for Prism's clients also the list of them, cut at whole entries.
 *
 * @param prism add `sl-violations`
 */
export function violationHeaders(violations: readonly Violation[], prism: boolean): Array<[string, string]> {
  if (violations.length === 0) return [];
  const headers: Array<[string, string]> = [['Standin-Violations', String(violations.length)]];
  if (prism) headers.push(['sl-violations', listWithin(LONGEST_HEADER, prismViolations(violations))]);
  return headers;
}

function listWithin(longest: number, entries: readonly unknown[]): string {
  let text = '';
  for (const entry of entries) {
    const next = ascii(JSON.stringify(entry));
    if (text.length + next.length + 3 > longest) break;
    text += text === '' ? next : `,${next}`;
  }
  return `[${text}]`;
}

/** Header values are bytes (RFC 9110 section 5.5); JSON can say everything in ASCII. */
function ascii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
