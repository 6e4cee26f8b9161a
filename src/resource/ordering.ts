import { type Asked, isFlag, isText } from './query.ts';
import type { Ordering } from './resource.ts';

const byNames = new Set(
  'sort orderby sortby ordering sortfield sortcolumn sortkey sortfields ordercolumn orderfield sorting sorts order sortproperty sortattribute'.split(
    ' ',
  ),
);
const directionNames = new Set(
  'order direction sortorder dir sortdir sortdirection orderdirection orderdir sorttype ordertype asc desc ascending descending reverse sortasc sortdesc sortdescending sortascending orderasc orderdesc sortby sort orderby ordering'.split(
    ' ',
  ),
);

const direction = /^(?:asc|desc|ascending|descending|[+-]?1|a|d|newest|oldest)$/i;

/** By what and how a list can be ordered. `taken` gathers the parameters that say so. */
export function orderingOf(query: readonly Asked[], taken: Set<Asked>): Ordering | undefined {
  const free = query.filter((asked) => !taken.has(asked));
  const isDirection = (asked: Asked): boolean =>
    (isFlag(asked) && directionNames.has(asked.plain)) || (directionNames.has(asked.plain) && chooses(asked));
  const by =
    free.find(
      (asked) => byNames.has(asked.plain) && asked.plain !== 'order' && isOrder(asked) && !isDirection(asked),
    ) ??
    free.find(
      (asked) => asked.plain === 'order' && isOrder(asked) && !isDirection(asked) && !isIndexed(asked),
    );
  const way = free.find(
    (asked) =>
      asked !== by &&
      directionNames.has(asked.plain) &&
      (isDirection(asked) || (by !== undefined && isOrderWord(asked))),
  );
  if (by === undefined && way === undefined) return undefined;
  if (by !== undefined) taken.add(by);
  if (way !== undefined) taken.add(way);
  return {
    by: by?.parameter,
    spelling: by === undefined ? 'plain' : spellingOf(by, way !== undefined),
    direction: way?.parameter,
  };
}

function isOrder(asked: Asked): boolean {
  return isText(asked) || asked.facts?.types.has('array') === true;
}

function isOrderWord({ plain }: Asked): boolean {
  return [
    'order',
    'direction',
    'sortorder',
    'dir',
    'sortdir',
    'sortdirection',
    'orderdirection',
    'orderdir',
  ].includes(plain);
}

/** `order` can be a place in a sequence, too. */
function isIndexed({ facts }: Asked): boolean {
  return facts?.isInteger === true;
}

/** Are its values directions? */
function chooses({ facts, description, plain }: Asked): boolean {
  const values = facts?.enum ?? facts?.items?.enum;
  if (values !== undefined) return values.every((value) => direction.test(String(value)));
  const fallback = facts?.value('default');
  if (typeof fallback === 'string') return direction.test(fallback);
  if (
    ['direction', 'sortorder', 'dir', 'sortdir', 'sortdirection', 'orderdirection', 'orderdir'].includes(
      plain,
    )
  )
    return true;
  return (
    plain === 'order' && /\basc(?:ending)?\b/.test(description) && !/:|field|column|by /.test(description)
  );
}

function spellingOf({ facts, description }: Asked, isDirected: boolean): Ordering['spelling'] {
  const values = [
    ...(facts?.enum ?? []),
    ...(facts?.items?.enum ?? []),
    facts?.value('default'),
    facts?.value('example'),
  ];
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.some((text) => /^[-+]./.test(text))) return 'sign';
  const ends = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text));
  if (ends(/.:(?:asc|desc)/i)) return 'colon';
  if (ends(/.,(?:asc|desc)/i)) return 'comma';
  if (ends(/. (?:asc|desc)/i)) return 'word';
  if (ends(/._?(?:asc|desc)(?:ending)?$/i)) return 'suffix';
  if (isDirected) return 'plain';
  if (/\w:(?:asc|desc)/.test(description)) return 'colon';
  if (/\w,\s?\(?(?:asc|desc)/.test(description)) return 'comma';
  if (/\w \(?(?:asc|desc)\b/.test(description) && !/sort |order /.test(description)) return 'word';
  if (facts?.enum !== undefined) return 'plain';
  return 'sign';
}
