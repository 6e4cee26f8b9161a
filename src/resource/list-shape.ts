import type { Operation } from '../model/index.ts';
import { joinPointer } from '../schema/index.ts';
import { successOf } from './body.ts';
import type { FoundList } from './envelope.ts';
import type { Facts } from './facts.ts';
import type { Showing } from './family.ts';
import { plainName } from './naming.ts';
import type { ListFact, ListShape } from './resource.ts';

/** Where the items stand, and what the members and headers around them say. */
export function listShape({ body, found }: Showing<FoundList>, operation: Operation): ListShape {
  const facts = new Map<ListFact, string[]>();
  if (found.at !== '' || found.map) gather(body.facts, '', found.at, facts, 0);
  // `count` alone is of all (`{ count, next, previous, results }`), unless it is said to be of this page.
  const [count] = facts.get('count') ?? [];
  if (count !== undefined && !facts.has('total') && !isOfPage(body.facts, count)) {
    facts.set('total', [count]);
    facts.delete('count');
  }
  const headers = new Map<ListFact | 'link', string>();
  for (const { name } of successOf(operation)?.headers ?? []) {
    const fact = headerFacts.get(plainName(name).replace(/^x/, ''));
    if (fact !== undefined && !headers.has(fact)) headers.set(fact, name);
  }
  return {
    mediaType: body.mediaType,
    items: found.at,
    view: found.item.schema('response'),
    map: found.map,
    facts,
    headers,
  };
}

function isOfPage(body: Facts, pointer: string): boolean {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  if (!/^(?:count|size)$/i.test(name)) return true;
  const said = body.at(pointer.slice(1).split('/'))?.text('description') ?? '';
  return /(?:on|in|of) (?:this|the|the current|current) (?:page|response|batch|set)|returned/i.test(said);
}

const headerFacts: ReadonlyMap<string, ListFact | 'link'> = new Map<string, ListFact | 'link'>([
  ['link', 'link'],
  ['total', 'total'],
  ['totalcount', 'total'],
  ['totalitems', 'total'],
  ['totalresults', 'total'],
  ['totalelements', 'total'],
  ['paginationtotalcount', 'total'],
  ['paginationtotal', 'total'],
  ['paginationcount', 'total'],
  ['totalpages', 'pages'],
  ['pagecount', 'pages'],
  ['pagetotal', 'pages'],
  ['paginationpagecount', 'pages'],
  ['paginationpages', 'pages'],
  ['page', 'page'],
  ['currentpage', 'page'],
  ['pagenumber', 'page'],
  ['paginationpage', 'page'],
  ['paginationcurrentpage', 'page'],
  ['perpage', 'size'],
  ['pagesize', 'size'],
  ['limit', 'size'],
  ['paginationlimit', 'size'],
  ['paginationperpage', 'size'],
  ['offset', 'offset'],
  ['paginationoffset', 'offset'],
  ['nextpage', 'next-page'],
  ['prevpage', 'previous-page'],
  ['previouspage', 'previous-page'],
  ['nextcursor', 'next-cursor'],
  ['cursor', 'next-cursor'],
  ['nextpagetoken', 'next-cursor'],
  ['hasmore', 'has-next'],
]);

/** Containers of facts; members of the same name in other objects say nothing. */
const containers = new Set(
  'meta metadata pagination paging pageinfo pager page pages links link cursors cursor info listmeta responsemetadata resultinfo'.split(
    ' ',
  ),
);

function gather(body: Facts, at: string, items: string, facts: Map<ListFact, string[]>, depth: number): void {
  for (const [name, member] of body.members()) {
    const pointer = joinPointer(at, name);
    if (pointer === items) continue;
    const plain = plainName(name);
    if (member.isObject && !member.isKeyLike) {
      // `links: { next: { href } }` of HAL.
      const href = at !== '' && member.size <= 6 ? member.member('href') : undefined;
      const linked = href === undefined ? undefined : linkFact(plain);
      if (linked !== undefined) add(facts, linked, joinPointer(pointer, 'href'));
      else if (depth < 3 && (containers.has(plain) || items.startsWith(`${pointer}/`)))
        gather(member, pointer, items, facts, depth + 1);
      continue;
    }
    const fact = factOf(plain, member, at);
    if (fact !== undefined) add(facts, fact, pointer);
  }
}

function add(facts: Map<ListFact, string[]>, fact: ListFact, pointer: string): void {
  const known = facts.get(fact);
  if (known === undefined) facts.set(fact, [pointer]);
  else known.push(pointer);
}

