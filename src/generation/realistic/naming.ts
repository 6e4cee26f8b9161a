import type { StringConstraint, Subject } from '../constraint.ts';
import { kindOf, NEUTRAL, ownerWords } from './owner.ts';
import type { Maker, Naming, Rule, Rules } from './rule.ts';
import { singular, splitWords } from './words.ts';

/** Words at the end of a name that say how it is written, not what it is. */
const TRAILING: ReadonlySet<string> = new Set(
  'raw localized original formatted normalized html markdown plain display override string str default static value text short long full public override template utc translated new old current previous primary secondary verified english en de fr escaped encoded lower upper canonical final initial line'.split(
    ' ',
  ),
);

/** What the words of a subject's names say. */
export function readNaming(subject: Subject, constraint: StringConstraint | undefined): Naming {
  const words = subject.name === undefined ? [] : splitWords(subject.name);
  const owner = ownerWords(subject.owner);
  return {
    words,
    before: [],
    kind: kindOf(owner),
    owner,
    formats: constraint?.formats ?? [],
    item: subject.item,
    free: constraint === undefined || isFree(constraint),
  };
}

export interface Found {
  readonly rule: Rule;
  readonly before: readonly string[];
}

/** The rule for the longest end of a name, the owner's own first. */
export function findRule(rules: Rules, naming: Naming): Found | undefined {
  const { words, kind } = naming;
  for (let end = words.length; end > 0; end--) {
    const found = endingAt(rules, words.slice(0, end), kind);
    if (found !== undefined) return found;
    const last = words[end - 1] as string;
    if (!TRAILING.has(last) && !/^\d/.test(last)) return undefined;
  }
  return undefined;
}

/** `display_name` of a user is the user's name; `route_name` is a route's. */
function isNeutral(word: string): boolean {
  return NEUTRAL.has(word);
}

function endingAt(rules: Rules, words: readonly string[], ownerKind: string | undefined): Found | undefined {
  const whole = `=${words.join(' ')}`;
  const exact =
    (ownerKind === undefined ? undefined : rules.get(`${whole}@${ownerKind}`)) ?? rules.get(whole);
  if (exact !== undefined) return { rule: exact, before: [] };
  const forms = [words];
  const last = words.at(-1) as string;
  if (singular(last) !== last) forms.push([...words.slice(0, -1), singular(last)]);
  for (let start = 0; start < words.length; start++) {
    for (const form of forms) {
      const phrase = form.slice(start).join(' ');
      const before = words.slice(0, start);
      const kind = kindOf(before) ?? (phrase === 'name' && !before.every(isNeutral) ? undefined : ownerKind);
      const rule = (kind === undefined ? undefined : rules.get(`${phrase}@${kind}`)) ?? rules.get(phrase);
      if (rule !== undefined) return { rule, before };
    }
  }
  return undefined;
}

/** Does nothing but the type bind the value? */
export function isFree(constraint: StringConstraint): boolean {
  return (
    constraint.minLength === 0 &&
    constraint.maxLength === Number.POSITIVE_INFINITY &&
    constraint.patterns.length === 0 &&
    constraint.notPatterns.length === 0 &&
    constraint.formats.length === 0 &&
    constraint.contentEncoding === undefined &&
    constraint.contentMediaType === undefined
  );
}

/** The owner's own words: `user_name` of a user is no other user's. */
const SELF: ReadonlySet<string> = new Set(
  'user person account profile member customer contact personal'.split(' '),
);

/** The rule's maker, told what was found, and about the person that the name speaks of. */
export function refine(found: Found, naming: Naming): Maker {
  const { make } = found.rule;
  const { before } = found;
  const kind = kindOf(before);
  const refined: Naming = { ...naming, before, kind: kind ?? naming.kind };
  const role = before.at(-1);
  if (kind !== 'person' || role === undefined || naming.owner.includes(role)) {
    return (entity, random) => make(entity, random, refined);
  }
  if (naming.kind === 'person' && SELF.has(role)) return (entity, random) => make(entity, random, refined);
  return (entity, random) => make(entity.part(role), random, refined);
}
