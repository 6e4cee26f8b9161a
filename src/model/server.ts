import type { Node } from '../document/index.ts';
import type { Server, ServerVariable } from './api.ts';
import { type Context, listItems, namedEntries } from './context.ts';

const NO_VARIABLES: ReadonlyMap<string, ServerVariable> = new Map();

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
    return [toServer(context, node, url)];
  });
}

/** What counts where a description names no server: `/` (OpenAPI 3.2, `servers`). */
export function defaultServer(document: Node): Server {
  const url = resolve('/', document.uri);
  return { url, path: serverPath(url), description: undefined, template: url, variables: NO_VARIABLES };
}

function toServer(context: Context, node: Node, template: string): Server {
  const variables = readVariables(context, node);
  const written = expand(context, node, template, variables);
  const end = written.search(/[?#]/);
  if (end >= 0) {
    context.faults.warning(
      node,
      'invalid-server',
      'A server url has no query and no fragment; they are left out.',
    );
  }
  const url = resolve(end < 0 ? written : written.slice(0, end), node.uri);
  return { url, path: serverPath(url), description: node.text('description'), template, variables };
}

function readVariables(context: Context, node: Node): ReadonlyMap<string, ServerVariable> {
  const entries = namedEntries(context, node.get('variables'), 'variables');
  if (entries.length === 0) return NO_VARIABLES;
  return new Map(
    entries.map(([name, variable]) => {
      const values = variable.get('enum')?.items() ?? [];
      const listed = values.flatMap(({ value }) => plainText(value) ?? []);
      return [name, { default: plainText(variable.get('default')?.value) ?? listed[0], values: listed }];
    }),
  );
}

function plainText(value: unknown): string | undefined {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? String(value) : undefined;
}

/** Variables at their defaults, in one pass, so that a default is never read as a template. */
function expand(
  context: Context,
  node: Node,
  url: string,
  variables: ReadonlyMap<string, ServerVariable>,
): string {
  return url.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const value = variables.get(name)?.default;
    if (value !== undefined) return value;
    context.faults.warning(
      node.get('variables')?.follow()?.get(name) ?? node,
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
