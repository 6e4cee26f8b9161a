import type { Facts } from './facts.ts';
import { membersNamed } from './member-path.ts';
import { plainName } from './naming.ts';
import { type Asked, isFlag, isMoment, isText } from './query.ts';
import type { Filter } from './resource.ts';

type Compare = Filter['compare'];

const operators: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  ['eq', 'equals'],
  ['exact', 'equals'],
  ['iexact', 'equals'],
  ['is', 'equals'],
  ['ne', 'not'],
  ['neq', 'not'],
  ['not', 'not'],
  ['in', 'in'],
  ['contains', 'contains'],
  ['icontains', 'icontains'],
  ['like', 'icontains'],
  ['ilike', 'icontains'],
  ['match', 'icontains'],
  ['startswith', 'startswith'],
  ['istartswith', 'startswith'],
  ['prefix', 'startswith'],
  ['beginswith', 'startswith'],
  ['endswith', 'endswith'],
  ['iendswith', 'endswith'],
  ['suffix', 'endswith'],
  ['gt', 'gt'],
  ['gte', 'gte'],
  ['ge', 'gte'],
  ['lt', 'lt'],
  ['lte', 'lte'],
  ['le', 'lte'],
  ['isnull', 'empty'],
  ['isempty', 'empty'],
  ['null', 'empty'],
  ['empty', 'empty'],
  ['exists', 'exists'],
]);

/** `min_price`, `price_min`, `created_after`, `from_date`: a bound by a word before or after the member's name. */
const bounds: ReadonlyArray<readonly [pattern: RegExp, compare: Compare]> = [
  [/^(?:min|minimum)[_-]?(.+)$/i, 'gte'],
  [/^(?:max|maximum)[_-]?(.+)$/i, 'lte'],
  [/^(.+?)[_-]?(?:min|minimum)$/i, 'gte'],
  [/^(.+?)[_-]?(?:max|maximum)$/i, 'lte'],
  [/^(.+?)[_-]?(?:after|since)$/i, 'gt'],
  [/^(.+?)[_-]?(?:before|until)$/i, 'lt'],
  [/^(.+?)[_-]?(?:from|start)$/i, 'gte'],
  [/^(.+?)[_-]?(?:to|end)$/i, 'lte'],
  [/^(?:after|since|from|start)[_-]?(.+)$/i, 'gte'],
  [/^(?:before|until|to|end)[_-]?(.+)$/i, 'lte'],
];

const searchNames = new Set(
  'q query search searchterm searchtext searchquery searchstring term terms keyword keywords text s find fulltext freetext querystring searchphrase filtertext'.split(
    ' ',
  ),
);

/** The parameter that looks for a text anywhere in an entity. */
export function searchOf(
  query: readonly Asked[],
  views: readonly Facts[],
  taken: Set<Asked>,
): Asked | undefined {
  const found = query.find((asked) => {
    if (
      !searchNames.has(asked.plain) ||
      taken.has(asked) ||
      !isText(asked) ||
      asked.facts?.enum !== undefined
    )
      return false;
    const isMember = views.some((view) => view.has(asked.parameter.name));
    return !isMember || ['q', 'search', 'query'].includes(asked.plain);
  });
  if (found !== undefined) taken.add(found);
  return found;
}

/** Every remaining parameter that names members of the entities. */
export function filtersOf(
  query: readonly Asked[],
  views: readonly Facts[],
  taken: ReadonlySet<Asked>,
): Filter[] {
  return query.flatMap((asked) => {
    if (taken.has(asked)) return [];
    const { facts, parameter } = asked;
    if (facts?.isObject === true && facts.size > 0 && !facts.types.has('string'))
      return parameter.style === 'deepObject' || parameter.explode || parameter.content !== undefined
        ? deepFilters(asked, facts, views)
        : [];
    const filter = filterOf(parameter.name, asked, views);
    return filter === undefined ? [] : [{ parameter, at: [], ...filter }];
  });
}

/** `filter[name]=…` where the description has `filter` as an object. */
function deepFilters({ parameter }: Asked, facts: Facts, views: readonly Facts[]): Filter[] {
  const found: Filter[] = [];
  for (const [name, member] of facts.members()) {
    const inner: Asked = {
      parameter,
      plain: plainName(name),
      facts: member,
      description: (member.text('description') ?? '').toLowerCase(),
    };
    if (member.isObject && member.size > 0) {
      for (const [operator] of member.members()) {
        const compare = operators.get(plainName(operator));
        const pointers = compare && membersNamed(name, views).map(({ pointer }) => pointer);
        if (compare !== undefined && pointers !== undefined && pointers.length > 0)
          found.push({ parameter, at: [name, operator], pointers, compare });
      }
      continue;
    }
    const filter = filterOf(name, inner, views);
    if (filter !== undefined) found.push({ parameter, at: [name], ...filter });
  }
  return found;
}

