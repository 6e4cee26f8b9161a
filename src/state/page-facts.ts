import type { Parameter } from '../model/index.ts';
import type { ListFact, ListRole } from '../resource/index.ts';
import type { Entity } from './entity.ts';
import { cursorOf, type Page } from './paging.ts';
import { keyParts } from './space.ts';

type Facts = ReadonlyMap<ListFact, readonly unknown[]>;

/** Told where a fact has nothing to say: the place is left out, null or empty, as the description allows. */
export const nothing: unique symbol = Symbol('nothing');

/** What a page says about itself: for each fact the forms that it may have, the best first. */
export function pageFacts(role: ListRole, page: Page<Entity>, url: string | undefined): Facts {
  const { paging } = role;
  const { total, items, start, size, hasNext, hasPrevious } = page;
  const first = paging?.firstPage ?? 1;
  const current = first + Math.floor(start / Math.max(size, 1));
  const pages = Math.max(1, Math.ceil(total / Math.max(size, 1)));
  const link = (goes: boolean, change: Readonly<Record<string, string | undefined>>) => {
    if (!goes || url === undefined) return [nothing];
    const target = withQuery(url, change);
    return [target, target.replace(/^[a-z]+:\/\/[^/]+/i, '')];
  };
  const to = targets(role, page, current, pages);
  const cursor = (goes: boolean, item: Entity | undefined, index: number) =>
    goes && item ? cursorForms(role, item, index) : [nothing];
  return new Map<ListFact, readonly unknown[]>([
    ['total', forms(total)],
    ['count', forms(items.length)],
    ['pages', forms(pages)],
    ['page', forms(current)],
    ['size', forms(size)],
    ['offset', forms(start)],
    ['next-page', hasNext ? forms(current + 1) : [nothing]],
    ['previous-page', hasPrevious ? forms(Math.max(first, current - 1)) : [nothing]],
    ['start-index', forms(items.length === 0 ? 0 : start + 1)],
    ['end-index', forms(start + items.length)],
    ['next-link', link(hasNext && to.next !== undefined, to.next ?? {})],
    ['previous-link', link(hasPrevious && to.previous !== undefined, to.previous ?? {})],
    ['first-link', link(to.first !== undefined, to.first ?? {})],
    ['last-link', link(to.last !== undefined, to.last ?? {})],
    ['self-link', link(true, {})],
    ['next-cursor', cursor(hasNext, items.at(-1), start + items.length - 1)],
    ['previous-cursor', cursor(hasPrevious, items[0], start)],
    ['first-cursor', cursor(true, items[0], start)],
    ['last-cursor', cursor(true, items.at(-1), start + items.length - 1)],
    ['is-first', [!hasPrevious]],
    ['is-last', [!hasNext]],
    ['is-empty', [items.length === 0]],
    ['has-next', [hasNext]],
    ['has-previous', [hasPrevious]],
  ]);
}

/** The links of a page as RFC 8288 writes them; undefined where there are none. */
export function linkHeader(facts: Facts): string | undefined {
  const links: string[] = [];
  for (const [rel, fact] of [
    ['next', 'next-link'],
    ['prev', 'previous-link'],
    ['first', 'first-link'],
    ['last', 'last-link'],
  ] as const) {
    const [target] = facts.get(fact) ?? [];
    if (typeof target === 'string') links.push(`<${target}>; rel="${rel}"`);
  }
  return links.length > 0 ? links.join(', ') : undefined;
}

type Query = Readonly<Record<string, string | undefined>>;

interface Targets {
  readonly next?: Query;
  readonly previous?: Query;
  readonly first?: Query;
  readonly last?: Query;
}

/** How the query of a page's neighbours differs from its own. */
function targets({ paging }: ListRole, page: Page<Entity>, current: number, pages: number): Targets {
  if (!paging) return {};
  const { start, size, total, items } = page;
  const { page: number, offset, after, before, firstPage } = paging;
  if (number?.in === 'query') {
    const at = (value: number) => ({ [number.name]: String(value) });
    return {
      next: at(current + 1),
      previous: at(Math.max(firstPage, current - 1)),
      first: at(firstPage),
      last: at(firstPage + pages - 1),
    };
  }
  if (offset?.in === 'query') {
    const at = (value: number) => ({ [offset.name]: String(value) });
    return {
      next: at(start + size),
      previous: at(Math.max(0, start - size)),
      first: at(0),
      last: at(Math.max(0, Math.ceil(total / Math.max(size, 1)) - 1) * size),
    };
  }
  const last = items.at(-1);
  const [leading] = items;
  const clear = {
    ...(after ? { [after.name]: undefined } : {}),
    ...(before ? { [before.name]: undefined } : {}),
  };
  const cursor = (item: Entity, index: number) =>
    String(cursorFormsOf(after ?? before, paging.byKey, item, index)[0]);
  return {
    first: clear,
    ...(after?.in === 'query' && last
      ? { next: { ...clear, [after.name]: cursor(last, start + items.length - 1) } }
      : {}),
    ...(before?.in === 'query' && leading
      ? { previous: { ...clear, [before.name]: cursor(leading, start) } }
      : {}),
  };
}

function cursorForms({ paging }: ListRole, item: Entity, index: number): unknown[] {
  return cursorFormsOf(paging?.after ?? paging?.before, paging?.byKey ?? false, item, index);
}

function cursorFormsOf(
  parameter: Parameter | undefined,
  byKey: boolean,
  { key }: Entity,
  index: number,
): unknown[] {
  const plain = keyParts(key).join('/');
  const number = /^\d{1,15}$/.test(plain) ? [Number(plain)] : [];
  const all = byKey ? [plain, ...number] : [cursorOf(key, index), plain, ...number];
  const schema = parameter?.schema?.for('request');
  const fitting = schema ? all.filter((form) => schema.accepts(form)) : all;
  return fitting.length > 0 ? fitting : all;
}

function forms(value: number): unknown[] {
  return [value, String(value)];
}

/** The URL with other parameters in its query; undefined takes one away. */
function withQuery(url: string, change: Query): string {
  const target = new URL(url);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) target.searchParams.delete(name);
    else target.searchParams.set(name, value);
  }
  return target.href;
}
