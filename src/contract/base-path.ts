import type { Exchange } from './exchange.ts';
import type { Target } from './target.ts';

/** Requests that are tried below another path. */
const maxTries = 3;
const maxPaths = 8;

/**
 * Where everything was answered with 404: the path below which something is there, of those that the description names
 * and a few that are usual. Undefined where there is none.
 *
 * @param missed requests that were answered with 404
 * @param make the same target with another base path
 */
export async function findBasePath(
  missed: readonly Exchange[],
  held: Target,
  make: (basePath: string) => Target,
): Promise<string | undefined> {
  const tried = missed.filter(({ request }) => request.method === 'GET').slice(0, maxTries);
  for (const path of candidates(missed, held)) {
    const target = make(path);
    for (const { operation, request, identity } of tried) {
      const { response } = await target.send(operation, request, identity);
      if (response && response.status !== 404) return path;
    }
  }
  return undefined;
}

function candidates(missed: readonly Exchange[], held: Target): string[] {
  const used = new Set(missed.map(({ operation }) => pathOf(held.base(operation))));
  const served = missed.flatMap(({ operation }) => operation.servers.map(({ path }) => path));
  const joined = [...used].flatMap((base) => served.map((path) => base + path));
  const paths = new Set([...served, '', ...joined, '/api', '/v1', '/api/v1'].map((path) => path || '/'));
  return [...paths].filter((path) => !used.has(path)).slice(0, maxPaths);
}

function pathOf(base: string): string {
  return base.replace(/^[a-z]+:\/\/[^/]*/, '') || '/';
}
