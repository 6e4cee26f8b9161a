import type { Filter, ListRole } from '../../resource/index.ts';
import { isJsonObject, type Schema, valueAt } from '../../schema/index.ts';
import { make } from '../acts.ts';
import type { CaseDraft, Session } from '../case.ts';
import { checkOf } from '../check-of.ts';
import { blame } from '../failure.ts';
import type { PhaseContext } from '../phase.ts';
import { sameMeaning } from '../same.ts';
import type { Deeds, Sequence } from '../sequence.ts';
import { keyOf, type Page, page } from '../walk.ts';

const unsound = checkOf('filter-unsound', 'lists', 'A filter lets through what does not match');
const sort = checkOf('sort-unsound', 'lists', 'A list is not in the order asked for');
const maxFilters = 12;

/** Filter by a value that something has, and order by what can be ordered by. */
export const filters: Sequence = {
  checks: [unsound, sort],
  *cases(deeds, context): Iterable<CaseDraft> {
    const { list } = deeds;
    if (!list) return;
    for (const filter of list.filters.slice(0, maxFilters)) {
      if (filter.compare !== 'equals' || filter.pointers.length !== 1 || filter.pointers[0]!.includes('*'))
        continue;
      yield {
        title: `the filter ${filter.parameter.name} of ${deeds.collection.id}`,
        run: (session) => filterBy(session, deeds, list, filter, context),
      };
    }
    for (const descending of list.ordering ? [false, true] : [])
      yield {
        title: `the ${descending ? 'descending' : 'ascending'} order of ${deeds.collection.id}`,
        run: (session) => orderBy(session, deeds, list, descending, context),
      };
  },
};

async function filterBy(
  session: Session,
  deeds: Deeds,
  list: ListRole,
  { parameter, pointers }: Filter,
  context: PhaseContext,
): Promise<void> {
  await make(session, deeds, context);
  const [pointer] = pointers as [string];
  const all = await page(session, list);
  const wanted = all.items.map((item) => valueAt(item, pointer)).find(isPlain);
  if (wanted === undefined) return;
  const schema = parameter.schema?.for('request');
  if (schema && !schema.accepts(wanted)) return;
  const found = await page(session, list, { [parameter.name]: wanted });
  if (!found.ok) return;
  const other = found.items
    .map((item) => valueAt(item, pointer))
    .find((value) => isPlain(value) && !matches(value, wanted));
  if (other !== undefined)
    session.fail(
      blame(list.operation, {
        check: unsound.name,
        kind: 'matches-not',
        message: `${parameter.name}=${String(wanted)} also lists an item whose ${pointer} is ${JSON.stringify(other)}.`,
        where: `query ${parameter.name}`,
        exchanges: [found.exchange],
      }),
    );
  else if (found.items.length === 0)
    session.fail(
      blame(list.operation, {
        check: unsound.name,
        kind: 'finds-nothing',
        message: `${parameter.name}=${String(wanted)} finds nothing, although an item has it as its ${pointer}.`,
        where: `query ${parameter.name}`,
        exchanges: [all.exchange, found.exchange],
      }),
    );
}

/** A filter by text may look for a part of it. */
function matches(value: unknown, wanted: unknown): boolean {
  if (sameMeaning(value, wanted)) return true;
  return typeof value === 'string' && value.toLowerCase().includes(String(wanted).toLowerCase());
}

function isPlain(value: unknown): value is string | number | boolean {
  return (
    typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value !== '')
  );
}

async function orderBy(
  session: Session,
  deeds: Deeds,
  list: ListRole,
  descending: boolean,
  context: PhaseContext,
): Promise<void> {
  const { ordering } = list;
  const by = ordering?.by;
  if (!by) return;
  for (let count = 0; count < 3; count++) await make(session, deeds, context);
  const unordered = await page(session, list);
  const schema = by.schema?.for('request');
  for (const name of Object.keys((unordered.items[0] as object | undefined) ?? {})) {
    const query = orderQuery(list, name, descending);
    // Only what the description lists is asked for, or what it leaves open.
    if (!query || (schema && !schema.accepts(query[by.name]))) continue;
    const found = await page(session, list, query);
    if (!found.ok) continue;
    // Where any name may be given, one that the server does not order by tells nothing.
    if (!isListed(schema) && !(await reacts(session, list, name, descending, found))) continue;
    const values = found.items.map((item) => valueAt(item, `/${name}`));
    const wrong = values.findIndex(
      (value, index) => index > 0 && isBefore(value, values[index - 1], descending),
    );
    if (wrong < 0) continue;
    session.fail(
      blame(list.operation, {
        check: sort.name,
        kind: descending ? 'descending' : 'ascending',
        message: `In the ${descending ? 'descending' : 'ascending'} order by ${name}, ${JSON.stringify(values[wrong])} follows ${JSON.stringify(values[wrong - 1])}.`,
        where: `query ${by.name}`,
        exchanges: [found.exchange],
      }),
    );
    return;
  }
}

function isListed(schema: Schema | undefined): boolean {
  const json = schema?.json;
  return isJsonObject(json) && ('enum' in json || isJsonObject(json['items']));
}

/** Does the other direction give the other order? */
async function reacts(
  session: Session,
  list: ListRole,
  name: string,
  descending: boolean,
  found: Page,
): Promise<boolean> {
  const query = orderQuery(list, name, !descending);
  const other = query && (await page(session, list, query));
  const keys = ({ items }: Page) => JSON.stringify(items.map((item) => keyOf(list, item)));
  return other?.ok === true && keys(other) !== keys(found);
}

function orderQuery(
  { ordering }: ListRole,
  name: string,
  descending: boolean,
): Readonly<Record<string, unknown>> | undefined {
  if (!ordering?.by) return undefined;
  const { by, direction } = ordering;
  const word = descending ? 'desc' : 'asc';
  const text = {
    sign: descending ? `-${name}` : name,
    word: `${name} ${word}`,
    colon: `${name}:${word}`,
    comma: `${name},${word}`,
    suffix: `${name}_${word}`,
    plain: name,
  }[ordering.spelling];
  if (!direction) return ordering.spelling === 'plain' && descending ? undefined : { [by.name]: text };
  const schema = direction.schema?.for('request');
  const spelt = [word, word.toUpperCase(), `${word}ending`].find((each) => !schema || schema.accepts(each));
  return spelt === undefined ? undefined : { [by.name]: text, [direction.name]: spelt };
}

/** Only what compares in every collation: numbers, and texts that begin with letters of one case or with digits. */
function isBefore(value: unknown, previous: unknown, descending: boolean): boolean {
  const [low, high] = descending ? [previous, value] : [value, previous];
  if (typeof low === 'number' && typeof high === 'number') return low < high;
  if (typeof low !== 'string' || typeof high !== 'string') return false;
  const sameKind = [/^[a-z]/, /^[A-Z]/, /^\d/].some((kind) => kind.test(low) && kind.test(high));
  return sameKind && low[0]! < high[0]!;
}
