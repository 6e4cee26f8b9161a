import { type Asked, isFlag, isMoment, isNumeric } from './query.ts';
import type { ListFact, Paging } from './resource.ts';

const names = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const pageNames = names('page pagenumber pagenum pageno pageindex pageid currentpage p pg');
const offsetNames = names(
  'offset skip start startindex startposition startat startoffset pageoffset recordoffset from first',
);
const sizeNames = names(
  'limit size perpage pagesize pagelimit maxresults resultsperpage itemsperpage pagecount maxitems max count top take rows num numresults maxpagesize pagemaxsize recordsperpage first last quantity results n nb maxrecords',
);
/** Names of sizes that mean other things too: only a number is one. */
const vague = names('max count num rows first last results start from p n take size quantity top');
const afterNames = names(
  'cursor after pagetoken nexttoken continuationtoken startingafter marker continue pageafter pagecursor nextcursor ' +
    'nextpagetoken exclusivestartkey scrollid bookmark startcursor next sinceid since maxid afterid lastid startafter ' +
    'aftercursor fromid offsetid paginationtoken aftertoken pagemarker',
);
const beforeNames = names(
  'before endingbefore pagebefore prevcursor previouscursor beforeid minid endcursor beforecursor prevtoken previoustoken previous',
);
const keyNames = names(
  'startingafter endingbefore sinceid maxid minid afterid beforeid lastid fromid startafter offsetid',
);

const usualSize = 20;

/** How a list is cut into pages; undefined where it cannot be. `taken` gathers the parameters that say so. */
export function pagingOf(
  query: readonly Asked[],
  facts: ReadonlyMap<ListFact, readonly string[]>,
  taken: Set<Asked>,
): Paging | undefined {
  const pick = (set: ReadonlySet<string>, fits: (asked: Asked) => boolean): Asked | undefined => {
    const found = query.find((asked) => set.has(asked.plain) && !taken.has(asked) && fits(asked));
    if (found !== undefined) taken.add(found);
    return found;
  };
  const isCount = (asked: Asked): boolean =>
    !isFlag(asked) && !isMoment(asked) && isNumeric(asked, vague.has(asked.plain));
  const isCursor = (asked: Asked): boolean =>
    !isFlag(asked) && !isMoment(asked) && (asked.plain !== 'since' || /\bids?\b/.test(asked.description));
  const page = pick(pageNames, isCount);
  const after = pick(afterNames, isCursor);
  const before = after === undefined ? undefined : pick(beforeNames, isCursor);
  // `first` goes with `after` as a size, with `max` as an offset.
  const isOffset = (asked: Asked): boolean =>
    isCount(asked) && (asked.plain !== 'first' || after === undefined);
  const offset = page === undefined ? pick(offsetNames, isOffset) : undefined;
  const isToken =
    offset !== undefined && offset.facts?.types.has('string') === true && facts.has('next-cursor');
  const size = pick(sizeNames, (asked) => isCount(asked));
  // What else is called as cursors are filters nothing.
  for (const asked of query)
    if ((keyNames.has(asked.plain) || asked.plain === 'cursor') && after !== undefined) taken.add(asked);
  const kind = kindOf(page, isToken ? undefined : offset, after ?? (isToken ? offset : undefined), size);
  if (kind === undefined) return undefined;
  const maxSize =
    numberOf(size, 'maximum') ??
    said(size, /max(?:imum)?(?:\s+(?:of|is|value|allowed)(?:\s+is)?)?[:=\s]+(\d+)/);
  const told =
    numberOf(size, 'default') ?? said(size, /default(?:s)?(?:\s+(?:is|to|value|of))*(?:\s+is)?[:=\s`]+(\d+)/);
  return {
    kind,
    page: page?.parameter,
    firstPage: page !== undefined && startsAtZero(page, facts) ? 0 : 1,
    offset: isToken ? undefined : offset?.parameter,
    size: size?.parameter,
    defaultSize: Math.max(1, Math.min(told ?? usualSize, maxSize ?? Number.MAX_SAFE_INTEGER)),
    maxSize,
    after: (after ?? (isToken ? offset : undefined))?.parameter,
    before: before?.parameter,
    byKey: after !== undefined && isByKey(after),
  };
}

function kindOf(
  page: Asked | undefined,
  offset: Asked | undefined,
  after: Asked | undefined,
  size: Asked | undefined,
): Paging['kind'] | undefined {
  if (page !== undefined) return 'page';
  if (offset !== undefined) return 'offset';
  if (after !== undefined) return 'cursor';
  return size === undefined ? undefined : 'limit-only';
}

function isByKey({ plain, description }: Asked): boolean {
  if (keyNames.has(plain)) return true;
  return /\b(?:ids?|identifier)\b/.test(description) && !/cursor|token|opaque/.test(description);
}

function startsAtZero(
  { facts, description }: Asked,
  around: ReadonlyMap<ListFact, readonly string[]>,
): boolean {
  if (facts?.value('default') === 0) return true;
  if (facts?.value('default') === 1) return false;
  if (
    /zero[- ]?(?:based|indexed)|0[- ](?:based|indexed)|start(?:s|ing)?\s+(?:at|from|with)\s+(?:0|zero)\b|0\.\.n/.test(
      description,
    )
  )
    return true;
  const minimum = facts?.value('minimum');
  if (minimum !== undefined) return minimum === 0;
  // Spring counts pages from 0, where nothing else is said, and alone calls the total this.
  const isOne = /start(?:s|ing)?\s+(?:at|from|with)\s+(?:1|one)\b|(?:1|one)[- ]?(?:based|indexed)/.test(
    description,
  );
  return !isOne && around.get('total')?.some((pointer) => /\/totalElements$/i.test(pointer)) === true;
}

function numberOf(asked: Asked | undefined, keyword: string): number | undefined {
  const value = asked?.facts?.value(keyword);
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number > 0 ? number : undefined;
}

function said(asked: Asked | undefined, pattern: RegExp): number | undefined {
  const match = asked && pattern.exec(asked.description.slice(0, 2_000));
  const number = Number(match?.[1]);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
