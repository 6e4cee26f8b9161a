import { createRouter, type RouteMatch } from '../../http/index.ts';
import type { Api, Operation } from '../../model/index.ts';
import { type CheckedRequest, compileRequestCheck } from '../../validation/index.ts';
import type { HarEntry } from './read-har.ts';

/** A recorded request, as the description reads it. */
export interface MatchedEntry {
  readonly entry: HarEntry;
  readonly operation: Operation;
  readonly checked: CheckedRequest;
  /** Of the path, decoded, by name. */
  readonly path: Readonly<Record<string, string>>;
}

/** Why an entry is no step, a noun. */
export type LeftOut =
  | 'static file'
  | 'foreign request'
  | 'preflight'
  | 'undescribed request'
  | 'unanswered request'
  | 'repetition';

const STATIC =
  /\.(?:m?js|css|map|png|jpe?g|gif|svg|ico|webp|avif|woff2?|ttf|otf|eot|mp4|webm|mp3|html?|txt|wasm)$/i;
const STATIC_TYPE = /^(?:image|font|audio|video)\/|^text\/(?:css|html|javascript)\b|javascript\b/i;

/**
 * The entries that the description has operations for, in order, and why the others are none. The host is the one that its
 * servers name, else the one that most of them fit. `prepareValidation()` must have been awaited.
 */
export function matchEntries(
  entries: readonly HarEntry[],
  api: Api,
): {
  readonly matched: readonly MatchedEntry[];
  readonly leftOut: ReadonlyMap<LeftOut, readonly HarEntry[]>;
} {
  const router = createRouter(api);
  const routes = new Map(
    entries.map((entry) => [entry, router.match(entry.method, entry.url.pathname, entry.url.search)]),
  );
  const host = hostOf(routes, api);
  const matched: MatchedEntry[] = [];
  const leftOut = new Map<LeftOut, HarEntry[]>();
  for (const [entry, route] of routes) {
    const reason = whyNot(entry, route, host, matched.at(-1)?.entry);
    if (reason === undefined && route.kind === 'operation') matched.push(read(entry, route));
    else if (reason !== undefined) leftOut.set(reason, [...(leftOut.get(reason) ?? []), entry]);
  }
  return { matched, leftOut };
}

function whyNot(
  entry: HarEntry,
  route: RouteMatch,
  host: string | undefined,
  last: HarEntry | undefined,
): LeftOut | undefined {
  const { method, url, status } = entry;
  const isOperation = route.kind === 'operation' && !route.head;
  if (method === 'OPTIONS' && (!isOperation || entry.headers.has('access-control-request-method')))
    return 'preflight';
  if (!isOperation && (STATIC.test(url.pathname) || STATIC_TYPE.test(entry.answerType))) return 'static file';
  if (url.host !== host) return 'foreign request';
  if (!isOperation) return 'undescribed request';
  if (status < 100) return 'unanswered request';
  const isSame =
    last?.method === 'GET' && method === 'GET' && last.url.href === url.href && last.status === status;
  return isSame ? 'repetition' : undefined;
}

function hostOf(routes: ReadonlyMap<HarEntry, RouteMatch>, api: Api): string | undefined {
  const counts = new Map<string, number>();
  for (const [{ url }, { kind }] of routes)
    if (kind === 'operation') counts.set(url.host, (counts.get(url.host) ?? 0) + 1);
  const named = api.servers.flatMap(({ url }) => (URL.canParse(url) ? [new URL(url).host] : []));
  const known = named.find((host) => counts.has(host));
  return known ?? [...counts].toSorted(([, left], [, right]) => right - left)[0]?.[0];
}

function read(entry: HarEntry, route: Extract<RouteMatch, { kind: 'operation' }>): MatchedEntry {
  const { headers, url, body } = entry;
  const bytes = body === undefined ? null : new TextEncoder().encode(body);
  const routesOf = [route, ...route.twins];
  const checks = routesOf.map(({ operation, parameters }) => ({
    operation,
    parameters,
    checked: compileRequestCheck(operation)({
      pathParameters: parameters,
      search: url.search,
      headers,
      body: { bytes, contentType: headers.get('content-type') },
    }),
  }));
  const best = checks.find(({ checked }) => checked.violations.length === 0) ?? checks[0]!;
  return {
    entry,
    operation: best.operation,
    checked: best.checked,
    path: Object.fromEntries(Object.entries(best.parameters).map(([name, text]) => [name, decoded(text)])),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
