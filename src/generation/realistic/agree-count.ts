import { isJsonObject, type JsonObject } from '../../schema/index.ts';
import { type Accepts, type Key, readKeys, type Step } from './agree-step.ts';

const LISTS: ReadonlySet<string> = new Set(
  'item result data entry record row value content list element hit edge node object member resource collection'.split(
    ' ',
  ),
);

/** Names that count the list of the object, whatever the list is called. */
const TOTALS: ReadonlySet<string> = new Set(
  'count|total|total count|total result|total item|total element|number of element|total entry|total record|size|length|result count|item count|num result|number of item|total hit|found|result total|record count|entry count|num item|returned|total size|total row|row count|page count item|records total|count total|end index|total number'.split(
    '|',
  ),
);

const PAGES: ReadonlySet<string> = new Set([
  'page',
  'current page',
  'page number',
  'current',
  'total page',
  'page count',
  'num page',
  'last page',
]);
const MORE: ReadonlySet<string> = new Set([
  'has more',
  'has next',
  'has next page',
  'has previous',
  'has previous page',
  'has prev',
  'has prev page',
  'truncated',
  'is truncated',
  'more',
  'incomplete result',
  'has more item',
]);
const ROOM: ReadonlySet<string> = new Set([
  'per page',
  'page size',
  'limit',
  'items per page',
  'item per page',
  'page limit',
  'max result',
]);
const TURNS: ReadonlySet<string> = new Set([
  'next',
  'previous',
  'prev',
  'next page',
  'previous page',
  'prev page',
  'next cursor',
  'previous cursor',
  'next page token',
  'next token',
  'next url',
  'previous url',
  'next link',
  'next page url',
  'next page uri',
  'previous page uri',
  'after',
  'before',
  'cursor next',
  'continuation token',
]);
const PAGERS: ReadonlySet<string> = new Set(
  'pagination|paging|page|meta|page info|metadata|page meta|cursor|paginator|response metadata|info'.split(
    '|',
  ),
);

/** Counts that equal the length of the list they name, and the members that tell of pages. */
export function countSteps(keys: readonly Key[]): Step[] {
  const steps: Step[] = [];
  for (const { name, phrase } of keys) {
    if (!COUNTING.test(phrase)) continue;
    for (const list of keys) {
      if (list.name !== name && counts(phrase, list.phrase)) steps.push(countOf(name, list.name));
    }
  }
  const paged = keys.some(
    ({ phrase }) => ROOM.has(phrase) || MORE.has(phrase) || TURNS.has(phrase) || PAGERS.has(phrase),
  );
  const counted = keys.some(({ phrase }) => TOTALS.has(phrase));
  if (paged || counted) steps.push(pageStep(keys, paged));
  return steps;
}

/** How all that count a list by its name begin or end. */
const COUNTING = /^(?:number|total|count|has) | (?:count|total|number|size|length)$/;

/** Does `item_count`, `num_items`, `total_items` or `has_items` speak of `items`? */
function counts(phrase: string, list: string): boolean {
  if (list === '' || !phrase.includes(list)) return false;
  const forms = [
    '* count',
    'number *',
    'number of *',
    'total *',
    '* total',
    'count *',
    'has *',
    '* number',
    '* size',
    '* length',
  ];
  return forms.some((form) => form.replace('*', list) === phrase);
}

function countOf(name: string, list: string): Step {
  return {
    names: [name, list],
    run(object, accepts) {
      const items = object[list];
      if (!Array.isArray(items)) return;
      if (typeof object[name] === 'number') put(object, accepts, name, items.length);
      else if (typeof object[name] === 'boolean') put(object, accepts, name, items.length > 0);
    },
  };
}

function put(object: JsonObject, accepts: Accepts, name: string, value: unknown): void {
  if (object[name] !== value && accepts(name, value)) object[name] = value;
}

/** The whole list is on one page, so the members that tell of others say that there are none. */
function pageStep(keys: readonly Key[], paged: boolean): Step {
  const run: Step['run'] = (object, accepts) => {
    const arrays = keys.filter(({ name }) => Array.isArray(object[name]));
    const list = arrays.length === 1 ? arrays[0] : arrays.find(({ phrase }) => LISTS.has(phrase));
    if (list === undefined) return;
    const { length } = object[list.name] as unknown[];
    if (!LISTS.has(list.phrase) && !paged) {
      const plain = keys.filter(({ phrase }) => phrase === 'count' || phrase === 'total count');
      if (keys.length <= 4) turnPage(object, plain, accepts, length);
      return;
    }
    turnPage(object, keys, accepts, length);
    for (const { name, phrase } of keys) {
      const inner = object[name];
      if (!PAGERS.has(phrase) || !isJsonObject(inner)) continue;
      const copy = { ...inner };
      const accepted: Accepts = (changed, value) => accepts(name, { ...copy, [changed]: value });
      turnPage(copy, readKeys(Object.keys(copy).slice(0, 50)), accepted, length);
      object[name] = copy;
    }
  };
  // How many members there are, and how many of them are lists, decides.
  return { names: keys.map(({ name }) => name), run };
}

/** Sets what a page object says of its one page of so many items. */
function turnPage(object: JsonObject, keys: readonly Key[], accepts: Accepts, length: number): void {
  for (const { name, phrase } of keys) {
    const value = object[name];
    if (TURNS.has(phrase) && value !== null && !Array.isArray(value) && !isJsonObject(value)) {
      if (accepts(name, null)) object[name] = null;
      else if (typeof value === 'number') put(object, accepts, name, 0);
    } else if (typeof value === 'boolean') {
      if (MORE.has(phrase)) put(object, accepts, name, false);
    } else if (typeof value === 'number') {
      const wanted = pageNumber(phrase, value, length);
      if (wanted !== undefined) put(object, accepts, name, wanted);
    }
  }
}

function pageNumber(phrase: string, value: number, length: number): number | undefined {
  if (phrase === 'size' || ROOM.has(phrase)) return Math.max(value, length);
  if (TOTALS.has(phrase)) return length;
  if (PAGES.has(phrase)) return phrase === 'page' && value === 0 ? 0 : 1;
  if (phrase === 'offset' || phrase === 'skip') return 0;
  return phrase === 'start index' ? 1 : undefined;
}
