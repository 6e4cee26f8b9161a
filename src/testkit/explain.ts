import { formatPlace } from '../errors.ts';
import { createRouter } from '../http/index.ts';
import type { JournalEntry } from '../mock/index.ts';
import type { Api } from '../model/index.ts';
import type { Violation } from '../schema/index.ts';
import { shownTarget } from './shown-target.ts';

/** So many violations of one message are told. */
const MOST = 10;

/** `body /name: must be string (received 5)`, and below it the line of the description that says so. */
export function explainViolations(violations: readonly Violation[], api: Api, indent: string): string[] {
  const lines = violations.slice(0, MOST).flatMap((violation) => {
    const { in: where, pointer, message, received, meant, schemaUri, schemaPointer } = violation;
    const came = received === undefined || message.includes(received) ? '' : ` (received ${received})`;
    const hint = meant === undefined ? '' : ` Was ${meant} meant?`;
    const place = formatPlace(api.document.place(schemaUri, schemaPointer));
    return [`${indent}${where}${pointer && ` ${pointer}`}: ${message}${came}${hint}`, `${indent}  ${place}`];
  });
  if (violations.length > MOST) lines.push(`${indent}and ${violations.length - MOST} more`);
  return lines;
}

/** A request that broke the description, or whose answer could not be made: what it was, and why. */
export function explainEntry(entry: JournalEntry, api: Api): string[] {
  const { request, response, operation, violations, error } = entry;
  const { method, url } = request;
  const { pathname, search } = new URL(url);
  const name = operation ? ` (${operation.id})` : '';
  const status = response.status === 0 ? 'a network error' : String(response.status);
  const head = `${shownTarget(entry, api)}${name}, answered with ${status}:`;
  if (error !== undefined) return [head, `  ${error instanceof Error ? error.message : String(error)}`];
  if (operation) return [head, ...explainViolations(violations, api, '  ')];
  return [head, `  ${notDocumented(method, pathname, search, api)}`, `    ${placeOf(api)}`];
}

function notDocumented(method: string, path: string, search: string, api: Api): string {
  const match = createRouter(api).match(method, path, search);
  if (match.kind === 'method-not-allowed')
    return `${match.pathTemplate} has no ${method}; documented: ${match.allow.join(', ')}`;
  const nearest = match.kind === 'not-found' ? match.nearest : [];
  const near = nearest.map((each) => `${each.method} ${each.path}`).join(', ');
  return `no documented path is ${path}${near && `; the nearest: ${near}`}`;
}

function placeOf(api: Api): string {
  const { root } = api.document;
  return formatPlace((root.get('paths') ?? root).place());
}
