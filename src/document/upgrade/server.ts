import type { JsonObject } from '../../schema/index.ts';
import { child, from, type ObjectSource, stringList, text, type Upgrade } from './upgrade.ts';

/**
 * `host`, `basePath` and `schemes` as a list of servers, undefined where none of them is there. `operation` may bring
 * its own `schemes` (Swagger 2.0, Operation Object); undefined comes back where these change nothing.
 */
export function servers(
  run: Upgrade,
  root: ObjectSource,
  operation?: ObjectSource,
): JsonObject[] | undefined {
  const host = text(root, 'host')?.trim() ?? '';
  const path = basePath(text(root, 'basePath'));
  const schemes = stringList(operation ?? root, 'schemes') ?? [];
  if (operation !== undefined && (host === '' || schemes.length === 0)) return undefined;
  if (host === '' && path === undefined) return undefined;
  const at = child(operation ?? root, 'schemes') ?? child(root, 'host') ?? child(root, 'basePath') ?? root;
  const urls =
    host === '' ? [path || '/'] : absolute(host, schemes, root.uri).map((base) => base + (path ?? ''));
  return from(
    run,
    at,
    [...new Set(urls)].map((url) => from(run, at, withVariables(url))),
  );
}

/** With a leading and without a trailing slash, `''` for the root, undefined where nothing is said. */
function basePath(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const path = written.trim().replace(/\/+$/, '');
  return path === '' || path.startsWith('/') ? path : `/${path}`;
}

/** Without `schemes`, the scheme is the one that the document was fetched with; `https` where it was not fetched. */
function absolute(host: string, schemes: string[], uri: string): string[] {
  const bare = host.replace(/\/+$/, '');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(bare)) return [bare];
  const authority = bare.replace(/^\/+/, '');
  const fallback = uri.startsWith('http:') ? 'http' : 'https';
  return (schemes.length === 0 ? [fallback] : schemes).map((scheme) => `${scheme}://${authority}`);
}

/** A host or base path in which vendors write `{name}`: each name needs a default in OpenAPI 3. */
function withVariables(url: string): JsonObject {
  const names = [...url.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!);
  if (names.length === 0) return { url };
  return { url, variables: Object.fromEntries(names.map((name) => [name, { default: name }])) };
}
