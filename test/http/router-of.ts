import { createRouter, type RouteMatch, type Router } from '../../src/http/index.ts';
import { apiOf } from '../model/api-of.ts';

export type Paths = Record<string, string[] | object>;

/** Paths with their methods; `servers` and the like can be given as a whole path item. */
export async function routerOf(paths: Paths, fields: object = {}): Promise<Router> {
  const items = Object.entries(paths).map(([path, item]) => [
    path,
    Array.isArray(item) ? Object.fromEntries(item.map((method) => [method, {}])) : item,
  ]);
  return createRouter(await apiOf({ paths: Object.fromEntries(items), ...fields }));
}

/** A match in one line. */
export function told(match: RouteMatch): string {
  if (match.kind === 'not-found') return 'not found';
  if (match.kind === 'method-not-allowed') return `${match.pathTemplate} allows ${match.allow.join(', ')}`;
  const parameters = Object.entries(match.parameters).map(([name, value]) => ` ${name}=${value}`);
  return `${match.operation.method} ${match.operation.path}${parameters.join('')}${match.head ? ' (head)' : ''}`;
}

export const get: string[] = ['get'];