const numberFacts: ReadonlyMap<string, ListFact> = new Map<string, ListFact>(
  (
    [
      [
        'total',
        'total totalcount totalitems totalresults totalrecords totalelements totalhits totalentries totalnumber total_size totalsize hydratotalitems recordcount totalrecordcount numbermatched matched estimatedtotalhits resultcount itemcount odatacount fulltotal available',
      ],
      ['count', 'count returned numberofelements numberreturned itemsonpage currentitemcount pagecountitems'],
      ['pages', 'pages totalpages pagecount numpages numberofpages lastpage pagestotal'],
      ['page', 'page current currentpage pagenumber pageno pageindex number pagenum'],
      ['size', 'size perpage pagesize limit itemsperpage resultsperpage maxresults maxitems pagelimit'],
      ['offset', 'offset skip start startposition startoffset from'],
      ['next-page', 'next nextpage nextpagenumber'],
      ['previous-page', 'previous prev prevpage previouspage'],
      ['start-index', 'startindex firstitem'],
      ['end-index', 'endindex lastitem to'],
    ] as ReadonlyArray<[ListFact, string]>
  ).flatMap(([fact, names]) => names.split(' ').map((name): [string, ListFact] => [name, fact])),
);

const flagFacts: ReadonlyMap<string, ListFact> = new Map<string, ListFact>(
  (
    [
      [
        'has-next',
        'hasmore hasnext hasnextpage more hasmoreitems hasmoreresults istruncated truncated moreavailable',
      ],
      ['is-first', 'first isfirst firstpage isfirstpage'],
      ['is-last', 'last islast lastpage islastpage'],
      ['is-empty', 'empty isempty'],
      ['has-previous', 'hasprevious hasprev haspreviouspage hasprevpage'],
    ] as ReadonlyArray<[ListFact, string]>
  ).flatMap(([fact, names]) => names.split(' ').map((name): [string, ListFact] => [name, fact])),
);

const cursorFacts: ReadonlyMap<string, ListFact> = new Map<string, ListFact>(
  (
    [
      [
        'next-cursor',
        'nextcursor nextpagetoken nexttoken continue continuationtoken cursor pagetoken endcursor after nextmarker marker offset scrollid',
      ],
      ['previous-cursor', 'previouscursor prevcursor previouspagetoken prevpagetoken startcursor before'],
      ['first-cursor', 'firstid'],
      ['last-cursor', 'lastid'],
    ] as ReadonlyArray<[ListFact, string]>
  ).flatMap(([fact, names]) => names.split(' ').map((name): [string, ListFact] => [name, fact])),
);

function factOf(plain: string, member: Facts, at: string): ListFact | undefined {
  const { types } = member;
  if (types.has('boolean') && types.size <= 2) return flagFacts.get(plain);
  if (member.isInteger) return numberFacts.get(plain);
  if (!types.has('string') && types.size > 0) return undefined;
  const link = linkFact(plain);
  if (link !== undefined && isLinkLike(plain, member, at)) return link;
  const cursor = cursorFacts.get(plain) ?? (plain === 'next' ? 'next-cursor' : undefined);
  return cursor ?? (['previous', 'prev'].includes(plain) ? 'previous-cursor' : undefined);
}

function linkFact(plain: string): ListFact | undefined {
  switch (
    plain
      .replace(/(?:page)?(?:url|uri|link|href)$/, '')
      .replace(/^odata/, '')
      .replace(/^hydra/, '')
  ) {
    case 'next':
      return 'next-link';
    case 'previous':
    case 'prev':
      return 'previous-link';
    case 'first':
      return 'first-link';
    case 'last':
      return 'last-link';
    case 'self':
    case '':
      return plain === '' || plain === 'page' ? undefined : 'self-link';
    default:
      return undefined;
  }
}

/** `next` alone can be a link or a cursor: its format, an example or a word in its description tells. */
function isLinkLike(plain: string, member: Facts, at: string): boolean {
  if (/(?:url|uri|link|href)$/.test(plain)) return true;
  if (['uri', 'url', 'uri-reference', 'iri'].includes(member.text('format') ?? '')) return true;
  const example = member.value('example') ?? (member.value('examples') as unknown[] | undefined)?.[0];
  if (typeof example === 'string') return /^(?:https?:)?\//.test(example);
  const described = member.text('description') ?? '';
  if (/\b(?:cursor|token)\b/i.test(described)) return false;
  if (/\b(?:link|url|uri)\b/i.test(described)) return true;
  return /(?:^|\/)_?links?(?:\/|$)/i.test(at) || plain === 'self';
}
