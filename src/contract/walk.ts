import { type ListRole, pageParameters } from '../resource/index.ts';
import { isJsonObject, valueAt } from '../schema/index.ts';
import type { Session } from './case.ts';
import type { Draft } from './draft.ts';
import type { Exchange } from './exchange.ts';
import type { PhaseContext } from './phase.ts';
import { jsonOf } from './response-reading.ts';
import type { Thing } from './things.ts';

/** A page of a list. */
export interface Page {
  readonly draft: Draft;
  readonly exchange: Exchange;
  readonly ok: boolean;
  readonly json: unknown;
  readonly items: readonly unknown[];
}

const maxPages = 30;
/** A list may show a change a moment later. */
const attempts = 4;
const pause = 50;

/** Asks for a list below the parents of a thing, with these query parameters. */
export async function page(
  session: Session,
  role: ListRole,
  query: Readonly<Record<string, unknown>> = {},
  near?: Thing,
  identity?: string,
): Promise<Page> {
  const { operation } = role;
  const base = session.knowledge.base(operation);
  const { things } = session.knowledge;
  const filled = things.fill(base);
  const placed = near ? things.beside(filled, near) : filled;
  const draft: Draft = {
    ...placed,
    parameters: { ...placed.parameters, query: { ...plain(role, filled.parameters.query), ...query } },
  };
  const exchange = await session.send(draft, { identity });
  const { response } = exchange;
  const ok = response !== undefined && response.status >= 200 && response.status < 300;
  const json = ok ? jsonOf(response) : undefined;
  return { draft, exchange, ok, json, items: itemsOf(role, json) };
}

/** Without what keeps items back or hides their keys: whether the request was taken does not hang on it. */
function plain(
  { paging, filters, search, ordering, selection }: ListRole,
  query: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const asking = [
    ...pageParameters(paging),
    ...filters.map(({ parameter }) => parameter),
    search,
    ordering?.by,
    ordering?.direction,
    ...selection.map(({ parameter }) => parameter),
  ];
  const names = new Set(
    asking.flatMap((parameter) => (parameter?.in === 'query' && !parameter.required ? [parameter.name] : [])),
  );
  return Object.fromEntries(Object.entries(query).filter(([name]) => !names.has(name)));
}

/** The items of a list's answer. */
export function itemsOf({ list }: ListRole, json: unknown): readonly unknown[] {
  const items = valueAt(json, list.items);
  if (Array.isArray(items)) return items;
  return list.map && isJsonObject(items) ? Object.values(items) : [];
}

/** As `keyOf` writes the key of an item that shows the thing. */
export function keyText({ keys }: Pick<Thing, 'keys'>): string {
  return JSON.stringify(keys.map(String));
}

/** An item's key as text; undefined where it shows none. */
export function keyOf({ collection }: ListRole, item: unknown): string | undefined {
  const keys = collection.keys.map(({ pointer }) =>
    pointer === undefined ? undefined : valueAt(item, pointer),
  );
  return keys.every((key) => key !== undefined && key !== null) ? keyText({ keys }) : undefined;
}

export interface Walk {
  readonly pages: readonly Page[];
  /** The last page was reached: what is on none of them is not in the list. */
  readonly isWhole: boolean;
}

/** Pages of a size from the first to the last, as the list's own parameters reach them. */
export async function walk(session: Session, role: ListRole, size: number, near?: Thing): Promise<Walk> {
  const pages: Page[] = [];
  const { paging } = role;
  const sized = paging?.size ? { [paging.size.name]: size } : {};
  let more: Following = {};
  while (typeof more === 'object' && pages.length < maxPages) {
    const next: Page = await page(session, role, { ...sized, ...more }, near);
    pages.push(next);
    if (!next.ok) break;
    more = next.items.length === 0 ? 'end' : following(role, pages, next);
  }
  return { pages, isWhole: more === 'end' };
}

/** The parameters of the next page; `end`: there is none; `unknown`: no way to it is told. */
type Following = Readonly<Record<string, unknown>> | 'end' | 'unknown';

function following({ paging, list, ...role }: ListRole, pages: readonly Page[], last: Page): Following {
  if (!paging) return 'end';
  if (paging.kind === 'page' && paging.page) return { [paging.page.name]: paging.firstPage + pages.length };
  if (paging.kind === 'offset' && paging.offset)
    return { [paging.offset.name]: pages.reduce((sum, { items }) => sum + items.length, 0) };
  const { after } = paging;
  if (!after) return 'unknown';
  if (paging.byKey) {
    const key = valueAt(last.items.at(-1), role.collection.keys.at(-1)?.pointer ?? '');
    return typeof key === 'string' || typeof key === 'number' ? { [after.name]: key } : 'unknown';
  }
  const cursors = list.facts.get('next-cursor') ?? [];
  const cursor = cursors
    .map((pointer) => valueAt(last.json, pointer))
    .find((value) => typeof value === 'string' || typeof value === 'number');
  if (cursor !== undefined && cursor !== '') return { [after.name]: cursor };
  const linked = cursorOfLink(last, after.name);
  if (linked !== undefined) return { [after.name]: linked };
  return cursors.length > 0 || last.exchange.response?.headers.has('link') ? 'end' : 'unknown';
}

/** The parameter in the address of the next page, where a header Link names one (RFC 8288). */
function cursorOfLink({ exchange: { response, url } }: Page, parameter: string): string | undefined {
  const link = /<([^>]*)>[^,<]*;\s*rel="?(?:[^"<>,;]* )?next\b/i.exec(
    response?.headers.get('link') ?? '',
  )?.[1];
  const address = link !== undefined && URL.canParse(link, url) ? new URL(link, url) : undefined;
  return address?.searchParams.get(parameter) ?? undefined;
}

type Listed = { readonly kind: 'found' | 'missing' | 'unknown'; readonly exchanges: readonly Exchange[] };

/** Is the thing in the list? Asked a few times: lists may lag behind. `unknown`: it cannot be told. */
export async function listed(
  session: Session,
  role: ListRole,
  thing: Thing,
  _context: PhaseContext,
): Promise<Listed> {
  const wanted = keyText(thing);
  const exchanges: Exchange[] = [];
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, pause * attempt));
    const { pages, isWhole } = await walk(session, role, role.paging?.maxSize ?? 50, thing);
    exchanges.push(...pages.map(({ exchange }) => exchange));
    const items = pages.flatMap((each) => each.items);
    if (pages.some(({ ok }) => !ok) || items.some((item) => keyOf(role, item) === undefined))
      return { kind: 'unknown', exchanges };
    if (items.some((item) => keyOf(role, item) === wanted)) return { kind: 'found', exchanges };
    // Without a way to all pages, what is not seen may still be there.
    if (!isWhole) return { kind: 'unknown', exchanges };
  }
  return { kind: 'missing', exchanges };
}
