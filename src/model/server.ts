import type { Node } from '../document/index.ts';
import type { Server } from './api.ts';
import { type Context, listItems, namedEntries } from './context.ts';

/** The Server Objects of a `servers` list. */
export function readServers(context: Context, list: Node | undefined): Server[] {
  return listItems(context, list, 'servers').flatMap((written) => {
    const node = written.follow();
    if (node === undefined) return [];
    const url = node.text('url');
    if (url === undefined) {
      context.faults.error(node, 'invalid-server', 'A server must have a url; it is left out.');
      return [];
    }
    return [toServer(context, node, expand(context, node, url))];
  });
}

/** What counts where a description names no server: `/` (OpenAPI 3.2, `servers`). */
export function defaultServer(document: Node): Server {
  const url = resolve('/', document.uri);
  return { url, path: serverPath(url), description: undefined };
}

function toServer(context: Context, node: Node, written: string): Server {
  const end = written.search(/[?#]/);
  if (end >= 0) {
    context.faults.warning(
      node,
      'invalid-server',
      'A server url has no query and no fragment; they are left out.',
    );
  }
  const url = resolve(end < 0 ? written : written.slice(0, end), node.uri);
  return { url, path: serverPath(url), description: node.text('description') };
}

/** Variables at their defaults, in one pass, so that a default is never read as a template. */
function expand(context: Context, node: Node, url: string): string {
  const variables = new Map(namedEntries(context, node.get('variables'), 'variables'));
  return url.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const variable = variables.get(name);
    const value = variable?.get('default')?.value ?? variable?.get('enum')?.items()[0]?.value;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return String(value);
    context.faults.warning(
      variable ?? node,
      'server-variable-without-default',
      `The server variable "${name}" has no default; its name stands in for it.`,
    );
    return name === '' ? whole : name;
  });
}

function resolve(url: string, base: string): string {
  if (!/^https?:/i.test(base)) return url;
  try {
    return new URL(url, base).href;
  } catch {
    return url;
  }
}

function serverPath(url: string): string {
  let path: string;
  try {
    path = new URL(url, 'http://localhost/').pathname;
  } catch {
    // Not a URL, for example because of a variable in the port; the path is still readable.
    path = url.replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/]*/i, '');
  }
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' || trimmed.startsWith('/') ? trimmed : `/${trimmed}`;
}
