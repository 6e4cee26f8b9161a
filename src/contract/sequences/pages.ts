import type { ListRole } from '../../resource/index.ts';
import { valueAt } from '../../schema/index.ts';
import { make } from '../acts.ts';
import type { CaseDraft, Session } from '../case.ts';
import { checkOf } from '../check-of.ts';
import { writeDraft } from '../draft.ts';
import { blame } from '../failure.ts';
import type { PhaseContext } from '../phase.ts';
import { jsonOf } from '../response-reading.ts';
import type { Deeds, Sequence } from '../sequence.ts';
import type { Thing } from '../things.ts';
import { itemsOf, keyOf, keyText, type Page, page, walk } from '../walk.ts';

const limit = checkOf('page-too-large', 'lists', 'A page has more items than were asked for');
const overlap = checkOf('pages-overlap', 'lists', 'Pages show the same item twice');
const leaveOut = checkOf('pages-leave-out', 'lists', 'Pages leave items out');
const total = checkOf('wrong-total', 'lists', 'A total is wrong');
const next = checkOf('wrong-next', 'lists', 'A link to the next page is wrong');

const patience = 4;
const pause = 50;
const pageSize = 2;
/** So many that there are three pages. */
const population = 5;

/** Walk through a list in small pages: each item comes once, and what is said around them is true. */
export const pages: Sequence = {
  checks: [limit, overlap, leaveOut, total, next],
  *cases(deeds, context): Iterable<CaseDraft> {
    const { list, collection } = deeds;
    if (!list?.paging) return;
    yield {
      title: `the pages of ${collection.id}`,
      run: (session) => walkPages(session, deeds, list, context),
    };
  },
};

async function walkPages(
  session: Session,
  deeds: Deeds,
  list: ListRole,
  context: PhaseContext,
): Promise<void> {
  const made: Thing[] = [];
  for (let count = 0; deeds.create && count < population; count++) {
    const one = await make(session, deeds, context, undefined, made[0]);
    if (!one) break;
    made.push(one.thing);
  }
  const { paging } = list;
  const size = Math.min(pageSize, paging?.maxSize ?? pageSize);
  // A list may show what was made a moment later.
  const newest = made.at(-1);
  let before = await shownWhole(session, list, newest);
  for (let attempt = 0; newest && attempt < patience && !before.has(keyText(newest)); attempt++) {
    await new Promise((resolve) => setTimeout(resolve, pause * attempt));
    before = await shownWhole(session, list, newest);
  }
  const { pages: walked, isWhole } = await walk(session, list, size, made[0]);
  const { operation } = list;
  const where = `body ${list.list.items}`;
  if (walked.some(({ ok }) => !ok) || walked.length === 0) return;
  const large = paging?.size && walked.find(({ items }) => items.length > size);
  if (large)
    session.fail(
      blame(operation, {
        check: limit.name,
        kind: 'size',
        message: `A page has ${large.items.length} items, where ${paging?.size?.name} asks for ${size}.`,
        where,
        exchanges: [large.exchange],
      }),
    );
  const keys = walked.flatMap(({ items }) => items.map((item) => keyOf(list, item)));
  if (paging?.kind === 'limit-only' || keys.some((key) => key === undefined)) return;
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) {
    session.fail(
      blame(operation, {
        check: overlap.name,
        kind: 'twice',
        message: `The item with the key ${twice} comes on more than one page.`,
        where,
        exchanges: walked.slice(0, 2).map(({ exchange }) => exchange),
      }),
    );
  }
  if (!isWhole || twice !== undefined) return;
  const after = await shownWhole(session, list, newest);
  // On one large page before and after: then the small pages have lost it, and neither delay nor change.
  const lost = [...before].filter((key) => after.has(key) && !keys.includes(key));
  if (lost.length > 0)
    session.fail(
      blame(operation, {
        check: leaveOut.name,
        kind: 'missing',
        message: `${lost.length} of ${keys.length + lost.length} items come on no page of ${size}.`,
        where,
        exchanges: walked.map(({ exchange }) => exchange),
      }),
    );
  else if (made.every((thing) => keys.includes(keyText(thing)))) {
    checkFacts(session, list, walked, keys.length);
    await followNext(session, list, walked);
  }
}