function filterOf(
  written: string,
  asked: Asked,
  views: readonly Facts[],
): Pick<Filter, 'pointers' | 'compare'> | undefined {
  const name = bare(written);
  const exact = membersNamed(name, views, (facts) => isComparable(asked, facts) && isSameType(asked, facts));
  const whole = exact.length > 0 ? exact : membersNamed(name, views, (facts) => isComparable(asked, facts));
  if (whole.length > 0 && plainName(name) !== '')
    return { pointers: pointersOf(whole), compare: usualCompare(asked) };
  const operated = /^(.+?)(?:__|\.|\[|_)([a-z]+)\]?$/i.exec(name);
  const compare = operated === null ? undefined : operators.get((operated[2] as string).toLowerCase());
  if (operated !== null && compare !== undefined) {
    const found = membersNamed(operated[1] as string, views);
    if (found.length > 0) return { pointers: pointersOf(found), compare };
  }
  return boundOf(name, asked, views);
}

function boundOf(
  name: string,
  asked: Asked,
  views: readonly Facts[],
): Pick<Filter, 'pointers' | 'compare'> | undefined {
  for (const [pattern, compare] of bounds) {
    const rest = pattern.exec(name)?.[1];
    if (rest === undefined) continue;
    const found = membersNamed(rest, views).filter(
      ({ facts }) => isOrdered(facts) && isComparable(asked, facts),
    );
    if (found.length > 0) return { pointers: pointersOf(found), compare };
  }
  // `since` and `until` alone speak of when a thing was made or changed.
  if (isMoment(asked)) {
    const isLower = /^(?:since|after|from|start|startdate|fromdate|starttime|datefrom)$/.test(asked.plain);
    const isUpper = /^(?:until|before|to|end|enddate|todate|endtime|dateto)$/.test(asked.plain);
    if (isLower || isUpper) {
      const words = asked.description.includes('updated')
        ? ['updated', 'modified']
        : ['created', 'date', 'timestamp', 'time', 'start'];
      for (const word of words) {
        const found = membersNamed(word, views).filter(({ facts }) => isOrdered(facts));
        if (found.length > 0)
          return { pointers: pointersOf(found.slice(0, 1)), compare: isLower ? 'gte' : 'lte' };
      }
    }
  }
  return undefined;
}

/** Without what marks it as a filter or a list: `filter[status][]` is `status`. */
function bare(name: string): string {
  const unlisted = name.replace(/\[\]$/, '');
  const bracketed = /^(?:filters?|q|where|query|search)\[([^\]]+)\](.*)$/.exec(unlisted);
  if (bracketed !== null) return `${bracketed[1]}${bracketed[2]}`;
  return unlisted.replace(/^(?:filters?[._-]|filter_by_|by_|\$)(?=.)/i, '');
}

function pointersOf(found: ReadonlyArray<{ readonly pointer: string }>): string[] {
  return found.map(({ pointer }) => pointer);
}

function usualCompare({ facts, description, parameter }: Asked): Compare {
  if (facts?.isArray === true || /\[\]$/.test(parameter.name)) return 'in';
  if (/comma[- ]?(?:separated|delimited)/.test(description)) return 'in';
  if (
    facts === undefined ||
    (facts.types.has('string') && facts.enum === undefined && facts.text('format') === undefined)
  ) {
    if (/\b(?:contain(?:s|ing)?|partial|substring|like|fuzzy|case[- ]insensitive)\b/.test(description))
      return 'icontains';
    if (/\b(?:prefix|start(?:s|ing)? with|begin(?:s|ning)? with)\b/.test(description)) return 'startswith';
  }
  return 'equals';
}

/** Can a value of the parameter equal one of the member? */
function isComparable(asked: Asked, member: Facts): boolean {
  const facts = asked.facts?.isArray === true ? asked.facts.items : asked.facts;
  if (facts === undefined || facts.types.size === 0 || member.types.size === 0) return true;
  if (isFlag(asked)) return member.types.has('boolean');
  if (member.types.has('boolean')) return facts.types.has('string');
  if (facts.types.has('string')) return member.types.has('string') || facts.enum === undefined;
  return (
    facts.isInteger &&
    (member.types.has('integer') || member.types.has('number') || member.types.has('string'))
  );
}

function isSameType(asked: Asked, member: Facts): boolean {
  const facts = asked.facts?.isArray === true ? asked.facts.items : asked.facts;
  return facts === undefined || facts.isInteger === member.isInteger;
}

function isOrdered(facts: Facts): boolean {
  if (facts.types.has('integer') || facts.types.has('number')) return true;
  return facts.types.has('string') && facts.enum === undefined;
}
