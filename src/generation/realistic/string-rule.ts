import type { StringConstraint, Subject } from '../constraint.ts';
import { createRandom, type Random } from '../random.ts';
import { satisfiesString } from '../string/string.ts';
import type { Entity } from './entity.ts';
import { createEntity } from './entity.ts';
import { type Variant, variantsFor } from './fit.ts';
import { hintedCode, hintedConstant, hintedExample, hintedFormat, hintedList } from './hint.ts';
import { kindOf, NEUTRAL, ownerWords } from './owner.ts';
import type { Maker, Naming, Rule } from './rule.ts';
import { FORMAT_MAKERS, PRECISE_FORMATS } from './rules/format.ts';
import type { Source } from './source.ts';
import { singular, splitWords } from './words.ts';

export type StringMaker = (entity: Entity, random: Random) => string | undefined;

/** Names that say so little that an example in the description says more. */
const VAGUE: ReadonlySet<string> = new Set(
  'value type kind key code name id identifier text data content format mode state status string label title source target reference ref result raw number default prefix suffix field option input output parameter expression pattern filter query path version method operator unit level'.split(
    ' ',
  ),
);

/** Words at the end of a name that say how it is written, not what it is. */
const TRAILING: ReadonlySet<string> = new Set(
  'raw localized original formatted normalized html markdown plain display override string str default static value text short long full public override template utc translated new old current previous primary secondary verified english en de fr escaped encoded lower upper canonical final initial line'.split(
    ' ',
  ),
);

export interface Lexicon {
  readonly source: Source;
  readonly strings: ReadonlyMap<string, Rule>;
}

/** A maker for the values of a property that always gives a satisfying value or undefined; undefined where nothing is known. */
export function compileString(
  lexicon: Lexicon,
  subject: Subject,
  constraint: StringConstraint,
): StringMaker | undefined {
  const naming = readNaming(subject, constraint);
  const found = findMakers(lexicon.strings, subject, constraint, naming);
  const makers = subject.item ? found.map(ofItem) : found;
  if (makers.length === 0) return undefined;
  const first = makers[0] as Maker;
  if (isFree(constraint)) return (entity, random) => best(first(entity, random, naming));
  const attempts = probe(lexicon.source, constraint, makers, naming, subject.owner);
  if (attempts.length === 0) return undefined;
  return (entity, random) => {
    for (const { maker, variant } of attempts) {
      const made = maker(entity, random, naming);
      for (const value of typeof made === 'string' ? [made] : made) {
        const fitted = variant(value, random);
        if (satisfiesString(constraint, fitted)) return fitted;
      }
    }
    return undefined;
  };
}

/** Items of a list are about different things, so each has facts of its own. */
function ofItem(make: Maker): Maker {
  return (entity, random, naming) =>
    make(createEntity(entity.source, random.fork('item'), undefined, undefined), random, naming);
}

/** The phrase of the rule that a name is understood by, for reports. */
export function explainString(lexicon: Lexicon, subject: Subject): string | undefined {
  return findRule(lexicon.strings, subject, undefined)?.rule.phrase;
}

function best(made: string | readonly string[]): string | undefined {
  return typeof made === 'string' ? made : made[0];
}

