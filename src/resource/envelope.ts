import { joinPointer } from '../schema/index.ts';
import type { Facts } from './facts.ts';
import { plainName, singularName } from './naming.ts';

/** An array of objects in a body, or a map of them by key. */
export interface FoundList {
  /** JSON Pointer: '' for the body itself. */
  readonly at: string;
  readonly map: boolean;
  readonly item: Facts;
}

/** An object in a body. */
export interface FoundEntity {
  readonly at: string;
  readonly facts: Facts;
}

const listNames = new Set(
  'data items results result records entries values value list content contents rows elements objects hits resources resource member members hydramember embedded response payload page collection nodes edges documents docs entities'.split(
    ' ',
  ),
);

const wrapperNames = new Set(
  'data result item entity response payload object record resource value attributes content body'.split(' '),
);

/** What stands around the items of a list, or around an entity, and is none of its members. */
const aroundNames = new Set(
  (
    'meta metadata links link pagination paging pageable pageinfo pager page pages pagenumber pageno pageindex pagesize size perpage ' +
    'limit offset skip start startindex endindex from to total totals totalcount totalitems totalresults totalrecords ' +
    'totalelements totalpages totalnumber totalhits estimatedtotalhits count numberofelements itemcount itemscount ' +
    'resultcount recordcount next prev previous first last nextlink prevlink previouslink nextpage previouspage prevpage ' +
    'nextpagetoken nexttoken token nextcursor prevcursor previouscursor cursor cursors after before hasmore hasnext ' +
    'hasprevious hasnextpage haspreviouspage more truncated istruncated incompleteresults nextpageurl previouspageurl ' +
    'firstpageurl lastpageurl nexturl url uri href self object kind type apiversion schema status statuscode statustext code ok ' +
    'success error errors warning warnings message messages msg requestid responsemetadata responsetime took time ' +
    'timestamp generatedat providername datetimeutc jsonapi included aggregations facets facetdistribution query sort ' +
    'sorted filter filters empty numpages numberofpages currentpage lastpage firstpage startposition maxresults continue ' +
    'autocomplete context type warningcount odatacontext odatacount odatanextlink hydratotalitems hydraview ' +
    'hydrasearch hydramapping embedded results columns limitreached processingtimems etag version end'
  ).split(' '),
);

function isAround(plain: string): boolean {
  return (
    aroundNames.has(plain) ||
    /^(?:next|prev|previous|first|last|self|start|end).*(?:url|uri|link|href|token|cursor|index)$/.test(plain)
  );
}

/** The array (or map) of entities in an answer; `name` is that of the collection, as its path has it. */
export function findList(body: Facts, name: string, isMapAllowed: boolean): FoundList | undefined {
  const { items } = body;
  if (body.isArray)
    return items?.isObject === true && !items.isArray ? { at: '', map: false, item: items } : undefined;
  if (!body.isObject) return undefined;
  const inside = arrayIn(body, name, 0);
  if (inside !== undefined) return inside;
  return isMapAllowed ? mapIn(body, name) : undefined;
}

function arrayIn(body: Facts, name: string, depth: number): FoundList | undefined {
  const candidates: Array<FoundList & { readonly score: number }> = [];
  let strangers = 0;
  for (const [member, facts] of body.members()) {
    const plain = plainName(member);
    if (facts.isArray) {
      const { items } = facts;
      if (items?.isObject !== true || items.isArray) continue;
      const score = nameScore(plain, name, items);
      candidates.push({ at: joinPointer('', member), map: false, item: items, score });
    } else if (depth < 2 && facts.isObject && (listNames.has(plain) || plain === plainName(name))) {
      const inner = arrayIn(facts, name, depth + 1);
      if (inner !== undefined)
        candidates.push({ ...inner, at: joinPointer('', member) + inner.at, score: 2 });
      else if (!isAround(plain)) strangers++;
    } else if (!isAround(plain)) {
      strangers++;
    }
  }
  candidates.sort((a, b) => b.score - a.score);
  const [best, second] = candidates;
  if (best === undefined || strangers > 1) return undefined;
  // Two arrays that are equally likely: neither is known to be the list.
  if (second !== undefined && second.score === best.score && !best.item.is(second.item)) return undefined;
  if (best.score === 0 && (strangers > 0 || candidates.length > 1)) return undefined;
  return { at: best.at, map: best.map, item: best.item };
}

function nameScore(plain: string, name: string, item: Facts): number {
  if (plain === plainName(name) || singularName(plain) === singularName(name)) return 4;
  if (listNames.has(plain)) return 3;
  const component = item.name === undefined ? '' : plainName(item.name);
  const singular = singularName(plain);
  if (singular.length > 2 && (component.includes(singular) || plainName(name).includes(singular))) return 2;
  return ['errors', 'warnings', 'links', 'included', 'messages'].includes(plain) ? -1 : 0;
}

function mapIn(body: Facts, name: string): FoundList | undefined {
  const { values } = body;
  if (body.size === 0) return isEntityMap(values) ? { at: '', map: true, item: values } : undefined;
  for (const [member, facts] of body.members()) {
    const plain = plainName(member);
    if (!(listNames.has(plain) || plain === plainName(name)) || facts.size > 0) continue;
    if (isEntityMap(facts.values)) return { at: joinPointer('', member), map: true, item: facts.values };
  }
  return undefined;
}

function isEntityMap(values: Facts | undefined): values is Facts {
  return values?.isObject === true && values.size > 1;
}

/** The entity in an answer or a request: the body itself, or the one object in an envelope. */
export function findEntity(body: Facts, name: string): FoundEntity | undefined {
  const entity = body.isArray ? undefined : unwrap(body, name, '', 0);
  return entity !== undefined && entity.facts.size > 0 ? entity : undefined;
}

/** The entity in a request: the member that is one of the views (`{ workflow: {…}, dryRun }`), else as in an answer. */
export function findSent(body: Facts, name: string, views: readonly Facts[]): FoundEntity | undefined {
  const found = findEntity(body, name);
  if (views.some((view) => view.is(body)) || found?.at !== '') return found;
  for (const [member, facts] of body.members())
    if (facts.size > 2 && views.some((view) => view.is(facts))) return { at: joinPointer('', member), facts };
  return found;
}

function unwrap(body: Facts, name: string, at: string, depth: number): FoundEntity | undefined {
  if (!body.isObject) return undefined;
  let best: FoundEntity | undefined;
  let most = 0;
  let strangers = 0;
  const singular = singularName(name);
  for (const [member, facts] of body.members()) {
    const plain = plainName(member);
    const score = !facts.isObject
      ? 0
      : plain === singular || plain === plainName(name)
        ? 4
        : wrapperNames.has(plain)
          ? 3
          : // `{ "ssh_key": {…} }` of `/account/keys`.
            depth === 0 && body.size === 1 && facts.size > 1
            ? singular.length > 2 && plain.includes(singular)
              ? 2
              : 1
            : 0;
    if (score > most) {
      if (best !== undefined) strangers++;
      best = { at: joinPointer(at, member), facts };
      most = score;
    } else if (!isAround(plain) && !(facts.isArray && singularName(member) === singular)) {
      strangers++;
    }
  }
  if (best === undefined || strangers > 0 || depth > 1) return { at, facts: body };
  if (best.facts.size === 0) return { at, facts: body };
  const { facts, at: inner } = best;
  return unwrap(facts, name, inner, depth + 1) ?? best;
}