/** The keys on one page that is as large as may be. */
async function shownWhole(session: Session, list: ListRole, near: Thing | undefined): Promise<Set<string>> {
  const { paging } = list;
  const size = paging?.size ? { [paging.size.name]: paging.maxSize ?? 50 } : {};
  const whole = await page(session, list, size, near);
  return new Set(whole.items.flatMap((item) => keyOf(list, item) ?? []));
}

/** The link of the first page leads to items that are not on it. */
async function followNext(session: Session, list: ListRole, walked: readonly Page[]): Promise<void> {
  const [first, second] = walked;
  if (!first || !second || second.items.length === 0) return;
  for (const pointer of list.list.facts.get('next-link') ?? []) {
    const link = valueAt(first.json, pointer);
    const { url } = first.exchange;
    if (typeof link !== 'string' || !URL.canParse(link, url)) continue;
    const { origin, pathname, search } = new URL(link, url);
    const base = url.slice(0, url.length - writeDraft(first.draft).target.length);
    // Another host is not ours to ask.
    if (!`${origin}${pathname}`.startsWith(base)) continue;
    const exchange = await session.follow(list.operation, `${origin}${pathname}${search}`.slice(base.length));
    const { response } = exchange;
    const items = response && response.status < 300 ? itemsOf(list, jsonOf(response)) : [];
    const shown = items.map((item) => keyOf(list, item));
    const repeats = first.items.some((item) => shown.includes(keyOf(list, item)));
    if (!repeats && response && response.status < 400) continue;
    session.fail(
      blame(list.operation, {
        check: next.name,
        kind: repeats ? 'repeats' : 'unresolved',
        message: repeats
          ? 'The link to the next page leads to items of the first one.'
          : `The link to the next page is answered ${response?.status}.`,
        where: `body ${pointer}`,
        exchanges: [first.exchange, exchange],
      }),
    );
  }
}

function checkFacts(session: Session, list: ListRole, walked: readonly Page[], count: number): void {
  const [first] = walked;
  if (!first) return;
  const said: Array<readonly [where: string, value: unknown]> = (list.list.facts.get('total') ?? []).map(
    (pointer) => [`body ${pointer}`, valueAt(first.json, pointer)],
  );
  const header = list.list.headers.get('total');
  const text = header === undefined ? null : first.exchange.response?.headers.get(header);
  if (typeof text === 'string') said.push([`header ${header}`, Number(text)]);
  for (const [where, value] of said) {
    if (typeof value !== 'number' || value === count) continue;
    session.fail(
      blame(list.operation, {
        check: total.name,
        kind: 'total',
        message: `The total is said to be ${value}, and there are ${count} items on all pages.`,
        where,
        exchanges: [first.exchange],
      }),
    );
  }
  const last = walked.findLast(({ items }) => items.length > 0);
  if (!last) return;
  for (const pointer of list.list.facts.get('next-link') ?? []) {
    const atEnd = valueAt(last.json, pointer);
    const atStart = valueAt(first.json, pointer);
    const wrong =
      last !== first && (atStart === null || atStart === undefined)
        ? 'The first page of several names no next one.'
        : typeof atEnd === 'string' && atEnd !== '' && walked.length > 1 && walked.at(-1)?.items.length === 0
          ? 'The last page names a next one.'
          : undefined;
    if (wrong)
      session.fail(
        blame(list.operation, {
          check: next.name,
          kind: last !== first && !atStart ? 'missing' : 'beyond',
          message: wrong,
          where: `body ${pointer}`,
          exchanges: [(last !== first && !atStart ? first : last).exchange],
        }),
      );
  }
}