function isFree(constraint: StringConstraint): boolean {
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

interface Attempt {
  readonly maker: Maker;
  readonly variant: Variant;
}

const PROBES = 6;

/** Tries every way on a few made-up objects and keeps those that ever succeed, the surest and earliest first. */
function probe(
  source: Source,
  constraint: StringConstraint,
  makers: readonly Maker[],
  naming: Naming,
  owner: string | undefined,
): readonly Attempt[] {
  const variants = variantsFor(constraint);
  const scored: { attempt: Attempt; hits: number }[] = [];
  const trials = Array.from({ length: PROBES }, (_, index) => createRandom(`probe ${index}`));
  for (const maker of makers) {
    for (const variant of variants) {
      let hits = 0;
      for (const random of trials) {
        const entity = createEntity(source, random.fork('entity'), owner, undefined);
        const stream = random.fork('value');
        const made = maker(entity, stream, naming);
        const values = typeof made === 'string' ? [made] : made;
        if (values.some((value) => satisfiesString(constraint, variant(value, stream)))) hits++;
      }
      if (hits > 0) scored.push({ attempt: { maker, variant }, hits });
      if (hits === PROBES) return scored.map((entry) => entry.attempt);
    }
  }
  return scored.map((entry) => entry.attempt);
}

function readNaming(subject: Subject, constraint: StringConstraint): Naming {
  const words = subject.name === undefined ? [] : splitWords(subject.name);
  const owner = ownerWords(subject.owner);
  return {
    words,
    before: [],
    kind: kindOf(owner),
    owner,
    formats: constraint.formats,
    item: subject.item,
    free: isFree(constraint),
  };
}

interface Found {
  readonly rule: Rule;
  readonly before: readonly string[];
}

/** The rule for the longest end of a name, the owner's own first. */
export function findRule(
  rules: ReadonlyMap<string, Rule>,
  subject: Subject,
  naming: Naming | undefined,
): Found | undefined {
  const words = naming?.words ?? (subject.name === undefined ? [] : splitWords(subject.name));
  const ownerKind = naming?.kind ?? kindOf(ownerWords(subject.owner));
  for (let end = words.length; end > 0; end--) {
    const found = endingAt(rules, words.slice(0, end), ownerKind);
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

function endingAt(
  rules: ReadonlyMap<string, Rule>,
  words: readonly string[],
  ownerKind: string | undefined,
): Found | undefined {
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

function findMakers(
  rules: ReadonlyMap<string, Rule>,
  subject: Subject,
  constraint: StringConstraint,
  naming: Naming,
): Maker[] {
  const found = findRule(rules, subject, naming);
  const makers: Maker[] = [];
  const list = hintedList(subject);
  const example = hintedExample(subject);
  const vague = found === undefined || VAGUE.has(found.rule.phrase.replace(/@.*/, ''));
  const constant = hintedConstant(subject);
  if (constant !== undefined) makers.push(() => constant);
  if (list.length > 1) makers.push((_entity, random) => rotated(list, random));
  if (vague && example !== undefined) makers.push(() => example);
  for (const format of constraint.formats) {
    if (Object.hasOwn(PRECISE_FORMATS, format)) makers.push(PRECISE_FORMATS[format] as Maker);
  }
  const coded = hintedCode(subject);
  if (vague && coded !== undefined) makers.push(FORMAT_MAKERS[coded] as Maker);
  if (found !== undefined) makers.push(refine(found, naming));
  for (const format of [...constraint.formats, hintedFormat(subject)]) {
    const maker = format === undefined ? undefined : formatMaker(rules, format);
    if (maker !== undefined) makers.push(maker);
  }
  if (!vague && example !== undefined) makers.push(() => example);
  return makers;
}

/** Formats that no validator knows are names too: `currency`, `semver`, `mac-address`. */
function formatMaker(rules: ReadonlyMap<string, Rule>, format: string): Maker | undefined {
  if (Object.hasOwn(FORMAT_MAKERS, format)) return FORMAT_MAKERS[format];
  const phrase = splitWords(format).join(' ');
  return VAGUE.has(phrase) ? undefined : rules.get(phrase)?.make;
}

/** All of the list, starting somewhere in it. */
function rotated(list: readonly string[], random: Random): readonly string[] {
  const start = random.int(0, list.length - 1);
  return [...list.slice(start), ...list.slice(0, start)];
}

/** The owner's own words: `user_name` of a user is no other user's. */
const SELF: ReadonlySet<string> = new Set(
  'user person account profile member customer contact personal'.split(' '),
);

function refine(found: Found, naming: Naming): Maker {
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
